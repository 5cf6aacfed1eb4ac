"""The annual report on its way out: preview, data releases, publishing, and taking back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.publishing.actions import freeze, publish, withdraw
from boso.publishing.annual.cells import cells
from boso.publishing.annual.composing import annual_report
from boso.publishing.annual.loading import load_annual
from boso.publishing.queries import changes_since, get_release, list_releases, list_texts, remake
from boso.publishing.values import Publication
from boso.web.document_files import FORMATS, file_of
from boso.web.forms.numbers import number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters import annual as presenter
from boso.web.visitor import visitor_of
from boso.web.work.annual import Workshop, values_of, workshop_of

KINDS = [(kind, each.name) for kind, each in FORMATS.items()]


@require_GET
def show_preview(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The report as it would be read today."""
    workshop = workshop_of(request, region, year)
    draft = _draft(request, workshop)
    page = {"workshop": workshop, "publication": draft, "body": presenter.document(draft), "files": KINDS}
    return render(request, "web/inside/annual_preview.html", page)


@require_GET
def download(request: HttpRequest, region: str, year: int, kind: str) -> HttpResponse:
    """The report as it would be read today, or a release of it, as a file."""
    workshop = workshop_of(request, region, year)
    number = number_in(request.GET.get("utgave"))
    if number is not None:
        found = remake(workshop.region.code, year, number, workshop.language)
        return file_of(found, kind, f"arsmelding-{workshop.region.code}-{year}-utgave-{number}-{workshop.language}")
    stem = f"arsmelding-{workshop.region.code}-{year}-utkast-{workshop.language}"
    return file_of(_draft(request, workshop), kind, stem)


def _draft(request: HttpRequest, workshop: Workshop) -> Publication:
    try:
        values = load_annual(workshop.region, workshop.year, language=workshop.language)
    except NotFound as nothing:  # the page says what is missing; one that is not found would not
        raise Invalid(str(nothing)) from nothing
    texts = list_texts(workshop.region.code, workshop.year)[workshop.language]
    written = {slot: row.text for slot, row in texts.items()}
    return annual_report(values, language=workshop.language, made=visitor_of(request).today, texts=written)


@require_http_methods(["GET", "POST"])
def show_freeze(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """What a data release would hold and what has changed since the last, and the making of it."""
    workshop, visitor = workshop_of(request, region, year), visitor_of(request)
    if request.method == "GET":
        return _freeze_page(request, workshop)
    reason = request.POST.get("reason", "")
    try:
        frozen = freeze(region=workshop.region, year=year, reason=reason, actor=visitor.actor, now=visitor.now)
    except Invalid as fault:
        return _freeze_page(request, workshop, refusal=gettext(str(fault)), status=422)
    said = (
        gettext("Datautgave %(number)s er laget.")
        if frozen.made
        else gettext("Ingenting er endret siden datautgave %(number)s, så det er ikke laget noen ny.")
    )
    messages.success(request, said % {"number": frozen.release.number})
    return redirect("annual_release", workshop.region.code, year, frozen.release.number)


def _freeze_page(request: HttpRequest, workshop: Workshop, *, refusal: str = "", status: int = 200) -> HttpResponse:
    values = values_of(workshop)
    newest = next(iter(list_releases(workshop.region.code, workshop.year)), None)
    code, year = workshop.region.code, workshop.year
    changed = changes_since(code, year, newest.number, cells(values)) if newest else ()
    page = {
        "workshop": workshop,
        "values": values,
        "newest": newest,
        "changed_count": len(changed),
        "changed": presenter.changes(changed, newest.number) if newest and changed else "",
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "web/inside/annual_freeze.html", page, status=status)


@require_GET
def show_release(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """A data release: the document as it was frozen, what changed in it, and whether the public may read it."""
    return _release_page(request, workshop_of(request, region, year), number)


def _release_page(
    request: HttpRequest, workshop: Workshop, number: int, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    code, year = workshop.region.code, workshop.year
    release = get_release(code, year, number)
    document = remake(code, year, number, workshop.language)
    newest = list_releases(code, year)[0].number
    texts = {key.partition(":")[0] for key in release.texts}
    page = {
        "workshop": workshop,
        "release": release,
        "newest": newest,
        "publication": document,
        "body": presenter.document(document),
        "files": KINDS,
        "languages": [
            (each, name, each in release.published, each in texts or each == (get_language() or "nb"))
            for each, name in presenter.LANGUAGES
        ],
        "refusal": refusal,
    }
    return render(request, "web/inside/annual_release.html", page, status=status)


@require_POST
def send_out(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """Let anyone read a release, in the languages chosen."""
    languages = request.POST.getlist("languages")

    def act(workshop: Workshop) -> str:
        visitor = visitor_of(request)
        publish(
            region=workshop.region,
            year=year,
            number=number,
            languages=languages,
            actor=visitor.actor,
            now=visitor.now,
        )
        return gettext("Datautgave %s er publisert.") % number

    return _done(request, workshop_of(request, region, year), number, act)


@require_POST
def take_back(request: HttpRequest, region: str, year: int, number: int) -> HttpResponse:
    """Take a release back from the public."""

    def act(workshop: Workshop) -> str:
        visitor = visitor_of(request)
        reason = request.POST.get("reason", "")
        withdraw(region=workshop.region, year=year, number=number, reason=reason, actor=visitor.actor, now=visitor.now)
        return gettext("Datautgave %s er trukket tilbake.") % number

    return _done(request, workshop_of(request, region, year), number, act)


def _done(request: HttpRequest, workshop: Workshop, number: int, act: Callable[[Workshop], str]) -> HttpResponse:
    try:
        messages.success(request, act(workshop))
    except NotFound:
        raise
    except BosoError as fault:
        return _release_page(request, workshop, number, refusal=gettext(str(fault)), status=status_of(fault))
    return redirect("annual_release", workshop.region.code, workshop.year, number)
