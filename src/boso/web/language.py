"""Choosing the language of the pages, and staying where one was."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from boso.access.actions import choose_language
from boso.kernel.errors import Invalid
from boso.web.middleware.language import LANGUAGES, remember
from boso.web.visitor import visitor_of


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
    remember(request, response, language)
    return response


def _back(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"
