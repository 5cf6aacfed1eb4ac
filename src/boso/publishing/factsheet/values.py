"""What a fact sheet is made of, loaded beforehand: one municipality, its figures by year, its peers, its money."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.kernel.figures import Figure

HOUSED = "housed_total"  # the indicator over the three groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """What other municipalities gave for one figure and year. `counted` of `asked` gave a certain number."""

    low: float
    median: float
    high: float
    counted: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A line of the money table: an activity or a year, with a figure for each column of the layout."""

    label: str
    amounts: Mapping[str, Figure]
    is_sum: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """A report that figures of the sheet come from."""

    title: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetValues:
    """Everything a fact sheet says. `series` holds figure code → year → figure; `names` the printed name of each code.

    `peers` holds code → year → what the peers gave; `group` names the peers in words ("region øst").
    """

    name: str
    number: str
    region: str
    year: int
    intake: str = ""
    phases: tuple[str, ...] = ()
    population: Mapping[int, int] = field(default_factory=dict)
    invented: bool = False
    series: Mapping[str, Mapping[int, Figure]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    peers: Mapping[str, Mapping[int, Peers]] = field(default_factory=dict)
    group: str = ""
    group_size: int = 0
    money: tuple[MoneyLine, ...] = ()
    money_years: tuple[MoneyLine, ...] = ()
    reports: tuple[ReportSource, ...] = ()

    def figure(self, code: str, year: int | None = None) -> Figure | None:
        """The figure of that code in the sheet's year or another, None where no report has it."""
        return self.series.get(code, {}).get(self.year if year is None else year)

    def years(self) -> tuple[int, ...]:
        """The years with any figure, oldest first, up to the sheet's year."""
        found = {year for by_year in self.series.values() for year in by_year if year <= self.year}
        return tuple(sorted(found))
