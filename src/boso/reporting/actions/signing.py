"""The steps before and after a delivery: ready, approved or declined, steering groups, opened again, withdrawn."""

from datetime import date, datetime

from django.db import transaction

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.places import rls
from boso.reporting.actions.delivering import refuse
from boso.reporting.actions.events import add_event, own_report, record_act
from boso.reporting.actions.versions import open_new_version
from boso.reporting.models import Report
from boso.reporting.queries.delivering import readiness
from boso.reporting.rules.signing import EVENT_OF, Act
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import Status

NEEDS_A_REASON = {
    Act.DECLINE: "Skriv hva som må endres før du kan godkjenne.",
    Act.WITHDRAW: "Skriv hvorfor rapporten trekkes tilbake.",
}
DONE_ALREADY = {Act.MARK_READY: Status.READY, Act.APPROVE: Status.APPROVED, Act.WITHDRAW: Status.WITHDRAWN}
LONGEST_REASON = 2000


@transaction.atomic
def take_step(
    *, report_id: int, act: Act, actor: Actor, now: datetime, within: rls.type_of_scope, reason: str = ""
) -> None:
    """Mark ready, approve, decline, open again or withdraw. A step that was just taken changes nothing.

    Raises Invalid without a reason where one is needed or when something stands in the way, Denied when the step cannot
    be taken now, NotFound for a report outside.
    """
    said = _reason(act, reason)
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if report.status == DONE_ALREADY.get(act):
            return
        refuse(act, readiness(report_id, within=within, now=now), now=now)
        withdrawn = report.status == Status.WITHDRAWN.value
        add_event(report, EVENT_OF[act], actor=actor, now=now, reason=said)
        if act is Act.REOPEN and withdrawn:
            open_new_version(report, now=now)
        record_act(f"report_{EVENT_OF[act].value}", report, reason=said, actor=actor, now=now)


@transaction.atomic
def record_steering_date(*, report_id: int, day: date, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """That a steering group considered the report on a day. The same day again changes nothing.

    Raises Invalid for a day to come or from before the period the report speaks of.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if day in report.steering_dates:
            return
        if day > day_in_oslo(now):
            raise Invalid("Styringsgruppen kan ikke ha behandlet rapporten på en dag som ikke har vært.")
        if day.year < report.year:
            raise Invalid("Datoen er før perioden rapporten gjelder. Kontroller årstallet.")
        _steering(report, Act.STEERING, [*report.steering_dates, day], day, actor=actor, now=now)


@transaction.atomic
def remove_steering_date(*, report_id: int, day: date, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Take away a date that was written wrong; that it stood there stays in the log."""
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if day in report.steering_dates:
            left = [d for d in report.steering_dates if d != day]
            _steering(report, Act.STEERING, left, day, actor=actor, now=now, removed=True)


def _steering(
    report: Report, act: Act, days: list[date], day: date, *, actor: Actor, now: datetime, removed: bool = False
) -> None:
    refuse(act, readiness(report.pk, within=[report.municipality_id], now=now), now=now)
    report.steering_dates = sorted(days)
    report.save(update_fields=["steering_dates"])
    facts = {"date": day.isoformat(), **({"removed": True} if removed else {})}
    add_event(report, EVENT_OF[act], actor=actor, now=now, facts=facts)
    record_act("steering_date_removed" if removed else "steering_date_recorded", report, actor=actor, now=now)


def _reason(act: Act, reason: str) -> str:
    said = reason.strip()
    if act in NEEDS_A_REASON and not said:
        raise Invalid(NEEDS_A_REASON[act])
    if len(said) > LONGEST_REASON:
        raise Invalid("Grunnen er for lang. Skriv den med høyst 2000 tegn.")
    return said
