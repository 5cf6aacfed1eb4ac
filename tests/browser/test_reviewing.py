"""A report's review in a real browser: returned with questions, answered, marked, accepted, published, taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.reviewing import ask_back, begin_review
from boso.reporting.queries import get_report
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.reviewing import Asking
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import complete, delivered, step
from tests.factories.pages import OF_A_REVIEW
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]
Readers = Callable[..., Reader]
NUMBER = "figure:C1.adaptation_grant"


def sent() -> ReportRow:
    """A report that was delivered, and somebody in the region to read it."""
    own = complete("provevik")
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)
    holder(Role.PROGRAMME_CONTACT, username="kontakt")
    return own


def at(reader: Readers, name: str, path: str, window: Any = DESK, *, script: bool = True) -> Reader:
    person = reader(window, java_script_enabled=script)
    person.logs_in(name)
    person.goes_to(path)
    return person


def presses(person: Reader, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).first.click()
    person.page.wait_for_load_state()


def asks(person: Reader, page: str, text: str, field: str = "") -> None:
    person.page.locator(f'[id="del-{page}"] .review-ask summary').click()
    person.page.locator(f'[id="text-{page}"]').fill(text)
    if field:
        person.page.locator(f'[id="field-{page}"]').select_option(field)


def reads_a_refusal_in_nynorsk(contact: Reader) -> None:
    """What was typed stands there too, and once more in bokmål."""
    due, text = contact.page.locator('[id="due-4.1"]'), contact.page.locator('[id="text-4.1"]')
    due.fill("31.06.2014")
    presses(contact, "Send tilbake med spørsmålene")
    for language, said in (("Nynorsk", "er ikkje ein dag"), ("Bokmål", "er ikke en dag")):
        presses(contact, language)
        contact.sees(said)
        assert (due.input_value(), text.input_value()) == ("31.06.2014", "Kan dere si mer om dette?")
        contact.complaints.clear()  # the browser's own word on the answer 422
        contact.finds_no_barrier()
    due.fill("")


def finds_an_unsent_answer_again(leader: Reader, section: str) -> None:
    """After a look elsewhere, and in the other language."""
    leader.sees("Alt er lagret")
    leader.goes_to("/arbeid/")
    leader.goes_to(section)
    presses(leader, "Nynorsk")
    presses(leader, "Bokmål")
    assert leader.page.locator("#say-1").input_value() == "Vi hadde talt feil."


def status(own: ReportRow) -> Status:
    return get_report(own.id, within=rls.ALL).status


@pytest.mark.parametrize(("script", "window"), [(True, DESK), (False, PHONE)], ids=["desk", "phone_no_script"])
def test_the_region_returns_two_sections_and_the_municipality_answers(
    reader: Readers, script: bool, window: dict[str, int]
) -> None:
    own = sent()
    review = f"/rapport/{own.id}/gjennomgang/"
    contact = at(reader, "kontakt", review, window, script=script)
    contact.sees("Rapporten er levert og venter på gjennomgang.")
    presses(contact, "Begynn gjennomgangen")
    asks(contact, "C", "Stemmer dette tallet?", NUMBER)
    asks(contact, "4.1", "Kan dere si mer om dette?")
    reads_a_refusal_in_nynorsk(contact)
    presses(contact, "Send tilbake med spørsmålene")
    contact.sees("Rapporten er sendt tilbake med 2 spørsmål.", "Rapporten venter på programlederen.")
    assert {box.input_value() for box in contact.page.locator('textarea[name^="text:"]').all()} == {""}, "all is sent"

    leader = at(reader, "leder", "/arbeid/", window, script=script)
    leader.sees("Husbanken spør")
    leader.goes_to(f"/rapport/{own.id}/")
    leader.sees("Husbanken venter på svar på 2 spørsmål.", "levert, kan bare leses", "1 spørsmål fra Husbanken")
    leader.goes_to(f"/rapport/{own.id}/1.1/")
    leader.sees("Husbanken har ikke spurt om denne delen.")
    assert leader.page.locator("[name^='figure:']").count() == 0
    leader.goes_to(f"/rapport/{own.id}/C/")
    leader.sees("Stemmer dette tallet?")
    leader.page.locator(f'input[name="{NUMBER}"]').fill("5")
    leader.page.locator("#say-1").fill("Vi hadde talt feil.")
    if script:
        finds_an_unsent_answer_again(leader, f"/rapport/{own.id}/C/")
    leader.page.locator('button[value="reply:1"]').click()
    leader.sees("Svaret er lagret. Husbanken venter på svar på 1 spørsmål til.", "Vi hadde talt feil.", "Før: 2")
    leader.goes_to(review)
    leader.page.locator("#say-2").fill("Vi har skrevet det vi vet.")
    leader.page.locator('button[value="say:2"]').click()
    leader.sees("Alle spørsmål er besvart.")
    presses(leader, "Lever rapporten på nytt")
    leader.sees("Kvittering for levert rapport")
    assert [r.version for r in list_deliveries(own.id, within=rls.ALL)] == [1, 2]

    contact.goes_to(review)
    contact.sees("Endret siden versjon 1", "Vi hadde talt feil.")
    presses(contact, "Begynn gjennomgangen")
    contact.page.locator("#note").fill("Takk for gode svar.")
    presses(contact, "Godta rapporten")
    contact.sees("Rapporten er godtatt.", "Takk for gode svar.")
    contact.page.get_by_role("link", name="Velg tekster og publiser").click()
    contact.page.locator('[id="c-4.1.A"]').check()
    presses(contact, "Publiser rapporten")
    contact.sees("Rapporten er publisert. Nye tekster ute: 1.")
    assert status(own) is Status.PUBLISHED
    contact.page.get_by_role("link", name="Slik andre ser den").click()
    contact.sees("Trykk på et tall for å se hvor det kommer fra.")
    contact.goes_to(review)
    contact.page.locator("summary", has_text="Trekk fra publisering").click()
    contact.page.locator("#reason").fill("Feil i et tall.")
    presses(contact, "Trekk fra publisering")
    contact.sees("Ingen utenfor ser den lenger.", "Feil i et tall.")
    assert status(own) is Status.UNPUBLISHED


def test_what_a_reviewer_wrote_stands_when_another_was_first(reader: Readers) -> None:
    own = sent()
    who = {"report_id": own.id, "actor": LEADER, "now": NOW, "within": rls.ALL}
    begin_review(based_on=number_of_last_event(own.id, within=rls.ALL), **who)  # type: ignore[arg-type]
    contact = at(reader, "kontakt", f"/rapport/{own.id}/gjennomgang/")
    asks(contact, "C", "Det jeg skrev")
    asking = [Asking(section="A", text="Den andres spørsmål")]
    ask_back(questions=asking, based_on=number_of_last_event(own.id, within=rls.ALL), **who)  # type: ignore[arg-type]
    presses(contact, "Send tilbake med spørsmålene")
    contact.sees("I mellomtiden har", "Den andres spørsmål")
    assert contact.page.locator("#text-C").input_value() == "Det jeg skrev"
    contact.complaints.clear()  # the browser's own word on the answer 409
    presses(contact, "Send også disse spørsmålene")
    contact.sees("Rapporten er sendt tilbake med 1 spørsmål.", "Det jeg skrev")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_of_a_review_can_be_used_by_everyone(reader: Readers, language: str) -> None:
    """By the region and by the municipality, under review and away with questions; in other languages on a phone."""
    own = sent()
    who = {"report_id": own.id, "actor": LEADER, "now": NOW, "within": rls.ALL}
    begin_review(based_on=number_of_last_event(own.id, within=rls.ALL), **who)  # type: ignore[arg-type]
    people = {name: at(reader, name, "/arbeid/") for name in ("kontakt", "leder")}
    for back in (False, True):
        if back:
            asking = [Asking(section="C", text="Stemmer tallet?", address=NUMBER), Asking(section="A", text="Hvem?")]
            ask_back(questions=asking, based_on=number_of_last_event(own.id, within=rls.ALL), **who)  # type: ignore[arg-type]
        for name, person in people.items():
            for path in OF_A_REVIEW[name]:
                person.goes_to(f"{path.format(report=own.id)}?sprak={language}")
                assert person.page.get_attribute("html", "lang") == language
                for window in (PHONE, DESK) if language == "nb" else (PHONE,):
                    person.page.set_viewport_size(window)  # type: ignore[arg-type]
                    person.finds_no_barrier()
