"""Logging in by somebody who vouches for people: a real OpenID Connect server runs beside the test, and its tokens are
spoiled in every way they can be."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client

from boso.access import actions
from boso.access.models import User
from boso.access.queries import find_account
from boso.access.values import Account
from boso.audit.queries import list_for_subject
from tests.factories import identity
from tests.factories.identity import (
    KARI,
    LOW,
    SECRET,
    Server,
    acts,
    agreed,
    app_code,
    asked_for,
    bound,
    by,
    inside,
    onward,
    provider,
    use,
)
from tests.factories.people import account

pytestmark = [pytest.mark.django_db, *map(pytest.mark.filterwarnings, identity.NOT_OURS)]


@pytest.fixture
def server(identity_server: Server) -> Server:
    return identity_server


def test_a_known_person_comes_in_and_goes_on_to_where_she_was_going(server: Server, client: Client) -> None:
    person = bound(server, account())
    assert "Logg inn med ID-porten" in client.get("/logg-inn/?next=/konto/").content.decode()
    assert by(client, KARI, next="/konto/")["Location"] == "/konto/"
    page = client.get("/konto/").content.decode()
    assert "ID-porten" in page
    assert acts(person)[0] == "logged_in_by_provider"


def test_what_is_asked_for_is_a_code_with_challenge_state_nonce_and_level(server: Server, client: Client) -> None:
    told = asked_for(onward(client.post("/logg-inn/med/idporten/?scope=all&auth_params=acr_values%3Dlow", {})))
    assert told["response_type"] == "code"
    assert told["code_challenge_method"] == "S256"
    assert told["scope"] == "openid"
    assert told["acr_values"] == f"{identity.SUBSTANTIAL} {identity.HIGH}"
    assert all(len(told[name]) >= 16 for name in ("code_challenge", "state", "nonce"))
    assert client.get("/logg-inn/med/idporten/")["Location"] == "/logg-inn/", "looking at an address begins nothing"
    assert client.post("/logg-inn/med/ukjent/").status_code == 404


def test_nobody_gets_an_account_by_logging_in_and_an_address_binds_nobody(server: Server, client: Client) -> None:
    person = account()
    actions.set_email(account_id=person.id, email="kari@demo.example")
    answer = by(client, KARI)
    assert answer.status_code == 403
    assert "be programlederen" in answer.content.decode()
    assert not inside(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def _claim(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda claims: claims.update({name: value})


SPOILED: dict[str, Callable[[dict[str, Any]], None]] = {
    "another's nonce": _claim("nonce", "n" * 64),
    "no nonce": lambda claims: claims.pop("nonce"),
    "another issuer": _claim("iss", "https://evil.example"),
    "meant for another": _claim("aud", "another"),
    "expired": _claim("exp", identity.long_ago()),
    "without an end": lambda claims: claims.pop("exp"),
    "for us and another, given to another": lambda claims: claims.update(aud=["boso", "another"], azp="another"),
    "for us and another, given to nobody": _claim("aud", ["boso", "another"]),
    "for us, given to another": _claim("azp", "another"),
    "no subject": lambda claims: claims.pop("pid"),
    "a subject that is no text": _claim("pid", 12345678901),
}


@pytest.mark.parametrize("wrong", SPOILED)
def test_a_token_that_is_not_what_it_must_be_opens_nothing(server: Server, client: Client, wrong: str) -> None:
    bound(server, account())
    server.spoil = SPOILED[wrong]
    answer = by(client, KARI)
    assert answer.status_code == 403, wrong
    assert "Du er ikke logget inn" in answer.content.decode()
    assert not inside(client)


def test_a_token_for_us_among_others_that_was_given_to_us_opens(server: Server, client: Client) -> None:
    bound(server, account())
    server.spoil = lambda claims: claims.update(aud=["boso", "another"], azp="boso")
    assert by(client, KARI).status_code == 302
    assert inside(client)


def test_a_token_signed_by_another_key_opens_nothing(server: Server, client: Client) -> None:
    bound(server, account())
    server.foreign_key = True
    assert by(client, KARI).status_code == 403
    assert not inside(client)


def test_an_untouched_token_signed_anew_by_the_server_itself_opens(server: Server, client: Client) -> None:
    """The spoiling is what the tests above are refused for, not the signing."""
    bound(server, account())
    server.spoil = lambda claims: None
    assert by(client, KARI).status_code == 302
    assert inside(client)


@pytest.mark.parametrize("how", ["made up", "none", "of another browser", "used"])
def test_a_state_that_this_session_did_not_ask_for_opens_nothing(server: Server, client: Client, how: str) -> None:
    bound(server, account())
    back = agreed(onward(client.post("/logg-inn/med/idporten/", {})), KARI)
    if how == "used":
        assert client.get(back).status_code == 302
        client.post("/logg-ut/")
    changed = {"made up": re.sub("state=[^&]+", "state=abc", back), "none": re.sub("&?state=[^&]+", "", back)}
    visitor = Client() if how == "of another browser" else client
    assert visitor.get(changed.get(how, back)).status_code == 403
    assert not inside(visitor)


def test_an_answer_in_the_name_of_another_issuer_opens_nothing(server: Server, client: Client) -> None:
    bound(server, account())
    back = agreed(onward(client.post("/logg-inn/med/idporten/", {})), KARI)
    assert client.get(back + "&iss=https://evil.example").status_code == 403


def test_a_provider_that_calls_itself_something_else_is_not_asked(
    server: Server, client: Client, settings: Any
) -> None:
    use(settings, provider(server, issuer=server.issuer.replace("localhost", "127.0.0.1") + "/"))
    assert client.post("/logg-inn/med/idporten/").status_code == 200, "the server names itself by how it is asked"
    use(settings, provider(server, issuer=server.issuer + "/.well-known/openid-configuration"))
    assert client.post("/logg-inn/med/idporten/").status_code == 403


def test_too_low_a_level_is_refused_with_a_sentence(server: Server, client: Client) -> None:
    bound(server, account())
    server.spoil = _claim("acr", LOW)
    answer = by(client, KARI)
    assert answer.status_code == 403
    assert "lavere sikkerhetsnivå enn boso krever" in answer.content.decode()
    assert not inside(client)


def test_who_breaks_off_at_the_provider_is_told_so(server: Server, client: Client) -> None:
    state = asked_for(onward(client.post("/logg-inn/med/idporten/", {})))["state"]
    answer = client.get(f"/logg-inn/med/idporten/svar/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "Du avbrøt innloggingen hos ID-porten" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_a_page_and_the_password_works(
    server: Server, client: Client, settings: Any
) -> None:
    account()
    use(settings, provider(server, issuer="http://localhost:9"))
    answer = client.post("/logg-inn/med/idporten/")
    assert answer.status_code == 503
    assert "ID-porten svarer ikke akkurat nå" in answer.content.decode()
    assert "Brukernavn" in client.get("/logg-inn/").content.decode()


def test_a_provider_that_goes_away_under_way_is_a_page_too(server: Server, client: Client, settings: Any) -> None:
    bound(server, account())
    back = agreed(onward(client.post("/logg-inn/med/idporten/", {})), KARI)
    use(settings, provider(server, issuer="http://localhost:9"))
    assert client.get(back).status_code == 503


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:a(1)"])
def test_one_is_never_led_to_another_site(server: Server, client: Client, evil: str) -> None:
    bound(server, account())
    assert by(client, KARI, next=evil)["Location"] == "/arbeid/"


def test_who_begins_too_often_waits(server: Server, client: Client) -> None:
    found = [client.post("/logg-inn/med/idporten/").status_code for _ in range(31)]
    assert found[-1] == 429
    assert found[0] == 200


def test_a_national_number_is_nowhere_in_the_database(server: Server, client: Client) -> None:
    bound(server, account())
    by(client, KARI)
    assert inside(client)
    kept = [str(vars(each)) for each in SocialAccount.objects.all()]
    kept += [str(each.get_decoded()) for each in Session.objects.all()]
    kept += [str(entry) for entry in list_for_subject("account", str(find_account("kari").id))]  # type: ignore[union-attr]
    assert len(kept) >= 3
    assert KARI not in "".join(kept)


class TestSecondStep:
    @pytest.fixture
    def kari(self, server: Server) -> Account:
        person = bound(server, account())
        TOTP.activate(User.objects.get(pk=person.id), SECRET)
        assert Authenticator.objects.exists()
        return person

    def test_is_not_asked_of_whom_a_provider_knows_surely_enough(self, kari: Account, client: Client) -> None:
        assert by(client, KARI)["Location"] == "/arbeid/"
        assert inside(client)

    def test_is_asked_where_no_level_is(self, kari: Account, server: Server, client: Client, settings: Any) -> None:
        use(settings, provider(server, levels=()))
        assert by(client, KARI)["Location"].startswith("/logg-inn/kode/")
        assert not inside(client)
        assert "logged_in_by_provider" not in acts(kari)
        assert client.post("/logg-inn/kode/", {"code": app_code()}).status_code == 302
        assert inside(client)
        assert acts(kari).count("logged_in_by_provider") == 1
        asked = asked_for(away := onward(client.post("/logg-ut/")))
        assert away.startswith(f"{server.issuer}/oauth2/end_session?"), "out of boso is out there too"
        assert asked["client_id"] == "boso"
        assert "id_token_hint" not in asked
        assert not inside(client)

    def test_is_asked_after_a_password(self, kari: Account, client: Client) -> None:
        sent = {"username": "kari", "password": "en lang setning om hus"}
        assert client.post("/logg-inn/", sent)["Location"].startswith("/logg-inn/kode/")


def test_a_closed_account_stays_closed(server: Server, client: Client) -> None:
    person = bound(server, account())
    User.objects.filter(pk=person.id).update(is_active=False)
    by(client, KARI)
    assert not inside(client)


def test_a_session_is_new_after_logging_in_and_ends_at_the_provider_too(server: Server, client: Client) -> None:
    bound(server, account())
    client.post("/logg-inn/med/idporten/")
    before = client.session.session_key
    by(client, KARI)
    assert client.session.session_key != before
    away = onward(client.post("/logg-ut/"))
    assert away.startswith(f"{server.issuer}/oauth2/end_session?")
    assert asked_for(away)["client_id"] == "boso"
    assert asked_for(away)["post_logout_redirect_uri"] == "http://testserver/"
    assert not inside(client)


def test_out_of_boso_is_out_also_where_the_provider_is_gone(server: Server, client: Client, settings: Any) -> None:
    bound(server, account())
    by(client, KARI)
    use(settings, provider(server, issuer="http://localhost:9"))
    assert client.post("/logg-ut/").status_code == 302
    assert not inside(client)


def test_where_nobody_has_a_password_none_opens_anything(server: Server, client: Client, settings: Any) -> None:
    account()
    use(settings, provider(server), local=False)
    assert "Passord" not in client.get("/logg-inn/").content.decode()
    answer = client.post("/logg-inn/", {"username": "kari", "password": "en lang setning om hus"})
    assert answer.status_code == 403
    assert not client.login(username="kari", password="en lang setning om hus")


def test_several_providers_stand_beside_each_other_and_know_different_people(
    server: Server, client: Client, settings: Any
) -> None:
    bound(server, account())
    use(settings, provider(server), provider(server, code="entra", name="Entra ID", subject="sub", levels=()))
    page = client.get("/logg-inn/").content.decode()
    assert page.index("Logg inn med ID-porten") < page.index("Logg inn med Entra ID")
    assert by(client, KARI, "entra").status_code == 403
    back = agreed(onward(client.post("/logg-inn/med/idporten/", {})), KARI)
    assert client.get(back.replace("/idporten/", "/entra/")).status_code == 403, "the answer of one is not another's"
