"""Changing and confirming one answer by hand."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.figures import Kind
from boso.kernel.sources import Origin
from boso.places import rls
from boso.reporting.actions.events import record_act
from boso.reporting.actions.opened import REFUSALS as CLOSED
from boso.reporting.actions.storing import locked_report, store_steps
from boso.reporting.models import Report
from boso.reporting.rules import can_correct
from boso.reporting.values import EventKind, Row, RowStep, Status, Table

BY_HAND = "Ført inn for hånd"
REFUSALS = {"reason_missing": "Skriv hvorfor svaret endres.", "closed": CLOSED["closed"]}


@transaction.atomic
def correct_answer(
    *,
    report_id: int,
    code: str,
    kind: Kind,
    value: Decimal | None,
    reason: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    raw: str = "",
    comment: str | None = None,
) -> None:
    """Change a figure, or give one that was missing, with a reason that stays in its history.

    Raises Denied without a reason or after delivery, Invalid for a kind and a value that do not go together.
    """
    if kind.has_value != (value is not None):
        raise Invalid("Velg enten et tall eller en grunn til at tallet mangler.")
    with rls.scope(within):
        report, rows = locked_report(report_id)
        _refuse_unless_open(report, reason)
        before = rows[Table.ANSWERS].get((code,))
        after = _typed(before, code=code, kind=kind, value=value, raw=raw, comment=comment)
        _store(report, code, before, after, reason=reason, actor=actor, now=now)


@transaction.atomic
def confirm_answer(
    *,
    report_id: int,
    code: str,
    reason: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Confirm a doubtful figure as it stands: from now on it enters sums. Confirming it again changes nothing.

    Raises Denied without a reason, after delivery or once the report closed, NotFound for a figure it does not have.
    """
    with rls.scope(within):
        report, rows = locked_report(report_id)
        before = rows[Table.ANSWERS].get((code,))
        if before is None:
            raise NotFound(_("Rapporten har ikke noe svar på %(code)s.") % {"code": code})
        if before["certain"]:
            return
        _refuse_unless_open(report, reason, closes, now)
        _store(report, code, before, {**before, "certain": True}, reason=reason, actor=actor, now=now)


def _refuse_unless_open(
    report: Report, reason: str, closes: datetime | None = None, now: datetime | None = None
) -> None:
    status = Status(report.status)
    decision = can_correct(status, reason=reason, historical=report.historical, closes=closes, now=now)
    if not decision:
        raise Denied(REFUSALS.get(decision.reason, "Svar kan ikke endres i denne rapporten nå."))


def _typed(
    before: Row | None, *, code: str, kind: Kind, value: Decimal | None, raw: str, comment: str | None
) -> dict[str, object]:
    written = "" if value is None else str(value)
    return {
        "code": code,
        "kind": kind.value,
        "value": written or None,
        "raw": raw or written,
        "comment": comment if comment is not None else (before or {}).get("comment", ""),
        "as_of": (before or {}).get("as_of", ""),
        "expected": "",
        "certain": True,
        "origin": Origin.TYPED.value,
        "source_label": BY_HAND,
        "place": None,
        "reference": "",
    }


def _store(
    report: Report, code: str, before: Row | None, after: Row, *, reason: str, actor: Actor, now: datetime
) -> None:
    step = RowStep(table=Table.ANSWERS, key=(code,), before=before, after=after)
    facts = {"code": code}
    store_steps(
        report_id=report.pk,
        steps=[step],
        event=EventKind.CORRECTED,
        actor=actor,
        now=now,
        reason=reason,
        facts=facts,
    )
    record_act(
        "answer_changed",
        report,
        actor=actor,
        now=now,
        reason=reason,
        facts=facts,
    )
