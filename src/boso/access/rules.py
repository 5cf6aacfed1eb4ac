"""The one answer to "may I?"."""

from collections.abc import Iterable
from datetime import date, timedelta

from boso.access.values import (
    APART,
    DISTRICT_ROLES,
    GIVES,
    LENDS,
    LONGEST_LOAN,
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
    if reach.kind is ScopeKind.DISTRICT:
        return reach.district_id == thing.district_id
    return reach.municipality_id == thing.municipality_id


def same_place(one: Scope, other: Scope) -> bool:
    """Whether two scopes name one place. A municipality, or a district, is the same with its region and without."""
    if one.kind is not other.kind:
        return False
    if one.kind is ScopeKind.DISTRICT:
        return one.district_id == other.district_id
    if one.kind is ScopeKind.MUNICIPALITY:
        return one.municipality_id == other.municipality_id
    return one == other


def can_hold(role: Role, scope: Scope) -> Decision:
    """A municipal role is held in a municipality, a district's in a district, a regional one in a region; contacts
    follow a municipality or a region."""
    if scope.kind in _reaches_of(role):
        return YES
    return no("wrong_scope")


def _reaches_of(role: Role) -> set[ScopeKind]:
    if role in MUNICIPAL_ROLES:
        return {ScopeKind.MUNICIPALITY}
    if role in DISTRICT_ROLES:
        return {ScopeKind.DISTRICT}
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


def may_give(held: Iterable[Held], role: Role, scope: Scope, *, until: date | None, on: date) -> Decision:
    """May someone with these roles let another hold a role there, until a day or with no end?

    A no says why: `wrong_scope`, `elsewhere`, `not_yours_to_give`, or, where the role is one's own and can only be
    lent, `needs_an_end` and `too_long`.
    """
    if not can_hold(role, scope):
        return no("wrong_scope")
    current = [h for h in held if h.validity.holds(on)]
    giving = [h for h in current if role in GIVES.get(h.role, frozenset())]
    if any(covers(h.scope, scope) for h in giving):
        return YES
    lending = [h for h in current if h.role is role and role in LENDS and same_place(h.scope, scope)]
    if not lending:
        return no("elsewhere" if giving else "not_yours_to_give")
    if until is None:
        return no("needs_an_end")
    lent_until = min((h.validity.end for h in lending if h.validity.end), default=date.max)
    longest = min(on + timedelta(days=LONGEST_LOAN), lent_until)
    return YES if until <= longest else no("too_long")


def may_end(held: Iterable[Held], membership: Held, *, last: bool, on: date) -> Decision:
    """May someone with these roles end that one? The `last` administrator's never ends: nobody could make another.

    Whoever only lends a role ends what is lent, for a deputy is hers; a lasting one is ended by whoever may give it so.
    """
    if last and membership.role is Role.SYSTEM_ADMIN:
        return no("last_administrator")
    known = list(held)
    decision = may_give(known, membership.role, membership.scope, until=on, on=on)
    lasting = membership.validity.end is None
    if decision and lasting and not may_give(known, membership.role, membership.scope, until=None, on=on):
        return no("not_yours_to_end")
    return decision


def manages(held: Iterable[Held], others: Iterable[Held], *, on: date) -> Decision:
    """Whether someone with these roles manages people in a place where another holds a role."""
    known = list(held)
    current = [h for h in others if h.validity.holds(on)]
    if any(can(known, Permission.MANAGE_PEOPLE, h.scope, on=on) for h in current):
        return YES
    return no("elsewhere")


def roles_to_give(held: Iterable[Held], scope: Scope, *, on: date) -> tuple[Role, ...]:
    """The roles someone with these may let others hold there, those for a period among them, in the order of roles."""
    known = list(held)
    return tuple(role for role in Role if may_give(known, role, scope, until=on, on=on))


def can_hold_beside(role: Role, scope: Scope, others: Iterable[Held], *, start: date, end: date | None) -> Decision:
    """Whether a person with these roles may also hold this one: who recommends never decides, in one place at once."""
    together = (h for h in others if h.scope.municipality_id == scope.municipality_id and _meet(h, start, end))
    apart = any({role, h.role} == pair for h in together for pair in APART)
    return no("kept_apart") if apart else YES


def _meet(held: Held, start: date, end: date | None) -> bool:
    validity = held.validity
    return (validity.end is None or start < validity.end) and (
        end is None or validity.start is None or validity.start < end
    )
