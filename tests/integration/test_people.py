"""People and roles through the pages: who gives what where, invitations that open once, roles that end at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boso.access import actions
from boso.access.letters import NotSent
from boso.access.models import Invitation
from boso.access.queries import find_account, list_held, list_members, municipalities_in_reach
from boso.access.rules import can, can_hold_beside, may_end, may_give, roles_to_give
from boso.access.values import WHOLE_PROGRAMME, Account, Held, Permission, Role, Scope
from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.periods import Validity
from boso.places import rls
from boso.places.clock import current_moment
from tests.factories.delivering import opened
from tests.factories.people import PASSWORD, holder, logged_in, mailed_link, place_of
from tests.factories.reports import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
TODAY = NOW.date()
HERE, REGION = Scope(municipality_id=1, region_id=7), Scope(region_id=7)
INSIDE = Scope(municipality_id=1, region_id=7, district_id=3)
ELSEWHERE = Scope(municipality_id=2, region_id=8)
SOON = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = TODAY
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def place_code(person_role: Role, municipality: str = "provevik") -> str:
    scope = place_of(person_role, municipality=municipality)
    return f"k{scope.municipality_id}" if scope.municipality_id else (f"r{scope.region_id}" if scope.region_id else "p")


# Written out by hand: who gives (or ends) which role in her own place, and what she only lends for a period.
GIVEN = {
    Role.PROGRAMME_LEADER: (HERE, {"contributor", "case_worker", "decision_maker", "auditor"}, {"programme_leader"}),
    Role.PROGRAMME_OWNER: (
        HERE, {"programme_leader", "contributor", "case_worker", "decision_maker", "auditor"}, {"programme_owner"},
    ),
    Role.REGION_MANAGER: (REGION, {"programme_contact", "editor"}, {"region_manager"}),
    Role.CONTRIBUTOR: (HERE, set(), set()), Role.CASE_WORKER: (HERE, set(), set()), Role.AUDITOR: (HERE, set(), set()),
    Role.DECISION_MAKER: (HERE, set(), set()), Role.EDITOR: (REGION, set(), set()),
    Role.DISTRICT_LEADER: (INSIDE, {"district_contributor"}, {"district_leader"}),
    Role.DISTRICT_CONTRIBUTOR: (INSIDE, set(), set()),
    Role.PROGRAMME_CONTACT: (REGION, set(), set()), Role.STATE_ADMIN: (WHOLE_PROGRAMME, set(), set()),
    Role.SYSTEM_ADMIN: (WHOLE_PROGRAMME, {"state_admin", "system_admin"}, set()),
}  # fmt: skip


@pytest.mark.parametrize("giver", Role)
def test_who_gives_which_role(giver: Role) -> None:
    scope, given, lent = GIVEN[giver]
    held = [Held(role=giver, scope=scope)]
    lasting = {r.value for r in Role if may_give(held, r, scope, until=None, on=TODAY)}
    assert lasting == given
    assert {r.value for r in roles_to_give(held, scope, on=TODAY)} == given | lent
    if scope is not WHOLE_PROGRAMME:
        assert not any(may_give(held, r, ELSEWHERE, until=SOON, on=TODAY) for r in Role)
    assert not any(
        may_give([Held(role=giver, scope=scope, validity=Validity(None, TODAY))], r, scope, until=SOON, on=TODAY)
        for r in Role
    )


def test_the_roles_of_a_district_are_given_by_those_who_lead_its_municipality_and_reach_nothing_beside_it() -> None:
    beside = Scope(municipality_id=1, region_id=7, district_id=4)
    for giver in (Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER):
        given = {r.value for r in roles_to_give([Held(role=giver, scope=HERE)], INSIDE, on=TODAY)}
        assert given == {"district_leader", "district_contributor"}
    held = [Held(role=Role.DISTRICT_LEADER, scope=INSIDE)]
    assert not roles_to_give(held, beside, on=TODAY)
    assert not roles_to_give(held, HERE, on=TODAY)
    for permission in Permission:
        assert not can(held, permission, HERE, on=TODAY)
        assert not can(held, permission, beside, on=TODAY)
    assert can(held, Permission.EDIT_DISTRICTS, INSIDE, on=TODAY)
    assert can([Held(role=Role.PROGRAMME_LEADER, scope=HERE)], Permission.EDIT_DISTRICTS, INSIDE, on=TODAY)


def test_a_role_in_a_district_gives_what_is_of_districts_and_nothing_else_of_its_municipality() -> None:
    held = [Held(role=Role.DISTRICT_LEADER, scope=INSIDE)]
    for permission in Permission:
        reached = municipalities_in_reach(held, on=TODAY, permission=permission)
        assert reached == ({1} if permission in (Permission.READ_DISTRICTS, Permission.EDIT_DISTRICTS) else set())
    assert municipalities_in_reach(held, on=TODAY) == {1}


def test_a_region_gives_the_roles_of_a_municipality_that_report_but_none_near_registers() -> None:
    held = [Held(role=Role.REGION_MANAGER, scope=REGION)]
    given = {r.value for r in roles_to_give(held, HERE, on=TODAY)}
    assert given == {"programme_leader", "programme_owner", "programme_contact"}


@pytest.mark.parametrize(("until", "reason"), [
    (None, "needs_an_end"), (TODAY + timedelta(days=400), "too_long"), (SOON, ""),
])  # fmt: skip
def test_a_deputy_stands_in_for_a_period(until: date | None, reason: str) -> None:
    held = [Held(role=Role.PROGRAMME_LEADER, scope=HERE)]
    assert may_give(held, Role.PROGRAMME_LEADER, HERE, until=until, on=TODAY).reason == reason


def test_a_deputy_lends_no_longer_than_she_has_it_herself() -> None:
    held = [Held(role=Role.PROGRAMME_LEADER, scope=HERE, validity=Validity(None, SOON))]
    assert may_give(held, Role.PROGRAMME_LEADER, HERE, until=SOON + timedelta(days=1), on=TODAY).reason == "too_long"


def test_nobody_ends_the_last_administrator() -> None:
    admin = [Held(role=Role.SYSTEM_ADMIN, scope=WHOLE_PROGRAMME)]
    assert may_end(admin, admin[0], last=True, on=TODAY).reason == "last_administrator"
    assert may_end(admin, admin[0], last=False, on=TODAY)


@pytest.mark.parametrize(("ender", "end", "reason"), [
    (Role.PROGRAMME_LEADER, None, "not_yours_to_end"), (Role.PROGRAMME_LEADER, SOON, ""),
    (Role.PROGRAMME_OWNER, None, ""), (Role.CONTRIBUTOR, SOON, "not_yours_to_give"),
])  # fmt: skip
def test_a_leader_ends_a_deputy_but_a_lasting_leader_only_whoever_may_give_the_role(
    ender: Role, end: date | None, reason: str
) -> None:
    another = Held(role=Role.PROGRAMME_LEADER, scope=HERE, validity=Validity(None, end))
    assert may_end([Held(role=ender, scope=HERE)], another, last=False, on=TODAY).reason == reason


def test_who_recommends_never_decides_in_one_place_at_one_time() -> None:
    worker = [Held(role=Role.CASE_WORKER, scope=HERE, validity=Validity(None, SOON))]
    assert not can_hold_beside(Role.DECISION_MAKER, HERE, worker, start=TODAY, end=None)
    assert can_hold_beside(Role.DECISION_MAKER, HERE, worker, start=SOON, end=None)
    assert can_hold_beside(Role.DECISION_MAKER, ELSEWHERE, worker, start=TODAY, end=None)


def send(client: Client, sted: str, **typed: str) -> Any:
    given = {"sted": sted, "name": "Ola Prøvesen", "email": "ola@demo.example", "role": "contributor", "language": "nb"}
    return client.post("/personer/inviter/", given | typed)


def test_an_invitation_is_opened_looked_at_and_accepted_once() -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    code = place_code(Role.PROGRAMME_LEADER)
    assert send(leader, code).status_code == 302
    assert "Ola Prøvesen" in leader.get("/personer/").content.decode()
    address, reader = mailed_link(), Client()
    for _ in range(2):
        shown = reader.get(address).content.decode()
        assert "Bidragsyter" in shown
        assert "Prøvevik" in shown
    assert find_account("ola") is None, "looking changes nothing"
    new = {"username": "ola", "password1": "en helt annen setning", "password2": "en helt annen setning"}
    assert reader.post(address, new | {"password2": "noe annet"}).status_code == 422
    assert reader.post(address, new).status_code == 302
    account = find_account("ola")
    assert account
    assert [h.role for h in list_held(account.id)] == [Role.CONTRIBUTOR]
    assert reader.get("/arbeid/").status_code == 200
    assert reader.get(address).status_code == 404
    assert Client().post(address, new | {"username": "tyv"}).status_code == 404


def test_the_queue_holds_no_link_and_a_mail_that_did_not_go_is_made_anew(monkeypatch: Any) -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    send(leader, place_code(Role.PROGRAMME_LEADER))
    (job,) = ProcrastinateJob.objects.filter(task_name="boso.access.send_invitation")
    assert set(job.args) == {"invitation_id", "place"}
    with monkeypatch.context() as patched:

        def fail(*args: object, **more: object) -> None:
            raise ConnectionRefusedError("nobody there")

        patched.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(NotSent):
            mailed_link()
    first, second = mailed_link(), mailed_link()
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]


def test_whoever_has_an_account_takes_the_role_with_it() -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    send(leader, place_code(Role.PROGRAMME_LEADER))
    other = holder(Role.CONTRIBUTOR, municipality="provesund", username="annen")
    assert logged_in(other).post(mailed_link()).status_code == 302
    assert len(list_held(other.id)) == 2


def test_an_old_a_withdrawn_and_an_unfounded_invitation_open_nothing() -> None:
    person = holder(Role.PROGRAMME_LEADER)
    leader, code = logged_in(person), place_code(Role.PROGRAMME_LEADER)
    send(leader, code)
    address = mailed_link()
    with rls.scope(rls.ALL):
        Invitation.objects.update(expires_at=current_moment())
    assert Client().get(address).status_code == 404
    send(leader, code)
    address = mailed_link()
    with rls.scope(rls.ALL):
        newest = Invitation.objects.latest("pk")
    assert leader.post(f"/personer/invitasjon/{newest.pk}/trekk/", {"sted": code}).status_code == 302
    assert Client().get(address).status_code == 404
    send(leader, code)
    (row,) = list_members(place_of(Role.PROGRAMME_LEADER), on=TODAY)
    actions.end_role(membership_id=row.id, end=TODAY, actor=person.actor, now=NOW, within=rls.ALL)
    other = holder(Role.CONTRIBUTOR, municipality="provesund", username="annen")
    assert logged_in(other).post(mailed_link()).status_code == 403, "who sent it may no longer give the role"


@pytest.mark.parametrize(("typed", "said"), [
    ({"email": "ola"}, "er ingen e-postadresse"), ({"name": " "}, "Skriv navnet"), ({"until": "snart"}, "31.12.2014"),
    ({"role": "programme_leader"}, "En stedfortreder må ha en siste dag"), ({"role": "konge"}, "Velg en rolle"),
    ({"role": "system_admin"}, "Rollen kan ikke gis der"), ({"role": "programme_owner"}, "ikke din å gi"),
    ({"until": "01.01.2014"}, "fram i tid"),
])  # fmt: skip
def test_an_invitation_that_cannot_be_sent_says_why_and_keeps_what_was_typed(typed: dict[str, str], said: str) -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    answer = send(leader, place_code(Role.PROGRAMME_LEADER), **typed)
    assert answer.status_code in (403, 422)
    assert said in answer.content.decode()
    assert mail.outbox == []


def test_another_place_is_not_found_whoever_asks() -> None:
    leader, other = logged_in(holder(Role.PROGRAMME_LEADER)), place_code(Role.PROGRAMME_LEADER, "provesund")
    assert leader.get(f"/personer/?sted={other}").status_code == 404
    assert send(leader, other).status_code == 404
    stranger = holder(Role.CONTRIBUTOR, municipality="provesund", username="annen")
    (theirs,) = list_members(place_of(Role.CONTRIBUTOR, municipality="provesund"), on=TODAY)
    mine = place_code(Role.PROGRAMME_LEADER)
    assert leader.post(f"/personer/rolle/{theirs.id}/avslutt/", {"sted": mine}).status_code == 404
    assert [h.validity.end for h in list_held(stranger.id)] == [None]


def test_a_role_that_is_ended_closes_open_pages_at_once() -> None:
    leader, helper = logged_in(holder(Role.PROGRAMME_LEADER)), holder(Role.CONTRIBUTOR)
    at_work = logged_in(helper)
    assert at_work.get("/arbeid/").status_code == 200
    row = next(m for m in list_members(place_of(Role.CONTRIBUTOR), on=TODAY) if m.account == helper)
    sent = leader.post(f"/personer/rolle/{row.id}/avslutt/", {"sted": place_code(Role.CONTRIBUTOR)})
    assert sent.status_code == 302
    assert at_work.get("/arbeid/").status_code == 302
    assert "Hadde en rolle her" in leader.get("/personer/").content.decode()


def with_codes(person: Account) -> Account:
    Authenticator.objects.create(user_id=person.id, type="totp", data={"secret": "x"})
    return person


def test_a_lost_second_factor_takes_two() -> None:
    helper = with_codes(holder(Role.CONTRIBUTOR))
    leader, owner = holder(Role.PROGRAMME_LEADER), holder(Role.PROGRAMME_OWNER)
    wish = actions.ask_for_reset(account_id=helper.id, reason="ny telefon", actor=leader.actor, now=NOW)
    with pytest.raises(Denied):
        actions.confirm_reset(reset_id=wish.id, actor=leader.actor, now=NOW)
    with pytest.raises(Denied):
        actions.confirm_reset(reset_id=wish.id, actor=helper.actor, now=NOW)
    stranger = holder(Role.PROGRAMME_LEADER, municipality="provesund", username="annen")
    with pytest.raises(Denied):
        actions.confirm_reset(reset_id=wish.id, actor=stranger.actor, now=NOW)
    assert Authenticator.objects.exists()
    page = logged_in(owner)
    code = place_code(Role.PROGRAMME_OWNER)
    assert "ny telefon" in page.get("/personer/").content.decode()
    assert page.post(f"/personer/totrinn/{wish.id}/", {"sted": code, "answer": "confirm"}).status_code == 302
    assert not Authenticator.objects.exists()
    acts = {e.act for e in list_for_subject("account", str(helper.id))}
    assert {"second_factor_reset", "second_factor_reset_asked"} <= acts
    with pytest.raises(NotFound):
        actions.confirm_reset(reset_id=wish.id, actor=owner.actor, now=NOW)


def test_a_region_confirms_for_its_municipalities() -> None:
    helper, leader = with_codes(holder(Role.CONTRIBUTOR)), holder(Role.PROGRAMME_LEADER)
    wish = actions.ask_for_reset(account_id=helper.id, reason="ny telefon", actor=leader.actor, now=NOW)
    actions.confirm_reset(reset_id=wish.id, actor=holder(Role.REGION_MANAGER).actor, now=NOW)
    assert not Authenticator.objects.exists()


def test_nothing_is_reset_without_a_reason_or_anything_to_reset() -> None:
    helper, leader = holder(Role.CONTRIBUTOR), holder(Role.PROGRAMME_LEADER)
    for reason in ("", "ny telefon"):
        with pytest.raises(Invalid):
            actions.ask_for_reset(account_id=helper.id, reason=reason, actor=leader.actor, now=NOW)


def test_the_log_is_read_by_those_it_concerns_filtered_and_as_a_file() -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    holder(Role.CONTRIBUTOR, municipality="provesund", username="annen")
    shown = leader.get("/logg/").content.decode()
    assert "Rolle gitt" in shown
    assert "Prøvesund" not in shown
    assert "Ingenting i loggen passer" in leader.get("/logg/?hva=import_applied&fra=tull&side=999").content.decode()
    file = leader.get("/logg/fil.csv?hva=role_given")
    assert file["Content-Type"].startswith("text/csv")
    assert "Rolle gitt" in file.content.decode("utf-8-sig")
    assert logged_in(holder(Role.AUDITOR)).get("/logg/").status_code == 403


def test_password_changed_ends_other_sessions() -> None:
    person = holder(Role.PROGRAMME_LEADER)
    here, there = logged_in(person), logged_in(person)
    actions.end_sessions(person.id)
    assert here.get("/arbeid/").status_code == 302
    assert there.get("/arbeid/").status_code == 302
    assert PASSWORD


@pytest.mark.parametrize(("begun", "seen", "ends"), [(9, 0, True), (7, 3, True), (7, 1, False)])
def test_a_log_in_ends_when_it_is_too_old_or_too_quiet(begun: int, seen: int, ends: bool, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE_AGE = 8 * 3600, 2 * 3600
    client = logged_in(holder(Role.PROGRAMME_LEADER))
    session = client.session
    now = timezone.now().timestamp()
    session["begun"], session["seen"] = now - begun * 3600, now - seen * 3600
    session.save()
    assert (client.get("/arbeid/").status_code == 302) is ends


def test_a_log_in_gets_a_new_key_and_a_page_that_asks_by_itself_is_no_sign_of_life() -> None:
    client, person = Client(), holder(Role.PROGRAMME_LEADER)
    client.get("/logg-inn/")
    client.post("/logg-inn/", {"username": person.username, "password": PASSWORD})
    session = client.session
    session["seen"] = quiet = timezone.now().timestamp() - 600
    session.save()
    client.post("/rapport/1/her/")
    assert client.session["seen"] == quiet
    client.get("/arbeid/")
    assert client.session["seen"] > quiet


def test_attempts_are_counted_in_the_database_for_all_processes() -> None:
    holder(Role.PROGRAMME_LEADER)
    for _ in range(12):
        answer = Client().post("/logg-inn/", {"username": "programme_leader", "password": "feil"})
    assert answer.status_code == 429 or "For mange forsøk" in answer.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM boso_cache")
        assert cursor.fetchone()[0] > 0


def test_a_new_leader_takes_over_what_is_open() -> None:
    with rls.scope(rls.ALL):
        opened("provevik")
    person = holder(Role.PROGRAMME_LEADER)
    leader, owner = logged_in(person), logged_in(holder(Role.PROGRAMME_OWNER))
    shown = leader.get("/overlevering/provevik/").content.decode()
    assert "Jeg har tatt over" in shown
    assert "Prøvevik" in shown
    assert leader.post("/overlevering/provevik/").status_code == 302
    assert "Overtatt etter en annen" in owner.get("/overlevering/provevik/").content.decode()
    assert owner.post("/overlevering/provevik/").status_code == 403
    assert leader.get("/overlevering/provesund/").status_code == 404
