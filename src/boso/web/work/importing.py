"""Files in: uploading, confirming what was read, taking it in use, and undoing that."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boso.access.values import Permission
from boso.audit.queries import list_for_subject
from boso.importers import actions
from boso.importers.editions import newest_edition
from boso.importers.proposals import ImportView, Proposed, Resolution
from boso.importers.queries import list_imports, view_import
from boso.kernel.errors import BosoError, NotFound
from boso.web.forms.importing import answer_from, resolution_from
from boso.web.forms.uploading import UploadForm, uploaded
from boso.web.middleware.errors import status_of
from boso.web.presenters import importing as presenter
from boso.web.visitor import visitor_of


@require_http_methods(["GET", "POST"])
def show_all(request: HttpRequest) -> HttpResponse:
    """The files that came in, and the way for one more."""
    within = visitor_of(request).within(Permission.IMPORT_REPORTS)
    sending = request.method == "POST"
    form = UploadForm(request.POST if sending else None, request.FILES if sending else None, within=within)
    proposed = _propose(request, form, within) if sending and form.is_valid() else None
    if proposed is not None:
        if proposed.known:
            messages.info(request, gettext("Denne filen er lest inn før. Her er den."))
        return redirect("import", proposed.import_id)
    rows = [presenter.line(row, newest_edition(row.template, row.edition)) for row in list_imports(within)]
    return render(request, "web/inside/imports.html", {"form": form, "imports": rows}, status=422 if sending else 200)


def _propose(request: HttpRequest, form: UploadForm, within: frozenset[int]) -> Proposed | None:
    """What came of the file; None where it could not be read, and the form says why."""
    visitor, said = visitor_of(request), form.cleaned_data
    try:
        with uploaded(said["file"]) as path:
            return actions.propose(
                path=path,
                name=said["file"].name,
                municipality=said["municipality"],
                year=said["year"],
                actor=visitor.actor,
                now=visitor.now,
                within=within,
            )
    except BosoError as fault:
        form.add_error("file", gettext(str(fault)))
        return None


@require_GET
def show(request: HttpRequest, import_id: int) -> HttpResponse:
    """What was read of one file, doubts first, each beside its source."""
    return _page(request, import_id)


@require_POST
def answer(request: HttpRequest, import_id: int) -> HttpResponse:
    """Settle one doubt, and go on to the next."""
    address = request.POST.get("address", "")

    def decide() -> str:
        view = _view(request, import_id)
        cell = next((c.proposed for c in view.cells if c.cell.address == address), None)
        if cell is None:
            raise NotFound
        said = answer_from(request.POST, cell)
        visitor = visitor_of(request)
        actions.decide(
            import_id=import_id,
            address=address,
            actor=visitor.actor,
            now=visitor.now,
            within=visitor.within(Permission.IMPORT_REPORTS),
            choice=said.choice,
            candidate=said.candidate,
            kind=said.kind,
            value=said.value,
        )
        return presenter.next_open(view, address)

    return _done(request, import_id, decide)


@require_POST
def accept_certain(request: HttpRequest, import_id: int) -> HttpResponse:
    """One yes to all that is certain."""
    visitor = visitor_of(request)

    def accept() -> str:
        count = actions.accept_certain(
            import_id=import_id,
            actor=visitor.actor,
            now=visitor.now,
            within=visitor.within(Permission.IMPORT_REPORTS),
        )
        text = ngettext("%(n)s sikkert svar er godtatt.", "%(n)s sikre svar er godtatt.", count)
        messages.success(request, text % {"n": count})
        return ""

    return _done(request, import_id, accept)


@require_POST
def apply(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take what was accepted into the report of its period."""
    visitor = visitor_of(request)

    def take() -> str:
        applied = actions.apply_import(
            import_id=import_id,
            actor=visitor.actor,
            now=visitor.now,
            within=visitor.within(Permission.IMPORT_REPORTS),
            resolution=_resolution(request),
            reason=request.POST.get("reason", ""),
        )
        text = gettext("Ingenting nytt å ta i bruk.") if applied.nothing_new else gettext("Importen er tatt i bruk.")
        messages.success(request, text)
        return ""

    return _done(request, import_id, take)


@require_POST
def refuse(request: HttpRequest, import_id: int) -> HttpResponse:
    """Put the proposal away; what stands is kept."""
    return _with_reason(request, import_id, actions.refuse_import, gettext("Forslaget er forkastet."))


@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take back all that the import did."""
    return _with_reason(request, import_id, actions.undo_import, gettext("Importen er angret."))


def _with_reason(request: HttpRequest, import_id: int, action: Callable[..., None], done: str) -> HttpResponse:
    visitor = visitor_of(request)

    def act() -> str:
        action(
            import_id=import_id,
            reason=request.POST.get("reason", ""),
            actor=visitor.actor,
            now=visitor.now,
            within=visitor.within(Permission.IMPORT_REPORTS),
        )
        messages.success(request, done)
        return ""

    return _done(request, import_id, act)


def _done(request: HttpRequest, import_id: int, act: Callable[[], str]) -> HttpResponse:
    """Act and show the page again, at the place to go on from; where it could not be done, the page says why."""
    try:
        anchor = act()
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, import_id, refusal=gettext(str(fault)), status=status_of(fault))
    return redirect(reverse("import", args=[import_id]) + anchor)


def _page(request: HttpRequest, import_id: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    view = _view(request, import_id)
    edition = newest_edition(view.row.template, view.row.edition)
    log = list_for_subject("import", str(import_id))
    shown = {"page": presenter.page(view, edition), "log": presenter.log(log), "refusal": refusal}
    return render(request, "web/inside/import.html", shown, status=status)


def _view(request: HttpRequest, import_id: int) -> ImportView:
    return view_import(import_id, within=visitor_of(request).within(Permission.IMPORT_REPORTS))


def _resolution(request: HttpRequest) -> Resolution | None:
    return resolution_from(request.POST.get("resolution", ""))
