"""Who we are to a provider of identities: by a signed assertion instead of a secret (`private_key_jwt`; OpenID Connect
Core 9, RFC 7523)."""

import secrets
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Client

from boso.access.values import IdentityProvider

BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LASTS = 60  # seconds; it is used at once, and once
NOTHING: Mapping[str, str] = MappingProxyType({})


class Client(OAuth2Client):  # type: ignore[misc]  # the library has no types
    """Us at the provider; `proof` is sent with the code that is changed for tokens."""

    proof = NOTHING

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """The tokens."""
        sent = {**(extra_data or {}), **self.proof}
        told: dict[str, Any] = super().get_access_token(code, pkce_code_verifier, sent)
        return told


def proof_of(provider: IdentityProvider, *, audience: str) -> Mapping[str, str]:
    """What is sent to prove who we are to `audience`, the issuer as it calls itself; nothing where a secret does.

    By the clock of the machine: the provider compares with its own.
    """
    if provider.key is None:
        return NOTHING
    now = int(time.time())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": audience,
        "jti": secrets.token_urlsafe(24),
        "iat": now,
        "exp": now + LASTS,
    }
    named = {"kid": provider.key.key_id} if provider.key.key_id else None
    signed = jwt.encode(claims, provider.key.pem, algorithm=provider.key.algorithm, headers=named)
    return {"client_assertion_type": BEARER, "client_assertion": signed}
