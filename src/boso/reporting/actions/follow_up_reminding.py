"""Telling of what was agreed at a yearly meeting, before the day it is due and once when it has passed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from boso.kernel.decisions import SYSTEM
from boso.places import rls
from boso.reporting.actions.noticing import newest_report, tell
from boso.reporting.queries.contact import list_follow_ups
from boso.reporting.queries.notices import holders_of
from boso.reporting.rules.working_days import add_business_days, day_in_oslo
from boso.reporting.values.contact import FollowUpRow
from boso.reporting.values.notices import Holder

BEFORE = 5  # business days
DUE, OVERDUE = "follow_up_due", "follow_up_overdue"


@transaction.atomic
def tell_of_follow_ups(*, now: datetime) -> int:
    """Tell those whose role does it of what is agreed and open; how many were told. Safe to repeat.

    A role that has no account in boso (a chief executive, a steering group) is told through the programme leader.
    """
    today, count = day_in_oslo(now), 0
    for row in list_follow_ups(rls.ALL):
        event = _event(row.due, today)
        if event:
            with rls.scope([row.municipality_id]):
                count += _tell(row, event, now=now)
    return count


def _event(due: date, today: date) -> str:
    if today > due:
        return OVERDUE
    return DUE if today >= add_business_days(due, -BEFORE) else ""


def _tell(row: FollowUpRow, event: str, *, now: datetime) -> int:
    """On the newest report of the municipality: what was agreed stands there until it is done."""
    report = newest_report(row.municipality_id)
    if report is None:
        return 0
    _scope, holders = holders_of(row.municipality_id, on=day_in_oslo(now))
    return tell(
        event, report, actor=SYSTEM, now=now, occasion=f"{row.id}:{row.due}", day=row.due, named=_doing(row, holders)
    )


def _doing(row: FollowUpRow, holders: Iterable[Holder]) -> set[int]:
    return {h.account.id for h in holders if h.held.role.value == row.role}
