"""The report forms: all editions, one form, and what changed between two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from boso.kernel.errors import NotFound
from boso.questionnaires import loading
from boso.web.presenters import forms as presenter


def show_all(request: HttpRequest) -> HttpResponse:
    """Every edition of every form."""
    return render(request, "web/public/forms.html", {"forms": presenter.lines(loading.all_editions(), _language())})


def show(request: HttpRequest, template: str, year: str) -> HttpResponse:
    """One form with all its questions, hints and definitions."""
    edition = loading.load(f"{template}/{year}")
    older = presenter.older_than(edition, loading.all_editions())
    return render(request, "web/public/form.html", {"form": presenter.form(edition, older, _language())})


def show_changes(request: HttpRequest, template: str, year: str) -> HttpResponse:
    """What is different from the edition before."""
    edition = loading.load(f"{template}/{year}")
    older = presenter.older_than(edition, loading.all_editions())
    if older is None:
        raise NotFound
    page = {
        "form": presenter.line(edition, older, _language()),
        "older": presenter.line(older, None, _language()),
        "changes": presenter.changes(older, edition, _language()),
    }
    return render(request, "web/public/form_changes.html", page)


def _language() -> str:
    return get_language() or "nb"
