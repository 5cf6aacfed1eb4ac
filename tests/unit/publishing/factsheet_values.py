"""Values of an invented municipality for tests of documents."""

from dataclasses import replace
from decimal import Decimal

from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.publishing.factsheet.values import COMPUTED, Beside, MoneyLine, Peers, ReportSource, SheetValues

YEARS = range(2009, 2014)
NUMBERS: dict[str, tuple[int | None, ...]] = {
    "A_no_dwelling.status_start": (120, 110, 90, 80, 74),
    "A_no_dwelling.status_end": (110, None, 80, 74, 69),
    "A_no_dwelling.housed": (200, 230, 250, 280, 309),
    "B_at_risk.status_end": (12, 10, 8, 5, 4),
    "C_unsuitable.status_end": (40, 35, 38, 33, 31),
    "housed_total": (220, 250, 260, 290, None),
    "C1.full_financed": (20, 21, 19, 15, 15),
    "C1.co_financed": (100, 120, 130, 140, 146),
    "C2.municipal_dwellings": (950, 960, 980, 990, 1000),
    "C2.acquired_investment_grant": (0, 0, 0, 0, None),
    "C2.new_allocations": (100, 110, 120, 130, None),
}


def prove_vik(**changes: object) -> SheetValues:
    """Prøvevik 2013 with five years behind it; a dash wherever a number is None."""
    series = {
        code: {
            year: missing(Kind.DASH, "-") if n is None else number(n) for year, n in zip(YEARS, numbers, strict=True)
        }
        for code, numbers in NUMBERS.items()
    }
    tentative = Figure(kind=Kind.TENTATIVE, value=Decimal(60), raw="(60)")
    series["C2.acquired_investment_grant"][2013] = doubted(tentative)
    values = SheetValues(
        name="Prøvevik",
        number="9901",
        region="region Prøve",
        year=2013,
        intake="1",
        population={2013: 54_192, 2014: 54_500},
        invented=True,
        series=series,
        names={code: code for code in NUMBERS},
        peers={"housed_total": {2013: Peers(low=2, median=40, high=150, counted=7, asked=11)}},
        beside=Beside(group="i region Prøve", size=11),
        reported=frozenset(YEARS),
        asked=frozenset(NUMBERS),
        alike=frozenset({*NUMBERS, "x", *COMPUTED}),
        money=(
            MoneyLine(label="Boskole <b>&#1", amounts={"budget": number(30_000), "own": number(29_000)}),
            MoneyLine(label="Sum", amounts={"budget": number(30_000), "own": missing(Kind.BLANK)}, is_sum=True),
        ),
        reports=(ReportSource(title="Årsrapport", year=2013),),
    )
    return replace(values, **changes)  # type: ignore[arg-type]


def one_year() -> SheetValues:
    """The same municipality with nothing but 2013."""
    values = prove_vik()
    series = {code: {2013: by_year[2013]} for code, by_year in values.series.items()}
    return replace(values, series=series, reported=frozenset({2013}))
