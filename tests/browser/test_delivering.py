"""The way of a report to its receipt, and of a round, in a real browser: with a script and without, by each person."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boso.access.values import Role
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import get_region
from boso.questionnaires.loading import load
from boso.reporting.actions.rounds import open_round
from boso.reporting.queries import get_report
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow, Status
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import complete, delivered, opened, step
from tests.factories.pages import OF_A_REPORT, OF_A_ROUND
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW
from tests.factories.rounds import DATES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]


def at_delivery(reader: Readers, name: str, own: ReportRow, window: Any = DESK, *, script: bool = True) -> Reader:
    person = reader(window, java_script_enabled=script)
    person.logs_in(name)
    person.goes_to(f"/rapport/{own.id}/lever/")
    return person


def presses(person: Reader, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).click()


def says(person: Reader, opens: str, label: str, text: str, button: str) -> None:
    """Open what is folded, give the reason and send it."""
    person.page.locator("summary", has_text=opens).click()
    person.page.get_by_label(label).locator("visible=true").fill(text)
    person.page.locator("form button", has_text=button).locator("visible=true").click()


def status(own: ReportRow) -> Status:
    return get_report(own.id, within=rls.ALL).status


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_a_report_is_marked_ready_declined_approved_delivered_once_and_withdrawn(reader: Readers, script: bool) -> None:
    own = complete("provevik")
    holder(Role.PROGRAMME_OWNER, username="ansvarlig")
    leader = at_delivery(reader, "leder", own, script=script)
    presses(leader, "Meld rapporten klar")
    leader.sees("Rapporten venter på programansvarlig.")

    owner = at_delivery(reader, "ansvarlig", own, PHONE, script=script)
    says(owner, "Send tilbake", "Hva må endres?", "Mangler tall fra NAV", "Send tilbake")
    owner.sees("Mangler tall fra NAV", "Rapporten venter på programlederen.")
    leader.page.reload()
    leader.sees("Mangler tall fra NAV")
    presses(leader, "Meld rapporten klar")
    owner.page.reload()
    presses(owner, "Godkjenn rapporten")
    owner.sees("Rapporten er godkjent. Den kan leveres.")

    leader.page.reload()
    leader.page.get_by_role("button", name="Lever rapporten", exact=True).dblclick()
    leader.sees("Kvittering for levert rapport")
    (receipt,) = list_deliveries(own.id, within=rls.ALL)
    leader.sees(receipt.digest[:8])
    with leader.page.expect_download() as file:
        leader.page.get_by_role("link", name="Last ned som PDF").click()
    assert Path(file.value.path()).read_bytes().startswith(b"%PDF")

    leader.goes_to(f"/rapport/{own.id}/lever/")
    says(leader, "Trekk rapporten tilbake", "Hvorfor trekkes", "Levert for tidlig", "Trekk rapporten tilbake")
    presses(leader, "Åpne rapporten igjen")
    leader.sees("Levert for tidlig", "Rapporten er åpnet igjen.")
    assert status(own) is Status.UNDER_WAY
    assert list_deliveries(own.id, within=rls.ALL) == (receipt,)


def test_a_municipality_says_without_a_script_that_it_has_nothing_to_report(reader: Readers) -> None:
    own = opened("provevik")
    leader = at_delivery(reader, "leder", own, PHONE, script=False)
    leader.page.locator("summary", has_text="Meld at det ikke er noe").click()
    leader.page.get_by_label("Kommunen har ikke noe å rapportere").check()
    presses(leader, "Lever uten innhold")
    leader.sees("Kvittering for levert rapport")
    assert status(own) is Status.DELIVERED


def test_a_region_opens_a_round_gives_more_time_and_reminds(reader: Readers) -> None:
    holder(Role.REGION_MANAGER, username="region")
    region = reader()
    region.logs_in("region")
    region.goes_to("/region/runder/")
    region.page.get_by_label("Året rapportene gjelder").fill("2013")
    region.page.get_by_label("Skjema", exact=True).select_option("ost_annual/2013")
    for name, day in (("deadline", "31.06.2014"), ("last_new", "14.03.2014"), ("last_edit", "31.03.2014")):
        region.page.locator(f"#{name}").fill(day)
    presses(region, "Åpne runden")
    region.sees("finnes ikke")
    region.complaints.clear()  # the browser's own word on the answer 422
    region.finds_no_barrier()
    region.page.locator("#deadline").fill("28.02.2014")
    presses(region, "Åpne runden")
    region.sees("Runden er åpnet for 12 kommuner.")

    region.page.locator("summary", has_text="Gi en kommune utsettelse").click()
    region.page.locator("#e-municipality").select_option(label="Prøvevik")
    region.page.locator("#until").fill("14.03.2014")
    region.page.locator("#e-reason").fill("Sykdom")
    presses(region, "Gi utsettelse")
    region.sees("utsatt til 14. mars 2014", "Sykdom")
    region.page.locator("summary", has_text="Minn en kommune om fristen").click()
    region.page.locator("#r-municipality").select_option(label="Prøvevik")
    presses(region, "Send påminnelse")
    region.sees("påminnelse er lagt i kø")

    leader = reader(PHONE)
    leader.logs_in("leder")
    leader.goes_to("/arbeid/")
    leader.sees("14. mars 2014")
    leader.finds_no_barrier()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_of_rounds_and_deliveries_can_be_used_by_everyone(reader: Readers, language: str) -> None:
    """On a desk and a phone: what is left, what waits for another, what is delivered, and the region's rounds."""
    done, left = complete("provevik"), opened("provevik", 2010)
    step(done, Act.MARK_READY, Act.APPROVE)
    delivered(done)
    made = open_round(
        region_id=get_region("prove").id,
        edition=load("ost_annual/2013"),
        period=ReportPeriod(2013),
        dates=DATES,
        actor=LEADER,
        now=NOW,
    )
    holder(Role.REGION_MANAGER, username="region")
    pages = {
        "leder": [path.format(report=own.id) for own in (left, done) for path in OF_A_REPORT]
        + [f"/rapport/{done.id}/kvittering/", "/arbeid/"],
        "region": [path.format(round=made.round.id) for path in OF_A_ROUND],
    }
    for name, paths in pages.items():
        person = reader()
        person.logs_in(name)
        for path in paths:
            person.goes_to(f"{path}?sprak={language}")
            assert person.page.get_attribute("html", "lang") == language
            for window in (PHONE, DESK):
                person.page.set_viewport_size(window)  # type: ignore[arg-type]
                person.finds_no_barrier()
