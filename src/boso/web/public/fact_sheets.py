"""The fact sheet of a municipality: on a page, and as a file to take along."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from boso.kernel.errors import NotFound
from boso.places.queries import get_municipality
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.loading import load_sheet
from boso.publishing.values import Publication
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.html import body
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from boso.publishing.writers.xlsx import write_xlsx
from boso.web.visitor import visitor_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Mapping[str, tuple[str, str, Callable[[Publication], bytes]]] = MappingProxyType(
    {
        "pdf": ("PDF", "application/pdf", write_pdf),
        "docx": ("Word", WORD, write_docx),
        "xlsx": ("Excel", EXCEL, write_xlsx),
        "json": ("JSON", "application/json", write_json),
    }
)


def show(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The fact sheet as a page."""
    publication = _publication(request, slug, year)
    page = {
        "publication": publication,
        "body": mark_safe(body(publication)),  # noqa: S308 -- escaped where it was written
        "files": [(kind, name) for kind, (name, _type, _write) in FILES.items()],
        "slug": slug,
        "name": get_municipality(slug, year=year).name,
        "year": year,
    }
    return render(request, "web/public/fact_sheet.html", page)


def download(request: HttpRequest, slug: str, year: int, kind: str) -> HttpResponse:
    """The fact sheet as a file."""
    if kind not in FILES:
        raise NotFound
    _name, content_type, write = FILES[kind]
    content = write(_publication(request, slug, year))
    headers = {"Content-Disposition": f'attachment; filename="faktaark-{slug}-{year}.{kind}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _publication(request: HttpRequest, slug: str, year: int) -> Publication:
    language = get_language() or "nb"
    return fact_sheet(load_sheet(slug, year, language=language), language=language, made=visitor_of(request).today)
