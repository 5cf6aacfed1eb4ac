"""A city district fills in its parts, and the municipality sees them beside its own figures."""

from collections.abc import Callable

import pytest

from boso.access.values import Role
from boso.reporting.values import ReportRow
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import opened
from tests.factories.people import districts_of, holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUSED = "figure:A_no_dwelling.housed"


@pytest.fixture
def report(programme: None) -> ReportRow:
    districts_of("provevik")
    holder(Role.DISTRICT_LEADER, username="bydel")
    return opened("provevik")


def test_what_a_district_types_is_kept_summed_and_taken_over(report: ReportRow, reader: Callable[..., Reader]) -> None:
    own = reader(window=PHONE)
    own.logs_in("bydel")
    own.page.get_by_role("link", name="Nordre").first.click()
    own.page.locator(f'input[name="{HOUSED}"]').fill("12")
    own.sees("Alt er lagret")
    own.finds_no_barrier()
    own.page.reload()
    assert own.page.locator(f'input[name="{HOUSED}"]').input_value() == "12"
    own.page.locator(f'[id="{HOUSED}"]').get_by_role("link", name="Historie").click()
    own.sees("Slik står det nå.")
    own.finds_no_barrier()
    own.page.get_by_role("link", name="Tilbake til spørsmålet").click()
    own.page.get_by_role("button", name="Meld tallene ferdige").click()
    own.sees("tall er ikke ført inn")
    own.finds_no_barrier()
    own.page.get_by_role("button", name="Meld tallene ferdige likevel").click()
    own.sees("Tallene er meldt ferdige.")
    own.finds_no_barrier()
    leader = reader(window=DESK)
    leader.logs_in("leder")
    leader.goes_to(f"/rapport/{report.id}/")
    leader.page.get_by_role("link", name="Bydeler").click()
    leader.sees("meldt ferdig", "mangler deler")
    leader.finds_no_barrier()
    leader.page.get_by_role("link", name="Søndre").click()
    leader.page.locator(f'input[name="{HOUSED}"]').fill("30")
    leader.sees("Alt er lagret")
    leader.goes_to(f"/rapport/{report.id}/bydeler/")
    leader.page.get_by_role("button", name="Bruk summen").click()
    leader.sees("1 tall er nå summen av bydelene.")
    for language in ("nn", "en"):
        leader.goes_to(f"/rapport/{report.id}/bydeler/?sprak={language}")
        leader.finds_no_barrier()
