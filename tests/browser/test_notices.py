"""Being told: a helper is asked, sees it on the page of the work, reads it, and chooses how often mail comes."""

from collections.abc import Callable
from typing import Any

import pytest

from boso.access.actions import set_email
from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.together import assign
from boso.reporting.queries.notices import rhythm_of
from boso.reporting.values.notices import Chosen, Rhythm
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import opened
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]


def looked_at(person: Reader) -> None:
    for window in (PHONE, DESK):
        person.page.set_viewport_size(window)  # type: ignore[arg-type]
        person.finds_no_barrier()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_somebody_is_told_goes_to_the_place_reads_and_chooses_when_mail_comes(reader: Readers, script: bool) -> None:
    own, helper = opened("provevik"), holder(Role.CONTRIBUTOR, username="bidragsyter")
    set_email(account_id=helper.id, email="bidragsyter@demo.example")
    asked: dict[str, Any] = {"due": None, "actor": LEADER, "now": NOW, "within": rls.ALL}
    for section in ("C", "B"):
        assign(report_id=own.id, section=section, address="", account_id=str(helper.id), name="B", **asked)
    person = reader(java_script_enabled=script)
    person.logs_in("bidragsyter")
    person.sees("2 nye varsler", "Prøvevik: Årsrapport 2013")
    if script:
        looked_at(person)
    person.page.get_by_role("link", name="Du er spurt om å svare").first.click()
    person.sees("2 nye varsler")
    assert f"/rapport/{own.id}/" in person.page.url

    person.page.get_by_role("link", name="2 nye varsler").click()
    person.page.get_by_role("button", name="Merk som lest").first.click()
    person.sees("1 nytt varsel")
    person.page.get_by_role("button", name="Merk alle som lest").click()
    person.sees("Ingen nye varsler.")
    person.page.locator("summary", has_text="Leste varsler").click()
    person.sees("Du er spurt om å svare")
    if script:
        looked_at(person)

    person.page.get_by_role("link", name="Velg hvor ofte du får e-post").click()
    person.page.get_by_role("group", name="Noe venter på deg").get_by_label("Samlet én gang i uken").check()
    person.page.get_by_label("Klokkeslett").select_option("14")
    person.page.get_by_label("Ukedag").select_option("3")
    person.page.get_by_role("button", name="Lagre").click()
    person.sees("Valgene dine er lagret.", "13. februar 2014 14:00")
    assert rhythm_of(helper.id) == Chosen(mine=Rhythm.WEEKLY, news=Rhythm.DAILY, hour=14, weekday=3)
    if script:
        looked_at(person)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_pages_of_notices_can_be_used_in_every_language(reader: Readers, language: str) -> None:
    own, helper = opened("provevik"), holder(Role.CONTRIBUTOR, username="bidragsyter")
    assign(
        report_id=own.id, section="C", address="", account_id=str(helper.id), name="B", due=None, actor=LEADER,
        now=NOW, within=rls.ALL,
    )  # fmt: skip
    person = reader()
    person.logs_in("bidragsyter")
    for path in ("/arbeid/", "/konto/varsler/"):
        person.goes_to(f"{path}?sprak={language}")
        looked_at(person)
