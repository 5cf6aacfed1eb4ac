"""Supplements of a delivered report: when they may come, and what may stand in one. Pure."""

from collections.abc import Collection
from datetime import date

from boso.kernel.decisions import YES, Decision, no
from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.rules.answering import problem_of
from boso.reporting.rules.promising import day_promised
from boso.reporting.rules.workflow import can_happen
from boso.reporting.values import EventKind, Status
from boso.reporting.values.fields import Content

# States from delivery on in which a report has promises to keep; while it is asked back they are kept in the report.
DELIVERED = frozenset(s for s in Status if can_happen(s, EventKind.SUPPLEMENTED))
WITH_PROMISES = DELIVERED | {Status.ASKED_BACK}


def can_supplement(status: Status, *, historical: bool) -> Decision:
    """May late answers come in? A no is `historical`, `asked_back` or `not_delivered`."""
    if historical:
        return no("historical")
    if status is Status.ASKED_BACK:
        return no("asked_back")
    return YES if status in DELIVERED else no("not_delivered")


def can_fill(address: str, *, promised: Collection[str], opened: Collection[str]) -> Decision:
    """May a supplement change this field? A no is `never_promised`: neither promised nor opened by the region."""
    return YES if address in promised or address in opened else no("never_promised")


def fault_in(type: FieldType, content: Content, *, today: date) -> str:
    """What is wrong with a late answer: `empty`, `unread`, or, for a promise that moves, `no_day` or `past_day`."""
    if content.empty:
        return "empty"
    if problem_of(type, content):
        return "unread"
    if content.kind != Kind.PENDING:
        return ""
    day = day_promised(content.expected)
    if day is None:
        return "no_day"
    return "past_day" if day < today else ""


def moves_promise(before: Content, after: Content) -> bool:
    """A promise gets another day instead of being kept."""
    return after.kind == Kind.PENDING and before != after
