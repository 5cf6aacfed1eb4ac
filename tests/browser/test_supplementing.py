"""A supplement comes in March and a promise is kept: delivered without a figure, reminded, sent, seen by the region."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.promise_reminding import tell_of_promises
from boso.reporting.queries import get_report
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.promises import list_promises
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import complete, delivered, pending, step
from tests.factories.people import holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]
A, B = "A_no_dwelling.housed", "B_at_risk.housed"
MARCH = date(2014, 3, 12)


def of(own: ReportRow, page: str) -> str:
    return f"/rapport/{own.id}/{page}/"


def logged_in(reader: Readers, name: str, window: Any) -> Reader:
    person = reader(window)
    person.logs_in(name)
    return person


def presses(person: Reader, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).click()


def fills(person: Reader, code: str, text: str) -> None:
    person.page.locator(f'[id="i-figure:{code}"]').fill(text)


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_supplement_comes_in_march_and_a_promise_is_kept(reader: Readers, settings: Any, window: Any) -> None:
    holder(Role.PROGRAMME_CONTACT, username="kontakt")
    own = complete("provevik", **{A: pending("2014-03-14"), B: pending("2014-03-07")})
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)
    settings.TODAY = MARCH
    tell_of_promises(now=datetime(2014, 3, 12, 6, tzinfo=UTC))

    leader = logged_in(reader, "leder", window)
    leader.goes_to("/arbeid/")
    leader.sees(
        "Svar som mangler i leverte rapporter", "1 over tiden", "Et svar som var lovet til 7. mars 2014, mangler"
    )
    leader.finds_no_barrier()
    leader.goes_to(of(own, "ettersend"))
    leader.sees("Lovet til 7. mars 2014", "3 virkedager over datoen", "om 2 virkedager")
    leader.finds_no_barrier()

    fills(leader, A, "mange")
    presses(leader, "Se over før du sender")
    leader.sees("Svaret lar seg ikke lese.")
    leader.complaints.clear()  # the browser says that what was sent was refused
    leader.finds_no_barrier()
    fills(leader, A, "12")
    leader.page.locator(f'[id="e-figure:{B}"]').fill("30.04.2014")
    presses(leader, "Se over før du sender")
    leader.sees("Dette blir endret i versjon 2", "Skriv i kommentaren hvorfor svaret kommer senere.")
    leader.finds_no_barrier()
    presses(leader, "Send inn")
    leader.sees("Skriv i kommentaren hvorfor et lovet tall kommer senere enn ventet.")
    leader.complaints.clear()
    leader.page.get_by_label("Kommentar", exact=True).fill("Registeret er ikke ferdig")
    presses(leader, "Se over før du sender")
    presses(leader, "Send inn")
    leader.sees("Kvittering for levert rapport", "Sendt. Versjon 2 er levert.", "30. april 2014")
    leader.finds_no_barrier()
    assert [r.version for r in list_deliveries(own.id, within=rls.ALL)] == [1, 2]
    assert [p.day for p in list_promises(rls.ALL, today=MARCH)] == [date(2014, 4, 30)]

    leader.goes_to(of(own, "versjoner"))
    leader.sees("Fra versjon 1 til versjon 2", "Registeret er ikke ferdig")
    leader.finds_no_barrier()
    region = logged_in(reader, "kontakt", window)
    region.goes_to(of(own, "ettersend"))
    region.sees("Be kommunen om et svar", "1 svar mangler")
    region.page.get_by_label("Felt", exact=True).select_option(f"figure:{A}")
    region.page.get_by_label("Hvorfor").fill("Er alle med?")
    region.page.get_by_label("Innen (kan stå tomt)").fill("20.03.2014")
    presses(region, "Åpne feltet")
    region.sees("Feltet er åpnet, og kommunen har fått beskjed.", "Er alle med?")
    region.finds_no_barrier()

    leader.goes_to(of(own, "ettersend"))
    leader.sees("Er alle med?", "Hva som er lovet før")
    fills(leader, A, "14")
    fills(leader, B, "9")
    presses(leader, "Se over før du sender")
    leader.page.get_by_label("Kommentar", exact=True).fill("To var ikke med")
    presses(leader, "Send inn")
    leader.sees("Sendt. Versjon 3 er levert.")
    leader.goes_to(of(own, "ettersend"))
    leader.sees("Ingenting er lovet til senere")
    leader.finds_no_barrier()
    assert get_report(own.id, within=rls.ALL).version == 3
