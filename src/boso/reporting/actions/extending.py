"""A later deadline for one municipality, dated and with its reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid
from boso.places import rls
from boso.reporting.actions.reminding import queue_mails
from boso.reporting.actions.rounds import locked_invitation, locked_round
from boso.reporting.models import Extension, Invitation
from boso.reporting.queries.rounds_of_reports import dates_in
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY, extended
from boso.reporting.values import Status


@transaction.atomic
def extend(
    *,
    round_id: int,
    municipality_id: int,
    until: datetime,
    reason: str,
    actor: Actor,
    now: datetime,
    regions: Collection[int],
) -> None:
    """Give one municipality more time. The same moment again changes nothing; a later one comes on top.

    Raises Invalid without a reason, or for a moment that is past or before the deadline it has; Denied when it has
    delivered; NotFound for a round or municipality that is not there.
    """
    if not reason.strip():
        raise Invalid("Skriv hvorfor kommunen får utsettelse.")
    stored = locked_round(round_id, regions)
    with rls.scope([municipality_id]):
        invitation = locked_invitation(stored, municipality_id)
        given = list(Extension.objects.filter(municipality=municipality_id, round=round_id).order_by("number"))
        if given and given[-1].until == until:
            return
        _refuse(invitation, until, extended(dates_in(stored), [row.until for row in given]).deadline, now)
        Extension.objects.create(
            municipality_id=municipality_id,
            round=stored,
            number=len(given) + 1,
            until=until,
            reason=reason.strip(),
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
        record(
            actor=actor,
            now=now,
            act="deadline_extended",
            subject_type="round",
            subject_id=round_id,
            scope=municipality_scope(municipality_id),
            reason=reason.strip(),
            facts={"until": until.isoformat()},
        )
    queue_mails(stored, "extended", occasion=until.isoformat(), now=now, only=municipality_id, reason=reason.strip())


def _refuse(invitation: Invitation, until: datetime, deadline: datetime, now: datetime) -> None:
    """Raises Denied when the municipality has delivered, Invalid when the moment gives it no more time."""
    status = Status(invitation.report.status) if invitation.report else Status.NOT_STARTED
    if status not in IN_THE_MUNICIPALITY:
        raise Denied("Kommunen har levert, og trenger ingen utsettelse.")
    if until <= now:
        raise Invalid("Den nye fristen har allerede vært. Velg et senere tidspunkt.")
    if until <= deadline:
        raise Invalid("Den nye fristen er ikke senere enn den kommunen har. Velg en senere dato.")
