"""Signing and delivering in the browser: one next button for each person, and no way around the list."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.places import rls
from boso.reporting.queries import get_report
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.rounds import RoundDates
from tests.factories.delivering import complete, delivered, opened, pending, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, programme_places, report

pytestmark = pytest.mark.django_db
A = "A_no_dwelling.housed"
LEADER, OWNER, HELPER, CONTACT = (
    Role.PROGRAMME_LEADER,
    Role.PROGRAMME_OWNER,
    Role.CONTRIBUTOR,
    Role.PROGRAMME_CONTACT,
)


@pytest.fixture(autouse=True)
def _places(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        programme_places()


def made(**figures: Any) -> ReportRow:
    with rls.scope(rls.ALL):
        return complete("provevik", **figures)


def page(client: Client, own: ReportRow) -> str:
    answer = client.get(reverse("deliver", args=[own.id]))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, name: str, own: ReportRow, **words: str) -> Any:
    return client.post(reverse(name, args=[own.id]), words, follow=True)


def main_of(answer: Any) -> str:
    """What stands on the page itself, without its frame, which holds a token of its own each time."""
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def status(own: ReportRow) -> Status:
    return get_report(own.id, within=rls.ALL).status


def test_each_person_has_one_next_button_until_it_is_delivered() -> None:
    own = made(**{A: pending("2014-06")})
    leader, owner = logged_in(holder(LEADER)), logged_in(holder(OWNER))
    assert "Meld rapporten klar</button>" in page(leader, own)
    assert "Rapporten venter på programlederen." in page(owner, own)
    sent(leader, "deliver_ready", own)
    assert "Godkjenn rapporten</button>" in page(owner, own)
    assert "Rapporten venter på programansvarlig." in page(leader, own)
    sent(owner, "deliver_approve", own)
    assert "Lever rapporten</button>" in page(leader, own)
    receipt = sent(leader, "deliver_send", own).content.decode()
    assert "Kvittering for levert rapport" in receipt
    assert "juni 2014" in receipt
    assert status(own) is Status.DELIVERED
    assert "Rapporten venter på programkontakten i Husbanken." in page(leader, own)


def test_a_double_click_shows_the_same_receipt() -> None:
    own = made()
    with rls.scope(rls.ALL):
        step(own, Act.MARK_READY, Act.APPROVE)
    leader = logged_in(holder(LEADER))
    first, again = (sent(leader, "deliver_send", own) for _ in range(2))
    assert main_of(first) == main_of(again)
    assert len(list_deliveries(own.id, within=rls.ALL)) == 1


def test_the_receipt_is_a_pdf_too() -> None:
    own = made()
    with rls.scope(rls.ALL):
        step(own, Act.MARK_READY, Act.APPROVE)
        delivered(own)
    answer = logged_in(holder(LEADER)).get(reverse("receipt_file", args=[own.id]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_what_is_left_is_listed_with_links_to_the_fields() -> None:
    with rls.scope(rls.ALL):
        report("provevik", 2012, {"A_no_dwelling.status_end": 3})
        own = report("provevik", 2013, {"A_no_dwelling.status_start": 9}, historical=False)
    leader = logged_in(holder(LEADER))
    shown = page(leader, own)
    assert "ting står igjen" in shown
    assert "#figure:A_no_dwelling.status_end" in shown
    assert "Meld rapporten klar</button>" not in shown
    refused = sent(leader, "deliver_ready", own)
    assert refused.status_code == 422
    assert "Noe må rettes først" in refused.content.decode()
    assert status(own) is Status.UNDER_WAY


def test_a_warning_is_answered_on_the_page_and_a_reason_that_is_none_loses_nothing() -> None:
    with rls.scope(rls.ALL):
        report("provevik", 2012, {"A_no_dwelling.status_end": 3})
        own = report("provevik", 2013, {"A_no_dwelling.status_start": 9}, historical=False)
    leader = logged_in(holder(LEADER))
    key = "N2|changed|A_no_dwelling.status_start|"
    shown = page(leader, own)
    key = shown.split('name="key" value="')[1].split('"')[0].replace("&amp;", "&")
    assert sent(leader, "deliver_reason", own, key=key, reason=" ").status_code == 422
    answered = sent(leader, "deliver_reason", own, key=key, reason="Listen er vasket").content.decode()
    assert "Listen er vasket" in answered
    assert "Begrunnet" in answered


def test_the_owner_sends_it_back_with_a_reason() -> None:
    own = made()
    with rls.scope(rls.ALL):
        step(own, Act.MARK_READY)
    owner = logged_in(holder(OWNER))
    assert sent(owner, "deliver_decline", own, reason="").status_code == 422
    sent(owner, "deliver_decline", own, reason="Mangler tall fra NAV")
    assert status(own) is Status.UNDER_WAY
    assert "Mangler tall fra NAV" in page(owner, own)


def test_delivered_too_early_is_withdrawn_and_opened_again() -> None:
    own = made()
    with rls.scope(rls.ALL):
        step(own, Act.MARK_READY, Act.APPROVE)
        delivered(own)
    leader = logged_in(holder(LEADER))
    sent(leader, "deliver_withdraw", own, reason="For tidlig")
    assert status(own) is Status.WITHDRAWN
    assert "Åpne rapporten igjen</button>" in page(leader, own)
    sent(leader, "deliver_reopen", own)
    assert status(own) is Status.UNDER_WAY
    assert get_report(own.id, within=rls.ALL).version == 2


def test_nothing_to_report_is_ticked_and_delivered() -> None:
    with rls.scope(rls.ALL):
        own = opened("provevik")
    leader = logged_in(holder(LEADER))
    assert "Lever uten innhold" in page(leader, own)
    assert sent(leader, "deliver_nothing", own).status_code == 422
    assert "ikke har noe å rapportere" in sent(leader, "deliver_nothing", own, confirmed="yes").content.decode()


@pytest.mark.parametrize(("day", "says"), [
    ("31.06.2013", "finnes ikke"), ("13", "Skriv datoen"), ("11.02.2034", "ikke har vært"), ("", "Skriv datoen"),
])  # fmt: skip
def test_a_steering_date_that_is_none_is_refused_in_one_sentence(day: str, says: str) -> None:
    own = made()
    refused = sent(logged_in(holder(LEADER)), "deliver_steering", own, day=day)
    assert refused.status_code == 422
    assert says in refused.content.decode()


def test_steering_dates_come_and_go() -> None:
    own = made()
    leader = logged_in(holder(LEADER))
    assert "3. februar 2014" in sent(leader, "deliver_steering", own, day="3.2.2014").content.decode()
    sent(leader, "deliver_steering", own, remove="2014-02-03")
    assert get_report(own.id, within=rls.ALL).steering_dates == ()


STEPS = ("ready", "approve", "decline", "reopen", "withdraw", "send", "nothing", "steering", "reason")
# Written out by hand: who may send what in a municipality's own report.
MAY = {
    LEADER: {"ready", "reopen", "withdraw", "send", "nothing", "steering", "reason"},
    OWNER: {"approve", "decline", "withdraw", "send", "nothing", "steering"},
    HELPER: {"ready", "reopen", "reason"},
    CONTACT: set(),
    Role.AUDITOR: set(),
    Role.REGION_MANAGER: set(),
    Role.CASE_WORKER: set(),
    Role.SYSTEM_ADMIN: set(),
}


@pytest.mark.parametrize("role", MAY)
def test_only_those_whose_step_it_is_may_take_it(role: Role) -> None:
    own = made()
    client = logged_in(holder(role))
    for name in STEPS:
        answer = client.post(reverse(f"deliver_{name}", args=[own.id]), {"reason": "x"})
        assert ("Rollen din" not in main_of(answer)) is (name in MAY[role]), name


@pytest.mark.parametrize("name", ["deliver", "receipt", "receipt_file"])
def test_the_report_of_others_is_answered_like_one_that_does_not_exist(name: str) -> None:
    own = made()
    other = logged_in(holder(LEADER, municipality="provesund"))
    theirs = other.get(reverse(name, args=[own.id]))
    nobodys = other.get(reverse(name, args=[999_999]))
    assert theirs.status_code == nobodys.status_code == 404
    assert main_of(theirs).replace(str(own.id), "") == main_of(nobodys).replace("999999", "")


def test_a_last_day_that_passes_while_the_page_is_open_refuses_and_loses_nothing(monkeypatch: Any) -> None:
    own = made()
    with rls.scope(rls.ALL):
        step(own, Act.MARK_READY, Act.APPROVE)
    leader = logged_in(holder(LEADER))
    assert "Lever rapporten</button>" in page(leader, own)
    past = RoundDates(deadline=NOW - timedelta(30), last_new=NOW - timedelta(20), last_edit=NOW - timedelta(1))
    monkeypatch.setattr("boso.reporting.queries.delivering.dates_for", lambda *a, **k: past)
    refused = sent(leader, "deliver_send", own)
    assert refused.status_code == 403
    assert "Be Husbanken om utsettelse" in main_of(refused)
    assert status(own) is Status.APPROVED


def test_a_role_that_has_ended_takes_no_step(settings: Any) -> None:
    own = made()
    leader = logged_in(holder(LEADER))
    settings.TODAY = date(2009, 1, 1)  # before the role began
    assert sent(leader, "deliver_ready", own).status_code in (403, 404)
    assert status(own) is Status.UNDER_WAY


def test_a_report_not_delivered_has_no_receipt() -> None:
    own = made()
    assert logged_in(holder(LEADER)).get(reverse("receipt", args=[own.id])).status_code == 404
