"""Saving what people type: one field by itself, or a whole section. No save overwrites what its sender had not seen."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import BosoError, Denied, Invalid, NotFound
from boso.kernel.sources import Origin
from boso.places import rls
from boso.questionnaires.values import FieldType
from boso.reporting.actions.opened import BY_HAND, Opened, opened_for_answers, store, type_of
from boso.reporting.actions.rows import settle
from boso.reporting.contents import content_of
from boso.reporting.models import SavedField
from boso.reporting.rules.answering import MOST_CHARACTERS, read_typed
from boso.reporting.values.fields import Address, Clash, Content, Saved, Typed


@transaction.atomic
def save_field(
    *,
    report_id: int,
    address: str,
    typed: Typed,
    version: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> Saved | Clash:
    """Store one field, when it still is as the sender saw it; sent again it is stored once.

    Raises NotFound for a field or report that is not there, Denied where it may not be changed, Invalid for a text
    that is too long.
    """
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        if opened.report.current_version != version:
            raise Denied(_("Rapporten har fått en ny versjon. Last siden på nytt og se om svaret skal endres der."))
        return _save(opened, _read(address), typed, actor=actor, now=now)


@transaction.atomic
def save_section(
    *,
    report_id: int,
    typed: Mapping[str, Typed],
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> tuple[list[Saved], list[Clash], dict[str, str]]:
    """Store the fields of a form that was sent whole: those that were changed; the others cost nothing.

    What could not be stored comes back: clashes with other people, and by address why the rest was refused.
    """
    saved: list[Saved] = []
    clashes: list[Clash] = []
    refused: dict[str, str] = {}
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        for address, each in typed.items():
            try:
                outcome = _save(opened, _read(address), each, actor=actor, now=now)
            except BosoError as fault:
                refused[address] = str(fault)
                continue
            (clashes if isinstance(outcome, Clash) else saved).append(outcome)  # type: ignore[arg-type]
    return saved, clashes, refused


@transaction.atomic
def put_content(
    *,
    report_id: int,
    address: str,
    content: Content,
    reason: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    origin: Origin = Origin.TYPED,
    label: str = BY_HAND,
    closes: datetime | None = None,
) -> None:
    """Put a known content into a field: a proposal that was confirmed, or what stood there before."""
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes, reason=reason) as opened:
        put_into(opened, _read(address), content, origin=origin, label=label, actor=actor, now=now)


def put_into(
    opened: Opened, where: Address, content: Content, *, origin: Origin, label: str, actor: Actor, now: datetime
) -> None:
    """Put a known content into a field of a report that is open already. Raises NotFound, Denied as `type_of`."""
    row = opened.find(where)
    type = type_of(opened, where, row)
    stored = store(opened, where, row, content, type=type, label=label, origin=origin.value)
    settle(opened, where, stored, now=now)
    _note(opened, where, content, token="", actor=actor, now=now)


def _read(address: str) -> Address:
    found = Address.read(address)
    if found is None:
        raise NotFound(_("Skjemaet spør ikke om dette."))
    return found


def _save(opened: Opened, address: Address, typed: Typed, *, actor: Actor, now: datetime) -> Saved | Clash:
    row = opened.find(address)
    type = type_of(opened, address, row)
    before = content_of(row, address)
    refuse_too_long(typed.text)
    mine = read_typed(type, typed, before)
    if mine == before or mine.mark == typed.seen:  # nothing new, or the sender never touched it
        return Saved(address=str(address), type=type, content=before, changed=False)
    if typed.seen != before.mark:
        last = _last_save(opened, address)
        own = last is not None and last.token in typed.earlier and last.mark == before.mark
        if not own:
            return _clash(address, type, mine, before, last)
    stored = store(opened, address, row, mine, type=type, label=BY_HAND, origin=Origin.TYPED.value)
    settle(opened, address, stored, now=now)
    _note(opened, address, mine, token=typed.token, actor=actor, now=now)
    return Saved(address=str(address), type=type, content=mine, changed=True)


def refuse_too_long(text: str) -> None:
    """Raises Invalid for a text that is longer than any field takes."""
    if len(text) > MOST_CHARACTERS:
        size = f"{len(text):,}".replace(",", "\u00a0")
        most = f"{MOST_CHARACTERS:,}".replace(",", "\u00a0")
        raise Invalid(
            _("Teksten er på %(size)s tegn, og det er plass til %(most)s. Kort den ned, eller legg den ved som fil.")
            % {"size": size, "most": most}
        )


def _last_save(opened: Opened, address: Address) -> SavedField | None:
    report = opened.report
    return SavedField.objects.filter(
        municipality=report.municipality_id, report=report.pk, version=report.current_version, address=str(address)
    ).first()


def _clash(address: Address, type: FieldType, mine: Content, theirs: Content, last: SavedField | None) -> Clash:
    known = last if last is not None and last.mark == theirs.mark else None
    return Clash(
        address=str(address),
        type=type,
        mine=mine,
        theirs=theirs,
        who=known.actor_name if known else "",
        at=known.at if known else None,
    )


def _note(opened: Opened, address: Address, content: Content, *, token: str, actor: Actor, now: datetime) -> None:
    report = opened.report
    SavedField.objects.bulk_create(
        [
            SavedField(
                municipality_id=report.municipality_id,
                report_id=report.pk,
                version=report.current_version,
                address=str(address),
                token=token,
                mark=content.mark,
                actor_id=actor.id,
                actor_name=actor.name,
                at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["municipality", "report", "version", "address"],
        update_fields=["token", "mark", "actor_id", "actor_name", "at"],
    )
