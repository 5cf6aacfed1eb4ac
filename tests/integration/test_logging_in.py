"""Logging in and out, the second step, guessing slowed down, and the language a page is written in."""

import logging
import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from boso.access.actions import end_role
from boso.access.queries import get_account, list_members
from boso.access.values import Role
from boso.kernel.decisions import SYSTEM
from boso.kernel.errors import Denied, Invalid, NotFound, Unreadable
from boso.places import rls
from boso.web.middleware.language import language_of
from tests.factories.people import PASSWORD, account, holder, logged_in, place_of
from tests.factories.reports import NOW, programme_places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(as_app_role: None) -> None:
    cache.clear()


def log_in(client: Client, username: str = "kari", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/logg-inn/", {"username": username, "password": password, **more})


def test_the_form_has_the_fields_it_promises(client: Client) -> None:
    page = client.get("/logg-inn/").content.decode()
    assert 'name="username"' in page
    assert 'name="password"' in page


def test_the_right_password_leads_to_ones_work_or_where_one_was_going(client: Client) -> None:
    account()
    assert log_in(client)["Location"] == "/arbeid/"
    client.post("/logg-ut/")
    assert log_in(client, next="/konto/")["Location"] == "/konto/"


def test_one_is_never_led_to_another_site(client: Client) -> None:
    account()
    assert log_in(client, next="https://evil.example/")["Location"] == "/arbeid/"


@pytest.mark.parametrize(("username", "password"), [("kari", "feil passord her"), ("ingen", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_look_the_same(client: Client, username: str, password: str) -> None:
    account()
    page = log_in(client, username, password).content.decode()
    assert "Brukernavnet eller passordet stemmer ikke." in page
    assert client.get("/arbeid/").status_code == 302


def test_guessing_is_slowed_down_even_for_the_right_password(client: Client) -> None:
    account()
    for _ in range(6):
        log_in(client, password="feil passord her")
    assert "For mange forsøk" in log_in(client).content.decode()


def test_nobody_signs_up_and_no_password_is_mailed(client: Client) -> None:
    for address in ("/signup/", "/registrer/", "/accounts/signup/", "/accounts/password/reset/"):
        assert client.get(address).status_code == 404


def test_logging_out_needs_a_push_and_ends_the_session() -> None:
    client = logged_in(account())
    assert client.get("/logg-ut/").status_code == 200
    assert client.get("/arbeid/").status_code == 200
    client.post("/logg-ut/")
    assert client.get("/arbeid/").status_code == 302


def test_a_session_is_new_after_logging_in(client: Client) -> None:
    account()
    client.post("/sprak/", {"language": "nn", "next": "/om/"})
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_a_role_that_ends_closes_its_pages_at_once() -> None:
    with rls.scope(rls.ALL):
        programme_places()
    client = logged_in(holder(Role.PROGRAMME_LEADER))
    assert client.get("/import/").status_code == 200
    (held,) = list_members(place_of(Role.PROGRAMME_LEADER), on=NOW.date())
    end_role(membership_id=held.id, end=NOW.date(), actor=SYSTEM, now=NOW, within=rls.ALL)
    assert client.get("/import/")["Location"].startswith("/logg-inn/")
    again = logged_in(held.account)
    refused = again.get("/import/")
    assert refused.status_code == 403
    assert "gjelder ikke i dag" in refused.content.decode()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_second_step_can_be_added_and_is_then_asked_for(client: Client) -> None:
    account()
    log_in(client)
    assert "Slå på" in client.get("/konto/totrinn/").content.decode()
    asked = client.get("/konto/totrinn/app/")
    assert asked["Location"].startswith("/konto/bekreft/")
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get("/konto/totrinn/app/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]  # type: ignore[index]
    assert "Koden stemmer ikke" in client.post("/konto/totrinn/app/", {"code": "000000"}).content.decode()
    assert client.post("/konto/totrinn/app/", {"code": code_of(secret)}).status_code == 302
    assert "Reservekoder" in client.get("/konto/totrinn/koder/").content.decode()
    client.post("/logg-ut/")
    cache.clear()  # a code is good once, also for the one who just used it
    assert log_in(client)["Location"].startswith("/logg-inn/kode/")
    assert client.get("/arbeid/").status_code == 302
    wrong = client.post("/logg-inn/kode/", {"code": "000000"})
    assert "Koden stemmer ikke" in wrong.content.decode()
    assert client.post("/logg-inn/kode/", {"code": code_of(secret)})["Location"] == "/arbeid/"
    assert client.get("/arbeid/").status_code == 200


def test_a_password_is_changed_by_whoever_knows_it(client: Client) -> None:
    account()
    log_in(client)
    new = "en helt annen setning"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/konto/passord/", sent).status_code == 302
    client.post("/logg-ut/")
    assert log_in(client, password=new).status_code == 302


class TestLanguage:
    @pytest.mark.parametrize(
        ("chosen", "own", "header", "language"),
        [
            ("nn", "nb", "en", "nn"),
            (None, "nn", "nb", "nn"),
            (None, None, "nn-NO,nb;q=0.8", "nn"),
            (None, None, "no,en;q=0.5", "nb"),
            (None, None, "en-US,en", "nb"),
            ("de", None, "", "nb"),
            ("en", None, "nb", "en"),
        ],
    )
    def test_a_choice_wins_then_the_account_then_the_norwegian_of_the_browser(
        self, chosen: Any, own: Any, header: str, language: str
    ) -> None:
        assert language_of(None, chosen, own, header) == language

    @pytest.mark.parametrize(("language", "word"), [("nb", "Skjema"), ("nn", "Kommunar"), ("en", "Municipalities")])
    def test_choosing_stays_on_the_page(self, client: Client, language: str, word: str) -> None:
        answer = client.post("/sprak/", {"language": language, "next": "/om/?a=1"}, follow=True)
        assert answer.redirect_chain == [("/om/?a=1", 302)]
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in answer.content.decode()
        assert word in answer.content.decode()

    def test_choosing_never_leads_away(self, client: Client) -> None:
        assert client.post("/sprak/", {"language": "nn", "next": "//evil.example/"})["Location"] == "/"

    def test_an_unknown_language_is_refused(self, client: Client) -> None:
        assert client.post("/sprak/", {"language": "de"}).status_code == 422
        assert client.get("/sprak/").status_code == 405

    def test_an_account_keeps_its_language(self) -> None:
        person = account()
        logged_in(person).post("/sprak/", {"language": "nn", "next": "/om/"})
        assert get_account(person.id).language == "nn"
        assert '<html lang="nn"' in logged_in(person).get("/om/").content.decode()


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "status", "said"),
        [
            (NotFound("hemmelig"), 404, "Siden finnes ikke"),
            (Denied("Rollen din gir ikke tilgang til dette."), 403, "Rollen din gir ikke tilgang til dette."),
            (Invalid("Skriv et tall, for eksempel 412."), 422, "Skriv et tall, for eksempel 412."),
            (Unreadable("Filen er tom."), 422, "Filen er tom."),
        ],
    )
    def test_an_error_of_the_house_becomes_a_page(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
    ) -> None:
        self.break_page(monkeypatch, error)
        answer = client.get("/om/")
        assert answer.status_code == status
        assert said in answer.content.decode()
        assert "hemmelig" not in answer.content.decode()

    def test_a_fault_of_ours_is_logged_with_the_number_the_page_tells(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.break_page(monkeypatch, ZeroDivisionError("secret detail"))
        with caplog.at_level(logging.ERROR, logger="boso.web"):
            answer = client.get("/om/")
        assert answer.status_code == 500
        reference = answer["X-Boso-Fault"]
        assert reference in answer.content.decode()
        assert "secret detail" not in answer.content.decode()
        assert reference in caplog.text
        assert "ZeroDivisionError" in caplog.text

    def test_a_form_without_its_token_says_how_to_go_on(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post("/sprak/", {"language": "nn"})
        assert answer.status_code == 403
        assert "Skjemaet er for gammelt" in answer.content.decode()

    def test_an_impossible_request_is_a_page_too(self, client: Client) -> None:
        assert client.get("/om/", headers={"host": "evil.example"}).status_code == 400

    def break_page(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        def fail() -> None:
            raise error

        monkeypatch.setattr("boso.web.public.about.presenter.kinds", fail)
