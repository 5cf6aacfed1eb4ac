"""The page a form stands on: where one is when the answer to what was sent is itself shown as a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getclosurevars
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from boso.web.middleware.language import IN_ADDRESS
from boso.web.permissions import PAGES, Needs

FRONT = "/"
LOOKING = frozenset({"GET", "HEAD"})
READ_IN = "les_pa"  # in what is sent: only to read the answer in this language
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 -- the name of a field
NOT_AGAIN = frozenset({TOKEN, READ_IN, "subject"})  # the last: a national number, typed anew and never shown


@dataclass(frozen=True, slots=True)
class Rereading:
    """What was typed and is now shown again, to be sent along by the button that reads the page in another language."""

    address: str
    fields: tuple[tuple[str, str], ...]
    button: str = READ_IN


def rereading_of(request: HttpRequest) -> Rereading | None:
    """What this page answers to; None where nothing was sent, and for what is not to stand in a page."""
    if not keeps_what_was_sent(request):
        return None
    typed = ((name, value) for name, values in request.POST.lists() for value in values)
    fields = tuple((name, str(value)) for name, value in typed if name not in NOT_AGAIN)
    chosen = request.GET.copy()
    chosen.pop(IN_ADDRESS, None)
    return Rereading(f"{request.path}?{chosen.urlencode()}" if chosen else request.path, fields)


def keeps_what_was_sent(request: HttpRequest) -> bool:
    """Something was sent to a page that asks for a permission. Passwords are sent to others alone."""
    if request.method != "POST":
        return False
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return False
    return isinstance(PAGES.get(name), Needs)


def page_of(request: HttpRequest) -> tuple[str, QueryDict]:
    """The path of the page one is at, with what was chosen there.

    A page that answers to what was sent, and an address that only forms are sent to, cannot be opened again: there it
    is the page one came from, else the nearest page above.
    """
    match = request.resolver_match
    if request.method in LOOKING and (match is None or takes_get(match.func)):
        return request.path, request.GET.copy()
    return _came_from(request) or (parent_of(request.path) or FRONT, QueryDict(mutable=True))


def parent_of(path: str) -> str:
    """The nearest address above that is a page, as `/rapport/3/lever/` is above `/rapport/3/lever/send/`; the address
    itself where it is one; empty where only the front page is above.
    """
    above = path
    while above != FRONT:
        if opens(above):
            return above
        above = above.rstrip("/").rpartition("/")[0] + "/"
    return ""


def opens(path: str) -> bool:
    """There is something to look at under the address."""
    try:
        return takes_get(resolve(path).func)
    except Resolver404:
        return False


@cache
def takes_get(view: Callable[..., Any]) -> bool:
    """Whether a view answers to GET: what its `require_http_methods` says, or its class has."""
    drawn = getattr(view, "view_class", None)
    if drawn is not None:
        return hasattr(drawn, "get")
    return all("GET" in methods for methods in _methods(view))


def _methods(view: Callable[..., Any]) -> Iterator[list[str]]:
    layer: Callable[..., Any] | None = view
    while layer is not None:
        methods = getclosurevars(layer).nonlocals.get("request_method_list")
        if methods is not None:
            yield methods
        layer = getattr(layer, "__wrapped__", None)


def _came_from(request: HttpRequest) -> tuple[str, QueryDict] | None:
    referer = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts=hosts, require_https=request.is_secure()):
        return None
    said = urlsplit(referer)
    path = unquote(said.path)
    return (path, QueryDict(said.query, mutable=True)) if opens(path) else None
