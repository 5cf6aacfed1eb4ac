"""How long a log-in lasts: so long from when it began, and so long without a sign of life. Its key is new at each
log-in; it is not changed under way, since a page that saves by itself would lose its next save."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

BEGUN, SEEN = "begun", "seen"
NOTED_EVERY = 60  # seconds; a sign of life is not written at every page
BY_ITSELF = frozenset({"report_presence"})  # pages that ask without anybody doing anything


class SessionMiddleware:
    """Ends log-ins that are too old or too quiet, before anything is done in their name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            begun = request.session.setdefault(BEGUN, now)
            seen = request.session.setdefault(SEEN, now)
            if now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE:
                logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Note a sign of life."""
        del view, args, kwargs
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in BY_ITSELF:
            return
        now = timezone.now().timestamp()
        if now - request.session.get(SEEN, now) > NOTED_EVERY:
            request.session[SEEN] = now
