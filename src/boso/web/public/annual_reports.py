"""A published annual report: to read on the page, and as files, at addresses that last."""

import hashlib
from threading import Lock

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from boso.kernel.errors import NotFound
from boso.publishing.annual.rows import Published
from boso.publishing.queries import get_published
from boso.publishing.writers.html import body
from boso.web.document_files import FORMATS, attached, format_of
from boso.web.middleware.freshness import code

NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
KEPT_FOR = 30 * 24 * 60 * 60  # seconds
_ONE_AT_A_TIME = Lock()  # a hundred pages take seconds to set; whoever asks meanwhile waits for what is being made


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The reading version, in the reader's language where it is published in that, else in the first it is in."""
    try:
        found = get_published(slug, get_language() or "nb")
    except NotFound as why:
        return render(request, "web/errors/404.html", {"reason": str(why)}, status=404)
    page = {
        "found": found,
        "row": found.row,
        "publication": found.document,
        "language": found.language,
        "others": [(each, NAMES[each]) for each in found.row.languages],
        "body": mark_safe(body(found.document)),  # noqa: S308 -- escaped where it was written
        "files": [(kind, FORMATS[kind].name) for kind in found.row.files],
    }
    return render(request, "web/public/publication.html", page)


def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same as a file; `?sprak=` says in which language."""
    del request
    wanted = format_of(kind)
    found = get_published(slug, get_language() or "nb")
    if kind not in found.row.files:
        raise NotFound
    return attached(_file(found, kind), wanted.type, f"arsmelding-{slug}-{found.language}.{kind}")


def _file(found: Published, kind: str) -> bytes:
    """The file, made once for everyone: what is published is frozen, so only new code makes it anew."""
    row = found.row
    made_of = (row.slug, row.frozen_at.isoformat(), row.identifier, found.language, kind, code())
    key = f"publication:{hashlib.sha256(chr(10).join(made_of).encode()).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return kept
    with _ONE_AT_A_TIME:
        kept = cache.get(key)
        if kept is None:
            kept = FORMATS[kind].write(found.document)
            cache.set(key, kept, KEPT_FOR)
    return kept
