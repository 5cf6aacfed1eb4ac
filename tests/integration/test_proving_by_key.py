"""We prove ourselves to a provider by a key of ours, to a real OpenID Connect server that takes nothing else."""

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.cache import cache
from django.test import Client

from boso.access import actions
from boso.access.identity import digest_of_subject
from boso.access.values import SigningKey
from boso.kernel.decisions import SYSTEM
from tests.factories import identity
from tests.factories.identity import Server, by, provider, use
from tests.factories.people import account
from tests.factories.reports import NOW

pytestmark = [pytest.mark.django_db, *map(pytest.mark.filterwarnings, identity.NOT_OURS)]
KARI = "12345678901"
KEYS = {"RS256": rsa.generate_private_key(65537, 2048), "ES256": ec.generate_private_key(ec.SECP256R1())}


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with identity.running() as server:
        yield server


@pytest.fixture
def server(running: Server, settings: Any) -> Iterator[Server]:
    cache.clear()
    running.person(KARI)
    yield running
    running.heal()


def signing(algorithm: str) -> SigningKey:
    pem = KEYS[algorithm].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return SigningKey(pem=pem, algorithm=algorithm, key_id="var-nokkel")


def known(settings: Any) -> None:
    digest = digest_of_subject(settings.IDENTITY_PROVIDERS["idporten"], KARI, key=settings.IDENTITY_KEY)
    actions.bind(account_id=account().id, provider="idporten", digest=digest, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_key_of_ours_is_enough_and_each_assertion_is_used_once(
    server: Server, client: Client, settings: Any, algorithm: str
) -> None:
    use(settings, provider(server, secret="", key=signing(algorithm)))
    server.registered = KEYS[algorithm].public_key()
    known(settings)
    for each in (client, Client()):
        assert by(each, KARI)["Location"] == "/arbeid/", server.told_of_it
        assert each.get("/konto/").status_code == 200
    assert len(set(server.proven)) == 2


def test_by_another_key_or_a_secret_nobody_comes_in_and_is_told(server: Server, client: Client, settings: Any) -> None:
    server.registered = KEYS["ES256"].public_key()
    for proof in ({"secret": "", "key": signing("RS256")}, {"secret": "hemmelig"}):
        use(settings, provider(server, **proof))
        answer = by(client, KARI)
        assert answer.status_code == 403
        assert "ID-porten" in answer.content.decode()
        assert client.get("/konto/").status_code == 302
    assert len(server.told_of_it) == 2


def test_the_assertion_says_which_key_signed_it_and_the_key_is_never_shown() -> None:
    from boso.web.proving import proof_of

    told = identity.IdentityProvider(
        code="a", name="A", issuer="https://a.no", client_id="c", secret="", key=signing("RS256")
    )
    sent = proof_of(told, audience="https://a.no")
    assert jwt.get_unverified_header(sent["client_assertion"])["kid"] == "var-nokkel"
    assert "PRIVATE" not in repr(told)
    assert proof_of(identity.IdentityProvider(
        code="a", name="A", issuer="https://a.no", client_id="c", secret="s"
    ), audience="x") == {}  # fmt: skip
