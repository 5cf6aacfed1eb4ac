"""Files of the pages under addresses that name their content, so that a browser keeps them for good.

The name of the content stands after a question mark: files lie where their packages put them, and nothing is copied
when the program starts. Fonts are asked for by style sheets as well, and so keep one plain address.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

NAMED_PLAINLY = (".woff2",)
FOR_GOOD = "public, max-age=31536000, immutable"
VERSION = "v"


@cache
def content_of(name: str) -> str:
    """A name for what the file holds; empty for one that is not there."""
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""


class NamedByContent(StaticFilesStorage):
    """Gives every file an address that changes with it."""

    def url(self, name: str | None) -> str:
        """The address with the name of the content."""
        address = super().url(name)
        content = content_of(name) if name and not name.endswith(NAMED_PLAINLY) else ""
        return f"{address}?{VERSION}={content}" if content else address


class KeptForGood(WhiteNoiseMiddleware):  # type: ignore[misc]  # the library has no types
    """Tells browsers to keep what was asked for by its content."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponseBase:
        """The file; for good where its address names what it holds."""
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        asked = request.GET.get(VERSION)
        if asked and asked == content_of(request.path_info.removeprefix("/static/")):
            response.headers["Cache-Control"] = FOR_GOOD
        return response
