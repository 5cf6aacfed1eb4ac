"""What a region keeps about its municipalities: notes with their history, meetings, and what was agreed there."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boso.kernel.errors import NotFound
from boso.places import rls
from boso.reporting.models import ContactNote, FollowUp, FollowUpMeeting, MeetingPaper
from boso.reporting.values.contact import FollowUpRow, FollowUpState, MeetingRow, NoteRow, NoteStep, Paper, PaperRow


def list_notes(*, region_id: int, municipality_id: int, report_id: int | None = None) -> list[NoteRow]:
    """The region's notes on a municipality, or those on one report: pinned ones first, then the newest."""
    with rls.desk([region_id]), rls.scope([municipality_id]):
        found = ContactNote.objects.filter(region=region_id, municipality=municipality_id)
        if report_id is not None:
            found = found.filter(report=report_id)
        return [note_row(row) for row in found]


def list_note_steps(*, region_id: int, municipality_id: int) -> dict[int, list[NoteStep]]:
    """What each note of a municipality said over time, oldest first; notes that were removed among them."""
    steps: dict[int, list[NoteStep]] = defaultdict(list)
    with rls.desk([region_id]), rls.scope([municipality_id]):
        events = ContactNote.pgh_event_model.objects.filter(  # type: ignore[attr-defined]  # made by pghistory
            region=region_id, municipality=municipality_id
        )
        for event in events.order_by("pgh_id"):
            steps[event.pgh_obj_id].append(
                NoteStep(
                    at=event.pgh_created_at if event.pgh_label == "removed" else event.at,
                    text=event.text,
                    pinned=event.pinned,
                    removed=event.pgh_label == "removed",
                    actor_name=event.actor_name,
                )
            )
    return steps


def list_meetings(*, region_id: int, municipality_id: int) -> list[MeetingRow]:
    """The yearly meetings of a municipality as its region sees them, newest first."""
    with rls.desk([region_id]), rls.scope([municipality_id]):
        return _meetings(FollowUpMeeting.objects.filter(region=region_id, municipality=municipality_id))


def find_meeting(*, region_id: int, municipality_id: int, year: int) -> MeetingRow | None:
    """The meeting about a year as the region sees it; None before anybody has begun to prepare it."""
    return next(
        (m for m in list_meetings(region_id=region_id, municipality_id=municipality_id) if m.year == year), None
    )


def get_shared(meeting_id: int, *, within: rls.type_of_scope) -> MeetingRow:
    """A meeting as its municipality sees it: what was shared and no more. Raises NotFound where nothing was."""
    with rls.scope(within):
        found = _meetings(rls.narrowed(FollowUpMeeting.objects.filter(pk=meeting_id), within), shared=True)
    if not found or not (found[0].papers or found[0].follow_ups):
        raise NotFound(_("Det finnes ikke noe slikt referat."))
    return found[0]


def list_shared(within: rls.type_of_scope) -> list[MeetingRow]:
    """The meetings of these municipalities of which something was shared, newest first."""
    with rls.scope(within):
        found = _meetings(rls.narrowed(FollowUpMeeting.objects.order_by("-year", "pk"), within), shared=True)
    return [m for m in found if m.papers or m.follow_ups]


def list_follow_ups(within: rls.type_of_scope, *, open_only: bool = True) -> list[FollowUpRow]:
    """What was agreed with these municipalities and shared with them, by when it is due. One query."""
    with rls.scope(within):
        found = rls.narrowed(FollowUp.objects.exclude(shared_at=None), within).select_related("meeting")
        if open_only:
            found = found.filter(state=FollowUpState.OPEN.value)
        return [follow_up_row(row) for row in found.order_by("due", "meeting", "number")]


def owner_of_meeting(meeting_id: int, *, within: rls.type_of_scope) -> int:
    """Whose meeting it is. Raises NotFound outside."""
    return _owner(FollowUpMeeting.objects.filter(pk=meeting_id), within)


def owner_of_follow_up(follow_up_id: int, *, within: rls.type_of_scope) -> int:
    """With whom it was agreed, once it was shared. Raises NotFound outside."""
    return _owner(FollowUp.objects.filter(pk=follow_up_id).exclude(shared_at=None), within)


def note_row(row: ContactNote) -> NoteRow:
    """A stored note as the region sees it."""
    return NoteRow(
        id=row.pk,
        municipality_id=row.municipality_id,
        report_id=row.report_id,
        text=row.text,
        pinned=row.pinned,
        actor_name=row.actor_name,
        at=row.at,
    )


def follow_up_row(row: FollowUp) -> FollowUpRow:
    """A stored follow-up; its meeting must be at hand."""
    return FollowUpRow(
        id=row.pk,
        municipality_id=row.municipality_id,
        meeting_id=row.meeting_id,
        year=row.meeting.year,
        number=row.number,
        what=row.what,
        role=row.role,
        due=row.due,
        state=FollowUpState(row.state),
        shared=row.shared_at is not None,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        closing=row.closing,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )


def _owner(found: "QuerySet[FollowUp] | QuerySet[FollowUpMeeting]", within: rls.type_of_scope) -> int:
    with rls.scope(within):
        owner = next(iter(rls.narrowed(found, within).order_by().values_list("municipality_id", flat=True)), None)
    if owner is None:
        raise NotFound(_("Det finnes ikke noe slikt møte."))
    return int(owner)


def _meetings(found: "QuerySet[FollowUpMeeting]", *, shared: bool = False) -> list[MeetingRow]:
    """Meetings with their papers and what was agreed. Three queries, however many; inside the keys that are needed."""
    meetings = list(found.select_related("municipality", "region"))
    ids = [m.pk for m in meetings]
    only = {"shared_at__isnull": False} if shared else {}
    papers: dict[int, dict[Paper, PaperRow]] = defaultdict(dict)
    for paper in MeetingPaper.objects.filter(meeting__in=ids, **only):
        papers[paper.meeting_id][Paper(paper.kind)] = _paper_row(paper)
    agreed: dict[int, list[FollowUpRow]] = defaultdict(list)
    for row in FollowUp.objects.filter(meeting__in=ids, **only).select_related("meeting"):
        agreed[row.meeting_id].append(follow_up_row(row))
    return [
        MeetingRow(
            id=m.pk,
            municipality_id=m.municipality_id,
            municipality=m.municipality.slug,
            region=m.region.code,
            year=m.year,
            held=m.held,
            attended=tuple(m.attended),
            papers=papers[m.pk],
            follow_ups=tuple(agreed[m.pk]),
        )
        for m in meetings
    ]


def _paper_row(row: MeetingPaper) -> PaperRow:
    return PaperRow(
        kind=Paper(row.kind),
        text=row.text,
        revision=row.revision,
        actor_name=row.actor_name,
        at=row.at,
        shared_at=row.shared_at,
        shared_by=row.shared_by,
    )
