"""Who takes part: all municipalities, and one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.access.values import Permission
from boso.indicators.queries import figures_of, list_reports
from boso.indicators.values import ReportRef
from boso.kernel.errors import NotFound
from boso.places.queries import get_municipality, list_population, population_by_id
from boso.programme.queries import get_participant, list_documents, list_participants
from boso.programme.values import ParticipantRow
from boso.reporting.editions import edition_of
from boso.web.presenters import municipalities as presenter
from boso.web.presenters import reports, series
from boso.web.presenters.charts import charts
from boso.web.presenters.documents import documents
from boso.web.presenters.figures import FigureView
from boso.web.visitor import visitor_of

YEARS_SHOWN = 6


def show_all(request: HttpRequest) -> HttpResponse:
    """The real municipalities by region; the invented region apart, where the demo has one."""
    today = visitor_of(request).today
    page = {
        "regions": _regions(today, invented=False),
        "invented": _regions(today, invented=True),
        "year": today.year,
    }
    return render(request, "web/public/municipalities.html", page)


def _regions(today: date, *, invented: bool) -> list[presenter.RegionView]:
    participants = list_participants(on=today, invented=invented)
    population = population_by_id(today.year, [p.municipality.id for p in participants])
    return presenter.regions(participants, population, periods(list_reports(invented=invented)))


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality: its part in the programme, its figures over years, its reports."""
    today = visitor_of(request).today
    place = get_municipality(slug, year=today.year)
    participant = _participant(slug, today)
    found = figures_of(slug, last=None)
    years = series.reported_years(found)[-YEARS_SHOWN:]
    within = visitor_of(request).within(Permission.READ_REPORTS) & {place.id} or None
    shown = list_reports(within=within, municipality=slug, invented=place.invented)
    themes = series.themes(found, years)
    page = {
        "place": place,
        "part": presenter.agreement(participant.agreement) if participant else None,
        "phases": presenter.phases(participant.phases, participant.open_phases) if participant else [],
        "population": _population(slug, today),
        "years": years,
        "sheet_years": sorted({r.period.year for r in shown}, reverse=True),
        "key_figures": series.key_figures(found, years),
        "themes": themes,
        "marks": series.marks_of(themes),
        "breaks": found.breaks,
        "charts": charts(found, years),
        "reports": [reports.line(r, edition_of(r)) for r in shown],
        "documents": documents(list_documents(municipality=slug)),
    }
    return render(request, "web/public/municipality.html", page)


def _participant(slug: str, today: date) -> ParticipantRow | None:
    try:
        return get_participant(slug, on=today)
    except NotFound:
        return None


def _population(slug: str, today: date) -> FigureView | None:
    rows = list_population(slug, first=today.year - 1, last=today.year)
    known = [row for row in rows if row.persons is not None]
    return presenter.population_view((known or rows)[-1])


def periods(found: Iterable[ReportRef]) -> dict[str, tuple[str, ...]]:
    """The periods each municipality has published, newest first."""
    periods: dict[str, list[str]] = defaultdict(list)
    for report in found:
        if str(report.period) not in periods[report.municipality]:
            periods[report.municipality].append(str(report.period))
    return {slug: tuple(each) for slug, each in periods.items()}
