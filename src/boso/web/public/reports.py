"""A report as anyone may see it: its figures, each with the way back to where it stood."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.indicators.queries import get_report, list_reports
from boso.indicators.values import ReportRef, ShownReport
from boso.kernel.errors import NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import get_municipality
from boso.reporting.editions import edition_of
from boso.reporting.released import list_released
from boso.web.presenters import reports as presenter
from boso.web.presenters.released import TextChapter, chapters

FORMS_FIRST = ("ost_annual", "ost_2011", "sor_half_year", "final_report", "project_report")


def show(request: HttpRequest, slug: str, period: str, template: str = "") -> HttpResponse:
    """The published figures, and the texts a person released."""
    found = context(slug, period, template)
    return render(request, "web/public/report.html", {**found, "chapters": _released(shown_in(found))})


def _released(shown: ShownReport) -> tuple[TextChapter, ...]:
    """The texts of this report alone: a municipality may have several reports of a year."""
    report = shown.report
    texts = list_released(
        municipality=report.municipality, year=report.period.year, invented=shown.municipality.invented
    )
    return chapters((text for text in texts if text.report_id == report.id), edition_of(report))


def context(slug: str, period: str, template: str, *, within: rls.type_of_scope | None = None) -> dict[str, object]:
    """What the page shows: for anyone, or for those inside (`within`), who see the newest version."""
    found, others = find(slug, period, template, within=within)
    shown = get_report(slug, found.edition.template, found.period, within=within)
    edition = edition_of(found)
    links = [presenter.line(o, edition_of(o)) for o in others]
    return {"page": presenter.page(shown, edition, links), "shown": shown, "edition": edition}


def find(
    slug: str, period: str, template: str, *, within: rls.type_of_scope | None
) -> tuple[ReportRef, list[ReportRef]]:
    """The report of a period on a form, the form that comes first where none is named; and the others of the period."""
    place = get_municipality(slug)
    reports = list_reports(within=within, municipality=slug, invented=place.invented)
    wanted = period_of(period)
    of_period = sorted((r for r in reports if r.period == wanted), key=_rank)
    fitting = [r for r in of_period if template in ("", r.edition.template)]
    if not fitting:
        raise NotFound
    return fitting[0], [r for r in of_period if r != fitting[0]]


def period_of(text: str) -> ReportPeriod:
    """A period out of an address: "2013" or "2013-2"."""
    year, _, half = text.partition("-")
    if not (text.isascii() and year.isdecimal() and len(year) == len("2013") and half in ("", "1", "2")):
        raise NotFound
    return ReportPeriod(int(year), int(half) if half else None)


def shown_in(found: dict[str, object]) -> ShownReport:
    """The report in a page's context."""
    shown = found["shown"]
    assert isinstance(shown, ShownReport)  # noqa: S101 -- tells the type checker what `context` put there
    return shown


def _rank(report: ReportRef) -> int:
    form = report.edition.template
    return FORMS_FIRST.index(form) if form in FORMS_FIRST else len(FORMS_FIRST)
