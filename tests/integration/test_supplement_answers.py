"""Answers to what the region asked for: a figure that stands, what could not be stored, and what the contact sees."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.opening_fields import open_for_supplement, take_back_opening
from boso.reporting.models import Notice
from boso.reporting.queries import get_report
from boso.reporting.queries.promises import list_promise_history
from boso.reporting.queries.supplementing import list_opened, list_supplements, list_versions
from boso.reporting.rules.signing import Act
from boso.reporting.values import EventKind, ReportRow
from boso.reporting.values.supplementing import OpenState
from tests.factories.delivering import complete, delivered, pending, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW
from tests.factories.rounds import opened_round

pytestmark = pytest.mark.django_db
A, B, C = "A_no_dwelling.housed", "B_at_risk.housed", "C2.municipal_dwellings"
FIELD, OTHER, THIRD = f"figure:{A}", f"figure:{B}", f"figure:{C}"
STANDS = {f"{OTHER}!stands": "1"}
WHY = "Tallet står, fordi kjøp med tilskudd er regnet med"


@pytest.fixture(scope="module", autouse=True)
def _places(places_of_module: None) -> None:
    opened_round()


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = date(2014, 3, 12)


@pytest.fixture
def own() -> ReportRow:
    """A delivered report that promised one figure, and is asked for another."""
    with rls.scope(rls.ALL):
        row = complete("provevik", **{A: pending("2014-03-07")})
        step(row, Act.MARK_READY, Act.APPROVE)
        delivered(row)
    ask(row)
    return row


@pytest.fixture
def leader() -> Client:
    return logged_in(holder(Role.PROGRAMME_LEADER))


def ask(row: ReportRow, address: str = OTHER) -> int:
    how: dict[str, Any] = {"actor": LEADER, "now": NOW, "within": rls.ALL}
    return open_for_supplement(
        report_id=row.id, address=address, reason="Er tilskudd regnet med?", due=date(2014, 3, 20), **how
    )


def main_of(answer: Any) -> str:
    return str(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def sent(client: Client, row: ReportRow, do: str, *, version: int = 1, **fields: str) -> Any:
    words = {"version": str(version), "do": do, **fields}
    return client.post(reverse("supplement_send", args=[row.id]), words, follow=True)


def state(row: ReportRow) -> tuple[int, OpenState, int | None]:
    asked = list_opened(rls.ALL, reports=[row.id], only_open=False)[-1]
    return get_report(row.id, within=rls.ALL).version, asked.state, asked.done_version


def test_a_request_is_answered_with_a_comment_while_the_figure_stands(own: ReportRow, leader: Client) -> None:
    assert "Svaret står som det er" in main_of(leader.get(reverse("supplement", args=[own.id])))
    alone = sent(leader, own, "send", reason=WHY)
    assert alone.status_code == 422
    assert "kryss av" in main_of(alone)
    assert WHY in main_of(alone)
    seen = main_of(sent(leader, own, "preview", reason=WHY, **STANDS))
    assert "Ingen svar blir endret" in seen
    assert "checked" in seen
    unsaid = sent(leader, own, "send", **STANDS)
    assert unsaid.status_code == 422
    assert "hvorfor svaret står" in main_of(unsaid)
    assert state(own) == (1, OpenState.OPEN, None)
    for _click in range(2):
        shown = main_of(sent(leader, own, "send", reason=WHY, **STANDS))
        assert "1 svar mangler" in shown, "the promise alone"
        assert WHY in shown
    assert state(own) == (1, OpenState.DONE, 1)


def test_an_answer_without_changes_is_recorded_and_makes_no_version(own: ReportRow, leader: Client) -> None:
    contact = holder(Role.PROGRAMME_CONTACT)
    sent(leader, own, "send", reason=WHY, **STANDS)
    (event,) = list_supplements(own.id, within=rls.ALL)
    assert (event.reason, event.facts["stands"], event.facts["fields"]) == (WHY, [OTHER], [])
    (only,) = list_versions(own.id, within=rls.ALL)
    assert only.event
    assert only.event.kind is EventKind.DELIVERED
    with rls.scope(rls.ALL):
        assert Notice.objects.filter(report=own.id, account_id=contact.id, code="supplemented").exists()
    assert WHY in main_of(logged_in(contact).get(reverse("supplement", args=[own.id])))
    sent(leader, own, "send", **{FIELD: "12"})
    (*_moved, kept) = list_promise_history(own.id, within=rls.ALL)[FIELD]
    assert (kept.version, kept.reason) == (2, "")
    ask(own)
    sent(leader, own, "send", version=2, reason=WHY, **STANDS)
    assert state(own) == (2, OpenState.DONE, 2)
    ask(own)
    sent(leader, own, "send", version=2, reason=WHY, **STANDS)
    assert state(own) == (2, OpenState.DONE, 2), "asked anew, the same answer is no second click"


def test_one_field_stands_while_another_is_filled_in(own: ReportRow, leader: Client) -> None:
    both = sent(leader, own, "send", reason=WHY, **{OTHER: "999"}, **STANDS)
    assert both.status_code == 422
    assert "Velg ett av dem" in main_of(both)
    sent(leader, own, "send", reason=WHY, **{FIELD: "12"}, **STANDS)
    assert state(own) == (2, OpenState.DONE, 2)
    elsewhere = sent(leader, own, "send", version=2, reason=WHY, **{f"{THIRD}!stands": "1"})
    assert elsewhere.status_code == 422
    assert get_report(own.id, within=rls.ALL).version == 2


def test_a_field_nobody_promised_or_asked_for_is_named_with_its_question(own: ReportRow, leader: Client) -> None:
    refused = sent(leader, own, "send", reason=WHY, **{THIRD: "77"})
    assert refused.status_code == 422
    shown = main_of(refused)
    assert "» kan ikke ettersendes: det er ikke lovet, og Husbanken har ikke bedt om det." in shown
    assert "C2.municipal_dwellings" not in shown
    assert "Du skrev: 77" in shown


def test_a_stale_tab_says_which_value_was_not_stored_and_why(own: ReportRow, leader: Client) -> None:
    sent(leader, own, "send", **{FIELD: "9"})
    late = sent(leader, own, "send", reason="Min egen kommentar", **{FIELD: "12", f"{FIELD}!kind": "pending"})
    assert late.status_code == 409
    shown = main_of(late)
    assert "er ikke lagret: svaret er alt kommet, i versjon 2, og er 9." in shown
    assert "Du skrev: 12" in shown
    same = main_of(sent(leader, own, "send", **{FIELD: "9"}))
    assert "er ikke lagret" not in same, "what stands already is not lost"
    take_back_opening(report_id=own.id, number=1, actor=LEADER, now=NOW, within=rls.ALL)
    gone = main_of(sent(leader, own, "send", version=2, reason="Min egen kommentar", **{OTHER: "55"}))
    assert "er ikke lagret: Husbanken ber ikke lenger om det." in gone
    assert "Du skrev: 55" in gone
    assert "Min egen kommentar" in gone


def test_what_the_contact_asked_for_stands_on_her_pages(own: ReportRow) -> None:
    contact = logged_in(holder(Role.PROGRAMME_CONTACT))
    page = main_of(contact.get("/region/prove/kommune/provevik/"))
    assert "Er tilskudd regnet med?" in page
    assert "20. mars 2014" in page
    assert reverse("supplement", args=[own.id]) in page
    assert "Ingen. Spørsmål stilles" not in page
    assert "1 felt etterspurt" in main_of(contact.get("/region/prove/oversikt/"))
    head, *rows = contact.get("/region/prove/oversikt.csv").content.decode("utf-8-sig").splitlines()
    column = head.split(";").index("Felter Husbanken ber om")
    assert [row.split(";")[column] for row in rows].count("1") == 1
