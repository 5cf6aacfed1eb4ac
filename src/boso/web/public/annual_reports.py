"""A published annual report: to read on the page, and as files, at addresses that last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from boso.kernel.errors import NotFound
from boso.publishing.queries import get_published
from boso.publishing.writers.html import body
from boso.web.public.fact_sheets import FILES

NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The reading version, in the reader's language where it is published in that, else in the first it is in."""
    found = get_published(slug, get_language() or "nb")
    page = {
        "found": found,
        "row": found.row,
        "publication": found.document,
        "language": found.language,
        "others": [(code, NAMES[code]) for code in found.row.languages],
        "body": mark_safe(body(found.document)),  # noqa: S308 -- escaped where it was written
        "files": [(kind, FILES[kind][0]) for kind in found.row.files],
    }
    return render(request, "web/public/publication.html", page)


def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same as a file; `?sprak=` says in which language."""
    del request
    found = get_published(slug, get_language() or "nb")
    if kind not in found.row.files:
        raise NotFound
    _name, content_type, write = FILES[kind]
    headers = {"Content-Disposition": f'attachment; filename="arsmelding-{slug}-{found.language}.{kind}"'}
    return HttpResponse(write(found.document), content_type=content_type, headers=headers)
