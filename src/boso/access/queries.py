"""Reading accounts, the roles they hold, and how far those reach."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from boso.access.models import Invitation, Membership, SecondFactorReset, User
from boso.access.rules import covers
from boso.access.values import (
    OF_DISTRICTS,
    PERMISSIONS,
    PROGRAMME_ROLES,
    Account,
    BindingRow,
    Held,
    InvitationRow,
    MembershipRow,
    Permission,
    ResetRow,
    Role,
    Scope,
    ScopeKind,
)
from boso.kernel.errors import NotFound
from boso.places import rls
from boso.places.models import Municipality
from boso.places.reading import Ask, read

AT_HAND = "roles_at_hand"  # where a person that was read with all roles keeps them


def get_account(account_id: int) -> Account:
    """The account; raises NotFound where there is none that is open."""
    user = User.objects.filter(pk=account_id, is_active=True).first()
    if user is None:
        raise NotFound(_("Det finnes ingen slik konto."))
    return user.account


def find_account(username: str) -> Account | None:
    """The account with that log-in name, or None."""
    user = User.objects.filter(username=username).first()
    return user.account if user else None


def list_held(account_id: int) -> tuple[Held, ...]:
    """All roles a person holds, has held or will hold; each says from when to when."""
    (rows,) = read(_roles_of(account_id))
    return tuple(m.held for m in rows)


def with_roles(account_id: int) -> User | None:
    """The person, open account or not, with all roles at hand for `held_by`. One query."""
    users, rows = read(Ask(User, "WHERE id = %s", [account_id]), _roles_of(account_id))
    for user in users:
        setattr(user, AT_HAND, tuple(m.held for m in rows))
        return user
    return None


def held_by(user: User) -> tuple[Held, ...]:
    """All roles of a person; nothing is asked where they came with the person."""
    known: tuple[Held, ...] | None = getattr(user, AT_HAND, None)
    return list_held(user.pk) if known is None else known


def _roles_of(account_id: int) -> Ask[Membership]:
    """Asked before it is known which rows are one's own: the one way past the guard of the table (ADR 11)."""
    return Ask(Membership, "ORDER BY start, id", [account_id], source="access_roles_of(%s)")


def with_regions(held: Iterable[Held]) -> tuple[Held, ...]:
    """The same roles, each municipality with the region it lies in, for asking who may decide about them."""
    known = list(held)
    ids = {h.scope.municipality_id for h in known if h.scope.municipality_id is not None}
    regions = dict(Municipality.objects.filter(pk__in=ids).values_list("pk", "region_id")) if ids else {}
    return tuple(
        h
        if h.scope.municipality_id is None
        else replace(h, scope=replace(h.scope, region_id=regions.get(h.scope.municipality_id)))
        for h in known
    )


def list_members(scope: Scope, *, on: date, districts: bool = False) -> list[MembershipRow]:
    """Who holds which role in exactly this place on that day; with `districts`, in those of a municipality too."""
    return [row for row in _members(scope, districts=districts) if row.held.validity.holds(on)]


def list_members_over_time(scope: Scope) -> list[MembershipRow]:
    """Everybody who holds, has held or will hold a role in exactly this place, newest first."""
    return sorted(_members(scope), key=lambda row: row.start, reverse=True)


def count_holders(role: Role, *, on: date) -> int:
    """How many open accounts hold a role of the whole programme on that day."""
    found = Membership.objects.filter(role=role.value, whole_programme=True, user__is_active=True)
    counting = found if settings.DEMO else found.filter(user__demo=False)
    return len({m.user_id for m in counting if m.held.validity.holds(on)})


def get_membership(membership_id: int, *, within: rls.type_of_scope) -> MembershipRow:
    """A role as stored. Raises NotFound outside `within`."""
    with rls.scope(within):
        found = Membership.objects.select_related("user", "municipality").filter(pk=membership_id).first()
        if found is None:
            raise NotFound(_("Det finnes ingen slik rolle."))
        return found.row


def list_invitations(scope: Scope, *, now: datetime) -> list[InvitationRow]:
    """The open invitations to a role in exactly this place, newest first."""
    with rls.scope(_only(scope)):
        found = Invitation.objects.select_related("invited_by").filter(_at(scope)).order_by("-invited_at")
        return [row for each in found if (row := each.row).open(now)]


def find_invitation(secret: str, *, now: datetime) -> InvitationRow | None:
    """The open invitation that a link opens; None for one that is unknown, used, withdrawn or too old."""
    found = list(Invitation.objects.raw("SELECT * FROM access_invitation_of(%s)", [digest_of(secret)]))
    return found[0].row if found and found[0].row.open(now) else None


def list_resets(account_ids: Collection[int], *, now: datetime) -> list[ResetRow]:
    """The open wishes that a second factor of these people be taken away."""
    found = SecondFactorReset.objects.select_related("user", "asked_by").filter(
        user__in=account_ids, confirmed_at=None, refused_at=None, expires_at__gt=now
    )
    return [each.row for each in found.order_by("asked_at")]


def list_bindings(account_id: int) -> list[BindingRow]:
    """The ways in which a person logs in by somebody who vouches for her, in the order they were bound."""
    found = SocialAccount.objects.filter(user_id=account_id).order_by("date_joined", "pk")
    return [BindingRow(id=s.pk, provider=s.provider, since=s.date_joined, used=s.last_login) for s in found]


def has_password(account_id: int) -> bool:
    """Whether the person can log in with a password of ours."""
    return bool(settings.LOCAL_LOGIN) and User.objects.get(pk=account_id).has_usable_password()


def digest_of(secret: str) -> str:
    """What is kept of the secret part of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _members(scope: Scope, *, districts: bool = False) -> list[MembershipRow]:
    there = Q(municipality_id=scope.municipality_id) if districts else _at(scope)
    with rls.scope(_only(scope)):
        found = Membership.objects.select_related("user").filter(there)
        return [m.row for m in found.order_by("role", "user__display_name")]


def _at(scope: Scope) -> Q:
    if scope.municipality_id is not None:
        return Q(municipality_id=scope.municipality_id, district_id=scope.district_id)
    return Q(whole_programme=True) if scope.region_id is None else Q(region_id=scope.region_id)


def _only(scope: Scope) -> frozenset[int]:
    return frozenset() if scope.municipality_id is None else frozenset({scope.municipality_id})


def list_demo_accounts() -> list[Account]:
    """The accounts of the demo; none anywhere else."""
    return [user.account for user in User.objects.filter(demo=True).order_by("pk")]


def municipalities_in_reach(held: Iterable[Held], *, on: date, permission: Permission | None = None) -> frozenset[int]:
    """The ids of the municipalities whose own rows these roles let someone near on that day.

    With a permission: where they give it; a role in a district gives what is of districts, and nothing else of the
    municipality. Those who run the system reach none: they see people, settings and forms,
    never what a municipality reports.
    """
    reach = [
        h.scope
        for h in held
        if h.validity.holds(on)
        and h.role not in PROGRAMME_ROLES
        and (permission is None or permission in PERMISSIONS[h.role])
        and (permission is None or permission in OF_DISTRICTS or h.scope.kind is not ScopeKind.DISTRICT)
    ]
    own = {s.municipality_id for s in reach if s.municipality_id is not None}
    if all(s.kind in (ScopeKind.DISTRICT, ScopeKind.MUNICIPALITY) for s in reach):
        return frozenset(own)
    everywhere = Municipality.objects.values_list("pk", "region_id")
    return frozenset(own | {pk for pk, region in everywhere if _covered(reach, pk, region)})


def reached_by_districts(held: Iterable[Held], *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The municipalities (ids) that these roles reach on that day by city districts alone, and those districts."""
    current = [h for h in held if h.validity.holds(on)]
    inside = [h.scope for h in current if h.scope.kind is ScopeKind.DISTRICT]
    if not inside:
        return frozenset(), frozenset()
    whole = municipalities_in_reach([h for h in current if h.scope.kind is not ScopeKind.DISTRICT], on=on)
    alone = [s for s in inside if s.municipality_id not in whole]
    return (
        frozenset(s.municipality_id for s in alone if s.municipality_id is not None),
        frozenset(s.district_id for s in alone if s.district_id is not None),
    )


def _covered(reach: Collection[Scope], municipality_id: int, region_id: int | None) -> bool:
    return any(covers(s, Scope(municipality_id=municipality_id, region_id=region_id)) for s in reach)
