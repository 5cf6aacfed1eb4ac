"""Delivering a report: once, whole and for good – or saying that there is nothing to report."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid
from boso.places import rls
from boso.reporting.actions.events import add_event, own_report, record_act
from boso.reporting.actions.versions import close_version
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Answer, Delivery, DistrictAnswer, EconomyRow, FormRow, Report, ReportFile, TextAnswer
from boso.reporting.queries.delivering import delivery_row, readiness
from boso.reporting.queries.reports import report_row
from boso.reporting.rows import plain
from boso.reporting.rules.canonical import canonical, digest_of
from boso.reporting.rules.rounds import late_by
from boso.reporting.rules.signing import Act, can_act
from boso.reporting.storage import rows_of
from boso.reporting.values import EventKind, EventRow, Status
from boso.reporting.values.delivering import DeliveryRow, Readiness

REFUSALS = {
    "historical": "Dette er en historisk rapport. Den er levert i sin tid.",
    "not_in_this_state": "Dette kan ikke gjøres med rapporten slik den står nå.",
    "too_late": "Fristen for å levere er ute. Be Husbanken om utsettelse; ingenting i rapporten er borte.",
    "blocked": "Noe må rettes først. Se listen over det som står igjen.",
}
NEVER_LATE = frozenset({EventKind.DELIVERED_AGAIN, EventKind.SUPPLEMENTED})
ACTS = {EventKind.SUPPLEMENTED: "report_supplemented"}
SIGNING = (EventKind.MARKED_READY, EventKind.APPROVED, EventKind.STEERING_GROUP_CONSIDERED)


@transaction.atomic
def deliver(*, report_id: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> DeliveryRow:
    """Deliver an approved report and give its receipt; asked again, the same receipt.

    Pins the edition, closes the version and computes the hash under a lock of the report. Raises Denied when it cannot
    be delivered now, Invalid when something stands in the way, NotFound for a report outside.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        done = _standing(report)
        if done is not None:
            return delivery_row(done)
        ready = readiness(report_id, within=within, now=now)
        refuse(Act.DELIVER, ready, now=now)
        return close_and_receipt(report, ready, EventKind.DELIVERED, actor=actor, now=now)


@transaction.atomic
def deliver_nothing(
    *, report_id: int, confirmed: bool, actor: Actor, now: datetime, within: rls.type_of_scope
) -> DeliveryRow:
    """Deliver that there is nothing to report; asked again, the same receipt.

    Raises Invalid without the confirmation, or for a report with answers; Denied when it is too late.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        done = _standing(report)
        if done is not None:
            return delivery_row(done)
        if not confirmed:
            raise Invalid("Kryss av for at kommunen ikke har noe å rapportere for perioden.")
        if _has_answers(report):
            raise Invalid("Rapporten har svar. Lever dem, eller tøm feltene før du melder at det ikke er noe.")
        ready = readiness(report_id, within=within, now=now)
        refuse(Act.NOTHING, ready, now=now)
        return close_and_receipt(report, ready, EventKind.NOTHING_TO_REPORT, actor=actor, now=now)


def refuse(act: Act, ready: Readiness, *, now: datetime) -> None:
    """Raises Denied, or Invalid with the findings in the way, where the step cannot be taken now."""
    report = ready.report
    decision = can_act(
        act, report.status, historical=report.historical, blocked=len(ready.blockers), dates=ready.dates, now=now
    )
    if decision.reason == "blocked":
        raise Invalid(REFUSALS["blocked"], [b.finding for b in ready.blockers if b.finding])
    if not decision:
        raise Denied(REFUSALS[decision.reason])


def _standing(report: Report) -> Delivery | None:
    """The delivery of the newest version, where it still stands: then there is nothing more to do."""
    if report.status in (Status.WITHDRAWN.value, Status.NOT_STARTED.value, Status.UNDER_WAY.value):
        return None
    found = Delivery.objects.filter(municipality=report.municipality_id, report=report.pk)
    return found.filter(version=report.current_version).first()


def close_and_receipt(
    report: Report,
    ready: Readiness,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> DeliveryRow:
    """Close the newest version of a locked report for good, with its hash, receipt and event.

    What is delivered again or as a supplement is never late: until when it may be is asked before. `facts` of its own
    go with the event.
    """
    nothing = kind is EventKind.NOTHING_TO_REPORT
    _refuse_other_edition(report)
    digest = digest_of(_canonical(report, nothing=nothing))
    close_version(report, now=now)
    row = Delivery.objects.create(
        municipality_id=report.municipality_id,
        report_id=report.pk,
        version=report.current_version,
        nothing=nothing,
        at=now,
        late_by=0 if kind in NEVER_LATE else late_by(ready.dates, now),
        actor_id=actor.id,
        actor_name=actor.name,
        digest=digest,
        counts=dict(ready.counts),
        promises=[asdict(p) for p in ready.promises],
        steps=list(_steps(ready)),
    )
    told = {"version": row.version, "digest": digest, "late_by": row.late_by}
    add_event(report, kind, actor=actor, now=now, reason=reason, facts={**told, **(facts or {})})
    record_act(ACTS.get(kind, "report_delivered"), report, actor=actor, now=now, facts={**told, "nothing": nothing})
    return delivery_row(row)


def _refuse_other_edition(report: Report) -> None:
    edition = edition_at(pin_of(report))
    if edition.digest != report.digest:
        raise Invalid("Skjemaet er endret etter at rapporten ble åpnet. Meld fra til den som styrer skjemaene.")


def _steps(ready: Readiness) -> Iterator[dict[str, str]]:
    """The signatures that stand: the last readiness and approval since a delivery, and the dates of steering groups."""
    last: dict[EventKind, EventRow] = {}
    for event in ready.events:
        last = {} if event.kind is EventKind.DELIVERED else last | {event.kind: event}
    for kind in SIGNING[:2]:
        if kind in last:
            yield {"kind": kind.value, "who": last[kind].actor_name, "at": last[kind].at.isoformat()}
    for day in ready.report.steering_dates:
        yield {"kind": EventKind.STEERING_GROUP_CONSIDERED.value, "who": "", "at": day.isoformat()}


def _canonical(report: Report, *, nothing: bool) -> bytes:
    of = {"report_id": report.pk, "version": report.current_version}
    parts = [
        {"code": p.code, "district": p.district.slug, "kind": p.kind, "value": _text(p), "raw": p.raw}
        | ({"expected": p.expected} if p.expected else {})
        for p in DistrictAnswer.objects.filter(**of).select_related("district")
    ]
    files = ReportFile.objects.filter(report_id=report.pk, removed_in=None).values("code", "name", "digest")
    return canonical(
        report_row(report),
        rows_of(report),
        version=report.current_version,
        nothing=nothing,
        districts=parts,
        files=list(files),
    )


def _text(part: DistrictAnswer) -> str:
    value = plain(part.value)
    return "" if value is None else f"{value:f}"


def _has_answers(report: Report) -> bool:
    of = {"report_id": report.pk, "version": report.current_version}
    told = (
        Answer.objects.filter(**of).exclude(kind="blank"),
        TextAnswer.objects.filter(**of).exclude(text=""),
        EconomyRow.objects.filter(**of),
        FormRow.objects.filter(**of),
    )
    return any(rows.exists() for rows in told)
