"""Accounts and roles as they are stored, and what the database itself refuses."""

from datetime import date

import pytest
from django.conf import settings as current
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, transaction

from boso.access.actions import choose_language, create_account, create_demo_account, end_role, give_role
from boso.access.models import Membership, User
from boso.access.queries import find_account, get_account, list_held, list_members, municipalities_in_reach
from boso.access.values import WHOLE_PROGRAMME, Permission, Role, Scope
from boso.audit.queries import list_for_subject
from boso.kernel.decisions import SYSTEM
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places.queries import list_municipalities
from tests.factories.people import PASSWORD, SINCE, account, holder, place_of
from tests.factories.reports import NOW, id_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
TODAY = date(2014, 2, 10)


def give(person_id, role, scope, start=SINCE):
    return give_role(account_id=person_id, role=role, scope=scope, start=start, actor=SYSTEM, now=NOW)


def test_an_account_is_stored_without_its_password_and_told_in_the_log():
    person = account("kari", "Kari Prøvesen")
    assert find_account("kari") == person
    assert User.objects.get(pk=person.id).password != PASSWORD
    assert [e.act for e in list_for_subject("account", str(person.id))] == ["account_created"]


@pytest.mark.parametrize(("username", "password"), [("kari", "kort"), ("kari", "password1234"), ("to ord", PASSWORD)])
def test_a_weak_password_or_a_bad_name_is_refused(username, password):
    with pytest.raises(Invalid):
        create_account(username=username, display_name="Kari", password=password, actor=SYSTEM, now=NOW)
    assert find_account(username) is None


def test_a_name_is_taken_once():
    account("kari")
    with pytest.raises(Invalid, match="i bruk"):
        account("kari")


def test_a_role_is_held_from_its_first_day_to_before_its_last_and_both_are_told():
    person, scope = account(), place_of(Role.PROGRAMME_LEADER)
    row = give(person.id, Role.PROGRAMME_LEADER, scope)
    assert give(person.id, Role.PROGRAMME_LEADER, scope).id == row.id
    end_role(membership_id=row.id, end=TODAY, actor=SYSTEM, now=NOW)
    end_role(membership_id=row.id, end=TODAY, actor=SYSTEM, now=NOW)
    (held,) = list_held(person.id)
    assert held.validity.holds(SINCE)
    assert not held.validity.holds(TODAY)
    assert [e.act for e in list_for_subject("membership", str(row.id))] == ["role_ended", "role_given"]
    assert Membership.pgh_event_model.objects.filter(pgh_obj_id=row.id).count() == 2


def test_a_role_cannot_end_before_it_began_or_be_held_in_the_wrong_kind_of_place():
    person = account()
    row = give(person.id, Role.AUDITOR, place_of(Role.AUDITOR))
    with pytest.raises(Invalid):
        end_role(membership_id=row.id, end=date(2009, 12, 31), actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid):
        give(person.id, Role.AUDITOR, WHOLE_PROGRAMME)


def test_nobody_and_nowhere_are_not_found():
    with pytest.raises(NotFound):
        get_account(0)
    with pytest.raises(NotFound):
        give(0, Role.SYSTEM_ADMIN, WHOLE_PROGRAMME)
    with pytest.raises(NotFound):
        give(account().id, Role.AUDITOR, Scope(municipality_id=0))
    with pytest.raises(NotFound):
        end_role(membership_id=0, end=TODAY, actor=SYSTEM, now=NOW)


def test_members_of_a_place_are_those_of_exactly_that_place_on_the_day():
    leader = holder(Role.PROGRAMME_LEADER)
    holder(Role.PROGRAMME_LEADER, municipality="provesund", username="other")
    region = holder(Role.REGION_MANAGER)
    admin = holder(Role.SYSTEM_ADMIN)
    assert [m.account for m in list_members(place_of(Role.PROGRAMME_LEADER), on=TODAY)] == [leader]
    assert [m.account for m in list_members(place_of(Role.REGION_MANAGER), on=TODAY)] == [region]
    assert [m.account for m in list_members(WHOLE_PROGRAMME, on=TODAY)] == [admin]
    assert list_members(place_of(Role.PROGRAMME_LEADER), on=date(2009, 1, 1)) == []


def test_reach_is_ones_municipality_all_of_a_region_or_nothing_for_those_who_run_the_system():
    def reach(role, permission=None):
        return municipalities_in_reach(list_held(holder(role).id), on=TODAY, permission=permission)

    in_region = {m.id for m in list_municipalities(region="prove", invented=True)}
    assert reach(Role.PROGRAMME_LEADER) == {id_of("provevik")}
    assert reach(Role.REGION_MANAGER) == in_region
    assert reach(Role.SYSTEM_ADMIN) == frozenset()
    assert reach(Role.CASE_WORKER, Permission.READ_REPORTS) == frozenset()


def test_a_language_is_one_of_three():
    person = account()
    choose_language(account_id=person.id, language="nn")
    assert get_account(person.id).language == "nn"
    with pytest.raises(Invalid):
        choose_language(account_id=person.id, language="de")


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king", "whole_programme": True},
        {"role": "auditor"},
        {"role": "auditor", "whole_programme": True, "municipality": True},
        {"role": "auditor", "municipality": True, "end": date(2009, 12, 31)},
    ],
)
def test_the_database_refuses_a_role_without_one_place_or_with_no_time(wrong):
    if wrong.pop("municipality", False):
        wrong["municipality_id"] = id_of("provevik")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user_id=account().id, start=SINCE, **wrong)


def test_the_history_of_roles_cannot_be_changed():
    give(account().id, Role.AUDITOR, place_of(Role.AUDITOR))
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.pgh_event_model.objects.update(role="editor")


class TestDemoAccounts:
    def make(self, settings, **more):
        settings.DEMO = True
        return create_demo_account(
            username="leder", display_name="Programleder", password="prøv", actor=SYSTEM, now=NOW, **more
        )

    def test_cannot_be_made_outside_the_demo(self, settings):
        settings.DEMO = False
        with pytest.raises(Denied):
            create_demo_account(username="leder", display_name="Leder", password="prøv", actor=SYSTEM, now=NOW)

    def test_are_made_once_and_take_a_new_password(self, settings):
        first = self.make(settings)
        assert self.make(settings) == first
        assert User.objects.get(pk=first.id).check_password("prøv")

    def test_open_nothing_when_the_database_is_no_longer_a_demo(self, settings, client):
        self.make(settings)
        assert client.login(username="leder", password="prøv")
        settings.DEMO = False
        assert client.get("/arbeid/").status_code == 302
        assert not client.login(username="leder", password="prøv")

    def test_stop_the_start_outside_the_demo(self, settings):
        self.make(settings)
        settings.DEMO = False
        assert [e.id for e in run_checks(tags=["database"], databases=["default"])] == ["access.E001"]
        settings.DEMO = True
        assert run_checks(tags=["database"], databases=["default"]) == []


def test_tests_run_outside_the_demo():
    assert current.DEMO is False
