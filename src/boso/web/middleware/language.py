"""Which language a page is written in: as chosen, else the account's, else the Norwegian the browser asks for."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("nb", "nn", "en")
DEFAULT = "nb"


def language_of(chosen: str | None, account: str | None, header: str) -> str:
    """A choice made here wins over the account's. A browser decides between the forms of Norwegian only:

    the state writes Norwegian first, and English is one click away.
    """
    for wish in (chosen, account):
        if wish in LANGUAGES:
            return wish
    return next(_norwegian(parse_accept_lang_header(header)), DEFAULT)


def _norwegian(wishes: Iterable[tuple[str, float]]) -> Iterator[str]:
    for code, _quality in wishes:
        form = code.split("-")[0]
        if form in ("nn", "nb", "no"):
            yield "nn" if form == "nn" else "nb"


class LanguageMiddleware:
    """Sets the language of the page and says so in its head."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
            getattr(request.user, "language", None),
            request.headers.get("Accept-Language", ""),
        )
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
