"""The overview of deliveries on the database: what the region sees of each municipality, and takes along as files."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boso.access.values import Role
from boso.places import rls
from boso.places.models import Municipality, MunicipalityCode
from boso.places.queries import get_region
from boso.reporting.models import Answer, ContactNote, Invitation, Report, Round
from boso.reporting.queries.desk import get_desk
from tests.factories.contact import round_with_two_years
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW
from tests.factories.rounds import DATES

pytestmark = pytest.mark.django_db
DESK = "/region/prove/oversikt/"
OWN = "/region/prove/kommune/provevik/"
LATE = DATES.deadline.replace(month=3, day=10)


@pytest.fixture(scope="module", autouse=True)
def _round(places_of_module: None) -> None:
    round_with_two_years()


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def contact() -> Client:
    return logged_in(holder(Role.PROGRAMME_CONTACT))


def main(answer: Any) -> str:
    return answer.content.decode().split("<main")[1]


def cells_of(page: str) -> list[tuple[str, str]]:
    """Name and state of each row, as they are read."""
    body = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    row = r'<th scope="row"><a[^>]*>([^<]+).*?&nbsp;</span>([^<]+)</span>'
    return [(name, state) for name, state in re.findall(row, body, re.DOTALL)]


def test_a_file_holds_exactly_what_the_page_shows(contact: Client) -> None:
    for query in ("", "?status=under_way", "?q=vik&sorter=besvart", "?sorter=sent&snu=1", "?pulje=2"):
        same_in_files(contact, query)


def same_in_files(contact: Client, query: str) -> None:
    shown = cells_of(main(contact.get(DESK + query)))
    assert shown
    lines = list(
        csv.reader(
            io.StringIO(contact.get(f"/region/prove/oversikt.csv{query}").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert [(line[0], line[3]) for line in lines[1:]] == shown
    book = openpyxl.load_workbook(io.BytesIO(contact.get(f"/region/prove/oversikt.xlsx{query}").content))
    sheet = list(book[book.sheetnames[1]].values)[1 : len(shown) + 1]
    assert [(row[0], row[3]) for row in sheet] == shown
    assert [[str(c) if c is not None else "" for c in row[: len(lines[0])]] for row in sheet] == lines[1:]


def test_days_late_are_business_days_and_numbers_in_the_workbook(contact: Client, settings: Any) -> None:
    settings.TODAY = LATE.date()
    assert "6 virkedager over fristen" in main(contact.get(DESK))
    book = openpyxl.load_workbook(io.BytesIO(contact.get("/region/prove/oversikt.xlsx").content))
    assert {row[4] for row in list(book[book.sheetnames[1]].values)[1:13]} == {6}


def test_a_name_that_a_spreadsheet_would_work_out_is_text(contact: Client) -> None:
    Municipality.objects.filter(slug="provevik").update(name="Prøve", note="")
    MunicipalityCode.objects.filter(municipality__slug="provevik").update(name="=1+1")
    told = contact.get("/region/prove/oversikt.csv").content.decode("utf-8-sig")
    assert "\r\n'=1+1;" in told


def test_what_cannot_be_chosen_is_left_out(contact: Client) -> None:
    for query in ("?ar=abcd", "?ar=1999", "?status=tull&venter=x&pulje=9999&sorter=x", f"?q={'x' * 500}", "?sen=2"):
        assert contact.get(DESK + query).status_code == 200, query
    assert "Ingen kommuner passer" in main(contact.get(f"{DESK}?q=finnesikke"))
    assert contact.get("/region/prove/oversikt.pdf").status_code == 404


def test_the_overview_begins_with_the_year_that_is_over_though_the_next_one_has_a_round(contact: Client) -> None:
    next_one = Round.objects.get(region__code="prove", year=2013)
    next_one.pk, next_one.year = None, 2014
    next_one.save()
    desk = get_desk(get_region("prove"), year=None, within=rls.ALL, now=NOW)
    assert (desk.year, desk.years) == (2013, (2014, 2013))
    assert get_desk(get_region("prove"), year=2014, within=rls.ALL, now=NOW).year == 2014


def test_a_contact_of_two_regions_has_a_way_from_one_to_the_other(contact: Client) -> None:
    assert "/region/ost/oversikt/" not in main(contact.get(DESK))
    both = holder(Role.PROGRAMME_CONTACT, username="begge")
    from boso.access.actions import give_role
    from boso.kernel.decisions import SYSTEM
    from tests.factories.people import SINCE, place_of

    scope = place_of(Role.PROGRAMME_CONTACT, region="ost")
    give_role(account_id=both.id, role=Role.PROGRAMME_CONTACT, scope=scope, start=SINCE, actor=SYSTEM, now=NOW)
    page = main(logged_in(both).get(DESK))
    assert "/region/ost/oversikt/" in page
    assert "Ingen runde er åpnet i regionen" in main(logged_in(both).get("/region/ost/oversikt/"))
    assert contact.get("/region/ost/oversikt/").status_code == 403
    assert contact.get("/region/finnesikke/oversikt/").status_code == 404
    assert contact.get("/region/prove/kommune/gjovik/").status_code == 404


def many(count: int) -> list[int]:
    """More municipalities in the region and its round, each with a report under way and a note."""
    region, stored = get_region("prove"), Invitation.objects.select_related("round").first()
    assert stored is not None
    made = Municipality.objects.bulk_create(
        Municipality(slug=f"p{n}", name=f"Prøve {n:03}", region_id=region.id, invented=True, source="x")
        for n in range(count)
    )
    reports = Report.objects.bulk_create(
        Report(municipality=m, template="ost_annual", edition="2013", revision=1, digest="x", year=2013,
               status="under_way") for m in made
    )  # fmt: skip
    Invitation.objects.bulk_create(
        Invitation(municipality=m, round=stored.round, report=r, invited_at=NOW)
        for m, r in zip(made, reports, strict=True)
    )
    Answer.objects.bulk_create(
        Answer(municipality=m, report=r, code="A_no_dwelling.housed", kind="number", value=3, origin="typed")
        for m, r in zip(made, reports, strict=True)
    )
    with rls.desk([region.id]):
        ContactNote.objects.bulk_create(
            ContactNote(municipality=m, region_id=region.id, number=1, text="Notat", actor_id="1", actor_name="x",
                        at=NOW, pinned=True) for m in made
        )  # fmt: skip
    return [m.pk for m in made]


def test_the_number_of_queries_does_not_grow_with_the_municipalities(contact: Client) -> None:
    contact.get(DESK)
    with CaptureQueriesContext(connection) as few:
        assert main(contact.get(DESK)).count("<tr>") - 1 == 12
    with rls.scope(rls.ALL):
        many(48)
    with CaptureQueriesContext(connection) as more:
        page = main(contact.get(DESK))
    assert page.count("<tr>") - 1 == 60
    assert page.count('class="desk-pin"') == 48
    assert len(few.captured_queries) == len(more.captured_queries)
