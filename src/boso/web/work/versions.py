"""The versions of a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_report
from boso.reporting.queries.differing import list_differences
from boso.reporting.queries.supplementing import list_versions
from boso.reporting.rules.reviewing import versions_for
from boso.web.presenters import versions as presenter
from boso.web.visitor import visitor_of
from boso.web.work.report.opening import is_colleague


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """All versions with who made each when and why, and what differs between the two in the address.

    What the municipality still writes is listed, but compared for its own people alone.
    """
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    report = get_report(report_id, within=within)
    rows = list_versions(report_id, within=within)
    open_to = versions_for(rows, colleague=is_colleague(visitor, report.municipality_id))
    before, after = presenter.pair(open_to, (request.GET.get("fra", ""), request.GET.get("til", "")))
    changes = list_differences(report_id, before=before, after=after, within=within) if before else None
    page = presenter.page(report, edition_of(report), rows, (before, after), changes, comparable=open_to)
    return render(request, "web/inside/versions.html", {"page": page})
