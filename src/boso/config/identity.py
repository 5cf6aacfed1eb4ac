"""Who vouches for people besides a password of ours: providers of OpenID Connect, out of the environment.

`BOSO_LOGIN` lists them by short names, `idporten,entra`; each has variables of its own: `BOSO_LOGIN_IDPORTEN_ISSUER`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from boso.access.values import IdentityProvider, SigningKey
from boso.config.env import BadEnvironment

LISTED = "BOSO_LOGIN"
EACH: Mapping[str, str] = MappingProxyType(
    {
        "NAME": "what people know it as; on the button",
        "ISSUER": "its address, as https://idporten.no",
        "CLIENT_ID": "our name there",
        "SECRET": "our secret there",
        "SECRET_FILE": "a file with our secret there, instead of SECRET",
        "KEY": "our private key there as PEM, to sign with instead of a secret (private_key_jwt)",
        "KEY_FILE": "a file with our private key, instead of KEY",
        "KEY_ID": "what the provider calls that key (kid)",
        "SUBJECT": "the claim that stays the same for a person (default sub; pid for ID-porten)",
        "LEVELS": "levels that are enough, separated by comma; none = any, and then our second step is asked for too",
        "LEVEL_CLAIM": "the claim that holds the level (default acr)",
        "SCOPE": "what is asked for, separated by comma (default openid)",
    }
)
NEEDED = ("ISSUER", "CLIENT_ID")
SHORT_NAME = re.compile(r"[a-z][a-z0-9]{1,19}")
FEWEST_BITS = 2048  # of an RSA key; RFC 7518, 3.3
AT_HOME = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Identity:
    """How people log in: by whom, whether with a password of ours too, and the key of what is kept of them."""

    providers: Mapping[str, IdentityProvider]
    local: bool
    key: str


def read_identity(given: Mapping[str, str], *, secret_key: str) -> Identity:
    """How people log in, out of the environment. Raises BadEnvironment with one sentence for a mistake."""
    names = [part.strip() for part in given.get(LISTED, "").split(",") if part.strip()]
    if wrong := next((name for name in names if not SHORT_NAME.fullmatch(name)), None):
        raise BadEnvironment(f"{LISTED} holds {wrong!r}; write short names of small letters and digits, as idporten.")
    _refuse_unknown(given, names)
    local = _local(given)
    if not local and not names:
        raise BadEnvironment(f"BOSO_LOCAL_LOGIN is 0, and nobody could log in; list a provider in {LISTED}.")
    key = _secret(given, "BOSO_IDENTITY_KEY") or secret_key
    return Identity({name: _provider(given, name) for name in names}, local, key)


def for_library(providers: Mapping[str, IdentityProvider]) -> dict[str, Any]:
    """The same as the log-in library wants it."""
    apps = [
        {
            "provider_id": each.code,
            "name": each.name,
            "client_id": each.client_id,
            "secret": each.secret,
            "settings": {
                "server_url": each.issuer.rstrip("/"),
                "scope": list(each.scope),
                "fetch_userinfo": False,
                "oauth_pkce_enabled": True,
                **({"token_auth_method": "private_key_jwt"} if each.key else {}),
            },
        }
        for each in providers.values()
    ]
    return {"openid_connect": {"provider_class": "boso.web.federation.Provider", "APPS": apps}}


def _provider(given: Mapping[str, str], name: str) -> IdentityProvider:
    told = {part: given.get(f"{LISTED}_{name.upper()}_{part}", "").strip() for part in EACH}
    if lacking := next((part for part in NEEDED if not told[part]), None):
        raise BadEnvironment(f"{LISTED}_{name.upper()}_{lacking} is not given: {EACH[lacking]}.")
    _check_issuer(told["ISSUER"], f"{LISTED}_{name.upper()}_ISSUER")
    return IdentityProvider(
        code=name,
        name=told["NAME"] or name,
        issuer=told["ISSUER"],
        client_id=told["CLIENT_ID"],
        secret=_secret(given, f"{LISTED}_{name.upper()}_SECRET"),
        subject=told["SUBJECT"] or "sub",
        levels=_parts(told["LEVELS"]),
        level_claim=told["LEVEL_CLAIM"] or "acr",
        scope=tuple(dict.fromkeys(("openid", *_parts(told["SCOPE"])))),
        key=_key(given, f"{LISTED}_{name.upper()}"),
    )


def _key(given: Mapping[str, str], of: str) -> SigningKey | None:
    """The key to sign with. Raises BadEnvironment for one that cannot, and for a secret beside it."""
    pem, key_id = _secret(given, f"{of}_KEY"), given.get(f"{of}_KEY_ID", "").strip()
    if not pem:
        if key_id:
            raise BadEnvironment(f"{of}_KEY_ID names a key that is not given; give {of}_KEY_FILE too.")
        return None
    if _secret(given, f"{of}_SECRET"):
        raise BadEnvironment(f"{of} has a secret and a key; give the one that is registered at the provider.")
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadEnvironment(f"{of}_KEY is no private key; write it as PEM, without a password.") from None
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= FEWEST_BITS:
        return SigningKey(pem=pem, algorithm="RS256", key_id=key_id)
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return SigningKey(pem=pem, algorithm="ES256", key_id=key_id)
    raise BadEnvironment(f"{of}_KEY cannot sign; make an RSA key of {FEWEST_BITS} bits or more, or one on P-256.")


def _check_issuer(address: str, name: str) -> None:
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in AT_HOME)
    if not safe or not parts.hostname or parts.query or parts.fragment:
        raise BadEnvironment(f"{name} is {address!r}; write the whole address, as https://idporten.no.")


def _secret(given: Mapping[str, str], name: str) -> str:
    file = given.get(f"{name}_FILE", "").strip()
    if not file:
        return given.get(name, "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadEnvironment(f"{name}_FILE names {file}, which cannot be read: {fault}.") from fault


def _local(given: Mapping[str, str]) -> bool:
    text = given.get("BOSO_LOCAL_LOGIN", "").strip() or "1"
    if text not in {"0", "1"}:
        raise BadEnvironment(f"BOSO_LOCAL_LOGIN is {text!r}; write 1 or 0.")
    return text == "1"


def _refuse_unknown(given: Mapping[str, str], names: list[str]) -> None:
    known = {f"{LISTED}_{name.upper()}_{part}" for name in names for part in EACH}
    wrong = next((name for name in given if name.startswith(f"{LISTED}_") and name not in known), None)
    if wrong:
        raise BadEnvironment(
            f"{wrong} is not known; write {LISTED}_<NAME>_ and one of {', '.join(EACH)}, and list <name> in {LISTED}."
        )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
