"""Values of a comparison of four invented municipalities over two years, with one figure of every kind of trouble."""

from boso.indicators.comparison import Cell, Matrix, Member, spread_of
from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.publishing.comparison.values import Choice, ComparisonValues, Group

CODE = "A_no_dwelling.status_end"
MEMBERS = tuple(Member(place, f"p{place}", name) for place, name in enumerate(("Prøvevik", "Prøvesund", "Øyer", "Å")))


def compared(*, hidden: int = 60) -> ComparisonValues:
    """Three certain numbers in 2013; in 2012 a dash, a suppressed cell, and `hidden`, which is doubtful."""
    of_2012: tuple[Figure, ...] = (doubted(number(hidden)), missing(Kind.DASH), missing(Kind.SUPPRESSED), number(4))
    of_2013: tuple[Figure, ...] = (number(7), number(90), number(1200), missing(Kind.ABSENT))
    given = {2012: of_2012, 2013: of_2013}
    cells = {(place, year): Cell(figure) for year, figures in given.items() for place, figure in enumerate(figures)}
    spreads = {year: spread_of([Cell(figure) for figure in figures]) for year, figures in given.items()}
    matrix = Matrix(code=CODE, years=(2012, 2013), cells=cells, spreads=spreads, editions=("ost_annual/2013",))
    return ComparisonValues(
        choice=Choice(codes=(CODE,), years=(2012, 2013), group="region-prove"),
        group=Group(key="region-prove", kind="region", name="Prøve", invented=True, region="prove"),
        members=MEMBERS,
        matrices={CODE: matrix},
        titles={"ost_annual/2013": "Årsrapport"},
        numbers={place: f"990{place}" for place in range(len(MEMBERS))},
    )
