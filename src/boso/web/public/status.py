"""What is delivered and what is missing, for anyone to see."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.indicators.queries import list_deliveries
from boso.programme.queries import list_participants, list_reports_known
from boso.web.presenters import status as presenter
from boso.web.visitor import visitor_of


class _Part(NamedTuple):
    """The years and the regions of what is real, or of what is invented."""

    years: tuple[int, ...]
    regions: list[presenter.StatusRegion]


def show(request: HttpRequest) -> HttpResponse:
    """Every municipality and year; the invented region apart, where the demo has one."""
    today = visitor_of(request).today
    parts = [_part(today, invented=invented) for invented in (False, True)]
    page = {
        "parts": [part for part in parts if part.regions],
        "key": presenter.key([region for part in parts for region in part.regions]),
        "today": today,
    }
    return render(request, "web/public/status.html", page)


def _part(today: date, *, invented: bool) -> _Part:
    reports = presenter.standings(list_deliveries(invented=invented), list_reports_known(invented=invented), today)
    years = presenter.years_of(reports, today)
    participants = list_participants(invented=invented)
    return _Part(years, presenter.regions(participants, reports, years))
