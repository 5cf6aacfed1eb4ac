"""What is kept of who somebody is at a provider of identities: a keyed hash, never the identifier itself."""

import hashlib
import hmac
import re
from collections.abc import Mapping

from boso.access.values import IdentityProvider
from boso.kernel.errors import Denied

NATIONAL = "pid"  # the claim of ID-porten that holds the national identity number
NATIONAL_NUMBER = re.compile(r"\d{11}")


def digest_of_subject(provider: IdentityProvider, subject: str, *, key: str) -> str:
    """What stands in the database for a person at a provider. Only who has the key can try whether it is somebody's.

    Of the issuer and not of our name for it: a provider that is replaced by another never inherits its people.
    """
    told = f"{provider.issuer.rstrip('/')}\n{provider.subject}\n{subject}"
    return hmac.new(f"boso.access.identity:{key}".encode(), told.encode(), hashlib.sha256).hexdigest()


def subject_in(provider: IdentityProvider, claims: Mapping[str, object]) -> str:
    """The claim that stays the same for the person. Raises Denied for a token without it."""
    found = claims.get(provider.subject)
    if not isinstance(found, str) or not found.strip():
        raise Denied("no_subject")
    return found.strip()


def levels_in(provider: IdentityProvider, claims: Mapping[str, object]) -> tuple[str, ...]:
    """How surely the provider knows the person, as it says itself: one level, or several (as `amr` of Entra ID)."""
    found = claims.get(provider.level_claim)
    return tuple(str(each) for each in (found if isinstance(found, list) else [found] if found else []))


def is_sure_enough(provider: IdentityProvider, claims: Mapping[str, object]) -> bool:
    """Whether a level that is asked for was reached; where none is asked for, any will do."""
    return not provider.levels or any(each in provider.levels for each in levels_in(provider, claims))


def is_subject(provider: IdentityProvider, subject: str) -> bool:
    """Whether what somebody typed may be who a person is there: a national number has eleven digits."""
    if provider.subject == NATIONAL:
        return NATIONAL_NUMBER.fullmatch(subject) is not None
    return bool(subject) and not any(sign.isspace() for sign in subject)
