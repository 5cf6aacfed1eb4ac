"""Who takes part: all municipalities, and one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.places.queries import population_by_id
from boso.programme.queries import list_participants
from boso.web.presenters import municipalities as presenter
from boso.web.visitor import visitor_of


def show_all(request: HttpRequest) -> HttpResponse:
    """The real municipalities by region; the invented region apart, where the demo has one."""
    today = visitor_of(request).today
    return render(
        request,
        "web/public/municipalities.html",
        {"regions": _regions(today, invented=False), "invented": _regions(today, invented=True), "year": today.year},
    )


def _regions(today: date, *, invented: bool) -> list[presenter.RegionView]:
    participants = list_participants(on=today, invented=invented)
    population = population_by_id(today.year, [p.municipality.id for p in participants])
    return presenter.regions(participants, population, {})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality."""
    return show_all(request)
