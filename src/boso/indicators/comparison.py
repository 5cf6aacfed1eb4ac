"""Many municipalities side by side: what each gave in each year, and how the numbers that count spread."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from boso.indicators.release.thresholds import FEWEST
from boso.kernel.figures import Coverage, Figure, Kind, missing

QUARTERS = 4


class Cell(NamedTuple):
    """An indicator of one municipality in one year, and the report it is from: the row `code` of the one of `period`.

    `asked` is false where there is a report whose form does not ask for it: neither a zero nor an answer left out.
    """

    figure: Figure
    asked: bool = True
    period: str = ""
    code: str = ""


class Member(NamedTuple):
    """A municipality that is compared, known by its slug in addresses."""

    id: int
    slug: str
    name: str


NO_REPORT = Cell(missing(Kind.ABSENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the figures that count lie: lowest, quartiles, highest. All None where fewer than three count; each of them
    None where it is itself a small count, and `hidden` where any is.

    `coverage.asked` is the number of municipalities compared; `not_asked` how many of them a form did not ask.
    """

    low: Decimal | None = None
    first: Decimal | None = None
    median: Decimal | None = None
    third: Decimal | None = None
    high: Decimal | None = None
    coverage: Coverage
    not_asked: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """An indicator over municipalities and years. `editions` are the forms of the figures, `silent` those that do not
    ask; `halves` says that some figures come from forms for half a year."""

    code: str
    years: tuple[int, ...]
    cells: Mapping[tuple[int, int], Cell]  # by municipality and year
    spreads: Mapping[int, Spread] = field(default_factory=dict)
    editions: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    halves: bool = False

    def cell(self, municipality_id: int, year: int) -> Cell:
        """The municipality's cell; one without a report where there is none."""
        return self.cells.get((municipality_id, year), NO_REPORT)


def quartile(ordered: Sequence[Decimal], quarter: int) -> Decimal:
    """The first, second or third quartile of values in ascending order, exact.

    Between two values it lies in proportion: definition 7 of Hyndman and Fan (Sample Quantiles in Statistical
    Packages, 1996), the one that spreadsheets use.
    """
    place, rest = divmod(quarter * (len(ordered) - 1), QUARTERS)
    below = ordered[place]
    return below if rest == 0 else below + (ordered[place + 1] - below) * rest / QUARTERS


def spread_of(
    cells: Collection[Cell], *, fewest: int = FEWEST, small: Callable[[Decimal], bool] | None = None
) -> Spread:
    """How the figures of one year spread. Where fewer than `fewest` count, only the coverage is told; `small` says of
    which values that the public may not be told them."""
    coverage = Coverage.of([cell.figure for cell in cells])
    not_asked = sum(not cell.asked for cell in cells)
    if coverage.counted < max(fewest, 1):
        return Spread(coverage=coverage, not_asked=not_asked)
    ordered = sorted(cell.figure.number for cell in cells if cell.figure.counts)
    found = (ordered[0], *(quartile(ordered, each) for each in (1, 2, 3)), ordered[-1])
    low, first, median, third, high = (None if small and small(value) else value for value in found)
    return Spread(
        low=low,
        first=first,
        median=median,
        third=third,
        high=high,
        coverage=coverage,
        not_asked=not_asked,
        hidden=None in (low, first, median, third, high),
    )
