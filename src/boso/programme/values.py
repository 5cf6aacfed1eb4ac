"""The programme as values: agreements, phases, goals, gatherings, documents – each with what is not known of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from boso.kernel.dates import PartialDate
from boso.places.values import DistrictRow, MunicipalityRow, RegionRow


class Standing(StrEnum):
    """How it is known that a municipality takes part."""

    REPORTED = "reported"  # a source says that the agreement was made
    LISTED = "listed"  # a source lists it as taking part; the agreement itself was not seen
    FOCUS = "focus"  # a focus municipality (fokuskommune), the northern regions' way of taking part
    DOCUMENTS = "documents"  # only project documents are known
    INVENTED = "invented"  # made up for the demo


class PhaseKind(StrEnum):
    """The phases of a municipality's programme. They overlap, and their lengths differ."""

    APPLICATION = "application"
    PREPARATION = "preparation"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    CONTINUATION = "continuation"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Certainty(StrEnum):
    """How sure a statement about a day or a year is, given what is known of beginnings and ends."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class ContactRole(StrEnum):
    """The roles whose holders reports name."""

    PROGRAMME_LEADER = "programme_leader"
    PROGRAMME_OWNER = "programme_owner"
    PROGRAMME_CONTACT = "programme_contact"
    FILLED_IN_BY = "filled_in_by"


class GoalLevel(StrEnum):
    """A region has main goals, and perhaps sub-goals under one of them."""

    MAIN = "main"
    SUB = "sub"


class GatheringKind(StrEnum):
    """Where municipalities of a region meet."""

    LEADER_GATHERING = "leader_gathering"
    PROGRAMME_GATHERING = "programme_gathering"
    THEMATIC_MEETING = "thematic_meeting"
    EXPERIENCE_GATHERING = "experience_gathering"
    NETWORK_MEETING = "network_meeting"  # municipalities among themselves


class MeetingKind(StrEnum):
    """Meetings of one municipality and the bank."""

    START = "start"
    HALF_YEAR = "half_year"  # owner, leader and bank, in September or October
    ANNUAL = "annual"  # on the agreement, with the political and administrative leadership
    LOCAL = "local"


class DocumentKind(StrEnum):
    """What a document of the programme is."""

    AGREEMENT = "agreement"
    APPLICATION = "application"
    BASELINE_ANALYSIS = "baseline_analysis"
    FACT_SHEET = "fact_sheet"
    PROGRAMME_PLAN = "programme_plan"
    ACTIVITY_PLAN = "activity_plan"
    ANNUAL_REPORT = "annual_report"
    HALF_YEAR_REPORT = "half_year_report"
    PROJECT_REPORT = "project_report"
    FINAL_REPORT = "final_report"
    PROGRAMME_ANNUAL_REPORT = "programme_annual_report"
    PROGRAMME_DESCRIPTION = "programme_description"
    LEARNING_PLAN = "learning_plan"
    EVALUATION = "evaluation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRow:
    """A group of municipalities that a region took in together (pulje), by its number in the region."""

    id: int
    region: str
    ordinal: int
    opened: PartialDate | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRow:
    """One phase of a municipality: when it began and ended as far as known, and a time at which it was seen open."""

    municipality: str
    kind: PhaseKind
    start: PartialDate | None = None
    end: PartialDate | None = None
    seen: PartialDate | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenPhase:
    """A phase that is open on a day, surely or perhaps."""

    phase: PhaseRow
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement between a municipality and a region. Dates are None where no source gives them.

    `unknown` names the columns that were looked for and not found; `programme_start` is what the municipality reports.
    """

    id: int
    municipality: str
    region: RegionRow
    intake: IntakeRow | None
    standing: Standing
    parties: str
    signed: PartialDate | None
    period_from: PartialDate | None
    period_to: PartialDate | None
    programme_start: PartialDate | None
    districts: tuple[DistrictRow, ...]
    unknown: tuple[str, ...]
    source: str
    note: str


class MemberRow(NamedTuple):
    """A municipality of the programme, with the region and the intake of its latest agreement, as codes alone."""

    id: int
    slug: str
    name: str
    region: str
    intake: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """A municipality in the programme: its latest agreement, all its phases and those open on the day asked for.

    `certainty` says how sure it is that it takes part in the year asked for; None when no year was asked for.
    """

    municipality: MunicipalityRow
    agreement: AgreementRow
    phases: tuple[PhaseRow, ...]
    open_phases: tuple[OpenPhase, ...]
    certainty: Certainty | None = None

    @property
    def region(self) -> RegionRow:
        """The region the agreement is with."""
        return self.agreement.region

    @property
    def intake(self) -> IntakeRow | None:
        """The intake it came with, where known."""
        return self.agreement.intake


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal of a region in bokmål, nynorsk and English, with our own words on what it means."""

    region: str
    code: str
    level: GoalLevel
    parent: str
    title: dict[str, str]
    about: dict[str, str]
    valid_from: int | None = None
    valid_to: int | None = None
    source: str = ""

    def title_in(self, language: str) -> str:
        """The goal in nb, nn or en."""
        return self.title.get(language) or self.title["nb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringRow:
    """A gathering of a region's municipalities. `participants` is empty where it is not known who took part."""

    region: str
    kind: GatheringKind
    held: PartialDate
    ordinal: int
    participants: tuple[str, ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting of a municipality and the bank; `attended` holds roles or offices, never names."""

    municipality: str
    kind: MeetingKind
    held: PartialDate
    attended: tuple[str, ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document that is known to exist. `covers` is the year or half-year ("2012", "2012-1") it speaks of."""

    kind: DocumentKind
    title: str
    covers: str
    dated: PartialDate | None
    publisher: str
    source: str
    note: str
    region: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who a report names in a role; names come from imports alone and are never published."""

    role: ContactRole
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHolderRow:
    """Someone who held a role in a municipality, in the period that a report speaks of."""

    municipality_id: int
    role: ContactRole
    name: str
    held_from: date
    held_to: date
    reference: str
