"""A report for those who may read it before and beyond what is published: also its texts, findings and imports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.access.values import Permission
from boso.importers.queries import list_imports
from boso.places.queries import get_municipality
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.reporting.queries import get_content, report_values
from boso.web.presenters import inside
from boso.web.public import reports as public
from boso.web.visitor import Visitor, visitor_of


def show(request: HttpRequest, slug: str, period: str, template: str = "") -> HttpResponse:
    """The report: as published, or whole where the visitor's role gives that."""
    visitor = visitor_of(request)
    within = within_of(visitor, slug)
    if not within:
        return public.show(request, slug, period, template)
    found = public.context(slug, period, template, within=within)
    report_id = public.shown_in(found).report.id
    content = get_content(report_id, within=within)
    findings = findings_of(run_checks(report_values(report_id, within=within, today=visitor.today)))
    page = {
        **found,
        "inside": inside.part(content, public.shown_in(found), findings),
        "imports": list_imports(within, report_id=report_id),
        "may_import": visitor.within(Permission.IMPORT_REPORTS) >= within,
    }
    return render(request, "web/inside/report.html", page)


def within_of(visitor: Visitor, slug: str) -> frozenset[int]:
    """The municipality alone, where the visitor may read its reports; else nothing."""
    return visitor.within(Permission.READ_REPORTS) & {get_municipality(slug).id}
