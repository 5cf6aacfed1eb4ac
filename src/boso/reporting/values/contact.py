"""The contact's desk as values: notes, the yearly meeting, what was agreed there, and the rows of the overview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boso.places.values import RegionRow
from boso.reporting.values.reports import Status
from boso.reporting.values.rounds import RoundRow


class Paper(StrEnum):
    """The papers of a meeting."""

    AGENDA = "agenda"
    MINUTES = "minutes"


class FollowUpState(StrEnum):
    """How far it has come with what was agreed."""

    OPEN = "open"
    DONE = "done"  # the municipality says so
    CLOSED = "closed"  # the contact is content, or it is no longer wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """The region's own note on a municipality, or on one of its reports. `changed`: it has been written anew since."""

    id: int
    municipality_id: int
    report_id: int | None
    text: str
    pinned: bool
    actor_name: str
    at: datetime
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStep:
    """A step in the history of a note: what it said from then on, or that it was removed."""

    at: datetime
    text: str
    pinned: bool
    removed: bool
    actor_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """The agenda or the minutes. `revision` counts the saves; `shared_at` is when the municipality got to read it."""

    kind: Paper
    text: str
    revision: int
    actor_name: str
    at: datetime
    shared_at: datetime | None
    shared_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """What was agreed in the meeting about a year: what, whose role does it, until when, and how far it has come."""

    id: int
    municipality_id: int
    meeting_id: int
    year: int
    number: int
    what: str
    role: str
    due: date
    state: FollowUpState
    shared: bool
    answer: str
    answered_by: str
    answered_at: datetime | None
    closing: str
    closed_by: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """The yearly meeting about a report year. `attended` holds codes of roles, never names."""

    id: int
    municipality_id: int
    municipality: str  # slug
    region: str  # code
    year: int
    held: date | None
    attended: tuple[str, ...]
    papers: Mapping[Paper, PaperRow]
    follow_ups: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCell:
    """A municipality in one round of the overview.

    `days` are business days until its deadline, negative when late; None once delivered or excused. `late_by` is how
    late it was first delivered, `answer_by` the day for the answers of one that was delivered and is asked back.
    `answered` of `asked` required questions have an answer; None where nobody has to ask.
    """

    round_id: int
    report_id: int | None
    status: Status
    historical: bool
    excused: str
    deadline: datetime
    extended: bool
    days: int | None
    delivered_at: datetime | None
    late_by: int
    answered: int | None
    asked: int
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """The open promises of a municipality: how many figures come later, and the first date one is expected (ISO)."""

    count: int
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """A municipality in the overview. `cells` are its rounds by id; what it was not asked for is missing."""

    municipality_id: int
    slug: str
    name: str
    number: str
    intake: int | None
    cells: Mapping[int, RoundCell]
    promised: Promised | None
    questions: int  # asked back and not answered
    answers: int  # answered, and not yet looked at
    follow_ups: int  # agreed and not done
    pinned: tuple[str, ...]  # the texts of pinned notes
    notes: int
    meeting: date | None
    fields: int = 0  # of delivered reports, opened by the region and not answered yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A region's overview of a year: its rounds, and a row for each municipality in Norwegian order."""

    region: RegionRow
    year: int
    years: tuple[int, ...]  # those that have a round, newest first
    rounds: tuple[RoundRow, ...]
    rows: tuple[DeskRow, ...]
