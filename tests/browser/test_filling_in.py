"""Filling in a report in a real browser: as typed, without contact, two at once, logged out, by keyboard, no script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from boso.access.values import Role
from boso.places import rls
from boso.reporting.queries.editing import get_draft
from boso.reporting.values import ReportRow
from tests.browser.conftest import PHONE, Reader
from tests.factories.people import holder
from tests.factories.reports import report

HOUSED = "figure:A_no_dwelling.housed"
END = "figure:A_no_dwelling.status_end"
TEXT = "text:A.1"


@pytest.fixture
def open_report(programme: None) -> ReportRow:
    """Prøvevik's report for 2013, begun by nobody."""
    return report("provevik", 2013, {"A_no_dwelling.status_start": 8}, historical=False)


def stored(of: ReportRow, address: str) -> str:
    with rls.scope(rls.ALL):
        return get_draft(of.id, within=rls.ALL).at(address).content.value


def field(reader: Reader, address: str) -> Any:
    return reader.page.locator(f'[name="{address}"]')


def saved(reader: Reader) -> None:
    expect(reader.page.locator("#saving")).to_contain_text("Alt er lagret", timeout=15000)


def test_a_leader_fills_in_and_every_field_is_saved_by_itself(
    reader: Callable[..., Reader], open_report: ReportRow
) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.page.get_by_role("link", name="Prøvevik").first.click()
    leader.sees("Deler av rapporten")
    leader.finds_no_barrier()
    leader.page.get_by_role("link", name="1.1 Anskaffe og beholde bolig").first.click()
    field(leader, HOUSED).fill("74")
    saved(leader)
    assert stored(open_report, HOUSED) == "74"
    leader.finds_no_barrier()
    field(leader, END).fill("mange")
    expect(leader.page.get_by_text("Skriv et heltall, for eksempel 412.").first).to_be_visible(timeout=15000)
    leader.page.locator(f'[name="{END}!kind"]').select_option("pending")
    leader.page.locator(f'[name="{END}!expected"]').fill("1.6.2014")
    leader.page.locator(f'[name="{END}!expected"]').blur()
    field(leader, END).fill("")
    saved(leader)
    leader.page.reload()
    expect(field(leader, HOUSED)).to_have_value("74")
    leader.finds_no_barrier()


def test_what_is_typed_without_contact_is_kept_and_sent_when_it_is_back(
    reader: Callable[..., Reader], open_report: ReportRow
) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/A/")
    leader.page.context.set_offline(True)
    field(leader, TEXT).fill("Skrevet i en tunnel.")
    expect(leader.page.locator("#saving")).to_contain_text("ingen kontakt", timeout=15000)
    assert stored(open_report, TEXT) == ""
    leader.page.context.set_offline(False)
    saved(leader)
    assert stored(open_report, TEXT) == "Skrevet i en tunnel."


def test_what_was_not_sent_when_the_page_was_closed_is_there_the_next_time(
    reader: Callable[..., Reader], open_report: ReportRow
) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/A/")
    leader.page.route("**/felt/", lambda route: route.abort())
    field(leader, TEXT).fill("Lokket ble lukket.")
    expect(leader.page.locator("#saving")).to_contain_text("ingen kontakt", timeout=15000)
    leader.page.unroute("**/felt/")
    leader.complaints.clear()
    leader.goes_to(f"/rapport/{open_report.id}/A/")
    saved(leader)
    expect(field(leader, TEXT)).to_have_value("Lokket ble lukket.")
    assert stored(open_report, TEXT) == "Lokket ble lukket."


def test_two_people_in_one_field_see_both_texts_and_choose(
    reader: Callable[..., Reader], open_report: ReportRow
) -> None:
    holder(Role.CONTRIBUTOR, username="bidragsyter")
    leader, colleague = reader(), reader(PHONE)
    for person, name in ((leader, "leder"), (colleague, "bidragsyter")):
        person.logs_in(name)
        person.goes_to(f"/rapport/{open_report.id}/A/")
    field(leader, TEXT).fill("Lederens tekst.")
    saved(leader)
    field(colleague, TEXT).fill("Bidragsyterens tekst.")
    clash = colleague.page.locator(".ed-clash")
    expect(clash).to_contain_text("Lederens tekst.", timeout=15000)
    assert stored(open_report, TEXT) == "Lederens tekst."
    colleague.complaints.clear()  # the browser itself notes the answer 409
    colleague.finds_no_barrier()
    clash.get_by_role("button", name="Behold det jeg skrev").click()
    saved(colleague)
    assert stored(open_report, TEXT) == "Bidragsyterens tekst."


def test_the_text_survives_an_expired_session(reader: Callable[..., Reader], open_report: ReportRow) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/A/")
    Session.objects.all().delete()
    field(leader, TEXT).fill("Skrevet etter at økten løp ut.")
    expect(leader.page.locator("#saving")).to_contain_text("logget ut", timeout=15000)
    other = Reader(leader.page.context.new_page(), leader.base)
    other.logs_in("leder")
    leader.page.bring_to_front()
    leader.page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(leader)
    assert stored(open_report, TEXT) == "Skrevet etter at økten løp ut."


def test_without_a_script_a_section_is_saved_with_its_button(
    reader: Callable[..., Reader], open_report: ReportRow
) -> None:
    leader = reader(java_script_enabled=False)
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/1.1/")
    field(leader, HOUSED).fill("74")
    field(leader, END).fill("mange")
    leader.page.get_by_role("button", name="Lagre", exact=True).last.click()
    leader.sees("Lagret.", "Skriv et heltall, for eksempel 412.")
    assert stored(open_report, HOUSED) == "74"
    leader.goes_to(f"/rapport/{open_report.id}/5/")
    leader.page.get_by_role("button", name="Legg til rad").first.click()
    leader.page.locator('[name$=":label"]').first.fill("Boskole")
    leader.page.get_by_role("button", name="Lagre og se hele rapporten").click()
    leader.sees("Deler av rapporten")


def test_a_section_is_filled_in_by_keyboard_alone(reader: Callable[..., Reader], open_report: ReportRow) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/1.1/")
    field(leader, HOUSED).focus()
    leader.page.keyboard.type("54")
    leader.page.keyboard.press("Tab")
    leader.page.keyboard.press("ArrowDown")
    saved(leader)
    with rls.scope(rls.ALL):
        content = get_draft(open_report.id, within=rls.ALL).at(HOUSED).content
    assert (content.value, content.kind) == ("54", "approximate")


def test_a_colleague_is_asked_and_finds_the_question(reader: Callable[..., Reader], open_report: ReportRow) -> None:
    holder(Role.CONTRIBUTOR, username="bidragsyter")
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/svar/?felt={TEXT}")
    leader.page.get_by_label("Skriv en kommentar").fill("Kan du ta denne?")
    leader.page.get_by_role("button", name="Legg til kommentaren").click()
    leader.page.get_by_label("Hvem").select_option(label="contributor prøvesen")
    leader.page.get_by_role("button", name="Be om svar").click()
    leader.sees("er spurt")
    leader.finds_no_barrier()
    colleague = reader(PHONE, color_scheme="dark")
    colleague.logs_in("bidragsyter")
    colleague.goes_to("/arbeid/")
    colleague.sees("Du er spurt om")
    colleague.finds_no_barrier()
    colleague.page.get_by_role("link", name="Delmål A").first.click()
    expect(field(colleague, TEXT)).to_be_visible()
    colleague.finds_no_barrier()
