"""OpenID Connect as the log-in library does it, made strict: a nonce, signatures always checked, the issuer that was
configured and no other, the level that is asked for – and nothing of what a provider tells is stored."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError, ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language

from boso.access.identity import digest_of_subject, is_sure_enough, subject_in
from boso.access.values import IdentityProvider
from boso.kernel.errors import Denied, NotFound
from boso.web.proving import Client, proof_of

ASYMMETRIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY = 30  # seconds that two clocks may differ
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a provider told in this request, for as long as it lasts."""

    provider: IdentityProvider
    id_token: str

    @property
    def surely(self) -> bool:
        """Whether a level was asked for and reached: then no second step of ours is needed."""
        return bool(self.provider.levels)


class NotTrusted(ProviderException):  # type: ignore[misc]  # the library has no types
    """What came back is not what it must be; `code` says what, for the page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def provider_of(code: str) -> IdentityProvider:
    """The provider with that short name. Raises NotFound."""
    providers: Mapping[str, IdentityProvider] = settings.IDENTITY_PROVIDERS
    if code not in providers:
        raise NotFound
    return providers[code]


def digest_of(provider: IdentityProvider, subject: str) -> str:
    """What is kept of a person at a provider."""
    return digest_of_subject(provider, subject, key=settings.IDENTITY_KEY)


def vouched_in(request: HttpRequest) -> Vouched | None:
    """What a provider told in this request; None for any other."""
    return getattr(request, "vouched", None)


class OpenIDAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The talk with a provider."""

    client_class = Client
    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, asked once a request. Raises OAuth2Error for what cannot be used."""
        try:
            told: dict[str, Any] = super().openid_config
            missing = [name for name in ENDPOINTS if not isinstance(told.get(name), str)]
        except (ValueError, TypeError, AttributeError) as fault:
            raise OAuth2Error("the provider's description cannot be read") from fault
        wanted = provider_of(self.provider_id).issuer.rstrip("/")
        if missing or str(told.get("issuer", "")).rstrip("/") != wanted:
            raise NotTrusted("issuer")
        return told

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """The tokens; the nonce that must come back follows from the verifier, which only this session knows."""
        named = request.GET.get("iss", "")
        if named and named.rstrip("/") != provider_of(self.provider_id).issuer.rstrip("/"):
            raise NotTrusted("issuer")
        self.nonce = nonce_of(pkce_code_verifier or "")
        client.proof = proof_of(provider_of(self.provider_id), audience=self.openid_config["issuer"])
        told: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return told

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who it is, by the signed token alone. Raises NotTrusted or OAuth2Error for one that does not hold."""
        del token
        credential = str(kwargs["response"].get("id_token") or "")
        if not credential:
            raise NotTrusted("token")
        provider = provider_of(self.provider_id)
        claims = self._decode_id_token(app, credential)
        if not constant_time_compare(str(claims.get("nonce", "")), self.nonce):
            raise NotTrusted("nonce")
        if not is_sure_enough(provider, claims):
            raise NotTrusted("level")
        request.vouched = Vouched(provider, credential)  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The signature is checked even of a token that came straight from the provider."""
        told = self.openid_config
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                _key_of(id_token, _published(told["jwks_uri"])),
                algorithms=ASYMMETRIC,
                audience=app.client_id,
                issuer=told["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError, TypeError, AttributeError) as fault:
            raise NotTrusted("token") from fault
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else app.client_id) != app.client_id:  # OpenID Connect Core, 3.1.3.7
            raise NotTrusted("token")
        return claims


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """A provider of the settings. What is asked of it comes from the settings alone, never from an address."""

    oauth2_adapter_class = OpenIDAdapter

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge, and a nonce that follows from its verifier."""
        told: dict[str, str] = super().get_pkce_params()
        return {**told, "nonce": nonce_of(told["code_verifier"])}

    def get_auth_params(self) -> dict[str, str]:
        """The level and the language that are asked for."""
        provider = provider_of(self.app.provider_id)
        asked = {"ui_locales": get_language() or "nb"}
        if provider.levels and provider.level_claim == "acr":
            asked["acr_values"] = " ".join(provider.levels)
        return asked

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """A keyed hash of the claim that stays the same."""
        provider = provider_of(self.app.provider_id)
        try:
            return digest_of(provider, subject_in(provider, data["id_token"]))
        except Denied as refusal:
            raise NotTrusted("subject") from refusal

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing is kept."""
        del data
        return {}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing is taken over: names come from the invitation."""
        del data
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        """No address binds anybody."""
        del data
        return []


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Only known people come in; what happens else is the page's to say (`boso.web.public.federated`)."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Known people go on; an invitation or a wish to bind is taken; others are told whom to ask."""
        from boso.web.public import federated  # noqa: PLC0415 -- the library reads this file before the pages are there

        federated.receive(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """A page in our words."""
        from boso.web.public import federated  # noqa: PLC0415 -- as above

        del extra_context
        refused = federated.refused(request, provider.app.name, fault_of(error, exception))
        raise ImmediateHttpResponse(refused)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody gets an account by logging in."""
        del request, sociallogin
        return False


def nonce_of(verifier: str) -> str:
    """The nonce of a log-in: bound to the session by the verifier that only it holds."""
    return hashlib.sha256(f"boso nonce {verifier}".encode()).hexdigest()


def fault_of(error: str | None, exception: Exception | None) -> str:
    """What went wrong, as a code of the page."""
    if error == AuthError.CANCELLED:
        return "cancelled"
    if isinstance(exception, NotTrusted):
        return exception.code
    if isinstance(exception, requests.RequestException):
        return "unreachable"
    return "token" if exception is not None else "state"


def _published(address: str) -> list[jwt.PyJWK]:
    """The keys a provider signs with now."""
    with get_adapter().get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        return jwt.PyJWKSet.from_dict(answer.json()).keys


def _key_of(token: str, keys: list[jwt.PyJWK]) -> jwt.PyJWK:
    """The key that the token names; the only one for a token that names none. Raises KeyError."""
    name = jwt.get_unverified_header(token).get("kid")
    found = [key for key in keys if key.key_id == name] if name else keys
    if len(found) != 1:
        raise KeyError(name)
    return found[0]
