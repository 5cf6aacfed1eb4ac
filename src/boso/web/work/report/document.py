"""The report as a document: Word to read and comment on, PDF in the form's own order."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.kernel.errors import NotFound
from boso.publishing.report.writing import WRITERS, write_report
from boso.reporting.editions import edition_of
from boso.reporting.queries.contents import get_content
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.reports import get_report
from boso.reporting.queries.supplementing import list_versions
from boso.reporting.rules.reviewing import versions_for
from boso.reporting.rules.telling import told
from boso.reporting.values import ReportRow
from boso.web.document_files import FORMATS, attached
from boso.web.forms.numbers import number_in
from boso.web.presenters.report_document import file_name, front
from boso.web.visitor import Visitor, visitor_of
from boso.web.work.report.opening import is_colleague

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
    version = _version(request, _newest(report, visitor, within))
    content = get_content(report_id, within=within, version=version)
    delivery = next((row for row in list_deliveries(report_id, within=within) if row.version == version), None)
    contacts = request.GET.get("til") != FOR_COUNCILS
    edition = edition_of(report)
    file = write_report(
        told(content),
        edition,
        front(content, version, delivery),
        format=kind,
        language=get_language() or "nb",
        made=visitor.today,
        contacts=contacts,
    )
    about = "" if contacts else gettext("til politisk sak")
    return attached(
        file, FORMATS[kind].type, f"{file_name(report, edition.document_type, version, about=about)}.{kind}"
    )


def _newest(report: ReportRow, visitor: Visitor, within: frozenset[int]) -> int:
    """The number of the last version that the visitor may fetch; the open one where none was delivered."""
    rows = list_versions(report.id, within=within)
    seen = versions_for(rows, colleague=is_colleague(visitor, report.municipality_id))
    return seen[0].number if seen else report.version


def _version(request: HttpRequest, newest: int) -> int:
    asked = request.GET.get("versjon", "")
    if not asked:
        return newest
    number = number_in(asked)
    if number is None or not 1 <= number <= newest:
        raise NotFound
    return number
