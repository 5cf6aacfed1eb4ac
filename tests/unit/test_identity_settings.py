"""Who vouches for people, out of the environment; and one sentence for each mistake."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from boso.access.identity import digest_of_subject, is_subject, is_sure_enough
from boso.access.values import IdentityProvider
from boso.config.env import BadEnvironment
from boso.config.identity import for_library, read_identity

GIVEN = {
    "BOSO_LOGIN": "idporten, entra",
    "BOSO_LOGIN_IDPORTEN_NAME": "ID-porten",
    "BOSO_LOGIN_IDPORTEN_ISSUER": "https://idporten.no",
    "BOSO_LOGIN_IDPORTEN_CLIENT_ID": "abc",
    "BOSO_LOGIN_IDPORTEN_SECRET": "hemmelig",
    "BOSO_LOGIN_IDPORTEN_SUBJECT": "pid",
    "BOSO_LOGIN_IDPORTEN_LEVELS": "idporten-loa-substantial, idporten-loa-high",
    "BOSO_LOGIN_ENTRA_ISSUER": "https://login.microsoftonline.com/tenant/v2.0",
    "BOSO_LOGIN_ENTRA_CLIENT_ID": "def",
    "BOSO_LOGIN_ENTRA_LEVEL_CLAIM": "amr",
    "BOSO_LOGIN_ENTRA_LEVELS": "mfa",
}


def test_nobody_vouches_unless_told_and_passwords_are_ours() -> None:
    read = read_identity({}, secret_key="k")
    assert (dict(read.providers), read.local, read.key) == ({}, True, "k")


def test_several_providers_with_their_levels_and_secrets_from_files(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("fra fil\n")
    more = {"BOSO_LOGIN_ENTRA_SECRET_FILE": str(file), "BOSO_LOCAL_LOGIN": "0", "BOSO_IDENTITY_KEY_FILE": str(file)}
    read = read_identity({**GIVEN, **more}, secret_key="k")
    assert list(read.providers) == ["idporten", "entra"]
    idporten, entra = read.providers.values()
    assert (idporten.name, idporten.subject, idporten.secret) == ("ID-porten", "pid", "hemmelig")
    assert idporten.levels == ("idporten-loa-substantial", "idporten-loa-high")
    assert (entra.name, entra.subject, entra.secret, entra.scope) == ("entra", "sub", "fra fil", ("openid",))
    assert (read.local, read.key) == (False, "fra fil")
    apps = for_library(read.providers)["openid_connect"]["APPS"]
    assert [app["settings"]["oauth_pkce_enabled"] for app in apps] == [True, True]
    assert "hemmelig" not in repr(read)


def key_file(folder: Path, key: Any) -> str:
    file = folder / "key.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(file)


@pytest.mark.parametrize(("key", "algorithm"), [
    (rsa.generate_private_key(65537, 2048), "RS256"), (ec.generate_private_key(ec.SECP256R1()), "ES256"),
])  # fmt: skip
def test_a_key_in_place_of_a_secret_says_how_it_signs(tmp_path: Path, key: Any, algorithm: str) -> None:
    more = {"BOSO_LOGIN_ENTRA_KEY_FILE": key_file(tmp_path, key), "BOSO_LOGIN_ENTRA_KEY_ID": "k1"}
    read = read_identity({**GIVEN, **more}, secret_key="k")
    own = read.providers["entra"].key
    assert own is not None
    assert (own.algorithm, own.key_id, read.providers["idporten"].key) == (algorithm, "k1", None)
    apps = for_library(read.providers)["openid_connect"]["APPS"]
    assert [app["settings"].get("token_auth_method", "") for app in apps] == ["", "private_key_jwt"]
    assert "PRIVATE" not in repr(read)


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 1024)])
def test_a_key_that_providers_take_from_nobody_is_told(tmp_path: Path, key: Any) -> None:
    with pytest.raises(BadEnvironment, match="cannot sign"):
        read_identity({**GIVEN, "BOSO_LOGIN_ENTRA_KEY_FILE": key_file(tmp_path, key)}, secret_key="k")


@pytest.mark.parametrize(("wrong", "part"), [
    ({"BOSO_LOGIN_ENTRA_KEY": "hemmelig"}, "no private key"),
    ({"BOSO_LOGIN_ENTRA_KEY_ID": "k1"}, "not given"),
    ({"BOSO_LOGIN_IDPORTEN_KEY": "x"}, "a secret and a key"),
    ({"BOSO_LOGIN": "ID-porten"}, "short names"),
    ({"BOSO_LOGIN": "annen"}, "BOSO_LOGIN_ANNEN_ISSUER"),
    ({"BOSO_LOGIN_IDPORTEN_CLIENT_ID": ""}, "BOSO_LOGIN_IDPORTEN_CLIENT_ID"),
    ({"BOSO_LOGIN_IDPORTEN_ISSUER": "http://idporten.no"}, "whole address"),
    ({"BOSO_LOGIN_IDPORTEN_ISSUER": "idporten.no"}, "whole address"),
    ({"BOSO_LOGIN_IDPORTEN_CLIENTID": "x"}, "is not known"),
    ({"BOSO_LOGIN_ANNEN_ISSUER": "https://a.no"}, "is not known"),
    ({"BOSO_LOGIN_IDPORTEN_SECRET_FILE": "/finnes/ikke"}, "cannot be read"),
    ({"BOSO_LOCAL_LOGIN": "nei"}, "write 1 or 0"),
])  # fmt: skip
def test_a_mistake_is_one_sentence(wrong: dict[str, str], part: str) -> None:
    given = {**GIVEN, **wrong} if wrong.get("BOSO_LOGIN") is None else wrong
    with pytest.raises(BadEnvironment, match=part) as mistake:
        read_identity(given, secret_key="k")
    assert "hemmelig" not in str(mistake.value)


def test_somebody_must_be_able_to_log_in() -> None:
    with pytest.raises(BadEnvironment, match="nobody could log in"):
        read_identity({"BOSO_LOCAL_LOGIN": "0"}, secret_key="k")


def provider(**more: object) -> IdentityProvider:
    told = {"code": "a", "name": "A", "issuer": "https://a.no", "client_id": "c", "secret": "s", **more}
    return IdentityProvider(**told)  # type: ignore[arg-type]


def test_what_is_kept_of_a_person_depends_on_key_issuer_and_claim_and_not_on_our_name_for_it() -> None:
    kept = digest_of_subject(provider(), "12345678901", key="k")
    assert kept == digest_of_subject(provider(code="b", issuer="https://a.no/"), "12345678901", key="k")
    others = [
        digest_of_subject(provider(), "12345678901", key="l"),
        digest_of_subject(provider(issuer="https://b.no"), "12345678901", key="k"),
        digest_of_subject(provider(subject="pid"), "12345678901", key="k"),
        digest_of_subject(provider(), "12345678902", key="k"),
    ]
    assert len({kept, *others}) == 5
    assert "12345678901" not in kept


@pytest.mark.parametrize(("levels", "claim", "claims", "enough"), [
    ((), "acr", {}, True),
    (("high",), "acr", {"acr": "high"}, True),
    (("high",), "acr", {"acr": "low"}, False),
    (("high",), "acr", {}, False),
    (("mfa",), "amr", {"amr": ["pwd", "mfa"]}, True),
    (("mfa",), "amr", {"amr": ["pwd"]}, False),
    (("mfa",), "amr", {"amr": []}, False),
])  # fmt: skip
def test_a_level_is_reached_or_not(
    levels: tuple[str, ...], claim: str, claims: dict[str, object], enough: bool
) -> None:
    assert is_sure_enough(provider(levels=levels, level_claim=claim), claims) is enough


@pytest.mark.parametrize(("claim", "typed", "may_be"), [
    ("pid", "12345678901", True), ("pid", "1234567890", False), ("pid", "", False),
    ("oid", "0b1c-2d", True), ("oid", "", False), ("oid", "a b", False),
])  # fmt: skip
def test_what_is_typed_may_be_somebody(claim: str, typed: str, may_be: bool) -> None:
    assert is_subject(provider(subject=claim), typed) is may_be
