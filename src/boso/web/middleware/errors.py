"""Errors as pages: what a person can mend says how; what is our fault is logged under a number they can tell us."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from boso.kernel.errors import BosoError, Denied, Invalid, NotFound, Overtaken, Unreadable
from boso.places.queries import list_near
from boso.places.values import NamedPlace
from boso.web.form_pages import parent_of

log = logging.getLogger("boso.web")

STATUS: dict[type[BosoError], int] = {NotFound: 404, Denied: 403, Invalid: 422, Overtaken: 409, Unreadable: 422}
_OTHERS_KNOW = (Http404, PermissionDenied, SuspiciousOperation, ImmediateHttpResponse, ReauthenticationRequired)


class ErrorMiddleware:
    """Maps the errors of the kernel to pages; logs any other with a reference number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            page = parent_of(request.path)
            return HttpResponseRedirect(page) if page else not_a_page(request, answer)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for the error, or None for those that Django or the log-in library turns into answers."""
        if isinstance(error, BosoError):
            return error_page(request, status_of(error), gettext(str(error)) if str(error) else "")
        if isinstance(error, _OTHERS_KNOW):
            return None
        return fault_page(request)


def status_of(error: BosoError) -> int:
    """The HTTP status of an error a person may meet; 422 for input that cannot be used."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)


def error_page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """A page that says what went wrong and where to go from here."""
    near = _near(request.path) if status == HTTPStatus.NOT_FOUND else []
    shown = {"message": message, "near": near, "rereading": None}  # nothing that was typed stands on it
    return render(request, f"web/errors/{status}.html", shown, status=status)


def not_a_page(request: HttpRequest, answer: HttpResponseBase) -> HttpResponse:
    """An address that only a form is sent to, opened by itself, with no page of its own above it: there is no such
    page, rather than an empty one.
    """
    page = error_page(request, HTTPStatus.NOT_FOUND)
    page.status_code = answer.status_code
    page.headers["Allow"] = answer.headers.get("Allow", "POST")
    return page


def _near(path: str) -> list[NamedPlace]:
    """Municipalities that the address may have meant, for one that names a municipality."""
    parts = path.strip("/").split("/")
    named = parts[1] if len(parts) > 1 and parts[0] == "kommuner" else ""
    return list_near(named) if named else []


def fault_page(request: HttpRequest) -> HttpResponse:
    """A fault of ours: logged with a number, which the page tells. Called while the error is being handled."""
    reference = secrets.token_hex(4)
    log.exception("fault %s at %s %s", reference, request.method, request.path)
    return HttpResponse(
        _plain(request, reference), status=500, headers={"Cache-Control": "no-store", "X-Boso-Fault": reference}
    )


def _plain(request: HttpRequest, reference: str) -> str:
    """The page of a fault is drawn without the visitor or the database, which may be what failed."""
    return render_to_string("web/errors/500.html", {"reference": reference, "path": request.path})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400. What stands after the question mark may be what cannot be read, so the page is drawn without it."""
    del exception
    request.GET = QueryDict()
    return error_page(request, 400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    del exception
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404."""
    del exception
    return error_page(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """Django's 500: what failed outside the middleware."""
    return fault_page(request)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: the page lay open too long, or cookies are off."""
    del reason
    return error_page(request, 403, gettext("Skjemaet er for gammelt. Gå tilbake, last siden på nytt og send igjen."))
