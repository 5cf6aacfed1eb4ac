"""What was shared of the yearly meeting, as the municipality reads it, and saying that what was agreed is done."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.errors import BosoError, NotFound
from boso.places.queries import get_municipality
from boso.reporting.actions.agreeing import answer_follow_up
from boso.reporting.queries.contact import get_shared, list_follow_ups
from boso.reporting.queries.notices import was_told_of_meeting
from boso.reporting.rules.meetings import without_empty
from boso.reporting.values.contact import Paper
from boso.web.middleware.errors import status_of
from boso.web.presenters import agenda, contact
from boso.web.visitor import visitor_of
from boso.web.work.meeting import FILES, in_language_of, paper_file
from boso.web.work.notices import reader_of


@require_GET
def show(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The minutes and what was agreed. Whoever was told of them and finds them taken back reads that they are."""
    try:
        return _page(request, meeting_id)
    except NotFound:
        if not was_told_of_meeting(reader_of(visitor_of(request)), meeting_id):
            raise
        return render(request, "web/inside/minutes_gone.html", status=HTTPStatus.GONE)


@require_GET
def download(request: HttpRequest, meeting_id: int, kind: str) -> HttpResponse:
    """The minutes as PDF or Word. Raises NotFound where they are not shared, and for a format there is not."""
    visitor = visitor_of(request)
    meeting = get_shared(meeting_id, within=visitor.within(Permission.READ_REPORTS))
    if Paper.MINUTES not in meeting.papers or kind not in FILES:
        raise NotFound(gettext("Det finnes ikke noe slikt dokument."))
    return paper_file(meeting, Paper.MINUTES, kind, get_municipality(meeting.municipality), made=visitor.today)


@require_POST
def done(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """Say that what was agreed is done, with a word about it."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.DELIVER_REPORTS)
    rows = list_follow_ups(within, open_only=False)
    meeting_id = next((row.meeting_id for row in rows if row.id == follow_up_id), 0)
    try:
        answer_follow_up(
            follow_up_id=follow_up_id,
            word=request.POST.get("word", ""),
            actor=visitor.actor,
            now=visitor.now,
            within=within,
        )
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, meeting_id, refusal=gettext(str(fault)), status=status_of(fault))
    messages.success(request, gettext("Punktet er meldt gjort."))
    return redirect("minutes", meeting_id)


def _page(request: HttpRequest, meeting_id: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    meeting = get_shared(meeting_id, within=visitor.within(Permission.READ_REPORTS))
    paper, place = meeting.papers.get(Paper.MINUTES), get_municipality(meeting.municipality)
    with in_language_of(place):
        lines = without_empty(paper.text, agenda.decision_word()) if paper else ()
    page = {
        "meeting": meeting,
        "place": place,
        "paper": paper,
        "lines": lines,
        "roles": agenda.role_words(meeting.attended),
        "follow_ups": contact.follow_ups(meeting.follow_ups, visitor.today),
        "may_answer": meeting.municipality_id in visitor.within(Permission.DELIVER_REPORTS),
        "refusal": refusal,
        "typed": request.POST if status != 200 else {},
    }
    return render(request, "web/inside/minutes.html", page, status=status)
