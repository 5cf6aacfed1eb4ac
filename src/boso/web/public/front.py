"""The programme at a glance."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.indicators.queries import list_news, list_reports, together_by_year
from boso.places.queries import list_regions
from boso.places.tiles import lay_out
from boso.programme.queries import goals_by_region, list_participants
from boso.programme.values import ParticipantRow
from boso.publishing.queries import list_published
from boso.web.presenters import front as presenter
from boso.web.presenters import publications
from boso.web.presenters.municipalities import regions as of_region
from boso.web.presenters.series import KEY_FIGURES
from boso.web.public.municipalities import periods
from boso.web.public.publications import titles
from boso.web.visitor import visitor_of

NEWEST = 6
YEARS_SHOWN = 4


def show(request: HttpRequest) -> HttpResponse:
    """Goals, who takes part, what is published. Of the invented region only that it is there, and where."""
    today = visitor_of(request).today
    published = list_reports()
    real = list_participants()
    years = sorted({r.period.year for r in published})[-YEARS_SHOWN:]
    sums = list(together_by_year(years, codes=KEY_FIGURES).values())
    page = {
        "goals": _goals(today),
        "regions": presenter.regions(of_region(real, {}, periods(published))),
        "tiles": _tiles(real, {r.municipality for r in published}),
        "invented": list_regions(invented=True),
        "taking_part": presenter.taking_part(sums[-1], everyone=len(real)) if sums else None,
        "year": years[-1] if years else None,
        "figures": presenter.together(sums[-1], KEY_FIGURES) if sums else [],
        "development": presenter.development(sums, KEY_FIGURES) if len(years) > 1 else None,
        "news": publications.news(list_news(most=NEWEST), titles(), list_published(invented=False), NEWEST),
    }
    return render(request, "web/public/front.html", page)


def _goals(today: date) -> list[presenter.RegionGoals]:
    names = {region.code: region.name for region in list_regions()}
    found = goals_by_region(year=today.year)
    return [presenter.goals(names[code], rows) for code, rows in found.items() if code in names]


def _tiles(participants: Sequence[ParticipantRow], published: set[str]) -> list[presenter.TileView]:
    tiles = lay_out([p.municipality.slug for p in participants])
    return presenter.tiles(participants, tiles, published)
