"""The yearly meeting at the contact's desk: prepared, held, written up, and what was agreed followed."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from boso.kernel.dates import read_date
from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.places.values import LanguageDecision, MunicipalityRow
from boso.reporting.actions import agreeing
from boso.reporting.actions import meeting as acts
from boso.reporting.queries.contact import find_meeting
from boso.reporting.queries.preparing import agenda_facts
from boso.reporting.rules.meetings import minutes_of
from boso.reporting.values.contact import MeetingRow, Paper
from boso.reporting.values.meetings import MeetingRole
from boso.web.document_files import file_of
from boso.web.forms.numbers import id_in, number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters import agenda, contact
from boso.web.visitor import visitor_of
from boso.web.words import word
from boso.web.work.contact import Followed, followed

FILES = ("pdf", "docx")
PAPERS = {"saksliste": Paper.AGENDA, "referat": Paper.MINUTES}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, region: str, slug: str, year: int) -> HttpResponse:
    """The meeting about a year; what is sent says by `do` what is to be done with it."""
    where = followed(request, region, slug)
    if request.method == "GET":
        return _page(request, where, year)
    act = DONE.get(request.POST.get("do", ""))
    if act is None:
        raise NotFound
    try:
        said, anchor = act(request, where, year)
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, where, year, refusal=gettext(str(fault)), status=status_of(fault))
    messages.success(request, said)
    target = redirect("meeting", where.region.code, where.place.slug, year)
    target["Location"] += f"#{anchor}" if anchor else ""
    return target


@require_GET
def download(request: HttpRequest, region: str, slug: str, year: int, paper: str, kind: str) -> HttpResponse:
    """The agenda or the minutes as PDF or Word. Raises NotFound for a paper or format there is not."""
    where = followed(request, region, slug)
    meeting = find_meeting(**where.desk, year=year)
    wanted = PAPERS.get(paper)
    if meeting is None or wanted is None or wanted not in meeting.papers or kind not in FILES:
        raise NotFound(gettext("Det finnes ikke noe slikt dokument."))
    return paper_file(meeting, wanted, kind, where.place, made=visitor_of(request).today)


def paper_file(meeting: MeetingRow, paper: Paper, kind: str, place: MunicipalityRow, *, made: date) -> HttpResponse:
    """A paper of a meeting as a file, in the municipality's own form of Norwegian."""
    stem = next(name for name, each in PAPERS.items() if each is paper)
    with in_language_of(place):
        document = agenda.publication(meeting, paper, place=place.name, invented=place.invented, made=made)
        return file_of(document, kind, f"{stem}-{place.slug}-{meeting.year}")


def in_language_of(place: MunicipalityRow) -> AbstractContextManager[object]:
    """What is written to a municipality is in the form it has decided on; else as the writer reads."""
    if place.language in (LanguageDecision.BOKMAL, LanguageDecision.NYNORSK):
        return translation.override(place.language.value)
    return translation.override("nb") if get_language() == "en" else nullcontext()


def _prepare(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor = visitor_of(request)
    facts = agenda_facts(where.region, municipality_id=where.place.id, year=year, now=visitor.now)
    with in_language_of(where.place):
        text = agenda.agenda_text(facts)
    acts.begin_meeting(desk=where.desk, year=year, agenda=text, actor=visitor.actor, now=visitor.now)
    return gettext("Sakslisten er laget av det som er kjent. Rett den slik du vil."), "saksliste"


def _plan(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor, written = visitor_of(request), request.POST.get("held", "").strip()
    acts.plan_meeting(
        desk=where.desk,
        year=year,
        held=_day(written) if written else None,
        attended=request.POST.getlist("attended"),
        actor=visitor.actor,
        now=visitor.now,
    )
    return gettext("Dato og deltakere er lagret."), ""


def _save(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor = visitor_of(request)
    kind = PAPERS.get(request.POST.get("paper", ""))
    if kind is None:
        raise NotFound
    acts.save_paper(
        desk=where.desk,
        year=year,
        kind=kind,
        text=request.POST.get("text", ""),
        based_on=number_in(request.POST.get("based_on")) or 0,
        actor=visitor.actor,
        now=visitor.now,
    )
    return gettext("Teksten er lagret."), request.POST["paper"]


def _write_up(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor, meeting = visitor_of(request), find_meeting(**where.desk, year=year)
    if meeting is None:
        raise NotFound
    with in_language_of(where.place):
        text = minutes_of(meeting.papers[Paper.AGENDA].text, agenda.decision_word())
    acts.begin_minutes(desk=where.desk, year=year, minutes=text, actor=visitor.actor, now=visitor.now)
    return gettext("Referatet er laget av sakslisten. Skriv det dere kom frem til."), "referat"


def _share(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    """What stands in the box is saved and shared, never an older text than the one that is seen."""
    visitor = visitor_of(request)
    if "text" in request.POST:
        _save(request, where, year)
    acts.share_minutes(desk=where.desk, year=year, actor=visitor.actor, now=visitor.now)
    return gettext("Kommunen kan nå lese referatet og ser det som er avtalt."), "referat"


def _take_back(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor = visitor_of(request)
    acts.take_back_minutes(desk=where.desk, year=year, actor=visitor.actor, now=visitor.now)
    if _still_seen(find_meeting(**where.desk, year=year)):
        return gettext("Referatet er trukket tilbake. Kommunen ser fortsatt det som er avtalt."), "referat"
    return gettext("Referatet er trukket tilbake."), "referat"


def _agree(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor = visitor_of(request)
    agreeing.agree(
        desk=where.desk,
        year=year,
        what=request.POST.get("what", ""),
        role=request.POST.get("role", ""),
        due=_day(request.POST.get("due", "")),
        actor=visitor.actor,
        now=visitor.now,
    )
    return gettext("Punktet er lagt til."), "avtalt"


def _drop(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    visitor, which = visitor_of(request), id_in(request.POST.get("follow_up"))
    agreeing.drop(desk=where.desk, year=year, follow_up_id=which, actor=visitor.actor, now=visitor.now)
    return gettext("Punktet er fjernet."), "avtalt"


def _close(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    del year
    visitor, which = visitor_of(request), id_in(request.POST.get("follow_up"))
    word_given = request.POST.get("word", "")
    agreeing.close_follow_up(desk=where.desk, follow_up_id=which, word=word_given, actor=visitor.actor, now=visitor.now)
    return gettext("Punktet er lukket."), "avtalt"


def _reopen(request: HttpRequest, where: Followed, year: int) -> tuple[str, str]:
    del year
    visitor, which = visitor_of(request), id_in(request.POST.get("follow_up"))
    agreeing.reopen_follow_up(desk=where.desk, follow_up_id=which, actor=visitor.actor, now=visitor.now)
    return gettext("Punktet er åpnet igjen."), "avtalt"


DONE: dict[str, Callable[[HttpRequest, Followed, int], tuple[str, str]]] = {
    "prepare": _prepare,
    "plan": _plan,
    "save": _save,
    "write_up": _write_up,
    "share": _share,
    "take_back": _take_back,
    "agree": _agree,
    "drop": _drop,
    "close": _close,
    "reopen": _reopen,
}


def _page(request: HttpRequest, where: Followed, year: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    meeting = find_meeting(**where.desk, year=year)
    minutes = meeting.papers.get(Paper.MINUTES) if meeting else None
    refused = status != 200
    planned = request.POST.getlist("attended") if refused and request.POST.get("do") == "plan" else None
    attended = planned if planned is not None else meeting.attended if meeting else ()
    page = {
        "region": where.region,
        "place": where.place,
        "year": year,
        "meeting": meeting,
        "held": f"{meeting.held:%d.%m.%Y}" if meeting and meeting.held else "",
        "agenda": meeting.papers.get(Paper.AGENDA) if meeting else None,
        "minutes": minutes,
        "shared": bool(minutes and minutes.shared_at),
        "still_seen": _still_seen(meeting),
        "roles": [(role.value, word(agenda.ROLES, role), role in attended) for role in MeetingRole],
        "follow_ups": contact.follow_ups(meeting.follow_ups, visitor.today) if meeting else [],
        "refusal": refusal,
        "typed": request.POST if refused else {},
    }
    return render(request, "web/inside/meeting.html", page, status=status)


def _still_seen(meeting: MeetingRow | None) -> bool:
    """The municipality sees something that was agreed, also while the minutes are not shared."""
    return meeting is not None and any(row.shared for row in meeting.follow_ups)


def _day(written: str) -> date:
    reading = read_date(written)
    value = reading.value
    if value is None or value.year is None or value.month is None or value.day is None:
        raise Invalid(gettext("Skriv datoen som 14.02.2014."))
    return date(value.year, value.month, value.day)
