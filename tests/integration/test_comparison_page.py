"""The page of comparison: what it shows, what it says of what it does not show, and what it takes along."""

import csv
import gzip
import io
import json
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from boso.kernel.figures import Figure, Kind, number, rounded
from boso.places import rls
from boso.programme.queries import list_members
from boso.web.presenters.cells import cell_writer
from boso.web.presenters.figures import view
from tests.factories.pages import weight_of
from tests.factories.reports import NOW, doubtful, report

pytestmark = pytest.mark.django_db
A, DWELLINGS = "A_no_dwelling.housed", "C2.municipal_dwellings"
HOUSED = "uten-bolig-fikk-egnet-bolig"
PAGE = "/sammenlign/"


@pytest.fixture(scope="module", autouse=True)
def _programme(places_of_module: None) -> None:
    for place, slug in enumerate(("provevik", "provesund", "provedal", "provelund")):
        report(slug, 2012, {A: 10 + place, DWELLINGS: 900 + place})
    report("provevik", 2011, {A: 8, DWELLINGS: Figure(kind=Kind.DASH, raw="-")})
    report("provebygd", 2012, edition="sor_half_year/2012")
    report("gjovik", 2013, {A: 54})


@pytest.fixture(autouse=True)
def _as_visitors_are(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


def shown(client: Any, query: str, status: int = 200) -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == status, query
    return answer.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


PROVE = f"?tall={DWELLINGS},{A}&ar=2011-2012&gruppe=region-prove"


def test_a_first_visit_shows_something_and_says_what_to_choose(client: Any) -> None:
    page = shown(client, "")
    assert "Velg tall, år og kommuner" in page
    assert "Husstander med boligbehov 31.12" in page
    assert "Oppdiktet eksempel" not in page


def test_each_figure_leads_to_its_report_and_a_form_that_does_not_ask_is_said_so(client: Any) -> None:
    page = shown(client, PROVE)
    assert 'href="/kommuner/provesund/rapport/2012/#tall-C2.municipal_dwellings">901</a>' in page
    assert "ikke i skjemaet" in page
    assert "Skjemaet spør ikke om dette" in page
    assert "– (ikke oppgitt)" in page
    assert "4 av 12" in words(page)
    assert "Oppdiktet eksempel" in page


def test_median_quartiles_and_range_stand_under_the_table_and_not_of_fewer_than_three(client: Any) -> None:
    page = words(shown(client, f"?tall={DWELLINGS}&ar=2011-2012&gruppe=region-prove"))
    assert "Høyest – 903" in page
    assert "Øvre kvartil – 902,25" in page
    assert "Median – 901,5" in page
    assert "Kommuner med tall 0 av 12 4 av 12" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?tall=tull", "Fant ikke tallet «tull»"),
        ("?ar=1999", "Det er ingen publiserte tall for 1999"),
        ("?ar=<b>", "«&lt;b&gt;» er ikke et årstall"),
        ("?gruppe=region-mars", "Fant ingen gruppe «region-mars»"),
        ("?kommune=atlantis", "Fant ingen kommune «atlantis» i programmet"),
        ("?kommune=gjovik,provevik", "Virkelige og oppdiktede kommuner vises aldri sammen"),
        ("?gruppe=egne", "Listen har ingen kommuner ennå"),
        ("?per=7", "«per=7» er ukjent"),
        ("?sorter=1066", "Kan ikke sortere etter «1066»"),
        ("?ar=2013&sorter=2013", "Det er ingen rangering"),
        ("?tall=&ar=&gruppe=&kommune=&vis=", "Husstander med boligbehov"),
        ("?tall=%00&ar=9999999999", "er ikke et årstall"),
    ],
)
def test_a_changed_address_gives_a_sentence_and_the_rest_still(client: Any, query: str, sentence: str) -> None:
    page = client.get(PAGE + query, follow=True).content.decode()
    assert sentence in page
    assert "<table" in page or 'class="empty"' in page or "Ingen av kommunene" in page


def test_real_and_invented_are_never_on_one_page(client: Any) -> None:
    real = shown(client, f"?tall={HOUSED}&ar=2013&kommune=gjovik,provevik")
    table = real.split("<tbody>")[1].split("</tbody>")[0]
    assert ">54</a>" in table
    assert "Prøve" not in table


def test_the_signs_explained_are_those_that_stand_in_the_table(client: Any) -> None:
    report("provedal", 2010, {A: Figure(kind=Kind.NOT_REGISTERED, raw="registreres ikke", certain=False)})
    query = f"?tall={A}&ar=2010&gruppe=region-prove"
    signs = re.search(r'<dl class="signs.*?</dl>', shown(client, query), re.DOTALL)
    assert signs
    assert "uavklart i kilden, venter på bekreftelse" in words(signs[0])
    assert "registrerer ikke dette" not in words(signs[0])


def test_one_municipality_alone_is_shown_and_marked_among_those_of_its_region(client: Any) -> None:
    page = shown(client, f"?tall={DWELLINGS}&kommune=provesund")
    assert page.count("<tr data-own>") == 1
    assert 'data-own><th scope="row"><a class="ds-link" href="/kommuner/provesund/">' in page
    assert "Region Prøve" in words(page)


def test_a_form_that_is_sent_leads_to_a_short_address_of_the_same_choice(client: Any) -> None:
    answer = client.get(
        PAGE, {"tall": [HOUSED, "kommunale-boliger"], "ar": ["2011", "2012"], "gruppe": "region-prove", "vis": "1"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}?tall={HOUSED},kommunale-boliger&ar=2011-2012&gruppe=region-prove"


def test_rows_stand_by_name_and_by_a_figure_only_when_asked_without_numbers_of_rank(client: Any) -> None:
    by_name = re.findall(r'<th scope="row"><a[^>]+>([^<]+)', shown(client, PROVE))
    assert by_name[:3] == ["Prøvebygd", "Prøvedal", "Prøvelund"]
    by_figure = re.findall(r'<th scope="row"><a[^>]+>([^<]+)', shown(client, f"{PROVE}&sorter=2012"))
    assert by_figure[:4] == ["Prøvelund", "Prøvedal", "Prøvesund", "Prøvevik"]


def test_a_page_of_forty_costs_no_more_queries_than_one_of_ten(client: Any) -> None:
    def count(query: str) -> int:
        client.get(PAGE + query)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE + query)
        return len(asked)

    few = count(f"?tall={HOUSED}&ar=2013&gruppe=region-prove")
    with rls.scope(rls.ALL):
        slugs = [member.slug for member in list_members()]
        for slug in slugs[:40]:
            if slug != "gjovik":
                report(slug, 2013, {A: 7})
    assert count(f"?tall={HOUSED}&ar=2013&gruppe=alle") == few
    assert few <= 16


def test_the_page_weighs_little(client: Any) -> None:
    page = shown(client, PROVE)
    assert weight_of(page) < 100_000
    assert len(gzip.compress(page.encode())) < 15_000


def test_the_files_hold_exactly_what_the_page_shows(client: Any) -> None:
    page = shown(client, PROVE)
    table = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    on_page = [words(cell) for body in table for cell in re.findall(r"<td[^>]*>(.*?)</td>", body, re.DOTALL)]
    in_book = [cell for sheet in sheets(client, PROVE)[1:3] for cell in sheet]
    assert [spoken(value) for value in in_book] == on_page
    lines = list(csv.DictReader(io.StringIO(table_file(client, PROVE)), delimiter=";"))
    told = [line for line in lines if line["kommune"] in page_names(page)]
    assert [line["verdi"] or line["hva som står der"] for line in told] == on_page
    rows = json.loads(client.get(f"{PAGE}sammenligning.json{PROVE}").content)["data"]["rows"]
    assert len(rows) == len(lines) == 12 * 2 * 2
    assert [str(row["value"]) for row in rows if row["value"] is not None] == [c for c in on_page if c.isdecimal()]


def page_names(page: str) -> set[str]:
    """The municipalities with a line of their own; the others are named under the table."""
    return set(re.findall(r'<th scope="row"><a[^>]+>([^<]+)', page))


def test_those_without_a_report_are_named_under_the_table(client: Any) -> None:
    page = shown(client, PROVE)
    assert "Uten publisert rapport i disse årene: 7" in page
    assert page_names(page) == {"Prøvevik", "Prøvesund", "Prøvedal", "Prøvelund", "Prøvebygd"}


def sheets(client: Any, query: str) -> list[list[Any]]:
    """The figures of each sheet row by row: the columns of figures, without those of kinds, and without the foot."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}sammenligning.xlsx{query}").content))
    found = []
    for sheet in book.worksheets:
        rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if str(row[0]).startswith("Prøve")]
        found.append([row[place] for row in rows for place in range(1, len(row), 2)])
    return found


def spoken(value: Any) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)


def table_file(client: Any, query: str) -> str:
    content: bytes = client.get(f"{PAGE}sammenligning.csv{query}").content
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def test_a_table_file_has_decimal_commas_and_nothing_between_the_thousands(client: Any) -> None:
    text = table_file(client, f"?tall={DWELLINGS}&ar=2012&gruppe=region-prove&per=1000")
    line = next(line for line in text.splitlines() if ";Prøvevik;" in line or line.startswith("9901"))
    assert re.search(r";\d+,\d+;tall;ja;", line), line


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")])
def test_a_comparison_can_be_taken_along(client: Any, kind: str, begins: bytes) -> None:
    answer = client.get(f"{PAGE}sammenligning.{kind}{PROVE}")
    assert answer.content.startswith(begins)
    assert f'filename="sammenligning-region-prove.{kind}"' in answer["Content-Disposition"]


def test_another_kind_of_file_is_not_there(client: Any) -> None:
    assert client.get(f"{PAGE}sammenligning.exe{PROVE}").status_code == 404


FIGURES = [
    number(1234),
    number(0),
    doubtful(40),
    *(Figure(kind=kind) for kind in Kind if not kind.has_value),
    *(Figure(kind=kind, value=number(7).value) for kind in Kind if kind.has_value),
]


@pytest.mark.parametrize("href", ["", "/kommuner/gjovik/rapport/2013/#tall-x"])
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.kind} {figure.value}")
def test_a_cell_is_what_the_component_for_figures_writes(figure: Figure, href: str) -> None:
    component = render_to_string("web/parts/figure_cell.html", {"figure": view(rounded(figure, 0), href=href)}).strip()
    assert cell_writer(0)(figure, href) == component
