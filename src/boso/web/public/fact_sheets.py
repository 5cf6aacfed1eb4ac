"""The fact sheet of a municipality: on a page, and as a file to take along, beside the peers the reader chose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from boso.kernel.errors import Invalid
from boso.places.queries import get_municipality
from boso.places.values import MunicipalityRow
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.loading import check_year, load_sheet
from boso.publishing.factsheet.peers import own_choice
from boso.publishing.factsheet.values import NoSheet, PeerChoice
from boso.publishing.values import Publication
from boso.publishing.writers.html import body
from boso.web.document_files import FORMATS, file_of, format_of
from boso.web.presenters import fact_sheets as presenter
from boso.web.visitor import visitor_of


def show(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The fact sheet as a page. A list of peers that cannot be used is told beside its field, and no sheet is shown."""
    choice = presenter.Choice.of(request.GET)
    try:
        check_year(year, _language())
        place = get_municipality(slug, year=year)
        page: dict[str, object] = {"choice": choice, "options": presenter.options(choice), "place": place, "year": year}
        publication = _publication(request, place, year, choice)
    except Invalid as fault:
        return render(request, "web/public/fact_sheet.html", page | {"fault": str(fault)}, status=422)
    except NoSheet as nothing:
        return render(request, "web/errors/404.html", {"reason": str(nothing)}, status=404)
    page |= {
        "publication": publication,
        "body": mark_safe(body(publication)),  # noqa: S308 -- escaped where it was written
        "files": [(name, _file_href(slug, year, kind, choice)) for kind, (name, _type, _write) in FORMATS.items()],
    }
    return render(request, "web/public/fact_sheet.html", page)


def download(request: HttpRequest, slug: str, year: int, kind: str) -> HttpResponse:
    """The fact sheet as a file."""
    format_of(kind)  # nothing is worked out for a format there is not
    check_year(year, _language())
    place = get_municipality(slug, year=year)
    found = _publication(request, place, year, presenter.Choice.of(request.GET))
    return file_of(found, kind, f"faktaark-{slug}-{year}")


def _publication(request: HttpRequest, place: MunicipalityRow, year: int, choice: presenter.Choice) -> Publication:
    values = load_sheet(place.slug, year, language=_language(), peers=_peers(choice, place, year))
    return fact_sheet(values, language=_language(), made=visitor_of(request).today)


def _peers(choice: presenter.Choice, place: MunicipalityRow, year: int) -> PeerChoice:
    if choice.own:
        return own_choice(choice.names, place, year=year, language=_language())
    return PeerChoice(group=choice.group)


def _file_href(slug: str, year: int, kind: str, choice: presenter.Choice) -> str:
    return reverse("fact_sheet_file", args=[slug, year, kind]) + choice.query


def _language() -> str:
    return get_language() or "nb"
