"""Invitations: a role offered by mail, taken by whoever opens the link and accepts."""

import secrets
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from boso.access.actions.holding import audit_scope, give_role, reach_of
from boso.access.actions.mailing import queue_invitation
from boso.access.models import Invitation
from boso.access.queries import digest_of, list_held
from boso.access.rules import may_give
from boso.access.values import InvitationRow, MembershipRow, Role, Scope, ScopeKind
from boso.audit.actions import record
from boso.kernel.decisions import Actor, Decision
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls

KEPT_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    scope: Scope,
    place: str,
    end: date | None,
    actor: Actor,
    now: datetime,
) -> InvitationRow:
    """Offer somebody a role; the link goes to the address and nowhere else. `place` names the place in the mail.

    Raises Denied where the actor may not give the role there, Invalid for an address or a name that is none.
    """
    _check(may_give(list_held(int(actor.id)), role, scope, until=end, on=now.date()))
    _check_person(email, name)
    if end is not None and end <= now.date():
        raise Invalid(_("Siste dag må ligge fram i tid."))
    with rls.scope(reach_of(scope)):
        invitation = Invitation.objects.create(
            email=email.strip(),
            name=name.strip(),
            language=language,
            role=role.value,
            municipality_id=scope.municipality_id,
            region_id=scope.region_id if scope.municipality_id is None else None,
            district_id=scope.district_id,
            whole_programme=scope.kind is ScopeKind.PROGRAMME,
            start=now.date(),
            end=end,
            digest=digest_of(secrets.token_urlsafe(32)),  # opened by nothing until the mail goes
            invited_by_id=int(actor.id),
            invited_at=now,
            expires_at=now + KEPT_FOR,
        )
        _record(actor, now, "invitation_sent", invitation)
        row = invitation.row
        queue_invitation(invitation.pk, place=place)
    return row


@transaction.atomic
def accept_invitation(*, secret: str, account_id: int, actor: Actor, now: datetime) -> MembershipRow:
    """Take the role. It works once; raises NotFound for a link that is unknown, used, withdrawn or too old, and Denied
    where whoever sent it may no longer give the role."""
    found = _opened(secret, now)
    with rls.scope(reach_of(found.scope)):
        invitation = Invitation.objects.select_for_update().get(pk=found.pk)
        if not invitation.row.open(now):
            raise NotFound(_("Invitasjonen er brukt."))
        _check(
            may_give(
                list_held(invitation.invited_by_id),
                Role(invitation.role),
                invitation.scope_with_region,
                until=invitation.end,
                on=now.date(),
            )
        )
        invitation.accepted_by_id, invitation.accepted_at = account_id, now
        invitation.save(update_fields=["accepted_by", "accepted_at"])
        _record(actor, now, "invitation_accepted", invitation)
    return give_role(
        account_id=account_id,
        role=Role(invitation.role),
        scope=invitation.scope,
        start=now.date(),
        end=invitation.end,
        actor=actor,
        now=now,
    )


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """The link opens nothing any more. Raises NotFound outside `within`, Denied to whoever may not give the role."""
    with rls.scope(within):
        invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
        if invitation is None:
            raise NotFound(_("Det finnes ingen slik invitasjon."))
        held = list_held(int(actor.id))
        _check(may_give(held, Role(invitation.role), invitation.scope_with_region, until=now.date(), on=now.date()))
        if invitation.row.open(now):
            invitation.withdrawn_at = now
            invitation.save(update_fields=["withdrawn_at"])
            _record(actor, now, "invitation_withdrawn", invitation)


def _opened(secret: str, now: datetime) -> Invitation:
    found = list(Invitation.objects.raw("SELECT * FROM access_invitation_of(%s)", [digest_of(secret)]))
    if not found or not found[0].row.open(now):
        raise NotFound(_("Invitasjonen finnes ikke, er brukt eller er for gammel. Be om en ny."))
    return found[0]


def _check(decision: Decision) -> None:
    if not decision:
        raise Denied(decision.reason)


def _check_person(email: str, name: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Invalid(_("«%s» er ingen e-postadresse. Skriv den som navn@example.no.") % email.strip()) from None
    if not name.strip():
        raise Invalid(_("Skriv navnet på den du inviterer."))


def _record(actor: Actor, now: datetime, act: str, invitation: Invitation) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="invitation",
        subject_id=invitation.pk,
        scope=audit_scope(invitation.scope),
        facts={"role": invitation.role},
    )
