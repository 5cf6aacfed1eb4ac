"""How an account comes to be known at a provider: by an invitation, on one's own page, or typed by a leader before."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client

from boso.access import actions
from boso.access.models import User
from boso.access.queries import find_account, list_bindings, list_held
from boso.access.values import Account, Role
from boso.kernel.errors import Invalid
from boso.places import rls
from tests.factories import identity
from tests.factories.identity import (
    KARI,
    OLA,
    SECRET,
    Server,
    acts,
    agreed,
    app_code,
    bound,
    by,
    inside,
    onward,
    provider,
    use,
)
from tests.factories.people import account, holder, logged_in, mailed_link, place_of
from tests.factories.reports import NOW, programme_places

pytestmark = [pytest.mark.django_db, *map(pytest.mark.filterwarnings, identity.NOT_OURS)]


@pytest.fixture
def server(identity_server: Server) -> Server:
    return identity_server


class TestInvited:
    @pytest.fixture
    def address(self, server: Server) -> str:
        with rls.scope(rls.ALL):
            programme_places()
        leader, place = holder(Role.PROGRAMME_LEADER), place_of(Role.PROGRAMME_LEADER)
        actions.invite(
            email="ola@demo.example", name="Ola Prøvesen", language="nn", role=Role.CONTRIBUTOR, scope=place,
            place="Prøvevik", end=None, actor=leader.actor, now=NOW,
        )  # fmt: skip
        return mailed_link()

    @pytest.fixture(autouse=True)
    def _then(self, settings: Any) -> None:
        settings.TODAY = NOW.date()

    def halfway(self, address: str, server: Server, client: Client, settings: Any) -> tuple[Account, str]:
        """Somebody with an account follows the link and has our second step left; she, and the secret of the link."""
        use(settings, provider(server, levels=()))
        person, secret = bound(server, account()), address.split("/")[2]
        TOTP.activate(User.objects.get(pk=person.id), SECRET)
        by(client, KARI, invitation=secret)
        return person, secret

    def test_the_person_logs_in_and_has_an_account_with_the_role(self, address: str, client: Client) -> None:
        page = client.get(address).content.decode()
        assert "Logg inn med ID-porten" in page
        secret = address.split("/")[2]
        assert by(client, OLA, invitation=secret).status_code == 302
        person = User.objects.get(display_name="Ola Prøvesen").account
        assert (person.email, person.language) == ("ola@demo.example", "nn")
        assert [h.role for h in list_held(person.id)] == [Role.CONTRIBUTOR]
        assert {"login_bound", "account_created", "logged_in_by_provider"} <= set(acts(person))
        assert inside(client)
        other = Client()
        assert by(other, KARI, invitation=secret).status_code == 403, "it opens once"
        assert not inside(other)

    def test_whoever_has_an_account_gets_the_role_on_it(self, address: str, server: Server, client: Client) -> None:
        person = bound(server, account())
        by(client, KARI, invitation=address.split("/")[2])
        assert [h.role for h in list_held(person.id)] == [Role.CONTRIBUTOR]
        assert not User.objects.filter(display_name="Ola Prøvesen").exists()

    def test_whoever_has_an_account_gets_the_role_after_our_second_step(
        self, address: str, server: Server, client: Client, settings: Any
    ) -> None:
        person, secret = self.halfway(address, server, client, settings)
        assert not list_held(person.id), "the second step is not passed yet"
        assert secret not in "".join(str(each.get_decoded()) for each in Session.objects.all())
        assert client.post("/logg-inn/kode/", {"code": app_code()}).status_code == 302
        assert [h.role for h in list_held(person.id)] == [Role.CONTRIBUTOR]
        assert inside(client)

    def test_an_invitation_taken_by_another_meanwhile_is_told_and_the_log_in_holds(
        self, address: str, server: Server, client: Client, settings: Any
    ) -> None:
        person, secret = self.halfway(address, server, client, settings)
        by(Client(), OLA, invitation=secret)
        client.post("/logg-inn/kode/", {"code": app_code()})
        assert not list_held(person.id)
        assert "Invitasjonen finnes ikke, er brukt" in client.get("/konto/").content.decode()
        assert inside(client)

    def test_without_passwords_there_is_no_form_for_one(self, address: str, server: Server, settings: Any) -> None:
        use(settings, provider(server), local=False)
        assert "Passord" not in Client().get(address).content.decode()
        new = {"username": "ola", "password1": "en helt annen setning", "password2": "en helt annen setning"}
        assert Client().post(address, new).status_code == 403
        assert find_account("ola") is None


class TestOwnAccount:
    def bind(self, client: Client, sub: str = KARI) -> Any:
        asked = client.post("/logg-inn/med/idporten/", {"process": "bind"})
        assert asked["Location"].startswith("/konto/bekreft/"), "the password once more"
        going = client.post(asked["Location"], {"password": "en lang setning om hus"})
        return client.get(agreed(onward(going), sub), follow=True)

    def test_a_person_binds_sees_and_removes_a_way_to_log_in(self, server: Server, client: Client) -> None:
        person = account()
        client.post("/logg-inn/", {"username": "kari", "password": "en lang setning om hus"})
        assert "Du kan nå logge inn med ID-porten." in self.bind(client).content.decode()
        (row,) = list_bindings(person.id)
        other = Client()
        by(other, KARI)
        assert inside(other)
        assert client.post(f"/konto/innlogging/{row.id}/fjern/").status_code == 302
        assert list_bindings(person.id) == []
        assert {"login_bound", "login_unbound"} <= set(acts(person))
        assert by(Client(), KARI).status_code == 403

    def test_whoever_is_bound_to_another_account_stays_there(self, server: Server, client: Client) -> None:
        bound(server, account("annen", "Annen Prøvesen"))
        person = account()
        client.post("/logg-inn/", {"username": "kari", "password": "en lang setning om hus"})
        assert "hører til en annen konto" in self.bind(client).content.decode()
        assert list_bindings(person.id) == []

    def test_what_was_begun_by_one_is_not_bound_to_the_next(self, server: Server, client: Client) -> None:
        account()
        other = account("annen", "Annen Prøvesen")
        client.post("/logg-inn/", {"username": "kari", "password": "en lang setning om hus"})
        asked = client.post("/logg-inn/med/idporten/", {"process": "bind"})
        going = onward(client.post(asked["Location"], {"password": "en lang setning om hus"}))
        kept = {"socialaccount_states": client.session["socialaccount_states"]}
        client.force_login(User.objects.get(pk=other.id))
        session = client.session
        session.update(kept)
        session.save()
        assert client.get(agreed(going, KARI)).status_code == 403
        assert not SocialAccount.objects.exists()

    def test_the_last_way_to_log_in_stays(self, server: Server, settings: Any) -> None:
        person = bound(server, account())
        (row,) = list_bindings(person.id)
        use(settings, provider(server), local=False)
        told = {"account_id": person.id, "binding_id": row.id, "actor": person.actor, "now": NOW}
        with pytest.raises(Invalid, match="den siste måten"):
            actions.unbind(**told)  # type: ignore[arg-type]
        use(settings, provider(server))
        actions.unbind(**told)  # type: ignore[arg-type]

    def test_anothers_way_to_log_in_is_not_there(self, server: Server) -> None:
        (row,) = list_bindings(bound(server, account()).id)
        other = logged_in(account("annen", "Annen Prøvesen"))
        assert other.post(f"/konto/innlogging/{row.id}/fjern/").status_code == 404

    def test_whoever_has_no_password_changes_none(self, server: Server, client: Client) -> None:
        person = bound(server, account())
        User.objects.filter(pk=person.id).update(password="!")
        by(client, KARI)
        assert "Bytt passord" not in client.get("/konto/").content.decode()
        assert client.get("/konto/passord/").status_code == 403
        assert "den eneste måten" in client.get("/konto/").content.decode()


class TestKnownBeforehand:
    """A leader types who somebody is at a provider; the person logs in there, and is in."""

    @pytest.fixture
    def leader(self, server: Server, settings: Any) -> Client:
        settings.TODAY = NOW.date()
        with rls.scope(rls.ALL):
            programme_places()
        return logged_in(holder(Role.PROGRAMME_LEADER))

    def enrol(self, leader: Client, **typed: str) -> Any:
        sted = f"k{place_of(Role.PROGRAMME_LEADER).municipality_id}"
        told = {"sted": sted, "name": "Ola Prøvesen", "email": "ola@demo.example", "role": "contributor"}
        return leader.post("/personer/knytt/", {**told, "provider": "idporten", "subject": OLA, **typed})

    def test_comes_in_with_the_role(self, leader: Client, client: Client) -> None:
        assert "Ferdig knyttet til en innlogging" in leader.get("/personer/").content.decode()
        assert self.enrol(leader).status_code == 302
        assert by(client, OLA).status_code == 302
        assert inside(client)
        assert "Bidragsyter" in client.get("/konto/").content.decode()

    @pytest.mark.parametrize(("field", "value", "status", "said"), [
        ("subject", "123", 422, "elleve sifre"),
        ("provider", "ukjent", 422, "Velg hvem"),
        ("role", "programme_owner", 403, "ikke din å gi"),
        ("name", " ", 422, "Skriv navnet på personen"),
        ("email", "ola", 422, "ingen e-postadresse"),
    ])  # fmt: skip
    def test_what_cannot_be_used_is_said(self, leader: Client, field: str, value: str, status: int, said: str) -> None:
        answer = self.enrol(leader, **{field: value})
        assert answer.status_code == status
        assert said in answer.content.decode()
        assert OLA not in answer.content.decode(), "a national number is never shown again"
        assert not SocialAccount.objects.exists()

    def test_whoever_has_an_account_is_not_made_another(self, leader: Client, server: Server) -> None:
        bound(server, account(), OLA)
        assert "allerede en konto" in self.enrol(leader).content.decode()
