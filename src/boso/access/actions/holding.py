"""Roles: held from a day, until a day, and ended."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from boso.access.models import Membership, User
from boso.access.queries import list_held
from boso.access.rules import can_hold, can_hold_beside, same_place
from boso.access.values import MembershipRow, Role, Scope, ScopeKind
from boso.audit.actions import record
from boso.audit.values import PROGRAMME_SCOPE, municipality_scope, region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.places.models import District, Municipality


@transaction.atomic
def give_role(
    *,
    account_id: int,
    role: Role,
    scope: Scope,
    start: date,
    actor: Actor,
    now: datetime,
    end: date | None = None,
) -> MembershipRow:
    """Let someone hold a role in a place from a day on, or until another; giving it again changes nothing.

    Raises Invalid for a role that is not held in such a place or beside what the person holds there, NotFound for an
    unknown account. Whether the actor may give it is asked by whoever calls (`rules.may_give`).
    """
    if not can_hold(role, scope):
        raise Invalid(_("Rollen kan ikke gis der. Velg en kommune for kommunens roller, en region for regionens."))
    if end is not None and end <= start:
        raise Invalid(_("En rolle må slutte etter at den begynte."))
    user = User.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if user is None:
        raise NotFound(_("Det finnes ingen slik konto."))
    if not can_hold_beside(role, scope, list_held(account_id), start=start, end=end):
        raise Invalid(_("Den som anbefaler eller leder, kan ikke også avgjøre eller revidere i samme kommune."))
    with rls.scope(reach_of(scope)):
        place = _place(scope)
        known = {"user": user, "role": role.value, "end": end, **place}
        made = not Membership.objects.filter(**known).exists()
        membership = Membership.objects.create(start=start, **known) if made else Membership.objects.get(**known)
        if made:
            record_role(actor, now, "role_given", membership)
        return membership.row


@transaction.atomic
def end_role(
    *, membership_id: int, end: date, actor: Actor, now: datetime, within: rls.type_of_scope | None = None
) -> MembershipRow:
    """The role is held until, not on, that day. Ending it again on the same day changes nothing.

    A role that ends today or earlier ends the person's open sessions with it. `within`: the municipalities in which
    the role may lie; without it, those of the scope around.
    """
    with rls.nested(within):
        membership = Membership.objects.select_for_update(of=("self",)).filter(pk=membership_id).first()
        if membership is None:
            raise NotFound(_("Det finnes ingen slik rolle."))
        if end < membership.start:
            raise Invalid(_("En rolle kan ikke slutte før den begynte."))
        if membership.end != end:
            membership.end = end
            membership.save(update_fields=["end"])
            record_role(actor, now, "role_ended", membership)
        if end <= now.date():
            end_sessions(membership.user_id)
        return membership.row


@transaction.atomic
def take_over(*, scope: Scope, actor: Actor, now: datetime) -> None:
    """Note that a new leader has taken over what was open. Raises Denied to whoever does not lead there."""
    held = list_held(int(actor.id))
    leading = (h for h in held if h.role is Role.PROGRAMME_LEADER and h.validity.holds(now.date()))
    if not any(same_place(h.scope, scope) for h in leading):
        raise Denied(_("Bare programlederen tar over."))
    record(
        actor=actor,
        now=now,
        act="handover_taken",
        subject_type="municipality",
        subject_id=str(scope.municipality_id),
        scope=audit_scope(scope),
    )


def end_sessions(account_id: int) -> None:
    """Whatever the person has open must be logged in to anew."""
    User.objects.filter(pk=account_id).update(session_generation=F("session_generation") + 1)


def reach_of(scope: Scope) -> frozenset[int]:
    """The one municipality that a place lies in; none for a region and the programme, whose rows are of no one."""
    return frozenset() if scope.municipality_id is None else frozenset({scope.municipality_id})


def audit_scope(scope: Scope) -> str:
    """Whom an act in a place concerns."""
    if scope.municipality_id is not None:
        return municipality_scope(scope.municipality_id)
    return PROGRAMME_SCOPE if scope.region_id is None else region_scope(scope.region_id)


def record_role(actor: Actor, now: datetime, act: str, membership: Membership) -> None:
    """The audit entry of an act on a role."""
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="membership",
        subject_id=membership.pk,
        scope=audit_scope(membership.held.scope),
        facts={"account": membership.user_id, "role": membership.role},
    )


def _place(scope: Scope) -> dict[str, object]:
    if scope.municipality_id is not None:
        if not Municipality.objects.filter(pk=scope.municipality_id).exists():
            raise NotFound(_("Det finnes ingen slik kommune."))
        inside = {"pk": scope.district_id, "municipality": scope.municipality_id}
        if scope.district_id is not None and not District.objects.filter(**inside).exists():
            raise NotFound(_("Kommunen har ingen slik bydel."))
        return {
            "municipality_id": scope.municipality_id,
            "region_id": None,
            "district_id": scope.district_id,
            "whole_programme": False,
        }
    whole = scope.kind is ScopeKind.PROGRAMME
    return {"municipality_id": None, "region_id": scope.region_id, "district_id": None, "whole_programme": whole}
