"""Letting a municipality off a rule for a time, with a reason that is shown wherever the rule would speak."""

from datetime import date, datetime

from django.db import transaction

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places import rls
from boso.reporting.models import Exemption
from boso.reporting.queries.reports import exemption_row
from boso.reporting.values import ExemptionRow


@transaction.atomic
def grant_exemption(
    *,
    municipality_id: int,
    rule: str,
    field: str,
    start: date,
    end: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ExemptionRow:
    """From a day to before another, or until it is ended. Granting the same again changes nothing.

    Raises Invalid without a reason, or when it ends before it starts.
    """
    if not reason.strip():
        raise Invalid("Skriv hvorfor regelen ikke gjelder.")
    if end is not None and end <= start:
        raise Invalid("Sluttdatoen må være etter startdatoen.")
    with rls.scope([municipality_id]):
        row, made = Exemption.objects.get_or_create(
            municipality_id=municipality_id,
            rule=rule,
            field=field,
            start=start,
            defaults={"end": end, "reason": reason, "actor_id": actor.id, "actor_name": actor.name, "at": now},
        )
        if made:
            _record("exemption_granted", row, reason=reason, actor=actor, now=now)
        return exemption_row(row)


@transaction.atomic
def end_exemption(*, exemption_id: int, municipality_id: int, end: date, actor: Actor, now: datetime) -> ExemptionRow:
    """Let the rule hold again from a day on. Raises NotFound, or Invalid for a day before it started."""
    with rls.scope([municipality_id]):
        row = Exemption.objects.select_for_update().filter(pk=exemption_id).first()
        if row is None:
            raise NotFound("Det finnes ikke noe slikt unntak.")
        if end <= row.start:
            raise Invalid("Sluttdatoen må være etter startdatoen.")
        row.end = end
        row.save(update_fields=["end"])
        _record("exemption_ended", row, reason="", actor=actor, now=now)
        return exemption_row(row)


def _record(act: str, row: Exemption, *, reason: str, actor: Actor, now: datetime) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="exemption",
        subject_id=row.pk,
        scope=municipality_scope(row.municipality_id),
        reason=reason,
        facts={"rule": row.rule, "field": row.field},
    )
