"""Pages that anyone may read: what they show, what they never show, and what they cost."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boso.access.values import Role
from boso.importers.actions import accept_certain, apply_import, propose
from boso.kernel.figures import Figure, Kind
from boso.places import rls
from tests.factories.annual import published_annual_report
from tests.factories.pages import PUBLIC
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, doubtful, report, report_file

pytestmark = pytest.mark.django_db
INVENTED = "Oppdiktet eksempel"
A = "A_no_dwelling"
NEED = {f"{A}.status_start": 8, f"{A}.status_end": 2, f"{A}.housed": 54, "C2.municipal_dwellings": 945}
REPORT = "/kommuner/gjovik/rapport/2013/"


@pytest.fixture(scope="module", autouse=True)
def _programme(places_of_module: None) -> None:
    report("gjovik", 2013, {**NEED, "B_at_risk.status_end": doubtful(4), "C2.new_applications": dash()})
    report("provevik", 2012, NEED)
    report("provevik", 2013, NEED, historical=False)
    published_annual_report(2012)


@pytest.fixture(autouse=True)
def _as_visitors_are(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


def dash() -> Figure:
    return Figure(kind=Kind.DASH, raw="-")


def page(client: Any, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", [*PUBLIC, "/logg-inn/"])
def test_a_page_can_be_read_by_anyone_within_a_strict_policy_and_a_small_weight(client: Any, address: str) -> None:
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "style-src-attr 'none'" in policy
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 30_000  # with style and type, which are kept by the browser, below 100 kB
    text = gzip.decompress(answer.content).decode()
    assert '<html lang="nb"' in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("address", ["/kommuner/provevik/", "/kommuner/provevik/rapport/2012/",
                                     "/kommuner/provevik/rapport/2012/ost_annual/A_no_dwelling.housed/",
                                     "/kommuner/provevik/faktaark/2012/"])  # fmt: skip
def test_every_page_about_an_invented_municipality_says_so(client: Any, address: str) -> None:
    assert INVENTED in page(client, address)


@pytest.mark.parametrize("address", ["/", "/kommuner/gjovik/", REPORT])
def test_no_page_about_a_real_one_does(client: Any, address: str) -> None:
    assert INVENTED not in page(client, address)


def test_invented_figures_are_in_no_sum_of_the_front_page(client: Any) -> None:
    front = page(client, "/")
    assert "2013, fra 1 av" in front
    assert "Prøvevik" not in front


def test_a_figure_leads_to_its_report_and_there_to_its_origin(client: Any) -> None:
    municipality = page(client, "/kommuner/gjovik/")
    assert f'href="{REPORT}#tall-A_no_dwelling.housed"' in municipality
    shown = page(client, REPORT)
    assert 'id="tall-A_no_dwelling.housed"' in shown
    assert f'href="{REPORT}ost_annual/A_no_dwelling.housed/"' in shown


def test_blank_dash_doubt_and_number_are_told_apart(client: Any) -> None:
    shown = page(client, REPORT)
    assert "– (ikke oppgitt)" in shown
    assert "1 uavklart tall" in shown
    assert ">54</button>" in shown


def test_what_is_not_published_does_not_exist_for_the_public_but_for_those_inside(client: Any) -> None:
    under_way = "/kommuner/provevik/rapport/2013/"
    page(client, under_way, 404)
    assert "2013" not in page(client, "/kommuner/provevik/").split("Rapporter</h2>")[1]
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    assert "Under arbeid" in page(leader, under_way)
    assert "Årsrapport 2013" in page(leader, "/kommuner/provevik/")
    assert "Under arbeid" in page(leader, "/arbeid/")
    other = logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund", username="other"))
    page(other, under_way, 404)


def test_words_of_a_report_are_shown_to_those_who_may_read_it_and_to_nobody_else(client: Any, tmp_path: Path) -> None:
    with rls.scope(rls.ALL):
        proposed = propose(path=report_file(tmp_path, "Prøvesund"), actor=LEADER, now=NOW, within=rls.ALL)
        accept_certain(import_id=proposed.import_id, actor=LEADER, now=NOW, within=rls.ALL)
        apply_import(import_id=proposed.import_id, actor=LEADER, now=NOW, within=rls.ALL)
    address = "/kommuner/provesund/rapport/2013/"
    figure = f"{address}ost_annual/A_no_dwelling.housed/"
    reader = logged_in(holder(Role.REGION_MANAGER))
    inside, outside = page(reader, address), page(client, address)
    assert 'class="reported"' in inside
    assert 'class="reported"' not in outside
    assert "<mark" in page(reader, figure)
    shown = page(client, figure)
    assert "<mark" not in shown
    assert "linje" in shown


@pytest.mark.parametrize("address", [
    "/kommuner/finnes-ikke/", "/kommuner/gjovik/rapport/2011/", "/kommuner/gjovik/rapport/tull/",
    "/kommuner/gjovik/rapport/2013/sor_half_year/", f"{REPORT}ost_annual/tull/", "/skjema/tull/2013/",
    "/skjema/ost_annual/2012/endringer/", "/kommuner/gjovik/faktaark/2010/", "/kommuner/gjovik/faktaark/2013.exe",
    "/finnes-ikke/",
])  # fmt: skip
def test_what_is_not_there_says_so_in_plain_words(client: Any, address: str) -> None:
    assert "Siden finnes ikke" in page(client, address, 404)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")])
def test_a_fact_sheet_can_be_taken_along(client: Any, kind: str, begins: bytes) -> None:
    answer = client.get(f"/kommuner/gjovik/faktaark/2013.{kind}")
    assert answer.content.startswith(begins)
    assert f'filename="faktaark-gjovik-2013.{kind}"' in answer["Content-Disposition"]
    assert len(answer.content) < 200_000  # as the list of publications says


def test_one_more_report_costs_no_more_queries(client: Any, django_assert_num_queries: Any) -> None:
    with CaptureQueriesContext(connection) as before:
        client.get("/kommuner/")
    with rls.scope(rls.ALL):
        report("sarpsborg", 2013, NEED)
        report("provesund", 2012, NEED)
    with django_assert_num_queries(len(before)):
        client.get("/kommuner/")
