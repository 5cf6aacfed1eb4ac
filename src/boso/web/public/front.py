"""The programme at a glance."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from boso.indicators.queries import list_reports, together
from boso.indicators.values import ReportRef
from boso.places.queries import list_regions
from boso.programme.queries import goals_by_region, list_participants
from boso.web.presenters import front as presenter
from boso.web.presenters.municipalities import regions as of_region
from boso.web.presenters.series import KEY_FIGURES
from boso.web.public.municipalities import periods
from boso.web.public.reports import edition_of
from boso.web.visitor import visitor_of

NEWEST = 6


def show(request: HttpRequest) -> HttpResponse:
    """Goals, who takes part, what is published. Of the invented region only that it is there, and where."""
    today = visitor_of(request).today
    published = list_reports()
    real = list_participants()
    year = max((r.period.year for r in published), default=None)
    page = {
        "goals": _goals(today),
        "regions": presenter.regions(of_region(real, {}, periods(published))),
        "invented": list_regions(invented=True),
        "year": year,
        "figures": presenter.together(together(year=year, codes=KEY_FIGURES), KEY_FIGURES) if year else [],
        "news": _news(published[:NEWEST], {p.municipality.slug: p.municipality.name for p in real}),
    }
    return render(request, "web/public/front.html", page)


def _goals(today: date) -> list[presenter.RegionGoals]:
    names = {region.code: region.name for region in list_regions()}
    found = goals_by_region(year=today.year)
    return [presenter.goals(names[code], rows) for code, rows in found.items() if code in names]


def _news(newest: Sequence[ReportRef], names: Mapping[str, str]) -> list[presenter.NewsLine]:
    titles = {r.edition.template: edition_of(r).title.in_language(get_language() or "nb") for r in newest}
    return presenter.news(newest, titles, names)
