"""Help: guides that everyone can read, the tour of a first visit, and the pictures that the guides show."""

from collections.abc import Callable
from typing import Any

import pytest

from boso.reporting.values import ReportRow
from boso.web.help.guides import STEPS_OF_A_TOUR
from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.pictures import takes_picture
from tests.factories.reports import report

Readers = Callable[..., Reader]
FIGURES = {f"A_no_dwelling.{name}": value for name, value in {"status_start": 8, "housed": 74}.items()}


@pytest.fixture
def open_report(programme: None) -> ReportRow:
    """Prøvevik's report for 2013, begun."""
    return report("provevik", 2013, FIGURES, historical=False)


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_first_visit_is_shown_around_once(reader: Readers, open_report: ReportRow, window: Any) -> None:
    leader = reader(window)
    leader.logs_in("leder")
    leader.goes_to("/arbeid/")
    for step in range(1, STEPS_OF_A_TOUR):
        leader.sees(f"Omvisning, steg {step} av {STEPS_OF_A_TOUR}")
        leader.finds_no_barrier()
        leader.page.get_by_role("link", name="Neste").click()
    leader.page.get_by_role("button", name="Ferdig").click()
    assert leader.page.get_by_text("Omvisning, steg").count() == 0
    leader.goes_to("/arbeid/?omvisning=3")
    assert leader.page.get_by_text("Omvisning, steg").count() == 0
    leader.page.get_by_role("link", name="Hjelp").click()
    assert leader.page.url.endswith("/hjelp/programleder/#start")
    leader.goes_to("/hjelp/")
    leader.page.get_by_role("button", name="Vis omvisningen igjen").click()
    leader.sees(f"Omvisning, steg 1 av {STEPS_OF_A_TOUR}")


def test_the_pictures_of_a_leaders_guide_show_the_pages_as_they_are(reader: Readers, open_report: ReportRow) -> None:
    leader = reader()
    leader.logs_in("leder")
    leader.page.get_by_role("button", name="Avslutt omvisningen").click()
    leader.goes_to("/arbeid/")
    takes_picture(leader, "work")
    leader.goes_to(f"/rapport/{open_report.id}/1.1/")
    takes_picture(leader, "section")
    leader.page.locator('[name="figure:A_no_dwelling.status_end!kind"]').select_option("pending")
    leader.page.locator('[name="figure:A_no_dwelling.status_end!expected"]').fill("1.6.2014")
    leader.page.locator('[name="figure:A_no_dwelling.status_end!expected"]').blur()
    takes_picture(leader, "unknown", of='[name="figure:A_no_dwelling.status_start"]')
    leader.goes_to(f"/rapport/{open_report.id}/lever/")
    takes_picture(leader, "deliver")


def test_the_pictures_of_the_guide_for_everyone_show_the_pages_as_they_are(reader: Readers, programme: None) -> None:
    someone = reader()
    someone.goes_to("/kommuner/provevik/")
    takes_picture(someone, "municipality")
