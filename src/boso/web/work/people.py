"""People and roles of the places one manages: who holds what, inviting, ending, and lost second factors."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access import actions
from boso.access.queries import count_holders, get_membership, list_invitations, list_members_over_time, list_resets
from boso.access.rules import may_end, same_place
from boso.access.values import Held, Role
from boso.kernel.errors import BosoError, Denied, Invalid, NotFound
from boso.places import rls
from boso.web.federation import digest_of
from boso.web.forms.people import EnrolForm, InviteForm
from boso.web.middleware.errors import status_of
from boso.web.presenters import managing as presenter
from boso.web.visitor import Visitor, visitor_of


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Who holds which role in one of my places, the first of them unless another is asked for."""
    visitor = visitor_of(request)
    return _page(request, _place(visitor, request.GET.get("sted", "")), InviteForm({}))


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Offer somebody a role here."""
    visitor, form = visitor_of(request), InviteForm(request.POST)
    place = _place(visitor, request.POST.get("sted", ""))
    role, end = form.role, form.end()
    if role is None or form.errors:
        return _page(request, place, form, status=422)
    try:
        sent = actions.invite(
            email=request.POST.get("email", ""),
            name=request.POST.get("name", ""),
            language=form.language,
            role=role,
            scope=place.scope,
            place=place.label,
            end=end,
            actor=visitor.actor,
            now=visitor.now,
        )
    except BosoError as fault:
        return _page(request, place, form, refusal=presenter.refusal(str(fault)), status=status_of(fault))
    messages.success(request, gettext("Invitasjonen er sendt til %(email)s.") % {"email": sent.email})
    return _back(place)


@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """A role for somebody who is told apart by who she is at a provider of identities; nothing is sent."""
    visitor, form = visitor_of(request), EnrolForm(request.POST)
    place = _place(visitor, request.POST.get("sted", ""))
    role, end, provider = form.role, form.end(), form.provider(settings.IDENTITY_PROVIDERS)
    if role is None or provider is None or form.errors:
        return _page(request, place, form, refusal=" ".join(form.errors.values()), status=422)
    try:
        made = actions.enrol(
            name=request.POST.get("name", ""),
            email=request.POST.get("email", ""),
            language=form.language,
            role=role,
            scope=place.scope,
            end=end,
            provider=provider.code,
            digest=digest_of(provider, form.subject),
            actor=visitor.actor,
            now=visitor.now,
        )
    except BosoError as fault:
        return _page(request, place, form, refusal=presenter.refusal(str(fault)), status=status_of(fault))
    told = {"name": made.display_name, "provider": provider.name}
    messages.success(request, gettext("%(name)s har rollen, og logger inn med %(provider)s.") % told)
    return _back(place)


@require_POST
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Make an invitation worthless."""
    visitor = visitor_of(request)
    place = _place(visitor, request.POST.get("sted", ""))
    actions.withdraw_invitation(invitation_id=invitation_id, actor=visitor.actor, now=visitor.now, within=_reach(place))
    messages.success(request, gettext("Invitasjonen er trukket tilbake."))
    return _back(place)


@require_POST
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a role today: its pages close at once, and what is open must be logged in to anew."""
    visitor = visitor_of(request)
    place = _place(visitor, request.POST.get("sted", ""))
    row = get_membership(membership_id, within=_reach(place))
    theirs = Held(role=row.held.role, scope=place.scope, validity=row.held.validity)
    if not same_place(row.held.scope, place.scope):
        raise NotFound(gettext("Det finnes ingen slik rolle."))
    decision = may_end(visitor.held, theirs, last=_is_last(row.held.role, visitor), on=visitor.today)
    if not decision:
        raise Denied(presenter.refusal(decision.reason))
    actions.end_role(
        membership_id=membership_id, end=visitor.today, actor=visitor.actor, now=visitor.now, within=_reach(place)
    )
    messages.success(request, gettext("%(name)s har ikke lenger rollen.") % {"name": row.account.display_name})
    return _back(place)


@require_POST
def ask_reset(request: HttpRequest, account_id: int) -> HttpResponse:
    """Ask that somebody's lost second factor be taken away."""
    visitor = visitor_of(request)
    place = _place(visitor, request.POST.get("sted", ""))
    try:
        actions.ask_for_reset(
            account_id=account_id, reason=request.POST.get("reason", ""), actor=visitor.actor, now=visitor.now
        )
    except Invalid as fault:
        return _page(request, place, InviteForm({}), refusal=str(fault), status=422)
    messages.success(request, gettext("Ønsket er notert. En annen som styrer tilgang her, må bekrefte innen to dager."))
    return _back(place)


@require_POST
def answer_reset(request: HttpRequest, reset_id: int) -> HttpResponse:
    """Confirm or refuse what another asked for."""
    visitor = visitor_of(request)
    place = _place(visitor, request.POST.get("sted", ""))
    if request.POST.get("answer") == "confirm":
        actions.confirm_reset(reset_id=reset_id, actor=visitor.actor, now=visitor.now)
        messages.success(request, gettext("Det andre trinnet er tatt bort, og personen har fått beskjed."))
    else:
        actions.refuse_reset(reset_id=reset_id, actor=visitor.actor, now=visitor.now)
        messages.success(request, gettext("Innloggingen i to trinn står som før."))
    return _back(place)


def _page(
    request: HttpRequest, place: presenter.Place, form: InviteForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    visitor = visitor_of(request)
    rows = list_members_over_time(place.scope)
    last = _is_last(Role.SYSTEM_ADMIN, visitor)
    members = [presenter.member(row, visitor.held, place.scope, last=last, on=visitor.today) for row in rows]
    page = {
        "places": presenter.places(visitor.held, on=visitor.today),
        "place": place,
        "members": [m for m in members if m.current or m.start > visitor.today],
        "former": [m for m in members if not m.current and m.start <= visitor.today],
        "invited": [presenter.invited(row) for row in list_invitations(place.scope, now=visitor.now)],
        "resets": list_resets([row.account.id for row in rows], now=visitor.now),
        "roles": presenter.roles(visitor.held, place.scope, on=visitor.today),
        "handover": presenter.slug_of(place.scope) if place.scope.municipality_id in visitor.reach else "",
        "form": form,
        "providers": list(settings.IDENTITY_PROVIDERS.values()),
        "refusal": refusal,
    }
    return render(request, "web/inside/people.html", page, status=status)


def _place(visitor: Visitor, code: str) -> presenter.Place:
    """The place of a code, the first of one's own without one. Raises NotFound for one that is not one's own."""
    mine = presenter.places(visitor.held, on=visitor.today)
    found = next((place for place in mine if place.code == code or not code), None)
    if found is None:
        raise NotFound(gettext("Stedet finnes ikke, eller du styrer ikke tilgang der."))
    return found


def _reach(place: presenter.Place) -> rls.type_of_scope:
    """The rows that belong to the place alone."""
    municipality = place.scope.municipality_id
    return frozenset() if municipality is None else frozenset({municipality})


def _is_last(role: Role, visitor: Visitor) -> bool:
    return role is Role.SYSTEM_ADMIN and count_holders(role, on=visitor.today) < 2


def _back(place: presenter.Place) -> HttpResponse:
    response = redirect("people")
    response["Location"] += f"?sted={place.code}"
    return response
