"""Reading accounts, the roles they hold, and how far those reach."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from boso.access.models import Membership, User
from boso.access.rules import covers
from boso.access.values import (
    PERMISSIONS,
    PROGRAMME_ROLES,
    Account,
    Held,
    MembershipRow,
    Permission,
    Scope,
    ScopeKind,
)
from boso.kernel.errors import NotFound
from boso.places.models import Municipality


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
    return tuple(m.held for m in Membership.objects.filter(user_id=account_id).order_by("start", "id"))


def list_members(scope: Scope, *, on: date) -> list[MembershipRow]:
    """Who holds which role in exactly this place on that day."""
    found = Membership.objects.filter(start__lte=on).select_related("user").order_by("role", "user__display_name")
    if scope.municipality_id is not None:
        found = found.filter(municipality_id=scope.municipality_id)
    elif scope.region_id is not None:
        found = found.filter(region_id=scope.region_id)
    else:
        found = found.filter(whole_programme=True)
    return [m.row for m in found if m.held.validity.holds(on)]


def list_demo_accounts() -> list[Account]:
    """The accounts of the demo; none anywhere else."""
    return [user.account for user in User.objects.filter(demo=True).order_by("pk")]


def municipalities_in_reach(held: Iterable[Held], *, on: date, permission: Permission | None = None) -> frozenset[int]:
    """The ids of the municipalities whose own rows these roles let someone near on that day.

    With a permission: where they give it. Those who run the system reach none: they see people, settings and forms,
    never what a municipality reports.
    """
    reach = [
        h.scope
        for h in held
        if h.validity.holds(on)
        and h.role not in PROGRAMME_ROLES
        and (permission is None or permission in PERMISSIONS[h.role])
    ]
    own = {s.municipality_id for s in reach if s.municipality_id is not None}
    if all(s.kind is ScopeKind.MUNICIPALITY for s in reach):
        return frozenset(own)
    everywhere = Municipality.objects.values_list("pk", "region_id")
    return frozenset(own | {pk for pk, region in everywhere if _covered(reach, pk, region)})


def _covered(reach: Collection[Scope], municipality_id: int, region_id: int | None) -> bool:
    return any(covers(s, Scope(municipality_id=municipality_id, region_id=region_id)) for s in reach)
