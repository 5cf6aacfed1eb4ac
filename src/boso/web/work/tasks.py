"""My tasks: what waits for me, and where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.access.values import Permission
from boso.importers.proposals import ImportState
from boso.importers.queries import list_imports
from boso.questionnaires.loading import load
from boso.questionnaires.values import Edition
from boso.reporting.queries import list_reports
from boso.reporting.values import ReportRow
from boso.web.presenters import importing
from boso.web.presenters.people import roles
from boso.web.presenters.reports import open_report
from boso.web.visitor import visitor_of

MOST_REPORTS = 50


def show(request: HttpRequest) -> HttpResponse:
    """Imports that wait for a confirmation, and one's roles."""
    visitor = visitor_of(request)
    may_import = bool(visitor.can_somewhere(Permission.IMPORT_REPORTS))
    found = list_imports(visitor.within(Permission.IMPORT_REPORTS)) if may_import else []
    waiting = [row for row in found if row.state is ImportState.PROPOSED]
    readable = visitor.within(Permission.READ_REPORTS)
    reports = [report for report in list_reports(readable) if not report.historical][:MOST_REPORTS] if readable else []
    page = {
        "reports": [open_report(report, _edition(report)) for report in reports],
        "imports": [importing.line(row, load(f"{row.template}/{row.edition[:4]}")) for row in waiting],
        "may_import": may_import,
        "roles": [role for role in roles(visitor.held, on=visitor.today) if role.current],
    }
    return render(request, "web/work/tasks.html", page)


def _edition(report: ReportRow) -> Edition:
    return load(f"{report.edition.address}@{report.edition.revision}")
