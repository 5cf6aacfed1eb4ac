"""What a fact sheet is made of, loaded beforehand: one municipality, its figures by year, its peers, its money."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.indicators.values import PeerGroup
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure

HOUSED = "housed_total"  # the indicator over the three groups
COMPUTED = (HOUSED, "need_total_end", "all_purchases")  # what a sheet tells beside the figures of the form


class NoSheet(NotFound):
    """There is no such fact sheet; the message says in the reader's language why, and which there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """What other municipalities gave for one figure and year. `counted` of `asked` gave a certain number.

    Without numbers, too few did; a single one is None where it is a small count and hidden.
    """

    low: float | None = None
    median: float | None = None
    high: float | None = None
    counted: int
    asked: int

    @property
    def told(self) -> bool:
        """There is any number to show."""
        return any(number is not None for number in (self.low, self.median, self.high))

    @property
    def partly_hidden(self) -> bool:
        """Some number is shown, and another withheld."""
        return self.told and None in (self.low, self.median, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerChoice:
    """Who the municipality is seen beside: a group, or municipalities chosen by slug."""

    group: PeerGroup = PeerGroup.REGION
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The peers in words. `group` goes on from "other municipalities …"; empty where it is not known who they are.

    `likeness`: they are alike by our own rule, which is said.
    """

    group: str = ""
    size: int = 0
    likeness: bool = False


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

    `peers` holds code → year → what the peers gave. `reported` are the years with a report, `asked` the codes that the
    year's form carries, `alike` those it asks for as the form of the year before does. `broken`: the municipality's
    ground changed since then.
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
    beside: Beside = field(default_factory=Beside)
    reported: frozenset[int] = frozenset()
    asked: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    broken: bool = False
    money: tuple[MoneyLine, ...] = ()
    money_years: tuple[MoneyLine, ...] = ()
    reports: tuple[ReportSource, ...] = ()

    def figure(self, code: str, year: int | None = None) -> Figure | None:
        """The figure of that code in the sheet's year or another, None where no report has it."""
        return self.series.get(code, {}).get(self.year if year is None else year)

    def before(self, code: str) -> Figure | None:
        """The figure of that code in the year before."""
        return self.figure(code, self.year - 1)

    def years(self) -> tuple[int, ...]:
        """The years with a report, oldest first, up to the sheet's year."""
        return tuple(sorted(year for year in self.reported if year <= self.year))

    def span(self) -> tuple[int, ...]:
        """All years from the first report to the sheet's: a year without one is a gap."""
        years = self.years()
        return tuple(range(years[0], self.year + 1)) if years else ()

    @property
    def counted(self) -> bool:
        """Some figure of the year counts."""
        found = (by_year.get(self.year) for by_year in self.series.values())
        return any(figure is not None and figure.counts for figure in found)
