"""Fields the region opened, the supplements that came, and the versions of a report with who made each and why."""

from collections.abc import Collection

from boso.places import rls
from boso.reporting.models import OpenedField, ReportVersion
from boso.reporting.queries.contents import list_events
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.reports import get_report
from boso.reporting.values import EventKind, EventRow
from boso.reporting.values.supplementing import UNCHANGED, OpenedFieldRow, OpenState, VersionRow

MAKING = (
    EventKind.DELIVERED,
    EventKind.NOTHING_TO_REPORT,
    EventKind.DELIVERED_AGAIN,
    EventKind.SUPPLEMENTED,
    EventKind.HISTORY_RECORDED,
)


def list_opened(
    within: rls.type_of_scope, *, reports: Collection[int] | None = None, only_open: bool = True
) -> list[OpenedFieldRow]:
    """The fields that the region opened in these municipalities' reports, in the order they were opened. One query."""
    with rls.scope(within):
        found = rls.narrowed(OpenedField.objects.all(), within)
        if reports is not None:
            found = found.filter(report__in=list(reports))
        if only_open:
            found = found.filter(state=OpenState.OPEN.value)
        return [_opened(row) for row in found.order_by("report_id", "number")]


def list_supplements(report_id: int, *, within: rls.type_of_scope) -> tuple[EventRow, ...]:
    """The supplements of a report, oldest first; `facts` say the version, the fields and the promises that moved."""
    return tuple(e for e in list_events(report_id, within=within) if e.kind is EventKind.SUPPLEMENTED)


def list_versions(report_id: int, *, within: rls.type_of_scope) -> tuple[VersionRow, ...]:
    """The versions of a report, newest first, each with its receipt and the event that closed it.

    Raises NotFound for a report outside.
    """
    report = get_report(report_id, within=within)
    receipts = {r.version: r for r in list_deliveries(report_id, within=within)}
    events = list_events(report_id, within=within)
    made = {int(str(e.facts.get("version", 1))): e for e in events if e.kind in MAKING and not e.facts.get(UNCHANGED)}
    shown = {
        int(str(e.facts["version"])): e.at for e in events if e.kind is EventKind.PUBLISHED and "version" in e.facts
    }
    with rls.scope(within):
        stored = list(ReportVersion.objects.filter(report=report_id).order_by("-number"))
    return tuple(
        VersionRow(
            number=row.number,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            event=made.get(row.number),
            receipt=receipts.get(row.number),
            published=row.number == report.published_version,
            published_at=shown.get(row.number),
        )
        for row in stored
    )


def _opened(row: OpenedField) -> OpenedFieldRow:
    return OpenedFieldRow(
        report_id=row.report_id,
        number=row.number,
        address=row.address,
        section=row.section,
        reason=row.reason,
        due=row.due,
        state=OpenState(row.state),
        actor_name=row.actor_name,
        at=row.at,
        done_version=row.done_version,
    )
