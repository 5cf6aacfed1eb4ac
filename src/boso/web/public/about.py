"""How the figures are made and what they stand on; what everything means; who can use the pages; what is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.indicators.release.thresholds import rule_of
from boso.web.presenters import about as presenter
from boso.web.presenters import definitions
from boso.web.visitor import visitor_of


def show(request: HttpRequest) -> HttpResponse:
    """Method, kinds of missing, sources, small numbers, invented data."""
    page = {"kinds": presenter.kinds(), "rule": rule_of(visitor_of(request).today.year)}
    return render(request, "web/public/about.html", page)


def show_definitions(request: HttpRequest) -> HttpResponse:
    """Every indicator; an address with its code leads to it."""
    return render(request, "web/public/definitions.html", {"themes": definitions.themes()})


def show_accessibility(request: HttpRequest) -> HttpResponse:
    """What was tried and how, what is known to be lacking, and where the statement of this site is registered."""
    page = {"statement": settings.ACCESSIBILITY_STATEMENT, "registry": settings.STATEMENTS}
    return render(request, "web/public/accessibility.html", page)


def show_privacy(request: HttpRequest) -> HttpResponse:
    """Which cookies, what is written down, and what rights one has."""
    page = {
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "form_cookie": settings.CSRF_COOKIE_NAME,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "web/public/privacy.html", page)
