"""Reading workbooks that came back: which there are, and what each would change now."""

from django.utils.translation import gettext as _

from boso.importers.models import WorkbookUpload
from boso.importers.rules.uploads.offering import offers_of
from boso.importers.stored import finding_from
from boso.importers.uploads import Offer, UploadedChange, UploadRow, UploadView
from boso.kernel.errors import NotFound
from boso.places import rls
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_report
from boso.reporting.queries.editing import get_draft
from boso.reporting.queries.reviewing import open_pages_of


def list_uploads(report_id: int, *, within: rls.type_of_scope) -> list[UploadRow]:
    """The workbooks that came back to a report, the newest first."""
    with rls.scope(within):
        found = rls.narrowed(WorkbookUpload.objects.filter(report=report_id), within)
        return [_row(upload) for upload in found.order_by("-at", "-id")]


def view_upload(upload_id: int, *, report_id: int, within: rls.type_of_scope) -> UploadView:
    """A workbook that came back with its changes against the report now. Raises NotFound outside."""
    with rls.scope(within):
        found = rls.narrowed(WorkbookUpload.objects.filter(pk=upload_id, report=report_id), within)
        upload = found.order_by("pk").first()
        if upload is None:
            raise NotFound(_("Det finnes ingen slik arbeidsbok."))
        offers = offers_for(upload, within=within)
    return UploadView(row=_row(upload), offers=offers, findings=tuple(map(finding_from, upload.findings)))


def offers_for(upload: WorkbookUpload, *, within: rls.type_of_scope) -> tuple[Offer, ...]:
    """The changes of a stored upload against the report now; none of a workbook of an older version."""
    report = get_report(upload.report_id, within=within)
    if report.version != upload.version:
        return ()
    edition = edition_of(report)
    changes = [UploadedChange.from_json(change) for change in upload.changes]
    pages = open_pages_of(report, within=within)
    return offers_of(changes, edition, get_draft(report.id, within=within), pages=pages)


def _row(upload: WorkbookUpload) -> UploadRow:
    return UploadRow(
        id=upload.pk,
        report_id=upload.report_id,
        name=upload.name,
        version=upload.version,
        made=upload.made,
        at=upload.at,
        by=upload.actor_name,
        changes=len(upload.changes),
        taken=len(upload.taken),
        taken_at=upload.taken_at,
        taken_by=upload.taken_by_name,
        undone_at=upload.undone_at,
        undone_by=upload.undone_by_name,
    )
