"""What stands between a report and its delivery, and the receipts of what was delivered."""

from datetime import datetime

from boso.kernel.errors import NotFound
from boso.places import rls
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.reporting.editions import edition_of
from boso.reporting.models import Delivery
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.districts import list_parts
from boso.reporting.queries.explaining import reasons_of
from boso.reporting.queries.reports import get_report, list_line
from boso.reporting.queries.rounds_of_reports import dates_for
from boso.reporting.queries.values_for_checks import values_of
from boso.reporting.rules.blocking import blockers_of, counts_of
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.explaining import explained
from boso.reporting.rules.promising import promises_of
from boso.reporting.values.delivering import DeliveryRow, Promise, Readiness


def readiness(report_id: int, *, within: rls.type_of_scope, now: datetime) -> Readiness:
    """Everything that decides whether a report can be delivered. Raises NotFound for a report outside."""
    line = list_line(report_id, within=within)
    report = line[-1]
    content = content_of_report(report, within=within)
    draft = draft_of(content)
    edition = edition_of(report)
    findings = findings_of(run_checks(values_of(line, within=within, today=now.date())))
    parts = list_parts(content, within=within)
    with rls.scope(within):
        reasons = reasons_of([r.id for r in line[-2:]])
        receipts = _receipts(report_id)
    warnings = explained(findings, reasons[report_id], reasons[line[-2].id] if len(line) > 1 else {})
    counts = counts_of(draft)
    return Readiness(
        report=report,
        pin=report.edition,
        dates=dates_for(report, within=within),
        blockers=blockers_of(edition, draft, findings=findings, warnings=warnings, parts=parts),
        warnings=warnings,
        promises=promises_of(edition, draft),
        counts=counts,
        events=content.events,
        delivery=next((r for r in receipts if r.version == report.version), None),
        earlier=tuple(r for r in receipts if r.version != report.version),
        empty=not counts,
        parts=parts,
    )


def get_delivery(report_id: int, *, within: rls.type_of_scope, version: int | None = None) -> DeliveryRow:
    """The receipt of a version, or of the newest that was delivered. Raises NotFound where there is none."""
    found = list_deliveries(report_id, within=within)
    rows = [row for row in found if version in (None, row.version)]
    if not rows:
        raise NotFound("Rapporten er ikke levert, så det finnes ingen kvittering.")
    return rows[-1]


def list_deliveries(report_id: int, *, within: rls.type_of_scope) -> tuple[DeliveryRow, ...]:
    """All receipts of a report, oldest version first. Raises NotFound for a report outside."""
    get_report(report_id, within=within)
    with rls.scope(within):
        return _receipts(report_id)


def _receipts(report_id: int) -> tuple[DeliveryRow, ...]:
    return tuple(delivery_row(row) for row in Delivery.objects.filter(report=report_id).order_by("version"))


def delivery_row(row: Delivery) -> DeliveryRow:
    """A stored receipt as others see it."""
    return DeliveryRow(
        version=row.version,
        nothing=row.nothing,
        at=row.at,
        late_by=row.late_by,
        actor_name=row.actor_name,
        digest=row.digest,
        counts=row.counts,
        promises=tuple(Promise(**promise) for promise in row.promises),
        steps=tuple(row.steps),
    )
