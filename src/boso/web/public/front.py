"""The programme at a glance."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from boso.indicators.queries import list_reports, together
from boso.indicators.values import ReportRef
from boso.places.queries import list_municipalities, list_regions
from boso.programme.queries import list_goals
from boso.web.presenters import front as presenter
from boso.web.presenters.series import KEY_FIGURES
from boso.web.public.municipalities import regions
from boso.web.public.reports import edition_of
from boso.web.visitor import visitor_of

NEWEST = 6


def show(request: HttpRequest) -> HttpResponse:
    """Goals, who takes part, what is published. Of the invented region only that it is there, and where."""
    today = visitor_of(request).today
    published = list_reports()
    year = max((r.period.year for r in published), default=None)
    page = {
        "goals": _goals(today),
        "regions": presenter.regions(regions(today, invented=False)),
        "invented": presenter.regions(regions(today, invented=True)),
        "year": year,
        "figures": presenter.together(together(year=year, codes=KEY_FIGURES), KEY_FIGURES) if year else [],
        "news": _news(published[:NEWEST]),
    }
    return render(request, "web/public/front.html", page)


def _goals(today: date) -> list[presenter.RegionGoals]:
    found = (
        (region, list_goals(region.code, year=today.year)) for region in sorted(list_regions(), key=lambda r: r.id)
    )
    return [presenter.goals(region.name, rows) for region, rows in found if rows]


def _news(newest: Sequence[ReportRef]) -> list[presenter.NewsLine]:
    titles = {r.edition.template: edition_of(r).title.in_language(get_language() or "nb") for r in newest}
    names = {m.slug: m.name for m in list_municipalities()}
    return presenter.news(newest, titles, names)
