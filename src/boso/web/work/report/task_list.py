"""The report's own page: its sections with their state, who does what, and what comes next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.importers.proposals import ImportState
from boso.importers.queries import list_imports
from boso.reporting.queries.contact import list_follow_ups
from boso.reporting.queries.districts import districts_of
from boso.reporting.queries.rounds_of_reports import answer_day, dates_of_report
from boso.reporting.queries.supplementing import list_opened
from boso.reporting.rules.meetings import stands_in
from boso.web.presenters import contact
from boso.web.presenters.editor import overview
from boso.web.visitor import visitor_of
from boso.web.work.report.opening import open_editor


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """Where the report stands, section by section."""
    editor = open_editor(request, report_id)
    within = visitor_of(request).within(Permission.READ_REPORTS)
    may_import = visitor_of(request).within(Permission.IMPORT_REPORTS)
    waiting = [
        row
        for row in list_imports(may_import, municipality=editor.drafts.own.content.report.municipality)
        if row.state is ImportState.PROPOSED and row.period == editor.drafts.own.content.report.period
    ]
    report = editor.drafts.own.content.report
    agreed = [row for row in list_follow_ups([report.municipality_id]) if stands_in(row, report.period.year)]
    page = {
        "editor": editor,
        "report": editor.drafts.own.content.report,
        "page": overview.page(
            editor,
            dates=dates_of_report(report_id, within=within),
            answer_by=answer_day(report, within=within),
            opened=bool(list_opened(within, reports=[report_id])),
        ),
        "imports": waiting,
        "districts": bool(districts_of(report)),
        "agreed": contact.follow_ups(agreed, visitor_of(request).today, href=True),
    }
    return render(request, "web/inside/editor/report.html", page)
