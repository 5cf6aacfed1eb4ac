"""A section of a report: shown, filled in, and saved whole."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.kernel.errors import BosoError, NotFound
from boso.reporting.actions.answering import save_section
from boso.reporting.rules.asking import page_of
from boso.reporting.values.fields import Clash
from boso.web.forms.answers import pressed, typed_in
from boso.web.middleware.errors import status_of
from boso.web.presenters.editor import pages
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.overview import title_of
from boso.web.presenters.questions import with_typed
from boso.web.visitor import visitor_of
from boso.web.work.report.buttons import how_of, press
from boso.web.work.report.opening import open_editor, with_changes

REPLY = "reply"


@require_GET
def show(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    """One section at a time, its questions each with what helps to answer it."""
    return _page(request, open_editor(request, report_id, peers=True), section)


@require_POST
def save(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    """Save what was typed, then do what the button says. What could not be stored stands in its field as typed."""
    typed = typed_in(request.POST)
    refused: dict[str, str] = {}
    clashes: dict[str, Clash] = {}
    anchor, refusal, status = "", "", 422
    said: Mapping[str, str] = request.POST.dict()
    try:
        _saved, clashed, refused = save_section(report_id=report_id, typed=typed, **how_of(request, report_id))
        clashes = {c.address: c for c in clashed}
        refused = {address: gettext(why) for address, why in refused.items()}
        anchor = press(request, report_id)
        said = _without_answered(request)
    except NotFound:
        raise
    except BosoError as fault:
        refusal, status = gettext(str(fault)), status_of(fault)
    left = refused.keys() | clashes.keys()
    if not (left or refusal):
        return _onwards(request, report_id, section, anchor)
    kept = {a: t for a, t in typed.items() if a in left} if left else typed
    editor = open_editor(request, report_id, typed=kept, refused=refused, clashes=clashes, peers=True)
    editor = replace(editor, questions=with_typed(editor.questions, said))
    return _page(request, editor, section, refusal=refusal, status=409 if clashes and not refusal else status)


def _without_answered(request: HttpRequest) -> Mapping[str, str]:
    """What was sent, less the answer to a question that the button has stored."""
    action, target = pressed(request.POST)
    stored = f"say:{target}" if action == REPLY else ""
    return {name: text for name, text in request.POST.dict().items() if name != stored}


def _page(request: HttpRequest, editor: Editor, section: str, *, refusal: str = "", status: int = 200) -> HttpResponse:
    page = page_of(editor.edition, section)
    if page is None:
        raise NotFound(gettext("Skjemaet har ingen slik del."))
    editor = with_changes(editor, visitor_of(request)).on(page.code)
    shown = {
        "editor": editor,
        "report": editor.drafts.own.content.report,
        "page": pages.section(page, editor),
        "title": title_of(editor),
        "code": page.code,
        "refusal": refusal,
    }
    return render(request, "web/inside/editor/section.html", shown, status=status)


def _onwards(request: HttpRequest, report_id: int, section: str, anchor: str) -> HttpResponse:
    """After a save: to the next section, or back to the place where a button was pressed."""
    action, target = pressed(request.POST)
    if action == "next":
        return redirect("report_section", report_id, target) if target else redirect("report_work", report_id)
    if action in ("", "save"):
        messages.success(request, gettext("Lagret."))
    address = reverse("report_section", args=[report_id, section])
    return redirect(f"{address}#{anchor}" if anchor else address)
