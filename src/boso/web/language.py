"""Choosing the language of the pages, and staying where one was."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from boso.access.actions import choose_language
from boso.kernel.errors import Invalid
from boso.web.middleware.language import LANGUAGES
from boso.web.visitor import visitor_of

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remembers the language in the browser, and with the account where there is one."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Invalid("Velg bokmål, nynorsk eller engelsk.")
    account = visitor_of(request).account
    if account:
        choose_language(account_id=account.id, language=language)
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
    )
    return response


def _back(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"
