"""What is agreed at the yearly meeting: written down, done by the municipality, closed by the contact."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.reporting.actions.meeting import locked_meeting, note_act, refuse_shared
from boso.reporting.actions.noting import Desk
from boso.reporting.models import FollowUp
from boso.reporting.values.contact import FollowUpState
from boso.reporting.values.meetings import MeetingRole

LONGEST = 500  # letters of what was agreed, and of a word about it


@transaction.atomic
def agree(*, desk: Desk, year: int, what: str, role: str, due: date, actor: Actor, now: datetime) -> int:
    """Write down what was agreed at a meeting, whose role does it, and until when; its number in the minutes.

    The municipality sees it when the minutes are shared. Raises Denied once they are; Invalid for nothing, a role
    there is not, or a day that has been.
    """
    if role not in set(MeetingRole):
        raise Invalid(_("Velg hvem som skal gjøre det."))
    if due <= now.date():
        raise Invalid(_("Fristen må være etter i dag."))
    written = _short(what, _("Skriv hva som er avtalt."))
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        refuse_shared(meeting)
        last = FollowUp.objects.filter(meeting=meeting.pk).aggregate(last=Max("number"))["last"]
        row = FollowUp.objects.create(
            municipality_id=meeting.municipality_id,
            region_id=meeting.region_id,
            meeting=meeting,
            number=(last or 0) + 1,
            what=written,
            role=role,
            due=due,
        )
        note_act("follow_up_agreed", meeting, actor, now, {"number": row.number})
        return row.number


@transaction.atomic
def drop(*, desk: Desk, year: int, follow_up_id: int, actor: Actor, now: datetime) -> None:
    """Take away what was written down by mistake, before the municipality has seen it. Raises Denied afterwards."""
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        meeting = locked_meeting(desk, year)
        row = _found(follow_up_id, meeting=meeting.pk)
        if row.shared_at is not None:
            raise Denied(_("Kommunen har sett punktet. Lukk det i stedet."))
        note_act("follow_up_dropped", meeting, actor, now, {"number": row.number})
        row.delete()


@transaction.atomic
def answer_follow_up(*, follow_up_id: int, word: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """The municipality says that what was agreed is done, with a word about it.

    Said already: nothing changes. Raises Invalid without a word, Denied for one that is closed, NotFound outside.
    """
    written = _short(word, _("Skriv kort hva som er gjort."))
    with rls.scope(within):
        row = _found(follow_up_id)
        if row.shared_at is None:
            raise NotFound(_("Det finnes ikke noe slikt punkt."))
        if row.state == FollowUpState.CLOSED.value:
            raise Denied(_("Punktet er lukket av programkontakten."))
        if row.state == FollowUpState.DONE.value:
            return
        row.state, row.answer = FollowUpState.DONE.value, written
        row.answered_by, row.answered_at = actor.name, now
        row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        _record("follow_up_done", row, actor, now)


@transaction.atomic
def close_follow_up(*, desk: Desk, follow_up_id: int, word: str, actor: Actor, now: datetime) -> None:
    """The contact closes what was agreed: it is done, or no longer wanted.

    Raises Invalid without a word, Denied for what is not shared, NotFound.
    """
    written = _short(word, _("Skriv hvorfor punktet lukkes."))
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        row = _shared(follow_up_id, desk)
        if row.state == FollowUpState.CLOSED.value:
            return
        row.state, row.closing, row.closed_by, row.closed_at = FollowUpState.CLOSED.value, written, actor.name, now
        row.save(update_fields=["state", "closing", "closed_by", "closed_at"])
        _record("follow_up_closed", row, actor, now)


@transaction.atomic
def reopen_follow_up(*, desk: Desk, follow_up_id: int, actor: Actor, now: datetime) -> None:
    """The contact opens it again: it was not done after all. The municipality sees it among what is open.

    Raises Denied for what is not shared, NotFound.
    """
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        row = _shared(follow_up_id, desk)
        if row.state == FollowUpState.OPEN.value:
            return
        row.state = FollowUpState.OPEN.value
        row.save(update_fields=["state"])
        _record("follow_up_reopened", row, actor, now)


def _shared(follow_up_id: int, desk: Desk) -> FollowUp:
    """What the municipality has seen. Before that it is the region's own, and leaves no trace in its log (ADR 13)."""
    row = _found(follow_up_id, **desk)
    if row.shared_at is None:
        raise Denied(_("Kommunen har ikke sett punktet ennå. Fjern det, eller del referatet først."))
    return row


def _found(follow_up_id: int, **of: int) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).filter(pk=follow_up_id, **of).first()
    if row is None:
        raise NotFound(_("Det finnes ikke noe slikt punkt."))
    return row


def _short(text: str, missing: str) -> str:
    written = " ".join(text.split())
    if not written:
        raise Invalid(missing)
    if len(written) > LONGEST:
        raise Invalid(_("Teksten er for lang. Kort den ned til 500 tegn."))
    return written


def _record(act: str, row: FollowUp, actor: Actor, now: datetime) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="follow_up",
        subject_id=row.pk,
        scope=municipality_scope(row.municipality_id),
    )
