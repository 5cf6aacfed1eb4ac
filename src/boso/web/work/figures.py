"""One figure: what it is, where it stood, what it was before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.importers.queries import find_excerpt, find_line
from boso.indicators.queries import get_report, trace
from boso.kernel.errors import NotFound
from boso.reporting.editions import edition_of
from boso.web.presenters import origins
from boso.web.public.reports import find
from boso.web.visitor import visitor_of
from boso.web.work.reports import within_of


def show(request: HttpRequest, slug: str, period: str, template: str, code: str) -> HttpResponse:
    """The figure with its place in the source. The words around it are for those who may read the report."""
    within = within_of(visitor_of(request), slug) or None
    report, _others = find(slug, period, template, within=within)
    shown = get_report(slug, template, report.period, within=within)
    answer = shown.answers.get(code)
    if answer is None:
        raise NotFound
    traced = trace(answer.id, within=within)
    source = traced.figure.source
    line = find_line(source) if source else None
    excerpt = find_excerpt(source, within=within) if source and within else None
    page = origins.page(traced, edition_of(report), line, excerpt)
    return render(request, "web/inside/figure.html", {"page": page})
