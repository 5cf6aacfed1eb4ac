"""Places as values: municipalities as identities, their numbers and names over time, what changed, who lived there."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from boso.kernel.figures import Figure, Kind, missing
from boso.kernel.periods import Validity
from boso.kernel.plans import StorePlan
from boso.kernel.sources import Origin, Source

Fact = TypeVar("Fact")

SSB_CREDIT = "Kilde: Statistisk sentralbyrå, NLOD 2.0"
INVENTED_PREFIX = "Prøve"
FIRST_INVENTED_NUMBER = "9901"


class LanguageDecision(StrEnum):
    """The municipality's own decision on the form of Norwegian that the state must write to it (språkvedtak)."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    """What happened to a municipality on a date."""

    RENAME = "rename"
    RENUMBER = "renumber"
    MERGE = "merge"
    SPLIT = "split"

    @property
    def breaks_series(self) -> bool:
        """Figures before and after speak of different ground; a new name or number alone changes nothing."""
        return self in (ChangeKind.MERGE, ChangeKind.SPLIT)


class PopulationGap(StrEnum):
    """Why there is no population figure."""

    NOT_FOUND = "not_found"  # looked for, in no open source
    NOT_LOADED = "not_loaded"  # nobody has loaded this year
    NO_SUCH_MUNICIPALITY = "no_such_municipality"  # it did not exist on 1 January of the year


@dataclass(frozen=True, slots=True)
class Code:
    """The number and the official name of a municipality in a period. The number is text: it keeps its zero."""

    slug: str
    number: str
    name: str
    validity: Validity = field(default_factory=Validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """On a date, `origin` went on as `target`, or gave a part of itself to it.

    `share` is the part of the origin's inhabitants that followed: 1 for all, None where it is not known.
    """

    day: date
    kind: ChangeKind
    origin: str
    target: str
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Heir:
    """A municipality that holds ground of another at a later day, with the share of inhabitants as far as known."""

    slug: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A day on which a municipality's ground changed, how, and with whom."""

    day: date
    kinds: frozenset[ChangeKind]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A municipality by its address and its name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A region of the state bank."""

    id: int
    code: str
    name: str
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """A city district (bydel), which is part of its municipality and of no sum beside it."""

    id: int
    municipality: str
    slug: str
    number: str
    name: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationRow:
    """Inhabitants on 1 January, or why that is not known. `number` is the one valid in that year."""

    municipality: str
    year: int
    number: str
    persons: int | None
    district: str = ""
    gap: PopulationGap | None = None
    source: str = ""
    cross_checked: bool = False
    note: str = ""

    @property
    def figure(self) -> Figure:
        """The same as a figure with its source, for showing and for computing."""
        if self.persons is None:
            return missing(Kind.ABSENT)
        source = Source(origin=Origin.PUBLISHED, label=SSB_CREDIT, reference=self.source)
        day = f"{self.year}-01-01"
        return Figure(kind=Kind.NUMBER, value=Decimal(self.persons), raw=str(self.persons), source=source, as_of=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow:
    """A municipality as it was in `year`, or as it is last known when no year was asked for.

    `number` is empty when it did not exist in that year; then `name` is the name it is best known by.
    `ended` is the day on which it went into another, None while it exists. `checked` is false when the number or
    the name comes from one unverified source.
    """

    id: int
    slug: str
    name: str
    number: str
    region: RegionRow | None
    invented: bool
    language: LanguageDecision
    year: int | None = None
    ended: date | None = None
    checked: bool = True
    note: str = ""

    @property
    def existed(self) -> bool:
        """There was such a municipality in the year asked for."""
        return bool(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMunicipality:
    """What a text says of a municipality: the codes that fit it. One: known. None: unknown. Several: ask."""

    text: str
    number: str
    fits: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationFigure:
    """One figure of a population file: how many lived under a number on 1 January of a year. Six digits: a district.

    `persons` is None where the file itself has none; `note` then says why.
    """

    number: str
    year: int
    persons: int | None
    source: str
    cross_checked: bool = False
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFacts:
    """A region as its file has it."""

    code: str
    name: str
    invented: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """A municipality as its file has it; `region` is a code, empty where no source says it."""

    slug: str
    name: str
    region: str
    invented: bool
    language: LanguageDecision
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed(Generic[Fact]):
    """A fact with where it comes from, whether a second look was taken, and what is not known of it."""

    fact: Fact
    checked: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictFacts:
    """A city district as its file has it."""

    municipality: str
    slug: str
    number: str
    name: str
    checked: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFiles:
    """Everything a folder of place files says, checked. `codes` and `changes` alone serve whoever needs no database."""

    regions: tuple[RegionFacts, ...]
    municipalities: tuple[MunicipalityFacts, ...]
    backed_codes: tuple[Backed[Code], ...]
    backed_changes: tuple[Backed[Change], ...]
    districts: tuple[DistrictFacts, ...]
    population: tuple[PopulationFigure, ...]
    fingerprint: str

    @property
    def codes(self) -> tuple[Code, ...]:
        """The numbers and names over time."""
        return tuple(b.fact for b in self.backed_codes)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What happened to municipalities."""
        return tuple(b.fact for b in self.backed_changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationLoad:
    """What loading a population file did, or would do.

    `unknown_numbers` are of municipalities that boso does not have; `out_of_time` are rows for a year in which the
    number was nobody's; `without_figure` are rows in which the file itself has none.
    """

    plan: StorePlan
    unknown_numbers: tuple[str, ...] = ()
    out_of_time: int = 0
    without_figure: int = 0
