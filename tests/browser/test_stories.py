"""Stories in a real browser: anyone reads, a leader imports by keyboard alone, and again without any script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boso.importers.proposals import ImportState, Standing
from boso.importers.queries import list_imports, view_import
from boso.places import rls
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.pages import PUBLIC
from tests.factories.reports import report_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]
PAGES = [*PUBLIC, "/logg-inn/"]
TONGUES = ("nb", "nn", "en")
OF_THE_LEADER = ["/arbeid/", "/import/", "/konto/", "/konto/totrinn/", "/konto/passord/"]


@pytest.mark.parametrize("language", TONGUES)
def test_every_public_page_can_be_read_by_everyone(reader: Readers, language: str) -> None:
    """On a phone and a desk, light and dark: one page opened, its window and colours changed. What a language changes
    is lengths and not colours, so the other two are looked at in each window and each colour once."""
    anyone = reader()
    ways = [(PHONE, "light"), (DESK, "dark"), *([(DESK, "light"), (PHONE, "dark")] if language == "nb" else [])]
    for path in PAGES:
        anyone.goes_to(f"{path}{'&' if '?' in path else '?'}sprak={language}")
        assert anyone.page.get_attribute("html", "lang") == language
        for window, color_scheme in ways:
            anyone.page.set_viewport_size(window)  # type: ignore[arg-type]
            anyone.page.emulate_media(color_scheme=color_scheme)  # type: ignore[arg-type]
            anyone.finds_no_barrier()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_a_leader_can_be_used_by_everyone(reader: Readers, window: Any) -> None:
    leader = reader(window)
    leader.logs_in("leder")
    for path in OF_THE_LEADER:
        leader.goes_to(path)
        leader.finds_no_barrier()


def test_a_page_that_is_not_there_can_be_read_by_everyone(reader: Readers) -> None:
    anyone = reader(PHONE)
    anyone.goes_to("/kommuner/gjovk/")
    anyone.sees("Kanskje du mente:")
    anyone.complaints.clear()  # the browser's own word on a page that is not there
    anyone.finds_no_barrier()


def test_a_reader_follows_a_figure_down_to_where_it_was_read(reader: Readers) -> None:
    anyone = reader()
    anyone.goes_to("/")
    anyone.page.get_by_role("link", name="Gjøvik: Årsrapport 2013").click()
    anyone.page.get_by_role("button", name="54", exact=True).first.click()
    anyone.sees("Se stedet og historien")
    anyone.finds_no_barrier()
    anyone.page.get_by_role("link", name="Se stedet og historien").first.click()
    anyone.sees("Hvor det kommer fra", "Hva det betyr")


def test_a_reader_changes_language_and_stays(reader: Readers) -> None:
    anyone = reader()
    anyone.goes_to("/kommuner/gjovik/")
    anyone.page.get_by_role("link", name="Nynorsk").click()
    anyone.sees("Tal år for år")
    assert anyone.page.url.endswith("/kommuner/gjovik/?sprak=nn")
    assert anyone.page.get_attribute("html", "lang") == "nn"
    anyone.page.get_by_role("link", name="English").click()
    anyone.sees("Figures by year")
    anyone.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Municipalities").click()
    anyone.sees("Municipalities in the programme")


def test_the_keyboard_reaches_the_content_first(reader: Readers) -> None:
    anyone = reader()
    anyone.goes_to("/kommuner/")
    anyone.page.keyboard.press("Tab")
    assert anyone.page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    anyone.page.keyboard.press("Enter")
    assert anyone.page.evaluate("document.activeElement.id") == "innhold"


def test_a_leader_imports_a_report_by_keyboard_alone(reader: Readers, tmp_path: Path) -> None:
    leader = reader()
    leader.logs_in("leder")
    sends(leader, report_file(tmp_path))
    open_before = doubts()
    answer_all(leader)
    press(leader, "a")
    leader.finds_no_barrier()
    leader.page.keyboard.press("Enter")
    leader.sees("Tatt i bruk")
    assert open_before
    assert doubts() == 0
    assert state() is ImportState.APPLIED
    leader.finds_no_barrier()

    leader.page.get_by_label("Hvorfor?").fill("Feil fil")
    leader.page.keyboard.press("Enter")
    leader.sees("er satt tilbake")
    assert state() is ImportState.UNDONE


def test_keys_move_type_and_skip(reader: Readers, tmp_path: Path) -> None:
    leader = reader()
    leader.logs_in("leder")
    sends(leader, report_file(tmp_path))
    first = focused(leader)
    leader.page.keyboard.press("j")
    second = focused(leader)
    assert second != first
    leader.page.keyboard.press("k")
    assert focused(leader) == first
    press(leader, "s")
    assert focused(leader) == second
    leader.page.keyboard.press("e")
    assert leader.page.evaluate("document.activeElement.matches('input, textarea')")
    leader.page.keyboard.press("Escape")
    assert focused(leader) == second
    standing = {c.standing for c in seen().cells if "c-" + c.cell.address.replace(":", "-") == first}
    assert standing == {Standing.LEFT}


def test_a_refused_answer_is_told_at_once_and_takes_the_focus(reader: Readers, tmp_path: Path) -> None:
    leader = reader()
    leader.logs_in("leder")
    sends(leader, report_file(tmp_path))
    before = doubts()
    field = leader.page.locator("[data-standing=open] input[name=typed]").first
    field.fill("tolv hundre")
    field.press("Enter")
    leader.sees("Skriv et tall, for eksempel 412")
    assert focused(leader) == "refusal"
    assert doubts() == before


def test_whoever_was_logged_out_meanwhile_learns_that_nothing_was_stored(reader: Readers, tmp_path: Path) -> None:
    leader = reader()
    leader.logs_in("leder")
    sends(leader, report_file(tmp_path))
    leader.page.context.clear_cookies()
    leader.page.keyboard.press("s")
    leader.page.get_by_label("Brukernavn").wait_for()


def test_a_leader_imports_without_any_script(reader: Readers, tmp_path: Path) -> None:
    leader = reader(java_script_enabled=False)
    leader.logs_in("leder")
    sends(leader, report_file(tmp_path))
    for _ in range(doubts()):
        leader.page.locator("[data-standing=open] .choice").first.click()
    leader.page.get_by_role("button", name="Godta alle sikre").click()
    leader.page.get_by_role("button", name="Ta importen i bruk").click()
    leader.sees("Tatt i bruk")
    assert state() is ImportState.APPLIED


def test_a_wrong_file_is_told_where_the_eye_is(reader: Readers, tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    leader = reader()
    leader.logs_in("leder")
    sends(leader, empty)
    assert leader.page.evaluate("document.activeElement.className") == "ds-error-summary"


def sends(leader: Reader, file: Path) -> None:
    leader.goes_to("/import/")
    leader.page.get_by_label("Fil", exact=True).set_input_files(file)
    leader.page.get_by_role("button", name="Les inn", exact=True).click()
    leader.page.get_by_role("heading", level=1).wait_for()


def press(leader: Reader, key: str) -> None:
    """A key whose answer comes from the server."""
    with leader.page.expect_response(lambda answer: answer.request.method == "GET" and "/import/" in answer.url):
        leader.page.keyboard.press(key)
    leader.page.locator("#proposal:not([aria-busy])").wait_for()


def answer_all(leader: Reader) -> None:
    for _ in range(doubts()):
        press(leader, "1")


def focused(leader: Reader) -> str:
    return str(leader.page.evaluate("document.activeElement.id"))


def seen() -> Any:
    (row,) = list_imports(rls.ALL)
    return view_import(row.id, within=rls.ALL)


def doubts() -> int:
    return int(seen().counts.open)


def state() -> ImportState:
    return ImportState(seen().row.state)
