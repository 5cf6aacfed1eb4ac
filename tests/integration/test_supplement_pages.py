"""Late answers and versions in the browser: looked over, sent, asked for; nothing outside before it is published."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.concluding import publish
from boso.reporting.actions.reviewing import accept, ask_back, begin_review
from boso.reporting.models import EconomyRow
from boso.reporting.queries import get_report
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.signing import Act
from boso.reporting.values import Block, ReportRow
from boso.reporting.values.reviewing import Asking
from tests.factories.delivering import complete, delivered, pending, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, programme_places

pytestmark = pytest.mark.django_db
A, B = "A_no_dwelling.housed", "B_at_risk.housed"
FIELD, OTHER = f"figure:{A}", f"figure:{B}"


@pytest.fixture(autouse=True)
def _places(as_app_role: None, settings: Any) -> None:
    settings.TODAY = date(2014, 3, 12)
    with rls.scope(rls.ALL):
        programme_places()


def made(expected: str = "2014-03-07") -> ReportRow:
    with rls.scope(rls.ALL):
        own = complete("provevik", **{A: pending(expected)})
        step(own, Act.MARK_READY, Act.APPROVE)
        delivered(own)
        return own


def main_of(answer: Any) -> str:
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def page(client: Client, name: str, own: ReportRow, **query: str) -> str:
    answer = client.get(reverse(name, args=[own.id]), query)
    assert answer.status_code == 200
    return main_of(answer)


def sent(client: Client, own: ReportRow, do: str, **fields: str) -> Any:
    version = str(get_report(own.id, within=rls.ALL).version)
    words = {"version": version, "do": do, **fields}
    return client.post(reverse("supplement_send", args=[own.id]), words, follow=True)


def test_a_leader_looks_a_late_figure_over_and_sends_it_and_a_second_click_changes_nothing() -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    assert "1 over tiden" in main_of(leader.get(reverse("tasks")))
    shown = page(leader, "supplement", own)
    assert "Lovet til 7. mars 2014" in shown
    assert "3 virkedager over datoen" in shown
    seen = main_of(sent(leader, own, "preview", **{FIELD: "ca. 12"}))
    assert "Dette blir endret i versjon 2" in seen
    assert "<ins>12, omtrentlig tall</ins>" in seen
    assert 'value="ca. 12"' in seen, "what was typed stands in its field"
    assert get_report(own.id, within=rls.ALL).version == 1
    first = sent(leader, own, "send", **{FIELD: "12"})
    assert "Kvittering for levert rapport" in main_of(first)
    again = leader.post(
        reverse("supplement_send", args=[own.id]), {"version": "1", "do": "send", FIELD: "12"}, follow=True
    )
    assert "Kvittering for levert rapport" in main_of(again)
    assert get_report(own.id, within=rls.ALL).version == 2
    assert "Ingenting er lovet til senere" in page(leader, "supplement", own)
    assert "over tiden" not in main_of(leader.get(reverse("tasks")))


@pytest.mark.parametrize(
    ("fields", "sentence", "kept"),
    [
        ({FIELD: "mange"}, "lar seg ikke lese", 'value="mange"'),
        ({OTHER: "4"}, "verken lovet", ""),
        (
            {FIELD: "", f"{FIELD}!kind": "pending", f"{FIELD}!expected": "1. mars 2014"},
            "Dagen er passert",
            "1. mars 2014",
        ),
        ({FIELD: "", f"{FIELD}!kind": "pending", f"{FIELD}!expected": "1.5.2014"}, "hvorfor et lovet tall", "1.5.2014"),
        ({}, "minst ett", ""),
    ],
)
def test_what_cannot_be_sent_is_told_at_its_place_and_nothing_typed_is_lost(
    fields: dict[str, str], sentence: str, kept: str
) -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    answer = sent(leader, own, "send", **fields)
    assert answer.status_code == 422
    if OTHER in fields:
        assert "Noen av feltene" in main_of(answer)
    else:
        assert sentence in main_of(answer)
    assert kept in main_of(answer)


def test_another_version_meanwhile_is_told_and_what_was_typed_stands() -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    sent(leader, own, "send", **{FIELD: "12"})
    words = {"version": "1", "do": "send", "reason": "Fordi", OTHER: "5"}
    answer = leader.post(reverse("supplement_send", args=[own.id]), words)
    assert answer.status_code == 409
    assert "ny versjon" in main_of(answer)


def test_the_region_asks_for_a_field_and_the_municipality_sees_why() -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    contact = logged_in(holder(Role.PROGRAMME_CONTACT))
    where = reverse("supplement_ask", args=[own.id])
    assert contact.post(where, {"felt": "", "why": "Hvorfor"}).status_code == 422
    refused = contact.post(where, {"felt": OTHER, "why": "", "due": "i morgen"})
    assert "Skriv en dato" in main_of(refused)
    answer = contact.post(where, {"felt": OTHER, "why": "Tallet ser lavt ut", "due": "20.03.2014"}, follow=True)
    assert "Tallet ser lavt ut" in main_of(answer)
    assert "Send inn" not in main_of(answer)
    shown = page(leader, "supplement", own)
    assert "Tallet ser lavt ut" in shown
    assert "2 svar mangler" in shown
    contact.post(where, {"do": "take_back:1"})
    assert "Tallet ser lavt ut" not in page(leader, "supplement", own)


@pytest.mark.parametrize(
    ("role", "sends", "asks"),
    [
        (Role.PROGRAMME_LEADER, True, False),
        (Role.PROGRAMME_OWNER, True, False),
        (Role.CONTRIBUTOR, False, False),
        (Role.AUDITOR, False, False),
        (Role.PROGRAMME_CONTACT, False, True),
        (Role.EDITOR, False, False),
    ],
)
def test_who_sends_and_who_asks(role: Role, sends: bool, asks: bool) -> None:
    own, person = made(), logged_in(holder(role))
    shown = page(person, "supplement", own)
    assert ("Se over før du sender" in shown) is sends
    assert ("Be kommunen om et svar" in shown) is asks
    posts = {"supplement_send": sends, "supplement_ask": asks}
    for name, may in posts.items():
        assert (person.post(reverse(name, args=[own.id])).status_code != 403) is may
    assert "Versjon 1" in page(person, "versions", own)


def test_the_versions_are_listed_and_any_two_compared() -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    later = {
        FIELD: "",
        f"{FIELD}!kind": "pending",
        f"{FIELD}!expected": "30.04.2014",
        "reason": "Registeret er ikke ferdig",
    }
    sent(leader, own, "send", **later)
    sent(leader, own, "send", **{FIELD: "9"})
    shown = page(leader, "versions", own)
    assert "Registeret er ikke ferdig" in shown
    assert "Fra versjon 2 til versjon 3" in shown
    assert "30. april 2014" in shown
    assert "?fra=1&amp;til=3#endret" in page(leader, "review", own)
    widest = page(leader, "versions", own, fra="3", til="1")
    assert "Fra versjon 1 til versjon 3" in widest
    assert "7. mars 2014" in widest
    for odd in ({"fra": "1", "til": "9"}, {"fra": "x", "til": ""}, {"fra": "2", "til": "2"}):
        assert "Fra versjon 2 til versjon 3" in page(leader, "versions", own, **odd)
    late = page(leader, "supplement", own)
    assert "Ingenting er lovet" in late
    assert "Ettersend svar" not in page(leader, "receipt", own, versjon="1"), "only from the newest"


def test_what_a_municipality_that_was_asked_back_changes_is_compared_for_itself_alone() -> None:
    own, contact, leader = made(), logged_in(holder(Role.PROGRAMME_CONTACT)), logged_in(holder(Role.PROGRAMME_LEADER))
    sent(leader, own, "send", **{FIELD: "9"})
    how = {"report_id": own.id, "now": NOW, "within": rls.ALL}
    begin_review(based_on=number_of_last_event(own.id, within=rls.ALL), actor=LEADER, **how)
    asking = Asking(section="C", text="Stemmer tallet?")
    ask_back(questions=[asking], based_on=number_of_last_event(own.id, within=rls.ALL), actor=LEADER, **how)
    assert get_report(own.id, within=rls.ALL).version == 3
    for wish in ({}, {"fra": "2", "til": "3"}, {"fra": "3", "til": "1"}):
        shown = page(contact, "versions", own, **wish)
        assert "Fra versjon 1 til versjon 2" in shown
        assert "Ikke levert ennå" in shown
        assert "til=3" not in shown
    assert "Fra versjon 2 til versjon 3" in page(leader, "versions", own)
    document = reverse("report_document", args=[own.id, "docx"])
    assert "versjon%202.docx" in contact.get(document)["Content-Disposition"]
    assert contact.get(document, {"versjon": "3"}).status_code == 404
    assert "versjon%203.docx" in leader.get(document)["Content-Disposition"]


def test_a_promised_amount_stands_under_its_row_on_the_receipt_and_the_page(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        own = complete("provevik")
        found = EconomyRow.objects.filter(report=own.id, block=Block.ACTIVITIES.value)
        found.update(own=None, kinds={"own": "pending"})
        step(own, Act.MARK_READY, Act.APPROVE)
        delivered(own)
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    for name in ("receipt", "supplement"):
        assert "Boskole: " in page(leader, name, own)


def test_outside_a_later_version_is_seen_only_after_a_person_publishes_it(client: Client) -> None:
    own, leader = made(), logged_in(holder(Role.PROGRAMME_LEADER))
    how: dict[str, Any] = {"report_id": own.id, "actor": LEADER, "now": NOW, "within": rls.ALL}

    def last() -> int:
        return number_of_last_event(own.id, within=rls.ALL)

    def let_out() -> None:
        publish(codes=[], answers={}, threshold=3, based_on=last(), **how)

    with rls.scope(rls.ALL):
        begin_review(based_on=last(), **how)
        accept(note="", based_on=last(), **how)
        let_out()
    public = reverse("report", args=["provevik", "2013"])
    before = main_of(client.get(public))
    sent(leader, own, "send", **{FIELD: "12"})
    assert main_of(client.get(public)) == before
    assert "versjon" not in before.lower()
    assert get_report(own.id, within=rls.ALL).published_version == 1
    with rls.scope(rls.ALL):
        let_out()
    after = main_of(client.get(public))
    assert "Tallene er fra versjon 2" in after
    assert "Før det var versjon 1 publisert" in after
    assert ">12<" in after
