"""A colleague fills in the workbook off-line and uploads it twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from boso.access.values import Role
from boso.places import rls
from boso.reporting.queries.editing import get_draft
from boso.reporting.values import ReportRow
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.people import holder
from tests.factories.reports import report
from tests.factories.workbooks import edited, filled, with_part, with_row

HOUSED, END, TEXT = "figure:A_no_dwelling.housed", "figure:A_no_dwelling.status_end", "text:A.1"


@pytest.fixture
def open_report(programme: None) -> ReportRow:
    """Prøvevik's report for 2013, begun by nobody."""
    holder(Role.CONTRIBUTOR, username="bidragsyter")
    return report("provevik", 2013, {"A_no_dwelling.status_start": 8}, historical=False)


def stored(of: ReportRow, address: str) -> str:
    with rls.scope(rls.ALL):
        return get_draft(of.id, within=rls.ALL).at(address).content.value


def sends(reader: Reader, file: Path) -> None:
    reader.page.get_by_label("Arbeidsboken").set_input_files(file)
    reader.page.get_by_role("button", name="Se endringene").click()


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_colleague_fills_the_workbook_off_line_and_uploads_it_twice(
    reader: Callable[..., Reader], open_report: ReportRow, tmp_path: Path, window: dict[str, int]
) -> None:
    colleague, leader = reader(window), reader()
    colleague.logs_in("bidragsyter")
    colleague.goes_to(f"/rapport/{open_report.id}/")
    colleague.page.get_by_role("link", name="Fyll ut i Excel").click()
    colleague.sees("Ingen arbeidsbøker er lastet opp ennå.")
    colleague.finds_no_barrier()
    with colleague.page.expect_download() as fetched:
        colleague.page.get_by_role("link", name="Hent arbeidsboken").click()
    assert fetched.value.suggested_filename == "Prøvevik - Årsrapport 2013 - versjon 1 - arbeidsbok.xlsx"
    content = fetched.value.path().read_bytes()

    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/A/")
    leader.page.locator(f'[name="{TEXT}"]').fill("Skrevet av lederen imens.")
    expect(leader.page.locator("#saving")).to_contain_text("Alt er lagret", timeout=15000)

    file = tmp_path / "fylt ut.xlsx"
    answers = {
        HOUSED: 74,
        END: ("", "kommer senere", "01.06.2014"),
        TEXT: "Skrevet på toget.",
        "figure:B_at_risk.housed": "mange",
    }
    file.write_bytes(with_row(filled(content, answers), "new:activities:1", {"Aktivitet": "Ny plan", "Budsjett": 500}))
    sends(colleague, file)
    colleague.sees("Endret av andre også", "Se over disse", "Endringer i arbeidsboken", "Skrevet av lederen")
    colleague.finds_no_barrier()
    assert stored(open_report, HOUSED) == ""
    colleague.page.get_by_role("button", name="Ta inn det som er krysset av").click()
    colleague.sees("3 endringer er tatt inn.")
    colleague.finds_no_barrier()
    assert (stored(open_report, HOUSED), stored(open_report, TEXT)) == ("74", "Skrevet av lederen imens.")

    colleague.page.get_by_label("A.1. Kunnskap om boligbehov").check()
    colleague.page.get_by_role("button", name="Ta inn det som er krysset av").click()
    colleague.sees("1 endring er tatt inn.")
    assert stored(open_report, TEXT) == "Skrevet på toget."

    colleague.goes_to(f"/rapport/{open_report.id}/arbeidsbok/")
    sends(colleague, file)
    colleague.sees("Se over disse")
    expect(colleague.page.locator('input[name="ta"]')).to_have_count(1)
    colleague.page.get_by_role("button", name="Angre det som ble tatt inn").click()
    colleague.sees("4 endringer er angret.")
    colleague.finds_no_barrier()
    assert (stored(open_report, HOUSED), stored(open_report, TEXT)) == ("", "Skrevet av lederen imens.")


def test_a_workbook_that_cannot_be_used_is_explained_and_one_that_nobody_wrote_in_says_so(
    reader: Callable[..., Reader], open_report: ReportRow, tmp_path: Path
) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{open_report.id}/arbeidsbok/")
    with leader.page.expect_download() as fetched:
        leader.page.get_by_role("link", name="Hent arbeidsboken").click()
    content = fetched.value.path().read_bytes()
    file = tmp_path / "makro.xlsx"
    file.write_bytes(with_part(content, "xl/vbaProject.bin"))
    sends(leader, file)
    leader.sees("«makro.xlsx» har makroer og ble ikke åpnet.")
    leader.complaints.clear()  # the browser itself notes the answer 422
    leader.finds_no_barrier()
    file.write_bytes(edited(content, lambda book: None))
    sends(leader, file)
    leader.sees("Ingen endringer: ingen svar er endret i arbeidsboken.")
    leader.finds_no_barrier()
