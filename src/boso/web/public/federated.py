"""Logging in by a provider of identities: away to it, and back; and whom to ask for those it brings whom nobody knows.

A form is answered with a page that goes on by itself and not with a redirect: what a form may be sent to is ourselves
alone (content security policy), and that holds for where a redirect would lead too.
"""

import base64
import hashlib
import json
import logging
from typing import Any
from urllib.parse import urlencode

import requests
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from boso.access import actions
from boso.access.queries import has_password
from boso.access.values import IdentityProvider
from boso.kernel.errors import BosoError, Denied, NotFound
from boso.web.federation import OpenIDAdapter, Provider, fault_of, provider_of, vouched_in
from boso.web.presenters import managing
from boso.web.presenters import signing_in as presenter
from boso.web.visitor import Visitor, visitor_of

log = logging.getLogger("boso.web")
KEPT = "identity"  # in the session: who vouched, and a sealed token for the log-out there, where it is still known
WAITING = "invitation"  # in the session, sealed: a role to be taken once our second step is passed
BIND, LOG_IN = "bind", "login"


class LogIn(LoginView):  # type: ignore[misc]  # the library has no types
    """Our form, where passwords of ours open anything, and a button for each provider."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises Denied where nobody logs in with a password."""
        if not settings.LOCAL_LOGIN:
            raise Denied(gettext("Her logger ingen inn med passord. Velg en av knappene på innloggingssiden."))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "local": settings.LOCAL_LOGIN, "providers": list(settings.IDENTITY_PROVIDERS.values())}


log_in = LogIn.as_view()


def change_password(request: HttpRequest) -> HttpResponse:
    """For those who have a password. Raises Denied for those who do not."""
    account = visitor_of(request).account
    if account is None or not has_password(account.id):
        raise Denied(gettext("Du logger ikke inn med passord her, så det er ikke noe å bytte."))
    changed: HttpResponse = PasswordChangeView.as_view()(request)
    return changed


@never_cache
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to a provider: to log in, to take the role of an invitation, or to bind one's account to it."""
    provider = provider_of(provider_id)
    if not ratelimit.consume(request, action="federated"):
        return refused(request, provider.name, "too_often")
    binding = request.POST.get("process") == BIND and visitor_of(request).account is not None
    if binding:
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    told = {"invitation": request.POST.get("invitation", ""), "for": str(request.user.pk) if binding else ""}
    going = get_next_redirect_url(request)
    try:
        answer = _library(request, provider_id).redirect(
            request, process=BIND if binding else LOG_IN, next_url=going, data=told
        )
    except (requests.RequestException, ProviderException, OAuth2Error) as fault:
        return refused(request, provider.name, fault_of(None, fault))
    return _onward(request, answer["Location"], provider.name)


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from a provider. Nothing is believed that is not signed, meant for us, asked for by this session and new."""
    provider = provider_of(provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(OpenIDAdapter(request, provider_id))(request)
    except (requests.RequestException, ProviderException, OAuth2Error) as fault:
        return refused(request, provider.name, fault_of(None, fault))
    return answer


def receive(request: HttpRequest, login: SocialLogin) -> None:
    """What to do with whom a provider vouches for; returns where the log-in goes on, else raises the page."""
    vouched, told = vouched_in(request), login.state.get("data") or {}
    if vouched is None:
        raise ImmediateHttpResponse(refused(request, "", "token"))
    try:
        if login.state.get("process") == BIND:
            raise ImmediateHttpResponse(_bound(request, vouched.provider, login.account.uid, told))
        if secret := told.pop("invitation", ""):  # the library keeps the rest of this while a second step is asked for
            _take(request, login, secret, vouched.provider)
    except BosoError as refusal:
        page = refused(request, vouched.provider.name, "bound", sentence=managing.refusal(str(refusal)))
        raise ImmediateHttpResponse(page) from refusal
    if not login.is_existing:
        raise ImmediateHttpResponse(refused(request, vouched.provider.name, "unknown"))


def _take(request: HttpRequest, login: SocialLogin, secret: str, provider: IdentityProvider) -> None:
    """Take the role; whoever may have a second step to pass takes it after that."""
    told = {"secret": secret, "provider": provider.code, "digest": login.account.uid}
    if login.is_existing and not provider.levels:
        sealed = _seal().encrypt(json.dumps(told).encode()).decode()
        request.session[WAITING] = {"for": str(login.user.pk), "sealed": sealed}
        return
    actions.accept_as(**told, now=visitor_of(request).now)
    if not login.is_existing:
        login.lookup()


def _take_waiting(request: HttpRequest) -> None:
    """Take the role that waited for this person. What it comes to nothing for is told; the log-in holds."""
    waiting = request.session.pop(WAITING, None)
    if not waiting or waiting["for"] != str(request.user.pk):
        return
    try:
        told = json.loads(_seal().decrypt(waiting["sealed"].encode()))
        actions.accept_as(**told, now=visitor_of(request).now)
    except BosoError as refusal:
        messages.error(request, managing.refusal(str(refusal)))


def _bound(request: HttpRequest, provider: IdentityProvider, digest: str, told: dict[str, str]) -> HttpResponse:
    visitor = visitor_of(request)
    if visitor.account is None or told.get("for") != str(visitor.account.id):
        raise Denied(gettext("Du er logget ut av boso. Logg inn og knytt til innloggingen på nytt."))
    actions.bind(
        account_id=visitor.account.id, provider=provider.code, digest=digest, actor=visitor.actor, now=visitor.now
    )
    messages.success(request, gettext("Du kan nå logge inn med %(name)s.") % {"name": provider.name})
    return redirect("account")


def entered(request: HttpRequest) -> None:
    """Somebody has come in by a provider: noted in the log, and kept for the log-out.

    Our second step is passed in a request of its own, where the provider's token is gone.
    """
    vouched = vouched_in(request)
    code = vouched.provider.code if vouched else _vouched_before(request)
    if not code:
        request.session.pop(WAITING, None)
        return
    actions.note_log_in(account_id=int(request.user.pk or 0), provider=code, now=visitor_of(request).now)
    sealed = _seal().encrypt(vouched.id_token.encode()).decode() if vouched else ""
    request.session[KEPT] = {"provider": code, "token": sealed}
    _take_waiting(request)


def _vouched_before(request: HttpRequest) -> str:
    """The provider by which the person took the first step; empty where it was a password."""
    steps = [r for r in get_authentication_records(request, request.user) if r["method"] != "mfa"]
    return str(steps[-1]["provider"]) if steps and steps[-1]["method"] == "socialaccount" else ""


@never_cache
def log_out(request: HttpRequest) -> HttpResponse:
    """Out of boso; and, for whom a provider vouched, on to it, so that the next at the machine is not let in by it."""
    kept = request.session.get(KEPT) if request.method == "POST" else None
    answer: HttpResponse = LogoutView.as_view()(request)
    address = _end_of_session(request, kept) if kept else ""
    if not kept or not address:
        return answer
    request.visitor = Visitor(account=None, held=(), now=visitor_of(request).now)  # type: ignore[attr-defined]
    return _onward(request, address, provider_of(kept["provider"]).name, leaving=True)


def refused(request: HttpRequest, name: str, code: str, sentence: str = "") -> HttpResponse:
    """The page of a log-in that came to nothing: what happened and what to do. No word of who it was is logged."""
    log.warning("a log-in by %s came to nothing: %s", name or "a provider", code)
    told = presenter.refusal(code, name)
    page = {"title": told.title, "sentence": sentence or told.sentence, "again": told.again}
    return render(request, "web/public/log_in_refused.html", page, status=told.status)


def _onward(request: HttpRequest, address: str, name: str, *, leaving: bool = False) -> HttpResponse:
    page = {"address": address, "name": name, "leaving": leaving}
    return render(request, "web/public/onward.html", page)


def _library(request: HttpRequest, code: str) -> Provider:
    """The library's idea of the provider."""
    found: Provider = OpenIDAdapter(request, code).get_provider()
    return found


def _end_of_session(request: HttpRequest, kept: dict[str, str]) -> str:
    """Where the provider ends what it keeps; nothing where it offers no such place, or does not answer now."""
    try:
        provider = provider_of(kept["provider"])
        told = OpenIDAdapter(request, provider.code).openid_config.get("end_session_endpoint", "")
        hint = {"id_token_hint": _seal().decrypt(kept["token"].encode()).decode()} if kept["token"] else {}
    except (NotFound, InvalidToken, requests.RequestException, ProviderException, OAuth2Error):
        return ""
    back = request.build_absolute_uri(reverse("front"))
    asked = {**hint, "client_id": provider.client_id, "post_logout_redirect_uri": back}
    return f"{told}?{urlencode(asked)}" if told else ""


def _seal() -> Fernet:
    """A token may hold a national identity number, so it lies sealed in the session."""
    digest = hashlib.sha256(f"boso.web.federated:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
