"""What the page sends by itself: one field as it is typed, a sign of life, and the question what the checks say now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.errors import BosoError, NotFound
from boso.reporting.actions.answering import save_field
from boso.reporting.actions.together import be_present
from boso.reporting.queries.editing import list_present
from boso.reporting.queries.reports import owner_of
from boso.reporting.queries.rounds_of_reports import closes_at
from boso.reporting.rules.answering import problem_of, shown
from boso.reporting.rules.asking import pages_of
from boso.reporting.values.fields import Clash, Saved
from boso.web.forms.answers import typed_field
from boso.web.forms.numbers import number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters.editor import pages
from boso.web.presenters.editor.fields import in_words, moment_words
from boso.web.presenters.editor.words import PROBLEMS
from boso.web.visitor import visitor_of
from boso.web.words import word
from boso.web.work.report.opening import open_editor, refuse_others


@require_POST
def save(request: HttpRequest, report_id: int) -> JsonResponse:
    """Save one field. Answered only when the database has it for good; sent again it is stored once.

    200 saved, 409 changed by somebody else or another person is logged in, 403/404/422 with a sentence that says why.
    """
    visitor = visitor_of(request)
    address = request.POST.get("address", "")
    within = visitor.within(Permission.EDIT_REPORTS)
    return answered(
        request,
        lambda version: save_field(
            report_id=report_id,
            address=address,
            typed=typed_field(request.POST, address),
            version=version,
            actor=visitor.actor,
            now=visitor.now,
            within=within,
            closes=closes_at(report_id, within=within),
        ),
    )


def answered(request: HttpRequest, store: Callable[[int], Saved | Clash]) -> JsonResponse:
    """What the page is told of a field that was stored, given the version of the report it was typed in, or was not."""
    if request.POST.get("who") != visitor_of(request).actor.id:
        text = gettext("En annen er logget inn i denne nettleseren nå. Logg inn som deg selv for å lagre.")
        return JsonResponse({"state": "other_person", "message": text}, status=409)
    try:
        outcome = store(number_in(request.POST.get("version")) or 0)
    except BosoError as fault:
        return JsonResponse({"state": "refused", "message": gettext(str(fault))}, status=status_of(fault))
    return _clash(outcome) if isinstance(outcome, Clash) else _saved(outcome)


@require_POST
def present(request: HttpRequest, report_id: int) -> JsonResponse:
    """A sign of life in a section; answers who else is in the report."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    refuse_others(visitor, owner_of(report_id, within=within))
    section = request.POST.get("section", "")[:60]
    be_present(report_id=report_id, section=section, actor=visitor.actor, now=visitor.now, within=within)
    others = [p for p in list_present(report_id, within=within, now=visitor.now) if p.account_id != visitor.actor.id]
    here = sorted(p.name for p in others if p.section == section)
    return JsonResponse({"here": here, "elsewhere": sorted(p.name for p in others if p.section != section)})


@require_GET
def checks(request: HttpRequest, report_id: int) -> HttpResponse:
    """What the checks say of a section now, with its sums and the state of all sections."""
    editor = open_editor(request, report_id)
    section = request.GET.get("del", "")
    page = next((p for p in pages_of(editor.edition) if p.code == section), None)
    if page is None:
        raise NotFound(gettext("Skjemaet har ingen slik del."))
    editor = editor.on(page.code)
    shown_here = {"editor": editor, "page": pages.live(page, editor), "report": editor.drafts.own.content.report}
    return HttpResponse(render_to_string("web/inside/editor/live.html", shown_here))  # nothing of the page's frame


def _saved(outcome: Saved) -> JsonResponse:
    problem = problem_of(outcome.type, outcome.content)
    return JsonResponse(
        {
            "state": "saved",
            "mark": outcome.content.mark,
            "problem": word(PROBLEMS, problem) if problem else "",
            "kind": outcome.content.kind,
            "value": shown(outcome.type, outcome.content),
        }
    )


def _clash(outcome: Clash) -> JsonResponse:
    theirs = outcome.theirs
    return JsonResponse(
        {
            "state": "clash",
            "mark": theirs.mark,
            "who": outcome.who,
            "at": moment_words(outcome.at),
            "kind": theirs.kind,
            "value": shown(outcome.type, theirs),
            "shown": in_words(outcome.type, theirs) or gettext("(tomt)"),
        },
        status=409,
    )
