"""Rounds of reporting as values: dates, who was asked, who is late, and the mails about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from boso.kernel.periods import ReportPeriod
from boso.places.values import RegionRow
from boso.reporting.values.reports import EditionPin, ReportRow, Status


class MailState(StrEnum):
    """How far a mail has come. A mail that was taken out for sending is never taken out again."""

    QUEUED = "queued"
    SENDING = "sending"  # taken out; stays so when the program died in between, and nobody knows whether it went
    SENT = "sent"
    FAILED = "failed"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDates:
    """The three dates of a round, each a moment in UTC. An extension moves them for one municipality."""

    deadline: datetime
    last_new: datetime
    last_edit: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round in a list."""

    id: int
    region: RegionRow
    edition: EditionPin
    period: ReportPeriod
    dates: RoundDates
    opened_at: datetime
    opened_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRow:
    """A later deadline for one municipality."""

    municipality: str  # slug
    name: str
    until: datetime
    reason: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """A mail that was sent, waits, or could not go."""

    id: int
    municipality: str  # slug
    place: str
    rule: str
    to: str
    state: MailState
    fault: str
    queued_at: datetime
    sent_at: datetime | None
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """Why a municipality need not report in a round, and who said so."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one municipality has come in a round.

    `days` are business days until its deadline, negative when it is late; None once delivered or excused.
    `answered` of `asked` questions have an answer; `delivered_at` is the last delivery that stands, `late_by` how late
    it came first. `answer_by`: the day for the answers of one that was delivered and is asked back.
    """

    municipality_id: int
    municipality: str  # slug
    name: str
    report: ReportRow | None
    dates: RoundDates
    extended: bool
    excuse: Excuse | None
    days: int | None
    answered: int
    asked: int
    delivered_at: datetime | None
    late_by: int
    answer_by: date | None = None

    @property
    def status(self) -> Status:
        """Where the report stands."""
        return self.report.status if self.report else Status.NOT_STARTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """A rule of reminders as data: when, to whom, in which states, and the words in nb and nn.

    `days` are counted from the municipality's own deadline, in business days where `business` says so; negative is
    before. None: not by the calendar, but when something happens or somebody asks.
    """

    code: str
    days: int | None
    business: bool
    to: tuple[str, ...]
    states: frozenset[Status]
    subject: Mapping[str, str]
    body: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A date of a round for the calendar of somebody whom it concerns."""

    uid: str
    kind: str  # deadline | last_edit | answers
    at: datetime
    template: str
    edition: str
    period: ReportPeriod
    place: str
    report_id: int | None
    round_id: int
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRound:
    """What opening a round, or asking those who came later, did."""

    round: RoundRow
    made: bool
    invited: tuple[str, ...] = field(default_factory=tuple)  # names
    day: date | None = None
