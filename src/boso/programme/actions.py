"""Storing the programme: the files that come with boso, and whom reports name in which role."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.decisions import Actor
from boso.kernel.periods import ReportPeriod
from boso.kernel.plans import StorePlan
from boso.places import rls
from boso.places.storing import record_load
from boso.programme import loading
from boso.programme.models import Meeting, RoleHolder
from boso.programme.storing import store_all
from boso.programme.values import Holder, MeetingKind


@transaction.atomic
def load_files(*, actor: Actor, now: datetime, folder: Path = loading.FILES, dry_run: bool = False) -> StorePlan:
    """Make the database say what a folder of programme files says, and tell what that changed.

    Loading twice changes nothing; what is stored and not in the files stays. The places they name must be stored
    already (`places.actions.load_files`). With `dry_run` nothing is stored. Raises `Invalid` for a mistake.
    """
    files = loading.read_folder(folder)
    with rls.scope(rls.ALL):  # the files are about all municipalities
        plan = store_all(files)
    record_load("programme", files.fingerprint, plan, actor=actor, now=now)
    transaction.set_rollback(dry_run)
    return plan


@transaction.atomic
def record_role_holders(
    *,
    municipality_id: int,
    period: ReportPeriod,
    holders: Sequence[Holder],
    reference: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Store whom a report names, for the period it speaks of, and return how many were new.

    `reference` tells the report from every other; recording the same twice changes nothing. Needs `places.rls.scope`
    of the municipality.
    """
    stored = RoleHolder.objects.filter(municipality_id=municipality_id, reference=reference)
    known = set(stored.values_list("role", "name"))
    named = {(holder.role.value, " ".join(holder.name.split())) for holder in holders}
    new = [
        RoleHolder(
            municipality_id=municipality_id,
            role=role,
            name=name,
            held_from=period.start,
            held_to=period.end,
            reference=reference,
            recorded_at=now,
        )
        for role, name in sorted(named - known)
        if name
    ]
    RoleHolder.objects.bulk_create(new)
    if new:
        _record(actor, now, "role_holders_recorded", municipality_id, reference, len(new))
    return len(new)


@transaction.atomic
def forget_role_holders(*, municipality_id: int, reference: str, actor: Actor, now: datetime) -> int:
    """Remove whom a report named, as when its import is undone; returns how many. Needs `places.rls.scope`."""
    removed, _ = RoleHolder.objects.filter(municipality_id=municipality_id, reference=reference).delete()
    if removed:
        _record(actor, now, "role_holders_forgotten", municipality_id, reference, removed)
    return removed


@transaction.atomic
def record_meeting(
    *,
    municipality_id: int,
    kind: MeetingKind,
    held: date | None,
    attended: Sequence[str],
    source: str,
    before: date | None = None,
) -> None:
    """Store that a municipality and the bank met on a day, and who were there by role; None: that they did not.

    `before` is the day the same source said earlier: it no longer holds. What another source tells of that day stays.
    The act that knows of the meeting records it. Needs `places.rls.scope` of the municipality.
    """
    own = Meeting.objects.filter(municipality_id=municipality_id, kind=kind.value, source=source)
    if before is not None and before != held:
        own.filter(held=before.isoformat()).delete()
    if held is None:
        return
    row, made = Meeting.objects.get_or_create(
        municipality_id=municipality_id,
        kind=kind.value,
        held=held.isoformat(),
        defaults={"source": source, "attended": list(attended)},
    )
    if not made and row.source == source and row.attended != list(attended):
        row.attended = list(attended)
        row.save(update_fields=["attended"])


def _record(actor: Actor, now: datetime, act: str, municipality_id: int, reference: str, count: int) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="report",
        subject_id=reference,
        scope=municipality_scope(municipality_id),
        facts={"count": count},
    )
