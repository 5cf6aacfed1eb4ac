"""The review of one report: begun, asked back, answered, delivered again, accepted, taken back from the public."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.errors import BosoError, NotFound, Overtaken
from boso.reporting.actions.concluding import deliver_again, unpublish
from boso.reporting.actions.questions import answer_question, close_question, remark_on_question
from boso.reporting.actions.reviewing import accept, ask_back, begin_review
from boso.reporting.queries import list_events
from boso.reporting.queries.delivering import readiness
from boso.reporting.queries.differing import list_differences, since
from boso.reporting.queries.reviewing import list_questions
from boso.reporting.queries.rounds_of_reports import answer_day, closes_for
from boso.reporting.rules.signing import Right
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.differing import FieldChange
from boso.web.forms.answers import pressed
from boso.web.forms.numbers import number_in
from boso.web.forms.reviewing import Misplaced, based_on, typed_questions
from boso.web.middleware.errors import status_of
from boso.web.presenters import review as presenter
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.questions import QuestionView, question_views
from boso.web.presenters.review_words import overtaken_words
from boso.web.visitor import Visitor, acting, visitor_of
from boso.web.work.report.opening import BEFORE_REVIEW, is_colleague, open_editor
from boso.web.work.review_notes import notes_beside

RIGHTS = (
    (Right.EDIT, Permission.EDIT_REPORTS),
    (Right.DELIVER, Permission.DELIVER_REPORTS),
    (Right.REVIEW, Permission.REVIEW_REPORTS),
)


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """Where the review stands, what to do next, and each section with what there is to say about it."""
    return review_page(request, report_id)


@require_POST
def begin(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take the report under review."""

    def act() -> None:
        begin_review(report_id=report_id, based_on=based_on(request.POST), **acting(request))

    return _done(request, report_id, act)


@require_POST
def ask(request: HttpRequest, report_id: int) -> HttpResponse:
    """Send the report back with the questions that were typed at its sections."""

    def act() -> None:
        editor = open_editor(request, report_id)
        earlier = list_questions(acting(request)["within"], reports=[report_id])
        asked = ask_back(
            report_id=report_id,
            questions=typed_questions(request.POST, editor.edition, earlier, today=visitor_of(request).today),
            based_on=based_on(request.POST),
            **acting(request),
        )
        text = ngettext(
            "Rapporten er sendt tilbake med %(n)s spørsmål.",
            "Rapporten er sendt tilbake med %(n)s spørsmål.",
            len(asked),
        )
        messages.success(request, text % {"n": len(asked)})

    return _done(request, report_id, act)


@require_POST
def remark(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say more about a question, or be done with it."""

    def act() -> None:
        action, target = pressed(request.POST)
        number = number_in(target) or 0
        if action == "close":
            close_question(report_id=report_id, number=number, **acting(request))
        else:
            text = request.POST.get(f"say:{number}", "")
            remark_on_question(report_id=report_id, number=number, text=text, **acting(request))

    return _done(request, report_id, act)


@require_POST
def answer(request: HttpRequest, report_id: int) -> HttpResponse:
    """Answer a question for the municipality."""

    def act() -> None:
        number = number_in(pressed(request.POST)[1]) or 0
        text = request.POST.get(f"say:{number}", "")
        answer_question(report_id=report_id, number=number, text=text, **acting(request))
        messages.success(request, gettext("Svaret er lagret."))

    return _done(request, report_id, act)


@require_POST
def deliver(request: HttpRequest, report_id: int) -> HttpResponse:
    """Deliver what was asked for, and show its receipt; a second click shows the same one."""

    def act() -> str:
        receipt = deliver_again(report_id=report_id, based_on=based_on(request.POST), **acting(request))
        messages.success(request, gettext("Sendt. Versjon %(n)s er levert.") % {"n": receipt.version})
        return "receipt"

    return _done(request, report_id, act)


@require_POST
def take(request: HttpRequest, report_id: int) -> HttpResponse:
    """Accept the report."""

    def act() -> None:
        note = request.POST.get("note", "")
        accept(report_id=report_id, note=note, based_on=based_on(request.POST), **acting(request))
        messages.success(request, gettext("Rapporten er godtatt."))

    return _done(request, report_id, act)


@require_POST
def take_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take the report back from the public."""

    def act() -> None:
        reason = request.POST.get("reason", "")
        unpublish(report_id=report_id, reason=reason, based_on=based_on(request.POST), **acting(request))
        messages.success(request, gettext("Rapporten er trukket fra publisering. Ingen utenfor ser den lenger."))

    return _done(request, report_id, act)


def review_page(
    request: HttpRequest, report_id: int, *, refusal: str = "", status: int = 200, faulty: str = ""
) -> HttpResponse:
    """The page; what was sent and could not be done stands where it was typed, and `faulty` names the field of it."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    editor = open_editor(request, report_id)
    report = editor.drafts.own.content.report
    rights = rights_of(visitor, report.municipality_id)
    closes = closes_for(report, within=within) if report.status is Status.ASKED_BACK else None
    review = presenter.Review(
        editor=editor,
        events=list_events(report_id, within=within),
        questions=_questions(editor, visitor),
        changes=_changes(report, visitor),
        since=since(editor.drafts.own, editor.drafts.last),
        blocked=_blocked(report, rights, visitor),
        answer_by=answer_day(report, within=within),
        late=closes is not None and visitor.now >= closes,
        faults={faulty: refusal} if faulty else {},
    )
    typed = request.POST if status != 200 else {}
    page = {
        "report": report,
        "page": presenter.page(review, rights, typed),
        "blocked": review.blocked,
        "notes": notes_beside(visitor, report),
        "refusal": refusal,
        "typed": typed,
        "faulty": faulty.replace(":", "-"),
    }
    return render(request, "web/inside/review.html", page, status=status)


def rights_of(visitor: Visitor, owner: int) -> frozenset[Right]:
    """What the visitor may do with the reports of this municipality (id), as far as a review is concerned."""
    return frozenset(right for right, permission in RIGHTS if owner in visitor.within(permission))


def said_in_words(fault: BosoError) -> str:
    """Why something could not be done, and what somebody else did in between."""
    return overtaken_words(fault) if isinstance(fault, Overtaken) else gettext(str(fault))


def _done(request: HttpRequest, report_id: int, act: Callable[[], str | None]) -> HttpResponse:
    """Act and go on; where it could not be done, the page says why and nothing that was typed is lost."""
    try:
        page = act()
    except NotFound:
        raise
    except BosoError as fault:
        faulty = fault.field if isinstance(fault, Misplaced) else ""
        return review_page(request, report_id, refusal=said_in_words(fault), status=status_of(fault), faulty=faulty)
    back = request.POST.get("back", "")
    if back.startswith(f"/rapport/{report_id}/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(page or "review", report_id)


def _questions(editor: Editor, visitor: Visitor) -> Sequence[QuestionView]:
    """Every question of the review; the editor has them but for a report that was taken back."""
    if editor.drafts.own.content.report.status not in BEFORE_REVIEW:
        return editor.questions
    asked = list_questions(visitor.within(Permission.READ_REPORTS), reports=[editor.report_id])
    return question_views(asked, editor.edition, editor.language, today=visitor.today)


def _changes(report: ReportRow, visitor: Visitor) -> tuple[FieldChange, ...] | None:
    """What the newest version changed; while the municipality still writes it, for the municipality alone."""
    unfinished = report.status is Status.ASKED_BACK and not is_colleague(visitor, report.municipality_id)
    if report.version < 2 or unfinished:
        return None
    within = visitor.within(Permission.READ_REPORTS)
    return list_differences(report.id, before=report.version - 1, after=report.version, within=within)


def _blocked(report: ReportRow, rights: frozenset[Right], visitor: Visitor) -> int:
    """How much stands in the way of delivering again."""
    if report.status is not Status.ASKED_BACK or Right.DELIVER not in rights:
        return 0
    within = visitor.within(Permission.READ_REPORTS)
    return len(readiness(report.id, within=within, now=visitor.now).blockers)
