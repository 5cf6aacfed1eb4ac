"""Who is told of what in a city district: of dates while it is not done, of questions about its figures, and that its
parts are open again; and the municipality that it is done."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from boso.access.actions import set_email
from boso.access.queries import list_held
from boso.access.values import Account, Role
from boso.places import rls
from boso.places.models import District
from boso.questionnaires.loading import load
from boso.reporting.actions.districts import stand
from boso.reporting.actions.reminding import queue_due
from boso.reporting.actions.reviewing import ask_back, begin_review
from boso.reporting.models import Reminder
from boso.reporting.queries.notices import Reader, list_notices
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.asking import pages_of
from boso.reporting.rules.signing import Act
from boso.reporting.rules.working_days import OSLO
from boso.reporting.values.fields import Home
from boso.reporting.values.reviewing import Asking
from tests.factories.delivering import complete, delivered, opened, step
from tests.factories.people import districts_of, holder, logged_in
from tests.factories.reports import LEADER, NOW
from tests.factories.rounds import opened_round

pytestmark = pytest.mark.django_db
THREE_DAYS_LEFT = datetime(2014, 2, 25, 8, tzinfo=OSLO)
HOW: dict[str, Any] = {"actor": LEADER, "now": NOW, "within": rls.ALL}


@pytest.fixture(scope="module", autouse=True)
def _places(places_of_module: None) -> None:
    districts_of("provevik")


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def inside() -> Account:
    return holder(Role.DISTRICT_LEADER)


def district() -> District:
    return District.objects.get(municipality__slug="provevik", slug="nordre")


def told(person: Account) -> list[str]:
    reader = Reader(account_id=person.id, held=list_held(person.id), on=NOW.date())
    return [row.code for row in list_notices(reader, unread=True, most=50)]


def test_a_municipality_is_told_that_a_district_is_done_and_the_district_that_it_is_open_again(inside: Account) -> None:
    leader, own = holder(Role.PROGRAMME_LEADER), opened("provevik")
    stand(report_id=own.id, district_id=district().pk, done=True, although_blank=True, **{**HOW, "actor": inside.actor})
    assert told(leader) == ["district_done"]
    assert told(inside) == []
    page = logged_in(leader).get("/arbeid/").content.decode()
    assert "En bydel har meldt tallene sine ferdige" in page
    assert f'/rapport/{own.id}/bydeler/#nordre"' in page
    stand(report_id=own.id, district_id=district().pk, done=False, **{**HOW, "actor": leader.actor})
    assert told(inside) == ["district_opened"]
    at_work = logged_in(inside)
    assert "Tallene til bydelen er åpnet igjen" in at_work.get("/arbeid/").content.decode()
    assert 'id="nordre"' in at_work.get(reverse("districts", args=[own.id])).content.decode()


@pytest.mark.parametrize(("home", "expected"), [(Home.FIGURE, ["district_asked_back"]), (Home.TEXT, [])])
def test_a_district_is_told_of_questions_about_sections_with_figures_alone(
    inside: Account, home: Home, expected: list[str]
) -> None:
    pages = pages_of(load("ost_annual/2013"))
    page = next(p for p in pages if {a.address.home for a in p.asked} & {home, Home.FIGURE} == {home})
    own = complete("provevik")
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)
    begin_review(report_id=own.id, based_on=number_of_last_event(own.id, within=rls.ALL), **HOW)
    asked = [Asking(section=page.code, text="Stemmer dette?")]
    ask_back(report_id=own.id, questions=asked, based_on=number_of_last_event(own.id, within=rls.ALL), **HOW)
    assert told(inside) == expected


@pytest.mark.parametrize("done", [False, True])
def test_a_district_is_reminded_of_the_deadline_while_it_is_not_done(inside: Account, done: bool) -> None:
    set_email(account_id=inside.id, email="nordre@example.org")
    opened_round()
    own = opened("provevik")
    assert told(inside) == ["district_invitation"]
    if done:
        stand(report_id=own.id, district_id=district().pk, done=True, although_blank=True, **HOW)
    queue_due(now=THREE_DAYS_LEFT)
    mails = Reminder.objects.filter(account_id=inside.id, rule="three_days")
    assert [f"/rapport/{own.id}/bydeler/\n" in mail.body for mail in mails] == ([] if done else [True])
    assert ("district_three_days" in told(inside)) is not done
