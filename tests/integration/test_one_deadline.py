"""A report that is asked back has one deadline, the same on every page, and says what the region waits for."""

import html
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from boso.access.actions import set_email
from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions.reminding import queue_due, remind_now
from boso.reporting.models import Invitation, Reminder, Round
from boso.reporting.queries.reports import list_reports
from boso.reporting.values import ReportRow
from tests.factories.contact import CONTACT
from tests.factories.people import holder, logged_in
from tests.factories.rounds import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_of_module")]
DAY = "21. februar 2014"


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = date(2014, 2, 10)


def report(slug: str) -> ReportRow:
    return next(r for r in list_reports(rls.ALL, municipality=slug, year=2013) if not r.historical)


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(html.unescape(answer.content.decode().split("<main")[1]).split())


def row_of(page: str, name: str) -> str:
    return next(row for row in page.split("<tr>") if f">{name}</a>" in row)


def test_the_municipality_reads_the_same_day_everywhere_and_is_led_to_the_questions() -> None:
    back = report("provebygd")
    leader = logged_in(holder(Role.PROGRAMME_LEADER, username="en_leder", municipality="provebygd"))
    own, review = f"/rapport/{back.id}/", f"/rapport/{back.id}/gjennomgang/"
    pages = {address: main(leader, address) for address in (own, review, f"{own}lever/", "/arbeid/")}
    assert f"Svar innen {DAY}, om 11 dager" in pages[own]
    assert f"svar innen {DAY}" in pages[review]
    assert f"Svar innen {DAY}" in pages[f"{own}lever/"]
    for page in (pages[own], pages[review], pages[f"{own}lever/"]):
        assert "31. mars 2014" not in page.split("<h2", maxsplit=1)[0]
        assert "virkedager igjen" not in page
    assert "Svar på 2 spørsmål og lever på nytt." in pages[f"{own}lever/"]
    assert "venter på programlederen" not in pages[f"{own}lever/"]
    assert f'class="ds-button" href="{review}"' in pages[f"{own}lever/"]
    dates = pages["/arbeid/"].split('id="datoer"')[1].split("<tr>")
    (answers,) = [row for row in dates if "Svar på spørsmål: " in row]
    assert DAY in answers
    assert review in answers
    assert all("levert" in row for row in dates if "Frist: " in row and own in row)


def test_a_page_with_questions_is_not_finished_and_nothing_is_sent_later_that_nobody_waits_for() -> None:
    back = report("provebygd")
    leader = logged_in(holder(Role.PROGRAMME_LEADER, username="en_leder", municipality="provebygd"))
    page = main(leader, f"/rapport/{back.id}/")
    parts = [part for part in page.split("<li>") if "1 spørsmål fra Husbanken" in part]
    assert len(parts) == 2
    for part in parts:
        assert 'data-color="warning"' in part
        assert ">? </span>Spørsmål<" in part
        assert "Ferdig" not in part
    assert "Ettersend svar" not in page
    promised = report("provesund")
    leader = logged_in(holder(Role.PROGRAMME_LEADER, username="en_annen", municipality="provesund"))
    assert "Ettersend svar" in main(leader, f"/rapport/{promised.id}/")
    done = report("provelund")
    leader = logged_in(holder(Role.PROGRAMME_LEADER, username="en_tredje", municipality="provelund"))
    assert "Gjennomgang" in main(leader, f"/rapport/{done.id}/")


def test_the_region_sees_that_it_was_delivered_and_until_when_it_is_answered() -> None:
    contact = logged_in(holder(Role.PROGRAMME_CONTACT, username="en_kontakt"))
    stored = Round.objects.get(year=2013, template="ost_annual", region__code="prove")
    for address in ("/region/", f"/region/runder/{stored.pk}/", "/region/prove/oversikt/"):
        row = row_of(main(contact, address), "Prøvebygd")
        assert f"svar innen {DAY}" in row, address
        assert "levert i tide" in row, address
        assert "virkedager igjen" not in row, address


def test_it_is_reminded_of_its_own_day_and_never_of_the_rounds_deadline() -> None:
    back = report("provebygd")
    leader = holder(Role.PROGRAMME_LEADER, username="en_leder", municipality="provebygd")
    set_email(account_id=leader.id, email="leder@example.org")

    def told(day: int, month: int = 2) -> list[tuple[str, str]]:
        Reminder.objects.filter(municipality=back.municipality_id).delete()
        queue_due(now=at(day, month, time(8)))
        rows = Reminder.objects.filter(municipality=back.municipality_id, address="leder@example.org")
        return [(row.rule, row.body) for row in rows]

    assert told(17) == []
    ((rule, body),) = told(18)
    assert rule == "answers_soon"
    assert f"på nytt innen {DAY} kl. 23.59" in body
    ((rule, body),) = told(24)
    assert rule == "answers_overdue"
    assert f"skulle vært levert på nytt innen {DAY}" in body
    ((rule, _body),) = told(1, 4)
    assert rule == "answers_overdue", "also when its round is over"
    (invitation,) = Invitation.objects.filter(report=back.id)
    assert remind_now(
        round_id=invitation.round_id,
        municipality_id=back.municipality_id,
        actor=CONTACT,
        now=at(12),
        regions=[invitation.round.region_id],
    )
    (asked,) = Reminder.objects.filter(address="leder@example.org", rule="asked_for_answers")
    assert "minner om spørsmålene" in asked.body
    assert DAY in asked.body
    assert "ikke levert" not in asked.body
