"""The states of a report as one table, and the status that follows from its events. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from boso.kernel.decisions import YES, Decision, no
from boso.reporting.values import EventKind, Status

E, S = EventKind, Status

_STEPS: tuple[tuple[Status, EventKind, Status], ...] = (
    (S.NOT_STARTED, E.STARTED, S.UNDER_WAY),
    (S.NOT_STARTED, E.HISTORY_RECORDED, S.ACCEPTED),
    (S.NOT_STARTED, E.NOTHING_TO_REPORT, S.DELIVERED),
    (S.UNDER_WAY, E.NOTHING_TO_REPORT, S.DELIVERED),
    (S.UNDER_WAY, E.EMPTIED, S.NOT_STARTED),
    (S.UNDER_WAY, E.MARKED_READY, S.READY),
    (S.READY, E.REOPENED, S.UNDER_WAY),
    (S.READY, E.DECLINED, S.UNDER_WAY),
    (S.READY, E.APPROVED, S.APPROVED),
    (S.APPROVED, E.REOPENED, S.UNDER_WAY),
    (S.APPROVED, E.DELIVERED, S.DELIVERED),
    (S.DELIVERED, E.WITHDRAWN, S.WITHDRAWN),
    (S.WITHDRAWN, E.REOPENED, S.UNDER_WAY),
    (S.DELIVERED, E.REVIEW_STARTED, S.UNDER_REVIEW),
    (S.DELIVERED_AGAIN, E.REVIEW_STARTED, S.UNDER_REVIEW),
    (S.UNDER_REVIEW, E.ASKED_BACK, S.ASKED_BACK),
    (S.ASKED_BACK, E.DELIVERED_AGAIN, S.DELIVERED_AGAIN),
    (S.UNDER_REVIEW, E.ACCEPTED, S.ACCEPTED),
    (S.ACCEPTED, E.PUBLISHED, S.PUBLISHED),
    (S.PUBLISHED, E.UNPUBLISHED, S.UNPUBLISHED),
    (S.UNPUBLISHED, E.PUBLISHED, S.PUBLISHED),
)
_CHANGES = (E.CORRECTED, E.ANSWERS_IMPORTED, E.IMPORT_UNDONE)
# Whoever approved, approved what stood there: a change takes the report back to where it is written.
_BACK_TO_WRITING = tuple((status, event, S.UNDER_WAY) for status in (S.READY, S.APPROVED) for event in _CHANGES)
_WHILE_WRITING = (S.UNDER_WAY, S.READY, S.APPROVED, S.ASKED_BACK)
_AFTER_DELIVERY = (S.DELIVERED, S.UNDER_REVIEW, S.DELIVERED_AGAIN, S.ACCEPTED, S.PUBLISHED, S.UNPUBLISHED)
_STAYING: tuple[tuple[EventKind, tuple[Status, ...]], ...] = (
    (E.STEERING_GROUP_CONSIDERED, tuple(s for s in S if s not in (S.NOT_STARTED, S.WITHDRAWN))),
    (E.SUPPLEMENTED, _AFTER_DELIVERY),
    (E.ASKED_BACK, (S.ASKED_BACK,)),  # a question more, while the first are being answered
    (E.PUBLISHED, (S.PUBLISHED,)),  # a later version in place of the one that is out
    *((event, (S.UNDER_WAY, S.ASKED_BACK, *_AFTER_DELIVERY)) for event in _CHANGES),
)

WORKFLOW: Mapping[tuple[Status, EventKind], Status] = MappingProxyType(
    {(start, event): end for start, event, end in (*_STEPS, *_BACK_TO_WRITING)}
    | {(status, event): status for event, statuses in _STAYING for status in statuses}
)


def status_after(status: Status, event: EventKind) -> Status:
    """The status an event leads to. Raises ValueError for an event that cannot happen there."""
    try:
        return WORKFLOW[status, event]
    except KeyError:
        raise ValueError(f"{event} cannot happen to a report that is {status}") from None


def status_of(events: Iterable[EventKind]) -> Status:
    """The status that follows from all events of a report, oldest first."""
    status = Status.NOT_STARTED
    for event in events:
        status = status_after(status, event)
    return status


def can_happen(status: Status, event: EventKind) -> Decision:
    """May the event happen to a report in this state? A no is `not_in_this_state`."""
    return YES if (status, event) in WORKFLOW else no("not_in_this_state")


def can_correct(
    status: Status, *, reason: str, historical: bool, closes: datetime | None = None, now: datetime | None = None
) -> Decision:
    """An answer may be changed while the report is written; never without a reason. What was delivered stays as it is.

    A historical report was delivered in its time, outside boso; what was read of it may always be corrected. Any other
    not after the moment it closes.
    """
    if not reason.strip():
        return no("reason_missing")
    if not historical and status in (*_AFTER_DELIVERY, Status.WITHDRAWN):
        return no("already_delivered")
    if not historical and closes and now and now >= closes:
        return no("closed")
    return can_happen(status, EventKind.CORRECTED)


def can_import(status: Status, *, historical: bool) -> Decision:
    """A file may fill a report while it is written; what was delivered is changed by a supplement, not by a file.

    A historical report has no one to ask back: its imports may always be applied.
    """
    if historical or status is Status.NOT_STARTED or status in _WHILE_WRITING:
        return YES
    return no("already_delivered")


def can_release(status: Status) -> Decision:
    """Texts may go out when the report is accepted; the public sees them once it is published."""
    return YES if status in (Status.ACCEPTED, Status.PUBLISHED) else no("not_accepted")
