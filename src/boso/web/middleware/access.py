"""Who comes, what rows they may see, and whether the page is theirs to open: denied unless the table opens it."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from boso.access.queries import held_by, municipalities_in_reach, reached_by_districts
from boso.kernel.decisions import YES, Decision, no
from boso.kernel.errors import BosoError, Denied
from boso.places import rls
from boso.places.clock import current_moment
from boso.web.middleware.errors import error_page, status_of
from boso.web.owners import district_of, municipality_of, region_of
from boso.web.permissions import PAGES, Needs, Open, Owner, Requirement
from boso.web.visitor import Visitor, visitor_of
from boso.web.words import why_not


class VisitorMiddleware:
    """Finds the visitor and their roles, and opens exactly the rows of the municipalities those reach; where they reach
    one by a city district alone, of what its districts gave that district's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visitor = _visitor(request)
        request.visitor = visitor  # type: ignore[attr-defined]
        by_districts = reached_by_districts(visitor.held, on=visitor.today)
        with rls.scope(visitor.reach) if visitor.reach else nullcontext(), rls.inside(*by_districts):
            return self.get_response(request)


class AccessMiddleware:
    """Asks the table of pages before a page is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the visitor in; a redirect asks to log in; a refusal says why, or nothing of what is not theirs."""
        del view, args
        match = request.resolver_match
        requirement = PAGES.get(match.view_name) if match else None
        if requirement is Open.PUBLIC:
            return None
        if requirement and visitor_of(request).account is None:
            return redirect_to_login(request.get_full_path())
        try:
            _let_in(visitor_of(request), requirement, kwargs)
        except BosoError as refusal:  # Django hands errors of this hook to no middleware
            return error_page(request, status_of(refusal), str(refusal))
        return None


def _visitor(request: HttpRequest) -> Visitor:
    now = current_moment()
    if not request.user.is_authenticated:
        return Visitor(account=None, held=(), now=now)
    held = held_by(request.user)
    reach = municipalities_in_reach(held, on=now.date())
    return Visitor(account=request.user.account, held=held, now=now, reach=reach)


def _decide(visitor: Visitor, needs: Needs, named: dict[str, Any]) -> Decision:
    somewhere = visitor.can_somewhere(needs.permission)
    if not somewhere or needs.owner is Owner.ANYWHERE:
        return somewhere
    if needs.owner is Owner.REGION:
        return visitor.can(needs.permission, region_of(named))
    if needs.owner is Owner.DISTRICT:
        return visitor.can(needs.permission, district_of(named, reach=visitor.reach))
    owner = municipality_of(needs.owner, named, reach=visitor.reach)
    return YES if owner in visitor.within(needs.permission) else no("elsewhere")


def _let_in(visitor: Visitor, requirement: Requirement | None, named: dict[str, Any]) -> None:
    if requirement is None:
        raise Denied(gettext("Denne siden er ikke åpnet for noen."))
    decision = _decide(visitor, requirement, named) if isinstance(requirement, Needs) else YES
    if not decision:
        raise Denied(why_not(decision))
