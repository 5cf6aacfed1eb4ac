"""Storing many rows at once, as steps that can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import pghistory
from django.db import transaction

from boso.kernel.decisions import Actor
from boso.kernel.errors import NotFound
from boso.places import rls
from boso.reporting.actions.events import add_event
from boso.reporting.actions.opened import refuse_pages_not_asked
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Report
from boso.reporting.queries.reviewing import pages_open_in
from boso.reporting.rules.reviewing import place_of_step
from boso.reporting.storage import MODELS, rows_of, store
from boso.reporting.values import EventKind, Row, RowKey, RowStep, Status, Table


def locked_report(report_id: int) -> tuple[Report, dict[Table, dict[RowKey, Row]]]:
    """A report, locked to the end of the transaction, with its rows as plain JSON. Raises NotFound."""
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound("Det finnes ingen slik rapport.")
    return report, rows_of(report)


@transaction.atomic
def store_steps(
    *,
    report_id: int,
    steps: Iterable[RowStep],
    event: EventKind,
    actor: Actor,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Carry out steps on a report and say so in its log; who and why goes with each row into its history.

    A report not started is under way from then on. Raises Denied for steps outside the pages that were asked about.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    steps = list(steps)
    _refuse_not_asked(report, steps)
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, reason=reason or event.value, at=now.isoformat()):
        store(report, steps)
    if report.status == Status.NOT_STARTED.value and event is not EventKind.IMPORT_UNDONE:
        add_event(report, EventKind.STARTED, actor=actor, now=now)
    add_event(report, event, actor=actor, now=now, reason=reason, facts=facts)


def _refuse_not_asked(report: Report, steps: Iterable[RowStep]) -> None:
    edition = edition_at(pin_of(report))
    asked = pages_open_in(report, edition)
    if asked is not None:
        refuse_pages_not_asked(edition, asked, {place_of_step(edition, step) for step in steps})


@transaction.atomic
def remove_if_empty(*, report_id: int, municipality_id: int, made_here: bool, actor: Actor, now: datetime) -> bool:
    """After an undone import: take away the report it made, if nothing else is in it; its log stays.

    A report that was there before is only no longer under way. Says whether the report is gone.
    """
    with rls.scope([municipality_id]):
        report = Report.objects.select_for_update().get(pk=report_id)
        empty = not any(model._default_manager.filter(report=report_id).exists() for model in MODELS.values())
        if empty and made_here:
            report.delete()
            return True
        if empty and report.status == Status.UNDER_WAY.value:
            add_event(report, EventKind.EMPTIED, actor=actor, now=now)
        return False
