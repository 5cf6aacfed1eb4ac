"""The yearly meeting: prepared, held, and its minutes shared with the municipality. Drafts stay with the region."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope, region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound, Overtaken
from boso.places import rls
from boso.programme.actions import record_meeting
from boso.programme.values import MeetingKind
from boso.reporting.actions.noticing import newest_report, tell
from boso.reporting.actions.noting import Desk
from boso.reporting.models import FollowUp, FollowUpMeeting, MeetingPaper
from boso.reporting.values.contact import Paper
from boso.reporting.values.meetings import MeetingRole

LONGEST = 20_000  # letters of a paper
SOURCE = "boso"
FIRST_YEAR = 2005


@transaction.atomic
def begin_meeting(*, desk: Desk, year: int, agenda: str, actor: Actor, now: datetime) -> None:
    """Begin to prepare the meeting about a year, with a first agenda. Where it was begun, nothing changes.

    Raises Invalid for a year that has not begun, or before there were any reports.
    """
    if not FIRST_YEAR <= year <= now.year:
        raise Invalid(_("Møtet må være om et år som er begynt."))
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting, made = FollowUpMeeting.objects.get_or_create(
            municipality_id=desk["municipality_id"],
            year=year,
            defaults={
                "region_id": desk["region_id"],
                "actor_id": actor.id,
                "actor_name": actor.name,
                "at": now,
            },
        )
        if made:
            _new_paper(meeting, Paper.AGENDA, agenda, actor, now)
            note_act("meeting_prepared", meeting, actor, now)


@transaction.atomic
def plan_meeting(
    *, desk: Desk, year: int, held: date | None, attended: Collection[str], actor: Actor, now: datetime
) -> None:
    """Say when the meeting is or was, and which roles are there.

    A meeting that has been held stands among the municipality's meetings of the programme. Raises Denied once the
    minutes are shared, Invalid for a role there is not.
    """
    roles = [role.value for role in MeetingRole if role in attended]
    if len(roles) != len(set(attended)):
        raise Invalid(_("Velg deltakere fra listen."))
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        refuse_shared(meeting)
        before, meeting.held, meeting.attended = meeting.held, held, roles
        meeting.save(update_fields=["held", "attended"])
        record_meeting(
            municipality_id=meeting.municipality_id,
            kind=MeetingKind.ANNUAL,
            held=held if held is not None and held <= now.date() else None,
            attended=roles,
            source=SOURCE,
            before=before,
        )
        note_act("meeting_planned", meeting, actor, now, {"held": held.isoformat() if held else ""})


@transaction.atomic
def begin_minutes(*, desk: Desk, year: int, minutes: str, actor: Actor, now: datetime) -> None:
    """Begin the minutes from a first draft; where they were begun, nothing changes. Raises Invalid without a date."""
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        if meeting.held is None:
            raise Invalid(_("Skriv datoen for møtet først."))
        if _papers(meeting).filter(kind=Paper.MINUTES.value).exists():
            return
        _new_paper(meeting, Paper.MINUTES, minutes, actor, now)
        note_act("minutes_begun", meeting, actor, now)


@transaction.atomic
def save_paper(*, desk: Desk, year: int, kind: Paper, text: str, based_on: int, actor: Actor, now: datetime) -> None:
    """Save the agenda or the minutes. `based_on` is the revision that was changed.

    Raises Overtaken where somebody else saved another text in between, Denied once the minutes are shared, Invalid for
    a text that is too long.
    """
    written = text.replace("\r\n", "\n").strip()
    if len(written) > LONGEST:
        raise Invalid(_("Teksten er for lang. Kort den ned til 20 000 tegn."))
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        refuse_shared(meeting)
        paper = _papers(meeting).select_for_update().filter(kind=kind.value).first()
        if paper is None:
            raise NotFound(_("Det finnes ikke noe slikt dokument."))
        if paper.text == written:
            return
        if paper.revision != based_on:
            raise Overtaken(
                _("Noen andre har lagret en annen tekst i mellomtiden. Din står fortsatt i feltet."),
                act="paper_saved",
                who=paper.actor_name,
                at=paper.at,
            )
        paper.text, paper.revision = written, paper.revision + 1
        paper.actor_id, paper.actor_name, paper.at = actor.id, actor.name, now
        paper.save()
        note_act(f"{kind}_saved", meeting, actor, now, {"revision": paper.revision})


@transaction.atomic
def share_minutes(*, desk: Desk, year: int, actor: Actor, now: datetime) -> None:
    """Let the municipality read the minutes and what was agreed, and tell it. Shared already: nothing changes.

    Raises Invalid where there are no minutes yet, or the meeting has not been held.
    """
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        paper = _papers(meeting).select_for_update().filter(kind=Paper.MINUTES.value).first()
        if paper is None or not paper.text:
            raise Invalid(_("Det er ikke skrevet noe referat ennå."))
        if meeting.held is None or meeting.held > now.date():
            raise Invalid(_("Møtet er ikke holdt ennå. Se på datoen."))
        if paper.shared_at is not None:
            return
        paper.shared_at, paper.shared_by = now, actor.name
        paper.save(update_fields=["shared_at", "shared_by"])
        FollowUp.objects.filter(meeting=meeting.pk, shared_at=None).update(shared_at=now)
        _of_municipality("minutes_shared", meeting, actor, now)
        _tell_of_minutes(meeting, actor, now)


@transaction.atomic
def take_back_minutes(*, desk: Desk, year: int, actor: Actor, now: datetime) -> None:
    """Close the minutes to the municipality, to mend them. What was agreed and shared stays with it."""
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        if _papers(meeting).exclude(shared_at=None).update(shared_at=None, shared_by=""):
            _of_municipality("minutes_taken_back", meeting, actor, now)


def locked_meeting(desk: Desk, year: int) -> FollowUpMeeting:
    """The meeting about a year, held while it is changed. Raises NotFound; inside both keys only."""
    found = FollowUpMeeting.objects.select_for_update(of=("self",)).filter(
        municipality=desk["municipality_id"], region=desk["region_id"], year=year
    )
    meeting = found.first()
    if meeting is None:
        raise NotFound(_("Det finnes ikke noe slikt møte."))
    return meeting


def refuse_shared(meeting: FollowUpMeeting) -> None:
    """Raises Denied where the minutes are shared: what the municipality reads does not change under it."""
    if _papers(meeting).exclude(shared_at=None).exists():
        raise Denied(_("Referatet er delt med kommunen. Trekk det tilbake for å rette det."))


def note_act(
    act: str, meeting: FollowUpMeeting, actor: Actor, now: datetime, facts: Mapping[str, object] | None = None
) -> None:
    """In the region's log: what is not shared concerns the region alone."""
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="follow_up_meeting",
        subject_id=meeting.pk,
        scope=region_scope(meeting.region_id),
        facts={"municipality": meeting.municipality_id, "year": meeting.year, **(facts or {})},
    )


def _of_municipality(act: str, meeting: FollowUpMeeting, actor: Actor, now: datetime) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="follow_up_meeting",
        subject_id=meeting.pk,
        scope=municipality_scope(meeting.municipality_id),
        facts={"year": meeting.year},
    )


def _tell_of_minutes(meeting: FollowUpMeeting, actor: Actor, now: datetime) -> None:
    """On the newest report of the municipality, as notices stand by report; each sharing is told of."""
    report = newest_report(meeting.municipality_id)
    if report is not None:
        occasion = f"{meeting.pk}:{now.isoformat(timespec='seconds')}"
        tell("minutes_shared", report, actor=actor, now=now, occasion=occasion, address=str(meeting.pk))


def _papers(meeting: FollowUpMeeting) -> "QuerySet[MeetingPaper]":
    return MeetingPaper.objects.filter(municipality=meeting.municipality_id, meeting=meeting.pk)


def _new_paper(meeting: FollowUpMeeting, kind: Paper, text: str, actor: Actor, now: datetime) -> None:
    MeetingPaper.objects.create(
        municipality_id=meeting.municipality_id,
        region_id=meeting.region_id,
        meeting=meeting,
        kind=kind.value,
        text=text[:LONGEST],
        actor_id=actor.id,
        actor_name=actor.name,
        at=now,
    )
