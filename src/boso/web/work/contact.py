"""One municipality at its contact's desk: what is open with it, the region's notes, and a reminder to it alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.errors import BosoError, NotFound
from boso.places.queries import get_municipality, get_region
from boso.places.values import MunicipalityRow, RegionRow
from boso.reporting.actions.noting import Desk, change_note, remove_note, write_note
from boso.reporting.actions.reminding import remind_now
from boso.reporting.editions import edition_of
from boso.reporting.queries import list_reports
from boso.reporting.queries.contact import list_meetings, list_note_steps, list_notes
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.desk import get_desk
from boso.reporting.queries.reports import get_report
from boso.reporting.queries.reviewing import NOT_DONE, list_questions
from boso.reporting.queries.supplementing import list_opened
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.meetings import is_overdue
from boso.reporting.rules.promising import promises_of
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.contact import FollowUpState
from boso.web.forms.numbers import id_in
from boso.web.middleware.errors import status_of
from boso.web.presenters import contact as presenter
from boso.web.presenters.agenda import report_title
from boso.web.visitor import Visitor, visitor_of


@dataclass(frozen=True, slots=True)
class Followed:
    """A municipality and the region at whose desk it is looked at."""

    region: RegionRow
    place: MunicipalityRow

    @property
    def desk(self) -> Desk:
        """The same as actions take it."""
        return {"region_id": self.region.id, "municipality_id": self.place.id}


def followed(request: HttpRequest, region: str, slug: str) -> Followed:
    """The municipality named in the address. Raises NotFound unless it lies in the region and within reach."""
    row, place = get_region(region), get_municipality(slug)
    within = visitor_of(request).within(Permission.REVIEW_REPORTS)
    if place.id not in within or place.region is None or place.region.id != row.id:
        raise NotFound(gettext("Det finnes ingen slik kommune i regionen."))
    return Followed(row, place)


@require_GET
def show(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """The municipality's page."""
    return _page(request, followed(request, region, slug))


@require_POST
def note(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Write, change or remove one of the region's notes."""
    where, visitor = followed(request, region, slug), visitor_of(request)
    text, pinned = request.POST.get("text", ""), request.POST.get("pinned") == "1"
    note_id = id_in(request.POST.get("note"))

    def act() -> None:
        if request.POST.get("do") == "remove":
            remove_note(desk=where.desk, note_id=note_id, actor=visitor.actor, now=visitor.now)
            messages.success(request, gettext("Notatet er fjernet."))
        elif note_id:
            seen = _moment(request.POST.get("seen", ""))
            change_note(
                desk=where.desk,
                note_id=note_id,
                text=text,
                pinned=pinned,
                based_on=seen,
                actor=visitor.actor,
                now=visitor.now,
            )
            messages.success(request, gettext("Notatet er lagret."))
        else:
            report = id_in(request.POST.get("report")) or None
            write_note(
                desk=where.desk, text=text, pinned=pinned, report_id=report, actor=visitor.actor, now=visitor.now
            )
            messages.success(request, gettext("Notatet er lagret."))

    return _done(request, where, act, "notater", back=_review(id_in(request.POST.get("back")), where))


@require_POST
def remind(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Send a reminder to this municipality alone, with one's own words or without."""
    where, visitor = followed(request, region, slug), visitor_of(request)

    def act() -> None:
        count = remind_now(
            round_id=id_in(request.POST.get("round")),
            municipality_id=where.place.id,
            actor=visitor.actor,
            now=visitor.now,
            regions=[where.region.id],
            words=request.POST.get("words", ""),
        )
        if count:
            text = ngettext("%(n)s påminnelse er lagt i kø.", "%(n)s påminnelser er lagt i kø.", count) % {"n": count}
            messages.success(request, text)
        else:
            messages.info(
                request, gettext("Kommunen er allerede minnet om fristen i dag, eller har ingen å skrive til.")
            )

    return _done(request, where, act, "pamin")


def _done(
    request: HttpRequest, where: Followed, act: Callable[[], None], anchor: str, *, back: str = ""
) -> HttpResponse:
    """Act and come back, to the municipality's page or the one that was acted from; where it could not be done, the
    municipality's page says why and nothing that was typed is lost."""
    try:
        act()
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, where, refusal=gettext(str(fault)), status=status_of(fault))
    target = redirect(back) if back else redirect("contact_municipality", where.region.code, where.place.slug)
    target["Location"] += f"#{anchor}"
    return target


def _page(request: HttpRequest, where: Followed, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor, place = visitor_of(request), where.place
    within = [place.id]
    desk = get_desk(where.region, year=None, within=within, now=visitor.now, only=place.id)
    row = next(iter(desk.rows), None)
    reports = list_reports(within)
    opened = list(_open(reports, within))
    meetings = list_meetings(region_id=where.region.id, municipality_id=place.id)
    agreed = [f for m in meetings for f in m.follow_ups if f.state is not FollowUpState.CLOSED]
    steps = list_note_steps(**where.desk)
    page = {
        "region": where.region,
        "place": place,
        "year": desk.year,
        "rounds": presenter.rounds(desk, row),
        "reports": presenter.reports(reports),
        "promises": presenter.promises(opened, overdue=_overdue(opened, visitor)),
        "questions": presenter.questions(opened, visitor.today),
        "asked": presenter.asked_fields(opened, visitor.today),
        "notes": presenter.notes(list_notes(**where.desk), steps, {r.id: r for r in reports}),
        "on": [(r.id, report_title(r)) for r in reports if not r.historical],
        "follow_ups": presenter.follow_ups(agreed, visitor.today),
        "meetings": presenter.meetings(meetings, visitor.today),
        "prepare": [y for y in (desk.year,) if y not in {m.year for m in meetings}],
        "refusal": refusal,
        "typed": request.POST if status != 200 else {},
    }
    return render(request, "web/inside/contact.html", page, status=status)


def _open(reports: list[ReportRow], within: list[int]) -> "list[presenter.Open]":
    """What is open in the reports of today; those of the past were never promised anything here."""
    current = [r for r in reports if not r.historical and r.status is not Status.NOT_STARTED]
    fields = list_opened(within, reports=[r.id for r in current])
    asked = list_questions(within, reports=[r.id for r in current], states=NOT_DONE)
    return [
        presenter.Open(
            report=report,
            edition=edition_of(report),
            promises=promises_of(edition_of(report), draft_of(content_of_report(report, within=within))),
            questions=[q for q in asked if q.report_id == report.id],
            asked=[f for f in fields if f.report_id == report.id],
        )
        for report in current
    ]


def _overdue(opened: "list[presenter.Open]", visitor: Visitor) -> Mapping[str, bool]:
    return {p.expected: is_overdue(p.expected, visitor.today) for each in opened for p in each.promises}


def _review(report_id: int, where: Followed) -> str:
    """The review that a form was sent from; empty for none. Raises NotFound for a report that is not this
    municipality's.
    """
    return reverse("review", args=[get_report(report_id, within=[where.place.id]).id]) if report_id else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
