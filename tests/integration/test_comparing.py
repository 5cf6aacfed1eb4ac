"""Many municipalities side by side: the same figures as one by one, like with like, at a fixed number of queries."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boso.indicators.definitions import catalogue
from boso.indicators.queries import figures_of
from boso.indicators.queries.across import figures_across, years_reported
from boso.kernel.figures import Figure, Kind, missing
from boso.places import rls
from boso.programme.queries import list_members, list_participants
from boso.questionnaires.loading import load
from tests.factories.reports import doubtful, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
A, B, C = (f"{need}.housed" for need in ("A_no_dwelling", "B_at_risk", "C_unsuitable"))
DWELLINGS = "C2.municipal_dwellings"
INVENTED = ("provevik", "provesund", "provedal", "provelund")
CODES = (A, "housed_total", "dwellings_per_1000", DWELLINGS, "economy.own")


def figures() -> "st.SearchStrategy[Figure]":
    whole = st.integers(0, 900).map(lambda n: Figure(kind=Kind.NUMBER, value=Decimal(n), raw=str(n)))
    absent = st.sampled_from([missing(Kind.DASH, "-"), missing(Kind.NOT_REGISTERED), missing(Kind.BLANK)])
    rounded = st.integers(1, 90).map(lambda n: Figure(kind=Kind.APPROXIMATE, value=Decimal(n), raw=f"ca. {n}"))
    return st.one_of(whole, whole, absent, rounded, st.integers(1, 90).map(doubtful))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(INVENTED), st.sampled_from((2011, 2012, 2013))),
        st.dictionaries(st.sampled_from((A, B, C, DWELLINGS)), figures()),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
    st.booleans(),
)
def test_side_by_side_gives_the_same_as_one_by_one(
    reports: dict[tuple[str, int], dict[str, Figure]], per_1000: bool, sources: bool
) -> None:
    with transaction.atomic():
        for (slug, year), answers in reports.items():
            report(slug, year, answers)
        ids = {slug: id_of(slug) for slug in INVENTED}
        years = (2011, 2012, 2013)
        found = figures_across(
            list(ids.values()), years=years, codes=CODES, invented=True, per_1000=per_1000, sources=sources
        )
        for slug, pk in ids.items():
            alone = figures_of(slug, first=2011, last=2013, codes=CODES)
            for code in CODES:
                for year in years:
                    told = alone.told(code, year)
                    figure = told.per_1000 if per_1000 and told.per_1000 else told.figure
                    cell = found[code].cell(pk, year)
                    seen = (cell.figure.kind, cell.figure.value, cell.figure.certain)
                    assert seen == (figure.kind, figure.value, figure.certain), (slug, code, year)
        transaction.set_rollback(True)


def test_a_form_that_does_not_ask_is_said_so_and_is_no_zero_and_no_report_left_out() -> None:
    report("provevik", 2013, {A: 4})
    report("provesund", 2013, edition="sor_half_year/2012")
    ids = [id_of(slug) for slug in INVENTED]
    matrix = figures_across(ids, years=[2013], codes=[A], invented=True)[A]
    told = matrix.cell(id_of("provesund"), 2013)
    assert (told.figure.kind, told.asked) == (Kind.ABSENT, False)
    nobody = matrix.cell(id_of("provedal"), 2013)
    assert (nobody.figure.kind, nobody.asked, nobody.period) == (Kind.ABSENT, True, "")
    assert (matrix.spreads[2013].coverage.asked, matrix.spreads[2013].not_asked) == (4, 1)
    assert matrix.editions == ("ost_annual/2013",)
    assert matrix.silent == (load("sor_half_year/2012").address,)


def test_what_is_not_published_is_not_compared() -> None:
    report("provevik", 2013, {A: 4}, historical=False)
    ids = [id_of("provevik")]
    assert figures_across(ids, years=[2013], codes=[A], invented=True)[A].cell(ids[0], 2013).figure.value is None
    inside = figures_across(ids, years=[2013], codes=[A], invented=True, within=ids)
    assert inside[A].cell(ids[0], 2013).figure.value == 4
    assert years_reported(invented=True) == ()
    assert years_reported(invented=True, within=ids) == (2013,)


def test_real_and_invented_cannot_meet_whatever_ids_are_handed_in() -> None:
    report("gjovik", 2013, {A: 1})
    report("provevik", 2013, {A: 1000})
    ids = [id_of("gjovik"), id_of("provevik")]
    for invented, value in ((False, 1), (True, 1000)):
        matrix = figures_across(ids, years=[2013], codes=[A], invented=invented)[A]
        assert [cell.figure.value for cell in matrix.cells.values()] == [value]


@pytest.mark.parametrize("code", [A, "housed_total", "dwellings_per_1000", "economy.own"])
def test_queries_do_not_grow_with_municipalities_or_years(code: str) -> None:
    def count(slugs: tuple[str, ...], years: tuple[int, ...]) -> int:
        with CaptureQueriesContext(connection) as asked:
            figures_across([id_of_[s] for s in slugs], years=years, codes=[code], invented=True)
        return len(asked)

    id_of_ = {m.slug: m.id for m in list_members(invented=True)}
    report("provevik", 2013, {A: 4})
    few = count(("provevik",), (2013,))
    for slug in id_of_:
        for year in (2011, 2012):
            report(slug, year, {A: 4, DWELLINGS: 20})
    assert count(tuple(id_of_), (2011, 2012, 2013)) == few


def test_every_figure_says_its_source_when_asked() -> None:
    report("provevik", 2013, {A: 4})
    pk = id_of("provevik")
    found = figures_across([pk], years=[2013], codes=[A], invented=True, sources=True)[A].cell(pk, 2013)
    assert found.figure.source is not None
    assert (found.period, found.code) == ("2013", A)


@pytest.mark.parametrize("invented", [False, True])
def test_members_are_those_that_take_part_once_each_in_norwegian_order(invented: bool) -> None:
    full = [p.municipality.slug for p in list_participants(invented=invented)]
    assert [m.slug for m in list_members(invented=invented)] == full


def test_the_whole_catalogue_can_be_asked_for_at_once() -> None:
    report("provevik", 2013, {A: 4})
    with rls.scope(rls.ALL):
        found = figures_across([id_of("provevik")], years=[2013], codes=tuple(catalogue().indicators), invented=True)
    assert set(found) == set(catalogue().indicators)
