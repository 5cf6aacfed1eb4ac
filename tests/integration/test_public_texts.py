"""The texts of a report in public: those a person released, beside their questions, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boso.kernel.decisions import Actor
from boso.places import rls
from boso.reporting.actions import release_texts, store_steps, withdraw_texts
from boso.reporting.actions.concluding import publish
from boso.reporting.queries.reports import list_reports
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.values import EventKind, ReportRow, RowStep, Table
from tests.factories.demo import NOW as DEMO_NOW
from tests.factories.demo import load_demo
from tests.factories.pages import weight_of
from tests.factories.reports import LEADER, NOW, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
CONTACT = Actor(id="9000007", name="Kontakt Prøvesen")
COMES = "Tekstene i rapporten kommer her når de er frigitt for publisering."
ANSWERS = {"4.1.D": "Prisene steg.", "A.1": "Kartlagt på nytt.", "1.2": "Bedre bomiljø.", "4.1.A": "Faste møter."}


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = NOW.date()


def written(slug: str, texts: dict[str, str], *, edition: str = "", year: int = 2012) -> ReportRow:
    """A public report with texts that nobody has released."""
    row = report(slug, year, {"A_no_dwelling.housed": 54} if not edition else {}, edition=edition)
    more = {"kind": "text", "certain": True, "origin": "typed", "source_label": "", "place": None, "reference": ""}
    steps = [
        RowStep(table=Table.TEXTS, key=(code,), before=None, after={"code": code, "text": text, **more})
        for code, text in texts.items()
    ]
    with rls.scope([row.municipality_id]):
        store_steps(report_id=row.id, steps=steps, event=EventKind.ANSWERS_IMPORTED, actor=LEADER, now=NOW)
    return row


def release(row: ReportRow, *codes: str) -> None:
    within = [row.municipality_id]
    given = {"answers": {}, "threshold": 3, "actor": LEADER, "now": NOW, "within": within, "mask": True}
    release_texts(report_id=row.id, codes=codes, **given)  # type: ignore[arg-type]


def shown(row: ReportRow) -> str:
    answer = Client().get(f"/kommuner/{row.municipality}/rapport/{row.period}/")
    assert answer.status_code == 200
    return answer.content.decode()


def in_order(page: str, *said: str) -> bool:
    places = [page.find(each) for each in said]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("slug", ["gjovik", "provevik"])
def test_released_texts_stand_beside_their_questions_in_the_forms_order_and_the_others_nowhere(slug: str) -> None:
    row = written(slug, ANSWERS)
    release(row, "4.1.D", "1.2", "A.1")
    page = shown(row)
    assert in_order(page, "1.2 Kvalitet på boliger", ANSWERS["1.2"], "Delmål A", "A.1.", ANSWERS["A.1"], "D. Er det")
    assert in_order(page, "D. Er det barrierer", ANSWERS["4.1.D"])
    assert ANSWERS["4.1.A"] not in page
    assert "A. Hva har i størst grad" not in page
    assert COMES not in page
    assert LEADER.name not in page


def test_a_report_without_released_texts_says_when_they_come() -> None:
    row = written("provevik", ANSWERS)
    page = shown(row)
    assert COMES in page
    assert 'class="reported"' not in page
    assert "når kommunen har publisert" not in page


def test_what_is_taken_back_is_gone_from_the_page() -> None:
    row = written("provevik", ANSWERS)
    release(row, "1.2")
    assert ANSWERS["1.2"] in shown(row)
    later, within = NOW + timedelta(days=1), [row.municipality_id]
    withdraw_texts(report_id=row.id, codes=["1.2"], reason="Feil", actor=LEADER, now=later, within=within)
    assert ANSWERS["1.2"] not in shown(row)
    assert COMES in shown(row)


def test_a_text_is_shown_whole_and_masked_with_its_lines_and_what_looks_like_markup_is_only_text() -> None:
    long = (
        "Vi målte <b>alt</b> & mer.\nPå ny linje.\nRing 22 22 22 22. " + "Et langt svar om boliger. " * 4000 + "Slutt."
    )
    row = written("provevik", {"1.2": long})
    release(row, "1.2")
    page = shown(row)
    assert "Vi målte &lt;b&gt;alt&lt;/b&gt; &amp; mer.\nPå ny linje.\nRing [telefon]." in page
    assert 'class="reported"' in page
    assert page.count("Et langt svar om boliger.") == 4000
    assert "Slutt.</p>" in page
    assert weight_of(page) < 100_000


def test_each_report_of_a_year_shows_its_own_texts_and_the_results_of_goals_their_goal() -> None:
    first = written("provevik", {"1.2": "Fra årsrapporten."})
    second = written("provevik", {"H1.D10": "Tiende mål.", "H1.D2": "Andre mål."}, edition="sor_half_year/2012")
    release(first, "1.2")
    release(second, "H1.D10", "H1.D2")
    pages = {
        form: Client().get(f"/kommuner/provevik/rapport/{row.period}/{form}/").content.decode()
        for form, row in (("ost_annual", first), ("sor_half_year", second))
    }
    assert "Fra årsrapporten." in pages["ost_annual"]
    assert "Andre mål." not in pages["ost_annual"]
    assert "Fra årsrapporten." not in pages["sor_half_year"]
    assert in_order(
        pages["sor_half_year"], "hovedmål 1:", "prosjekter 2</h4>", "Andre mål.", "prosjekter 10</h4>", "Tiende mål."
    )


def test_more_texts_cost_no_more_queries() -> None:
    row = written("provevik", ANSWERS)
    counts = []
    for codes in (["1.2"], ["A.1"], ["4.1.A", "4.1.D"]):
        release(row, *codes)
        with CaptureQueriesContext(connection) as asked:
            shown(row)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_a_contact_who_publishes_a_text_finds_it_on_the_public_page(settings: Any) -> None:
    load_demo()
    settings.TODAY = DEMO_NOW.date()
    row = next(r for r in list_reports(rls.ALL, municipality="provelund", year=2013) if not r.historical)
    assert Client().get("/kommuner/provelund/rapport/2013/").status_code == 404
    last = number_of_last_event(row.id, within=rls.ALL)
    how = {"actor": CONTACT, "now": DEMO_NOW, "within": rls.ALL}
    (code,) = publish(report_id=row.id, codes=["4.1.B"], answers={}, threshold=4, based_on=last, **how)  # type: ignore[arg-type]
    assert code == "4.1.B"
    page = shown(row)
    assert in_order(page, "4.1. Læring", "B. Hvordan er resultater", 'class="reported"')
    assert page.count('class="reported"') == 1
