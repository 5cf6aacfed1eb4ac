"""Which language a page is written in: as its address says, else as chosen, else the account's, else the browser's.

An address may carry its language (`?sprak=nn`), so that a page can be linked as it was read; the pages one goes on to
follow, by a cookie that holds the choice and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("nb", "nn", "en")
DEFAULT = "nb"
IN_ADDRESS = "sprak"
A_YEAR = 365 * 24 * 60 * 60


def language_of(address: str | None, chosen: str | None, account: str | None, header: str) -> str:
    """The address wins, then a choice made here, then the account's. A browser decides between the forms of Norwegian
    only: the state writes Norwegian first, and English is one click away.
    """
    for wish in (address, chosen, account):
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
        wish = request.GET.get(IN_ADDRESS)
        language = language_of(
            wish,
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
            getattr(request.user, "language", None),
            request.headers.get("Accept-Language", ""),
        )
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        chosen_anew = wish in LANGUAGES and wish != request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen_anew and wish and "." not in request.path:  # a file in a language is no wish for the pages
            remember(request, response, wish)
        return response


def remember(request: HttpRequest, response: HttpResponseBase, language: str) -> None:
    """Keeps the choice in the browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
    )
