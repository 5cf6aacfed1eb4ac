"""Several people at one report: who is where, who was asked, what was said."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentRow:
    """Somebody who has a section open."""

    account_id: str
    name: str
    section: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """A section, or one question of it, that somebody was asked to answer, perhaps by a day."""

    id: int
    report_id: int
    section: str
    address: str
    account_id: str
    name: str
    due: date | None
    by_name: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A remark; `thread` is the number of the remark it answers. `resolved_by` is empty while it is open."""

    number: int
    thread: int | None
    section: str
    address: str
    text: str
    actor_name: str
    at: datetime
    resolved_by: str
