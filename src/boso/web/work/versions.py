"""The versions of a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.reporting.queries import get_report
from boso.reporting.queries.differing import edition_of, list_differences
from boso.reporting.queries.supplementing import list_versions
from boso.web.presenters import versions as presenter
from boso.web.visitor import visitor_of


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """All versions with who made each when and why, and what differs between the two in the address."""
    within = visitor_of(request).within(Permission.READ_REPORTS)
    report = get_report(report_id, within=within)
    rows = list_versions(report_id, within=within)
    before, after = presenter.pair(rows, (request.GET.get("fra", ""), request.GET.get("til", "")))
    changes = list_differences(report_id, before=before, after=after, within=within) if before else None
    page = presenter.page(report, edition_of(report), rows, (before, after), changes)
    return render(request, "web/inside/versions.html", {"page": page})
