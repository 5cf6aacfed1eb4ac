"""The contact's desk in a real browser: a note, a reminder, the meeting, and what was agreed among the tasks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boso.access.actions import set_email
from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions import meeting as acts
from boso.reporting.queries.contact import list_follow_ups
from boso.reporting.rules.signing import Act
from boso.reporting.values.contact import FollowUpState, Paper
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.contact import CONTACT, LAST_YEAR, desk_of, held_meeting
from tests.factories.delivering import complete, delivered, opened, step
from tests.factories.pages import OF_A_DESK
from tests.factories.people import holder
from tests.factories.rounds import opened_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]


def presses(person: Reader, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


def contact_at(reader: Readers, path: str, *, script: bool = True) -> Reader:
    person = reader(DESK, java_script_enabled=script)
    person.logs_in("kontakt")
    person.goes_to(path)
    return person


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_from_the_overview_to_what_was_agreed_in_next_years_report(reader: Readers, script: bool) -> None:
    opened_round()
    done, own = complete("provesund"), opened("provevik")
    step(done, Act.MARK_READY, Act.APPROVE)
    delivered(done)
    holder(Role.PROGRAMME_CONTACT, username="kontakt")
    leader = reader(PHONE, java_script_enabled=script)
    leader.logs_in("leder")

    contact = contact_at(reader, "/region/", script=script)
    contact.page.get_by_role("link", name="Oversikt over region Prøve").click()
    contact.sees("Prøvesund", "Levert", "i tide")
    contact.page.get_by_label("Venter på").select_option(label="Programlederen")
    presses(contact, "Vis")
    contact.sees("11 av 12 kommuner")
    with contact.page.expect_download() as file:
        contact.page.get_by_role("link", name="Excel – Oversikten").click()
    assert Path(file.value.path()).read_bytes().startswith(b"PK")
    contact.page.get_by_role("link", name="Prøvevik", exact=True).click()

    contact.page.get_by_label("Nytt notat").fill("Ring før påske")
    contact.page.locator("#note-pinned").check()
    presses(contact, "Lagre notatet")
    contact.sees("Notatet er lagret.", "Ring før påske")
    contact.page.locator("summary", has_text="Minn om").click()
    contact.page.get_by_label("Egne ord").fill("Si fra om noe er uklart.")
    presses(contact, "Send påminnelse")
    contact.sees("påminnelse er lagt i kø")

    contact.page.get_by_role("link", name="Forbered møtet om 2013").click()
    presses(contact, "Lag utkast til saksliste")
    contact.sees("Sakslisten er laget")
    contact.page.locator("#held").fill("30.02.2014")
    presses(contact, "Lagre dato og deltakere")
    contact.sees("Skriv datoen som")
    contact.complaints.clear()  # the browser's own word on the answer 422
    contact.page.locator("#held").fill("07.02.2014")
    contact.page.get_by_label("Programleder", exact=True).check()
    contact.page.locator("#t-saksliste").fill("## Det vi vil snakke om")
    presses(contact, "Lagre dato og deltakere")
    if script:
        contact.sees("Det du skrev og ikke sendte, er hentet fram igjen.")
        assert contact.page.locator("#t-saksliste").input_value() == "## Det vi vil snakke om"
    contact.page.locator("#what").fill("Skrive rutine for tildeling")
    contact.page.locator("#due").fill("01.09.2014")
    presses(contact, "Legg til")
    contact.sees("Punktet er lagt til.")
    presses(contact, "Begynn på referatet")
    contact.page.locator("#t-referat").fill("## Rapporten\nVedtak: Godt arbeid.")
    contact.page.locator("#t-referat").locator("xpath=ancestor::form").get_by_role("button").click()
    contact.finds_no_barrier()

    leader.goes_to("/arbeid/")
    assert not leader.page.get_by_text("Skrive rutine for tildeling").count()
    presses(contact, "Del referatet med kommunen")
    contact.sees("Kommunen kan nå lese referatet")
    leader.goes_to("/arbeid/")
    leader.finds_no_barrier()
    leader.page.get_by_role("link", name="Skrive rutine for tildeling").click()
    leader.sees("Vedtak: Godt arbeid.")
    leader.page.locator("summary", has_text="Meld at det er gjort").click()
    leader.page.get_by_label("Hva er gjort?").fill("Vedtatt i juni")
    presses(leader, "Meld gjort")
    leader.sees("Vedtatt i juni")
    assert "Ring før påske" not in leader.page.content()
    (point,) = list_follow_ups(rls.ALL, open_only=False)
    assert (point.state, point.due, own.municipality_id) == (
        FollowUpState.DONE, date(2014, 9, 1), point.municipality_id,
    )  # fmt: skip
    contact.goes_to("/region/prove/oversikt/?q=vik")
    contact.sees("Ring før påske", "07.02.2014")


def test_every_page_of_the_desk_can_be_used_by_everyone(reader: Readers) -> None:
    """On a desk and a phone, with what is open and what is shared."""
    opened_round()
    opened("provevik")
    meeting = held_meeting("provevik")
    set_email(account_id=holder(Role.PROGRAMME_CONTACT, username="kontakt").id, email="kontakt@demo.example")
    contact = contact_at(reader, "/region/")
    for path in OF_A_DESK:
        contact.goes_to(path.format(meeting=meeting.id))
        for window in (PHONE, DESK):
            contact.page.set_viewport_size(window)  # type: ignore[arg-type]
            contact.finds_no_barrier()


def test_a_word_without_an_end_makes_no_page_of_the_meeting_wider_than_a_phone(reader: Readers) -> None:
    opened("provevik")
    meeting = held_meeting("provevik", what="f" * 400)
    holder(Role.PROGRAMME_CONTACT, username="kontakt")
    person, address = reader(PHONE), "/region/prove/kommune/provevik/"
    person.logs_in("kontakt")
    acts.take_back_minutes(desk=desk_of("provevik"), year=2012, actor=CONTACT, now=LAST_YEAR)
    for paper in Paper:
        text = f"## {'å' * 6000}\n- {'b' * 6000}\n{'c' * 6000}"
        acts.save_paper(
            desk=desk_of("provevik"), year=2012, kind=paper, text=text, based_on=1, actor=CONTACT, now=LAST_YEAR
        )
    person.goes_to(f"{address}mote/2012/")
    fits(person)
    acts.share_minutes(desk=desk_of("provevik"), year=2012, actor=CONTACT, now=LAST_YEAR)
    person.goes_to(f"{address}mote/2012/")
    for each in person.page.locator("summary").all():
        each.click()
    fits(person)
    for path in (address, f"/referat/{meeting.id}/"):
        person.goes_to(path)
        fits(person)
    leader = reader(PHONE)
    leader.logs_in("leder")
    leader.goes_to("/arbeid/")
    fits(leader)


def fits(person: Reader) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert person.page.evaluate(wide) <= 0, person.page.url


def test_all_rows_of_the_overview_stand_on_the_page_and_not_in_a_window_of_their_own(reader: Readers) -> None:
    opened_round()
    holder(Role.PROGRAMME_CONTACT, username="kontakt")
    contact = contact_at(reader, "/region/prove/oversikt/")
    hidden = "(e) => e.scrollHeight - e.clientHeight"
    assert contact.page.locator(".desk-sheet").evaluate(hidden) <= 0
