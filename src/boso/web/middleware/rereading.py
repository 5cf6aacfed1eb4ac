"""A form that was refused, read in another language: it is sent once more, and all that this would do is undone.

So what was typed stands on the page in the other language too, without a script and whichever form it was.
"""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation

from boso.access.actions import choose_language
from boso.web.form_pages import READ_IN, keeps_what_was_sent
from boso.web.middleware.language import LANGUAGES, remember
from boso.web.sharing import here_in
from boso.web.visitor import visitor_of


class RereadingMiddleware:
    """Draws the answer to what was sent in the language that was asked for, and keeps the language alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = request.POST.get(READ_IN, "") if request.method == "POST" else ""
        account = visitor_of(request).account
        if language not in LANGUAGES or account is None or not keeps_what_was_sent(request):
            return self.get_response(request)
        with translation.override(language):
            answer = self._undone(request)
        choose_language(account_id=account.id, language=language)
        answer.headers["Content-Language"] = language
        remember(request, answer, language)
        return answer

    def _undone(self, request: HttpRequest) -> HttpResponseBase:
        """The page; where what was refused would be done this time, the page of the form, and nobody is told it was."""
        with transaction.atomic():
            answer = self.get_response(request)
            transaction.set_rollback(True)
        if not answer.has_header("Location"):
            return answer
        for _said in get_messages(request):
            pass  # what is looked at is not shown again
        return HttpResponseRedirect(here_in(request))
