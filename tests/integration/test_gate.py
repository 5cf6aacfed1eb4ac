"""The gate inside the queries: the public gets small counts as published or not at all, those inside all of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boso.indicators.queries import figures_of, figures_of_region, get_report, together, trace
from boso.kernel.figures import Kind
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.programme.queries import list_participants
from tests.factories.reports import doubtful, report

pytestmark = pytest.mark.django_db
A, B, C = (f"{need}.housed" for need in ("A_no_dwelling", "B_at_risk", "C_unsuitable"))
CODES = (A, B, C, "housed_total")


@pytest.fixture(scope="module", autouse=True)
def _reports(places_of_module: None) -> None:
    report("provevik", 2013, {A: 1, B: 1, C: 0})
    report("provesund", 2013, {A: 20, B: 10, C: doubtful(2)})
    report("provedal", 2013, {A: 20, B: 10, C: 10})


def test_a_municipalitys_own_small_counts_are_marked_and_their_sum_is_hidden() -> None:
    seen = figures_of("provevik", codes=CODES)
    assert [(seen.told(c, 2013).figure.value, seen.told(c, 2013).figure.as_published) for c in (A, C)] == [
        (1, True),
        (0, False),
    ]
    total = seen.told("housed_total", 2013)
    assert (total.figure.kind, total.figure.value) == (Kind.SUPPRESSED, None)
    assert total.per_1000 is not None
    assert total.per_1000.kind is Kind.SUPPRESSED


def test_a_doubtful_small_count_is_hidden_wherever_it_is_asked_for() -> None:
    shown = get_report("provesund", "ost_annual", ReportPeriod(2013)).answers[C]
    told = figures_of("provesund", codes=CODES).told(C, 2013).figure
    kinds = {shown.figure.kind, told.kind, trace(shown.id).figure.kind}
    assert kinds == {Kind.SUPPRESSED}
    assert {shown.figure.raw, trace(shown.id).figure.raw} == {""}


def test_those_inside_see_all_of_it() -> None:
    seen = figures_of("provevik", codes=CODES, within=rls.ALL)
    assert seen.told("housed_total", 2013).figure.value == 2
    assert not seen.told(A, 2013).figure.as_published
    assert together(year=2013, codes=CODES, invented=True, within=rls.ALL)["housed_total"].value == 42


def test_a_regions_sum_is_hidden_where_it_would_tell_a_hidden_one() -> None:
    members = [p.municipality for p in list_participants(region="prove", year=2013, invented=True)]
    given = {"year": 2013, "years_back": 1, "codes": CODES, "invented": True}
    public = figures_of_region(members, **given)
    assert public.figure("provevik", "housed_total").kind is Kind.SUPPRESSED
    assert public.sums["housed_total"].now.hidden, "42 - 40 is 2"
    assert public.sums["housed_total"].now.figure.kind is Kind.SUPPRESSED
    inside = figures_of_region(members, **given, within=rls.ALL)
    assert inside.sums["housed_total"].now.value == 42


def test_the_gate_asks_the_database_nothing() -> None:
    counts = []
    for within in (None, rls.ALL):
        with CaptureQueriesContext(connection) as seen:
            together(year=2013, codes=CODES, invented=True, within=within)
        counts.append(len(seen))
    assert counts[0] == counts[1]
