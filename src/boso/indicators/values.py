"""Figures as they leave the house: each with its report, its parts and its way back; peers with their coverage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from boso.kernel.figures import Coverage, Figure, Kind, missing
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin, Source
from boso.places.values import MunicipalityRow, PopulationRow, SeriesBreak
from boso.reporting.values import EditionPin, MoneyRow, Status


class PeerGroup(StrEnum):
    """Who a municipality is seen beside. Real ones beside real ones, invented beside invented, always."""

    REGION = "region"
    INTAKE = "intake"
    SIZE = "size"
    KOSTRA = "kostra"  # alike by our own rule (`likeness.yaml`), not by Statistics Norway's grouping
    ALL = "all"
    OWN = "own"  # chosen one by one


SIZE_BANDS: tuple[int, ...] = (10_000, 20_000, 50_000, 100_000)  # inhabitants at which a larger group begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRef:
    """The report a figure comes from."""

    id: int
    municipality: str  # slug
    edition: EditionPin
    period: ReportPeriod
    historical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A reported figure that an indicator is made of. `answer_id` opens its origin; None for a sum of money rows."""

    code: str
    figure: Figure
    answer_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An indicator of one municipality in one year, with what it is made of and the report behind it.

    A reported indicator has one part, itself. Without a report there is none, and the figure is `absent`.
    """

    code: str
    year: int
    figure: Figure
    per_1000: Figure | None = None
    parts: tuple[Part, ...] = ()
    report: ReportRef | None = None
    coverage: Coverage | None = None

    @property
    def answer_id(self) -> int | None:
        """The answer behind a figure that is reported itself."""
        return self.parts[0].answer_id if len(self.parts) == 1 and self.parts[0].code == self.code else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one municipality over years. `breaks` are days at which its ground changed: never add across."""

    municipality: MunicipalityRow
    years: tuple[int, ...]
    figures: Mapping[str, Mapping[int, Told]]
    population: Mapping[int, PopulationRow]  # by year, on the last day of it
    breaks: tuple[SeriesBreak, ...] = ()

    def told(self, code: str, year: int) -> Told:
        """The indicator in a year; `absent` where there is no report."""
        return self.figures.get(code, {}).get(year) or Told(code=code, year=year, figure=missing(Kind.ABSENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRange:
    """What the peers gave for an indicator in a year. `coverage.asked` is the number of peers, reported or not.

    Values are None when nobody gave a number that counts, when fewer than three did, and each of them where it is a
    small count; `hidden` says that numbers were withheld.
    """

    code: str
    year: int
    group: PeerGroup
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None
    coverage: Coverage
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The peers of a municipality. `label` names the group as data: a region's code, "ost/1", "20000-49999", a group of
    likeness, or ""."""

    group: PeerGroup
    label: str
    members: tuple[MunicipalityRow, ...]
    ranges: Mapping[str, Mapping[int, PeerRange]]

    def range(self, code: str, year: int) -> PeerRange | None:
        """What the peers gave for an indicator in a year."""
        return self.ranges.get(code, {}).get(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """An indicator over several municipalities in a year, with how many of how many stand behind it.

    `value` is None when nothing counts, and where it is `hidden`.
    """

    code: str
    year: int
    value: Decimal | None
    coverage: Coverage
    hidden: bool = False

    @property
    def figure(self) -> Figure:
        """The same as a figure to print."""
        kind = Kind.SUPPRESSED if self.hidden else Kind.ABSENT if self.value is None else Kind.NUMBER
        return Figure(kind=kind, value=self.value, source=Source(origin=Origin.COMPUTED, label=self.code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An indicator over several municipalities in a year, and like with like: over those alone that count in the year
    before as well, `both` of them. `before` and `after` are None when there are none, or where they are hidden;
    `hidden` says that one of them is, and so the change."""

    now: Together
    before: Decimal | None
    after: Decimal | None
    both: int
    hidden: bool = False

    @property
    def change(self) -> Decimal | None:
        """How it moved since the year before, over the same municipalities."""
        return None if self.after is None or self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Regional:
    """The participants of a region in a year: each one's indicators over years, and all of them together."""

    year: int
    years: tuple[int, ...]
    told: Mapping[str, Mapping[str, Mapping[int, Told]]]  # municipality, indicator, year
    sums: Mapping[str, Compared]

    def figure(self, municipality: str, code: str, year: int | None = None) -> Figure:
        """An indicator of a municipality in the year or another; `absent` where there is no report."""
        told = self.told.get(municipality, {}).get(code, {}).get(self.year if year is None else year)
        return told.figure if told else missing(Kind.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAnswer:
    """A figure of a report as it may be shown."""

    id: int
    code: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """The figures and the money of one report, as they may be shown. Texts and names are no part of it."""

    report: ReportRef
    municipality: MunicipalityRow
    status: Status
    answers: Mapping[str, ShownAnswer] = field(default_factory=dict)
    layout: str = "absent"
    money: tuple[MoneyRow, ...] = ()
    doubtful: int = 0  # figures that wait for a person
    published: tuple[tuple[int, date], ...] = ()  # the versions that were let out, each with its last day of doing so


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the history of a figure: what it was from a day on, by whom and why – for those inside."""

    day: date
    figure: Figure
    actor_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a shown figure comes from: the answer, its report, the import (`figure.source.reference`) and its place.

    `history` is empty for the public.
    """

    answer_id: int
    code: str
    figure: Figure
    report: ReportRef
    municipality: MunicipalityRow
    history: tuple[Step, ...] = ()
