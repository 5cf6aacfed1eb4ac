"""The region's own notes on its municipalities: written, changed, pinned and removed; what they said before is kept."""

from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from boso.audit.actions import record
from boso.audit.values import region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound, Overtaken
from boso.places import rls
from boso.reporting.models import ContactNote, Report

LONGEST = 4000  # letters of a note


class Desk(TypedDict):
    """At which region's desk, about which municipality."""

    region_id: int
    municipality_id: int


@transaction.atomic
def write_note(
    *, desk: Desk, text: str, pinned: bool = False, report_id: int | None = None, actor: Actor, now: datetime
) -> int:
    """Write a note on a municipality, or on one of its reports; its id.

    Raises Invalid for an empty or overlong one, NotFound for a report of another municipality.
    """
    written = checked(text)
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        if report_id is not None and not _own_report(report_id, desk):
            raise NotFound("Det finnes ingen slik rapport.")
        last = ContactNote.objects.filter(**desk).aggregate(last=Max("number"))["last"]
        row = ContactNote.objects.create(
            **desk,
            number=(last or 0) + 1,
            report_id=report_id,
            text=written,
            pinned=pinned,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
        _record("note_written", row, actor, now)
        return row.pk


@transaction.atomic
def change_note(
    *,
    desk: Desk,
    note_id: int,
    text: str,
    pinned: bool,
    based_on: datetime | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change what a note says or whether it is pinned; the same again changes nothing.

    `based_on` is when the note was written that the change was made from. Raises Invalid, NotFound, and Overtaken where
    somebody changed it in between.
    """
    written = checked(text)
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        row = _locked(desk, note_id)
        if (row.text, row.pinned) == (written, pinned):
            return
        if based_on is not None and based_on != row.at:
            raise Overtaken(
                _("Noen andre har endret notatet i mellomtiden. Din tekst står fortsatt i feltet."),
                act="note_changed",
                who=row.actor_name,
                at=row.at,
            )
        row.text, row.pinned, row.actor_id, row.actor_name, row.at = written, pinned, actor.id, actor.name, now
        row.save(update_fields=["text", "pinned", "actor_id", "actor_name", "at"])
        _record("note_changed", row, actor, now)


@transaction.atomic
def remove_note(*, desk: Desk, note_id: int, actor: Actor, now: datetime) -> None:
    """Take a note away; its history stays. Raises NotFound."""
    with rls.desk([desk["region_id"]]), rls.scope([desk["municipality_id"]]):
        row = _locked(desk, note_id)
        _record("note_removed", row, actor, now)
        row.delete()


def checked(text: str) -> str:
    """The text of a note as it is kept. Raises Invalid for an empty or overlong one."""
    written = text.replace("\r\n", "\n").strip()
    if not written:
        raise Invalid("Notatet er tomt. Skriv noe, eller fjern det.")
    if len(written) > LONGEST:
        raise Invalid("Notatet er for langt. Del det i to.")
    return written


def _own_report(report_id: int, desk: Desk) -> bool:
    return Report.objects.filter(pk=report_id, municipality=desk["municipality_id"]).exists()


def _locked(desk: Desk, note_id: int) -> ContactNote:
    row = ContactNote.objects.select_for_update().filter(**desk, pk=note_id).first()
    if row is None:
        raise NotFound("Det finnes ikke noe slikt notat.")
    return row


def _record(act: str, row: ContactNote, actor: Actor, now: datetime) -> None:
    """In the region's log: what is written in the municipality's, the municipality reads."""
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="contact_note",
        subject_id=row.pk,
        scope=region_scope(row.region_id),
        facts={"municipality": row.municipality_id},
    )
