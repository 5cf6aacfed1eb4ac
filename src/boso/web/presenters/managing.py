"""Places whose people one manages, who holds which role there, and which roles one may give – in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.access.rules import can, may_end, may_give, roles_to_give, same_place
from boso.access.values import WHOLE_PROGRAMME, Held, InvitationRow, MembershipRow, Permission, Role, Scope
from boso.places.queries import list_districts, list_municipalities, list_regions
from boso.places.values import DistrictRow, MunicipalityRow
from boso.web.words import ROLES, word

REFUSALS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "wrong_scope": _("Rollen kan ikke gis der. Velg en kommune for kommunens roller, en region for regionens."),
        "elsewhere": _("Du gir ikke roller der. Be den som styrer tilgang i kommunen eller regionen."),
        "not_yours_to_give": _("Denne rollen er ikke din å gi. Be regionen eller den som styrer systemet."),
        "needs_an_end": _("En stedfortreder må ha en siste dag. Skriv den, og prøv igjen."),
        "too_long": _("En stedfortreder kan ha rollen i høyst ett år, og ikke lenger enn deg selv."),
        "not_yours_to_end": _(
            "En rolle uten siste dag avsluttes av den som kan gi den for godt: programansvarlig, regionen eller den "
            "som styrer systemet."
        ),
        "last_administrator": _("Dette er den siste systemansvarlige. Gi rollen til en til før du avslutter den."),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose people one manages; `code` stands in addresses."""

    code: str
    label: str
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A role somebody holds. `until` is the last day; `endable` where one may end it."""

    id: int
    account_id: int
    name: str
    role: str
    start: date
    until: date | None
    current: bool
    endable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedLine:
    """An open invitation."""

    id: int
    name: str
    email: str
    role: str
    until: date | None
    expires: date
    invited_by: str


def places(held: Iterable[Held], *, on: date) -> list[Place]:
    """Where these roles let somebody manage people, one's own municipality or region first."""
    known = [h for h in held if h.validity.holds(on)]
    return [place for place in _all_places() if can(known, Permission.MANAGE_PEOPLE, place.scope, on=on)]


def member(row: MembershipRow, held: Iterable[Held], place: Scope, *, last: bool, on: date) -> MemberLine:
    """One role, as seen by somebody with these roles. `last`: nobody else runs the system."""
    theirs = Held(role=row.held.role, scope=place, validity=row.held.validity)
    ended = row.end is not None and row.end <= on
    return MemberLine(
        id=row.id,
        account_id=row.account.id,
        name=row.account.display_name,
        role=word(ROLES, row.held.role),
        start=row.start,
        until=last_day(row.end),
        current=row.held.validity.holds(on),
        endable=not ended and bool(may_end(held, theirs, last=last, on=on)),
    )


def invited(row: InvitationRow) -> InvitedLine:
    """One open invitation."""
    return InvitedLine(
        id=row.id,
        name=row.name,
        email=row.email,
        role=word(ROLES, row.role),
        until=last_day(row.end),
        expires=row.expires_at.date(),
        invited_by=row.invited_by,
    )


def roles(held: Iterable[Held], scope: Scope, *, on: date) -> list[tuple[str, str]]:
    """The roles one may give there, as choices; those one can only lend come last."""
    known = list(held)
    found = sorted(roles_to_give(known, scope, on=on), key=lambda r: not may_give(known, r, scope, until=None, on=on))
    return [(role.value, word(ROLES, role)) for role in found]


def role_name(role: Role) -> str:
    """A role in words."""
    return word(ROLES, role)


def refusal(reason: str) -> str:
    """Why a role may not be given or ended, and what to do."""
    return str(REFUSALS.get(reason, reason))


def last_day(end: date | None) -> date | None:
    """The last day of a period that ends before a day."""
    return None if end is None else end - timedelta(days=1)


def place_name(scope: Scope) -> str:
    """A place in words."""
    return next((place.label for place in _all_places() if same_place(place.scope, scope)), gettext("Hele programmet"))


def _all_places() -> Iterator[Place]:
    inside: dict[str, list[DistrictRow]] = defaultdict(list)
    for district in list_districts():
        inside[district.municipality].append(district)
    for invented in (False, True):
        for region in list_regions(invented=invented):
            label = gettext("Region %(name)s") % {"name": region.name}
            yield Place(f"r{region.id}", label, Scope(region_id=region.id))
        for row in list_municipalities(invented=invented):
            yield Place(f"k{row.id}", row.name, scope_of(row))
            for district in inside[row.slug]:
                label = gettext("%(district)s bydel i %(name)s") % {"district": district.name, "name": row.name}
                yield Place(f"d{district.id}", label, replace(scope_of(row), district_id=district.id))
    yield Place("p", gettext("Hele programmet"), WHOLE_PROGRAMME)


def scope_of(place: MunicipalityRow) -> Scope:
    """A municipality as the place where roles are held."""
    return Scope(municipality_id=place.id, region_id=place.region.id if place.region else None)


def leads(held: Iterable[Held], scope: Scope, *, on: date) -> bool:
    """Somebody with these roles is programme leader there."""
    return any(h.role is Role.PROGRAMME_LEADER and h.validity.holds(on) and same_place(h.scope, scope) for h in held)


def slug_of(scope: Scope) -> str:
    """The name in addresses of a municipality that a place is; nothing for any other place."""
    ids = {scope.municipality_id} if scope.municipality_id is not None else set()
    rows = [row for invented in (False, True) for row in list_municipalities(ids=ids, invented=invented)] if ids else []
    return rows[0].slug if rows else ""
