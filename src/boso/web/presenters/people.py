"""A person and their roles as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from boso.access.values import Held, Scope, ScopeKind
from boso.places.queries import list_districts, list_municipalities, list_regions
from boso.web.words import ROLES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role, where it is held and for how long."""

    role: str
    place: str
    start: date | None
    end: date | None
    current: bool


def roles(held: Iterable[Held], *, on: date) -> list[RoleView]:
    """The roles a person holds, those of today first."""
    known = list(held)
    names = _place_names(known)
    views = [
        RoleView(
            role=word(ROLES, h.role),
            place=names[h.scope],
            start=h.validity.start,
            end=h.validity.end,
            current=h.validity.holds(on),
        )
        for h in known
    ]
    return sorted(views, key=lambda view: (not view.current, view.role, view.place))


def _place_names(held: Iterable[Held]) -> dict[Scope, str]:
    scopes = {h.scope for h in held}
    ids = {s.municipality_id for s in scopes if s.municipality_id is not None}
    rows = [m for invented in (False, True) for m in list_municipalities(ids=ids, invented=invented)] if ids else []
    municipalities = {m.id: m.name for m in rows}
    regional = any(s.kind is ScopeKind.REGION for s in scopes)
    regions = {r.id: r.name for invented in (False, True) for r in list_regions(invented=invented)} if regional else {}
    inside = any(s.kind is ScopeKind.DISTRICT for s in scopes)
    districts = {d.id: d.name for d in list_districts()} if inside else {}
    return {s: _name(s, municipalities, regions, districts) for s in scopes}


def _name(scope: Scope, municipalities: dict[int, str], regions: dict[int, str], districts: dict[int, str]) -> str:
    if scope.district_id is not None and scope.municipality_id is not None:
        told = {"district": districts[scope.district_id], "name": municipalities[scope.municipality_id]}
        return gettext("%(district)s bydel i %(name)s") % told
    if scope.municipality_id is not None:
        return municipalities[scope.municipality_id]
    if scope.region_id is not None:
        return gettext("Region %(name)s") % {"name": regions[scope.region_id]}
    return gettext("Hele programmet")
