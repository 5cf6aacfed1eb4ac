"""The report as a document: Word to read and comment on, PDF in the form's own order."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.kernel.errors import NotFound
from boso.publishing.report.writing import WRITERS, write_report
from boso.reporting.queries.contents import get_content
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.reports import get_report
from boso.reporting.queries.supplementing import list_versions
from boso.reporting.rules.telling import told
from boso.reporting.values import ReportRow
from boso.web.document_files import FORMATS, attached
from boso.web.presenters.report_document import file_name, front
from boso.web.visitor import visitor_of
from boso.web.work.report.opening import edition_of, is_colleague

FOR_COUNCILS = "sak"


@require_GET
def download(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """The newest version, or `?versjon=2`; `?til=sak` without e-mail addresses and telephone numbers.

    A report that is back with its municipality is handed to others as it was delivered last.
    """
    if kind not in WRITERS:
        raise NotFound
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    report = get_report(report_id, within=within)
    writes = is_colleague(visitor, report.municipality_id)
    version = _version(request, report.version if writes else _newest_closed(report, within))
    content = get_content(report_id, within=within, version=version)
    delivery = next((row for row in list_deliveries(report_id, within=within) if row.version == version), None)
    contacts = request.GET.get("til") != FOR_COUNCILS
    file = write_report(
        told(content),
        edition_of(report),
        front(content, version, delivery),
        format=kind,
        language=get_language() or "nb",
        made=visitor.today,
        contacts=contacts,
    )
    return attached(file, FORMATS[kind].type, f"{file_name(content, version, contacts=contacts)}.{kind}")


def _newest_closed(report: ReportRow, within: frozenset[int]) -> int:
    """The number of the last version that was delivered; the open one where none was."""
    versions = list_versions(report.id, within=within)
    return next((row.number for row in versions if row.closed_at), report.version)


def _version(request: HttpRequest, newest: int) -> int:
    asked = request.GET.get("versjon", "")
    if not asked:
        return newest
    if not asked.isdecimal() or len(asked) > 6 or not 1 <= int(asked) <= newest:
        raise NotFound
    return int(asked)
