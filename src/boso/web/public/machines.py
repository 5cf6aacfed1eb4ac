"""What programs that visit ask for: what they may read, where everything is, and the sign of the house."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as as_xml
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse

from boso.indicators.queries import list_reports
from boso.programme.queries import list_participants
from boso.publishing.queries import list_published
from boso.questionnaires.loading import all_editions
from boso.web.presenters.reports import report_href

LASTING = (
    "front", "municipalities", "publications", "status", "forms", "about", "definitions", "accessibility", "privacy",
)  # fmt: skip
CLOSED = ("/arbeid/", "/region/", "/import/", "/konto/", "/logg-inn/", "/rapport/")


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; a demonstration shall not be found as if it were the programme."""
    refused = ["/"] if settings.DEMO else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> TemplateResponse:
    """All pages about what is real."""
    answer: TemplateResponse = as_xml(request, {"all": _Everything(protocol=request.scheme or "https")})
    return answer


def icon(request: HttpRequest) -> HttpResponse:
    """Browsers that look where icons once lay are sent to it."""
    del request
    return HttpResponsePermanentRedirect(static("icon.svg"))


class _Everything(Sitemap):  # type: ignore[type-arg]  # not generic when it runs
    def __init__(self, *, protocol: str) -> None:
        self.protocol = protocol

    def items(self) -> Sequence[str]:
        reports = list_reports()
        years = sorted({(r.municipality, r.period.year) for r in reports})
        return [
            *(reverse(name) for name in LASTING),
            *(reverse("municipality", args=[p.municipality.slug]) for p in list_participants()),
            *(report_href(report) for report in reports),
            *(reverse("fact_sheet", args=[slug, year]) for slug, year in years),
            *(reverse("publication", args=[row.slug]) for row in list_published(invented=False)),
            *(reverse("form", args=[e.template, e.name[:4]]) for e in all_editions()),
        ]

    def location(self, item: str) -> str:
        return item
