"""What the yearly meeting is prepared from, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boso.programme.values import GoalRow
from boso.reporting.values.contact import FollowUpRow
from boso.reporting.values.delivering import Promise
from boso.reporting.values.differing import FigureSince, SinceLast
from boso.reporting.values.reports import ReportRow
from boso.reporting.values.reviewing import QuestionRow


class MeetingRole(StrEnum):
    """Who is at the meeting, and who does what was agreed: by role, never by name."""

    PROGRAMME_LEADER = "programme_leader"
    PROGRAMME_OWNER = "programme_owner"
    CHIEF_EXECUTIVE = "chief_executive"
    POLITICAL_LEADERSHIP = "political_leadership"
    STEERING_GROUP = "steering_group"
    PROGRAMME_CONTACT = "programme_contact"
    REGION_MANAGER = "region_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One report of the year with what there is to talk about: its delivery, what is new in it, what is open."""

    report: ReportRow
    since: SinceLast  # of the version delivered last; nothing where none is
    questions: tuple[QuestionRow, ...]  # not done with
    delivered_at: datetime | None = None
    late_by: int = 0
    changes: tuple[FigureSince, ...] = ()  # the largest alone
    overdue: tuple[Promise, ...] = ()
    coming: tuple[Promise, ...] = ()
    at_rest: tuple[GoalRow, ...] = ()  # goals under which nothing is new


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaFacts:
    """What the agenda of a meeting about a year is drafted from."""

    year: int
    prepared: tuple[Prepared, ...]
    missing: bool  # there is no report of the year to talk about
    follow_ups: tuple[FollowUpRow, ...]  # of earlier meetings, still open
    today: date
