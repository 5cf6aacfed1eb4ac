"""Who does the next step of a report, and what each person may do with it now. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from boso.kernel.decisions import YES, Decision, no
from boso.reporting.rules.rounds import can_deliver_at
from boso.reporting.rules.workflow import can_happen
from boso.reporting.values import EventKind, Status
from boso.reporting.values.rounds import RoundDates


class Act(StrEnum):
    """What a person can do with a report on its way to delivery."""

    MARK_READY = "mark_ready"
    APPROVE = "approve"
    DECLINE = "decline"
    DELIVER = "deliver"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"
    STEERING = "steering"


class Right(StrEnum):
    """What a person may be allowed with the reports of a municipality, as far as signing and review are concerned."""

    EDIT = "edit"
    APPROVE = "approve"
    DELIVER = "deliver"
    REVIEW = "review"  # for the region


class Waiting(StrEnum):
    """Whom a report waits for."""

    LEADER = "leader"
    OWNER = "owner"
    DELIVERER = "deliverer"  # programme leader or owner
    CONTACT = "contact"
    NOBODY = "nobody"


EVENT_OF: Mapping[Act, EventKind] = MappingProxyType(
    {
        Act.MARK_READY: EventKind.MARKED_READY,
        Act.APPROVE: EventKind.APPROVED,
        Act.DECLINE: EventKind.DECLINED,
        Act.DELIVER: EventKind.DELIVERED,
        Act.REOPEN: EventKind.REOPENED,
        Act.WITHDRAW: EventKind.WITHDRAWN,
        Act.NOTHING: EventKind.NOTHING_TO_REPORT,
        Act.STEERING: EventKind.STEERING_GROUP_CONSIDERED,
    }
)
ALLOWED_TO: Mapping[Act, frozenset[Right]] = MappingProxyType(
    {
        Act.MARK_READY: frozenset({Right.EDIT}),
        Act.APPROVE: frozenset({Right.APPROVE}),
        Act.DECLINE: frozenset({Right.APPROVE}),
        Act.DELIVER: frozenset({Right.DELIVER}),
        Act.REOPEN: frozenset({Right.EDIT}),
        Act.WITHDRAW: frozenset({Right.DELIVER}),
        Act.NOTHING: frozenset({Right.DELIVER}),
        Act.STEERING: frozenset({Right.DELIVER}),
    }
)
NEXT = (Act.DELIVER, Act.APPROVE, Act.MARK_READY, Act.REOPEN)
NEEDS_A_CLEAR_WAY = frozenset({Act.MARK_READY, Act.APPROVE, Act.DELIVER})
BEFORE_THE_END = frozenset({Act.MARK_READY, Act.APPROVE, Act.DELIVER, Act.NOTHING, Act.WITHDRAW})

WAITS_FOR: Mapping[Status, Waiting] = MappingProxyType(
    {
        Status.NOT_STARTED: Waiting.LEADER,
        Status.UNDER_WAY: Waiting.LEADER,
        Status.WITHDRAWN: Waiting.LEADER,
        Status.ASKED_BACK: Waiting.LEADER,
        Status.READY: Waiting.OWNER,
        Status.APPROVED: Waiting.DELIVERER,
        Status.DELIVERED: Waiting.CONTACT,
        Status.UNDER_REVIEW: Waiting.CONTACT,
        Status.DELIVERED_AGAIN: Waiting.CONTACT,
    }
)


def waits_for(status: Status) -> Waiting:
    """Who has to do something next."""
    return WAITS_FOR.get(status, Waiting.NOBODY)


def can_act(
    act: Act, status: Status, *, historical: bool, blocked: int, dates: RoundDates | None, now: datetime
) -> Decision:
    """May the step be taken in this state, by anybody? A no is `historical`, `not_in_this_state`, `too_late` or
    `blocked`."""
    if historical:
        return no("historical")
    happens = can_happen(status, EVENT_OF[act])
    if not happens:
        return happens
    in_time = can_deliver_at(dates, now)
    if act in BEFORE_THE_END and not in_time:
        return in_time
    return no("blocked") if blocked and act in NEEDS_A_CLEAR_WAY else YES


def acts_for(rights: Collection[Right], status: Status) -> tuple[Act, ...]:
    """What a person with these rights may do in this state, whatever stands in the way."""
    return tuple(a for a in Act if ALLOWED_TO[a] & set(rights) and can_happen(status, EVENT_OF[a]))


def next_act(rights: Collection[Right], status: Status) -> Act | None:
    """The one step that this person is expected to take now; None where others are to act."""
    possible = acts_for(rights, status)
    if status in (Status.READY, Status.APPROVED):
        possible = tuple(a for a in possible if a is not Act.REOPEN)
    return next((a for a in NEXT if a in possible), None)
