"""The one answer to "may I?"."""

from collections.abc import Iterable
from datetime import date

from boso.access.values import (
    MUNICIPAL_ROLES,
    PERMISSIONS,
    PROGRAMME_ROLES,
    REGIONAL_ROLES,
    Held,
    Permission,
    Role,
    Scope,
    ScopeKind,
)
from boso.kernel.decisions import YES, Decision, no


def can(held: Iterable[Held], permission: Permission, scope: Scope, *, on: date) -> Decision:
    """May someone with these roles do this, to a thing that belongs there, on that day?

    A no says why: `no_role`, `role_ended` (a role that would do, but not on that day), `elsewhere` (may do it, but
    not there) or `not_your_role`.
    """
    roles = list(held)
    giving = [h for h in roles if permission in PERMISSIONS[h.role]]
    if any(h.validity.holds(on) and covers(h.scope, scope) for h in giving):
        return YES
    return no(_why_not(roles, giving, scope, on))


def can_somewhere(held: Iterable[Held], permission: Permission, *, on: date) -> Decision:
    """May someone with these roles do this at all, wherever it be? For lists and menus, which then show their part."""
    roles = list(held)
    current = [h for h in roles if h.validity.holds(on)]
    if any(permission in PERMISSIONS[h.role] for h in current):
        return YES
    if any(permission in PERMISSIONS[h.role] for h in roles):
        return no("role_ended")
    return no("not_your_role" if current else "no_role")


def regions_held(held: Iterable[Held], permission: Permission, *, on: date) -> frozenset[int]:
    """The regions (ids) in which these roles give the permission on that day, by roles held in the region itself."""
    return frozenset(
        h.scope.region_id
        for h in held
        if h.scope.kind is ScopeKind.REGION
        and h.scope.region_id is not None
        and h.validity.holds(on)
        and permission in PERMISSIONS[h.role]
    )


def covers(reach: Scope, thing: Scope) -> bool:
    """A role that reaches so far covers a thing that belongs there."""
    if reach.kind is ScopeKind.PROGRAMME:
        return True
    if reach.kind is ScopeKind.REGION:
        return reach.region_id == thing.region_id
    return reach.municipality_id == thing.municipality_id


def can_hold(role: Role, scope: Scope) -> Decision:
    """A municipal role is held in a municipality, a regional one in a region; contacts follow either."""
    if scope.kind in _reaches_of(role):
        return YES
    return no("wrong_scope")


def _reaches_of(role: Role) -> set[ScopeKind]:
    if role in MUNICIPAL_ROLES:
        return {ScopeKind.MUNICIPALITY}
    if role in REGIONAL_ROLES:
        return {ScopeKind.REGION}
    if role in PROGRAMME_ROLES:
        return {ScopeKind.PROGRAMME}
    return {ScopeKind.MUNICIPALITY, ScopeKind.REGION}


def _why_not(roles: list[Held], giving: list[Held], scope: Scope, on: date) -> str:
    if not any(h.validity.holds(on) for h in roles):
        return "role_ended" if roles else "no_role"
    if any(covers(h.scope, scope) for h in giving):
        return "role_ended"
    if any(h.validity.holds(on) for h in giving):
        return "elsewhere"
    return "not_your_role"
