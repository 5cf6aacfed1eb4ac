"""Who is at the other end of a request, what they may, and which day it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypedDict

from django.http import HttpRequest

from boso.access.queries import municipalities_in_reach
from boso.access.rules import can, can_somewhere, regions_held
from boso.access.values import WHOLE_PROGRAMME, Account, Held, Permission, Scope
from boso.kernel.decisions import Actor, Decision, no
from boso.kernel.errors import Denied


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person at a page, with or without an account, at a moment."""

    account: Account | None
    held: tuple[Held, ...]
    now: datetime
    reach: frozenset[int] = frozenset()  # municipalities whose own rows some role lets the visitor near
    known: dict[Permission, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)  # by `within`

    @property
    def today(self) -> date:
        """The day as the pages see it."""
        return self.now.date()

    @property
    def actor(self) -> Actor:
        """The one who acts; only someone with an account acts."""
        if self.account is None:
            raise Denied("Logg inn først.")
        return self.account.actor

    def can(self, permission: Permission, scope: Scope = WHOLE_PROGRAMME) -> Decision:
        """May this be done to what belongs there?"""
        if self.account is None:
            return no("not_signed_in")
        return can(self.held, permission, scope, on=self.today)

    def can_somewhere(self, permission: Permission) -> Decision:
        """May this be done at all?"""
        if self.account is None:
            return no("not_signed_in")
        return can_somewhere(self.held, permission, on=self.today)

    def within(self, permission: Permission) -> frozenset[int]:
        """The municipalities where the visitor has the permission. Asked of the database once a visit."""
        if self.account is None:
            return frozenset()
        if permission not in self.known:
            self.known[permission] = municipalities_in_reach(self.held, on=self.today, permission=permission)
        return self.known[permission]

    def regions(self, permission: Permission) -> frozenset[int]:
        """The regions in which the visitor holds a role with the permission."""
        if self.account is None:
            return frozenset()
        return regions_held(self.held, permission, on=self.today)


class Acting(TypedDict):
    """Who acts, when, and on which municipalities' rows: what most actions ask for."""

    actor: Actor
    now: datetime
    within: frozenset[int]


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor that the middleware found."""
    visitor: Visitor = request.visitor  # type: ignore[attr-defined]
    return visitor


def acting(request: HttpRequest, permission: Permission = Permission.READ_REPORTS) -> Acting:
    """The visitor as the one who acts, where they have the permission."""
    visitor = visitor_of(request)
    return {"actor": visitor.actor, "now": visitor.now, "within": visitor.within(permission)}
