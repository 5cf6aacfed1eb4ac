"""All answers of a region's reports as a file: what was delivered, of the municipalities shown, in few queries."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions import reviewing
from boso.reporting.actions.answering import save_field
from boso.reporting.queries.exporting import list_delivered, read_delivered
from boso.reporting.queries.reports import list_reports
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Content, Typed
from boso.reporting.values.reviewing import Asking
from tests.factories.contact import CONTACT
from tests.factories.delivering import complete, delivered, pending, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, report
from tests.factories.rounds import opened_round

pytestmark = pytest.mark.django_db
FILE = "/region/prove/oversikt/svar"
PENDING = "A_no_dwelling.housed"


def handed_in(slug: str, **figures: Any) -> ReportRow:
    row = complete(slug, 2013, **figures)
    step(row, Act.MARK_READY, Act.APPROVE)
    delivered(row)
    return row


@pytest.fixture(scope="module", autouse=True)
def _delivered(places_of_module: None) -> None:
    opened_round()
    handed_in("provevik", **{PENDING: pending("2014-03")})
    handed_in("provesund")
    report("provedal", 2013, {PENDING: 41}, historical=False)  # still written


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def contact() -> Client:
    return logged_in(holder(Role.PROGRAMME_CONTACT))


def told(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{FILE}.csv{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_holds_what_was_delivered_by_those_shown(contact: Client) -> None:
    lines = told(contact)
    assert list(dict.fromkeys(line["Kommune"] for line in lines)) == ["Prøvesund", "Prøvevik"]
    assert {line["Kommune"] for line in told(contact, "?q=vik")} == {"Prøvevik"}
    assert told(contact, "?status=under_way") == []
    late = next(line for line in lines if line["Kode"] == f"figure:{PENDING}" and line["Kommune"] == "Prøvevik")
    assert (late["Slag"], late["Svar"], late["Ventes"]) == ("ettersendes", "ettersendes", "2014-03")
    here = next(line for line in lines if line["Kode"] == f"figure:{PENDING}" and line["Kommune"] == "Prøvesund")
    assert (here["Slag"], here["Svar"], here["Enhet"], here["Versjon"]) == ("tall", "2", "husstander", "1")
    assert (here["Levert"], here["Periode"]) == ("2014-02-10", "2013")
    assert {"tekst", "tall", "dato"} <= {line["Slag"] for line in lines}


def test_the_workbook_says_the_same_with_numbers_as_numbers(contact: Client) -> None:
    answer = contact.get(f"{FILE}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    first, *rows = book["Svar"].values
    lines = told(contact)
    assert [dict(zip(first, row, strict=True))["Kode"] for row in rows] == [line["Kode"] for line in lines]
    numbers = {type(row[10]) for row in rows if row[9] == "tall"}
    assert numbers == {int}
    assert contact.get(f"{FILE}.pdf").status_code == 404


def test_what_is_written_after_a_delivery_is_not_the_regions(contact: Client) -> None:
    row = next(r for r in list_reports(rls.ALL, municipality="provesund", year=2013))
    acting = {"actor": CONTACT, "now": NOW, "within": rls.ALL}
    based = number_of_last_event(row.id, within=rls.ALL)
    reviewing.begin_review(report_id=row.id, based_on=based, **acting)
    asked = Asking(section="1.1", text="Stemmer det?")
    reviewing.ask_back(report_id=row.id, questions=[asked], based_on=based + 1, **acting)
    typed = Typed(text="77", seen=Content("number", "2").mark)
    save_field(
        report_id=row.id, address=f"figure:{PENDING}", typed=typed, version=2, actor=LEADER, now=NOW, within=rls.ALL
    )
    lines = told(contact, "?q=sund")
    overview = contact.get("/region/prove/oversikt.csv?q=sund").content.decode("utf-8-sig")
    (row_shown,) = csv.DictReader(io.StringIO(overview), delimiter=";")
    assert next(day for head, day in row_shown.items() if head.endswith(": svar innen")) == "31. mars 2014"
    assert {line["Versjon"] for line in lines} == {"1"}
    assert next(line["Svar"] for line in lines if line["Kode"] == f"figure:{PENDING}") == "2"


def test_queries_do_not_grow_with_the_reports() -> None:
    ids = [r.id for r in list_reports(rls.ALL, year=2013)]
    with CaptureQueriesContext(connection) as all_of_them:
        found = list_delivered(rls.ALL, reports=ids)
        assert len(list(read_delivered(found, within=rls.ALL))) == 2
    with CaptureQueriesContext(connection) as one:
        assert len(list(read_delivered(list_delivered(rls.ALL, reports=ids[:1]), within=rls.ALL))) <= 1
    assert len(all_of_them.captured_queries) <= len(one.captured_queries) + 8


def test_others_have_no_such_file() -> None:
    for role in (Role.PROGRAMME_LEADER, Role.AUDITOR):
        assert logged_in(holder(role)).get(f"{FILE}.csv").status_code == 403
    assert list_delivered([], reports=[r.id for r in list_reports(rls.ALL, year=2013)]) == []
