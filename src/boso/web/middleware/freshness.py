"""What a browser or a cache may keep: public pages until what they show changes, everything else not at all.

The validator is made of the state of the data, the code, the language and the day, and asked before the page is made:
a page that is still right costs one query and is not drawn again.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from boso.places.state import state
from boso.web.permissions import KEPT
from boso.web.visitor import visitor_of

PACKAGE = Path(__file__).resolve().parents[2]
LIBRARIES = ("django", "typst", "vl-convert-python", "python-docx", "xlsxwriter")
OURS = {".py", ".html", ".yaml", ".po", ".css", ".typ", ".csv"}
ASK_FIRST = "public, no-cache"  # may be kept, and is asked about each time
KEEP_NOTHING = "private, no-store"


class FreshnessMiddleware:
    """Answers "not changed" where that is so, and says of every page how long it holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        validator = getattr(request, "validator", None)
        if validator and response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            response.headers["ETag"] = validator
            response.headers["Cache-Control"] = ASK_FIRST
        else:
            response.headers["Cache-Control"] = KEEP_NOTHING
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the page be made; what it is made of is stamped before, so that it is never told to be newer."""
        del view, args, kwargs
        if not may_be_kept(request):
            return None
        request.validator = validator_of(request)  # type: ignore[attr-defined]
        kept = get_conditional_response(request, etag=request.validator)  # type: ignore[attr-defined]
        return kept if kept is not None and kept.status_code == HTTPStatus.NOT_MODIFIED else None


def may_be_kept(request: HttpRequest) -> bool:
    """A public page read by somebody who has no session: nothing on it is theirs."""
    match = request.resolver_match
    alone = settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES
    return request.method in ("GET", "HEAD") and bool(match) and match.view_name in KEPT and alone  # type: ignore[union-attr]


def validator_of(request: HttpRequest) -> str:
    """A weak validator: the same page, perhaps in another compression."""
    made_of = (state(), code(), get_language() or "", visitor_of(request).today.isoformat(), str(settings.DEMO))
    return f'W/"{hashlib.sha256(chr(10).join(made_of).encode()).hexdigest()[:32]}"'


@cache
def code() -> str:
    """What makes the pages: our files as they lie on this machine, and the libraries that draw."""
    seen = hashlib.sha256()
    for file in sorted(f for f in PACKAGE.rglob("*") if f.suffix in OURS):
        found = file.stat()
        seen.update(f"{file.relative_to(PACKAGE)} {found.st_size} {found.st_mtime_ns}\n".encode())
    for library in LIBRARIES:
        seen.update(f"{library} {version(library)}\n".encode())
    return seen.hexdigest()
