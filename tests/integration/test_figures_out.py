"""Figures going out: over years, beside peers, together; real and invented never in one, nothing hidden shown."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boso.indicators.queries import figures_of, get_report, list_reports, peers_of, together, trace
from boso.indicators.values import PeerGroup
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind, missing, number
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import list_municipalities
from boso.reporting.actions import store_steps
from boso.reporting.values import MONEY_COLUMNS, Block, EventKind, RowStep, Table
from tests.factories.reports import LEADER, NOW, doubtful, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
A, B, C = (f"{need}.housed" for need in ("A_no_dwelling", "B_at_risk", "C_unsuitable"))
REAL = ("gjovik", "hamar", "moss")
INVENTED = ("provevik", "provesund", "provedal")
REAL_VALUE, INVENTED_VALUE = 10, 1000


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(REAL + INVENTED), st.sampled_from((2012, 2013))), unique=True, min_size=1),
    st.sampled_from(REAL + INVENTED),
    st.sampled_from(list(PeerGroup)),
    st.booleans(),
)
def test_invented_figures_never_meet_real_ones(
    given_by: list[tuple[str, int]], asked: str, group: PeerGroup, inside: bool
) -> None:
    within = rls.ALL if inside else None
    with transaction.atomic():
        for slug, year in given_by:
            report(slug, year, {A: INVENTED_VALUE if slug in INVENTED else REAL_VALUE})
        own = INVENTED_VALUE if asked in INVENTED else REAL_VALUE
        peers = peers_of(asked, years=(2012, 2013), group=group, within=within, codes=[A])
        assert all(member.invented == (asked in INVENTED) for member in peers.members)
        for told in peers.ranges[A].values():
            assert {told.low, told.median, told.high} <= {None, Decimal(own)}
        for invented, value in ((False, REAL_VALUE), (True, INVENTED_VALUE)):
            sums = together(year=2013, codes=[A], invented=invented, within=within)
            count = sum(year == 2013 and (slug in INVENTED) == invented for slug, year in given_by)
            assert sums[A].value == (Decimal(value * count) if count else None)
            refs = {ref.municipality for ref in list_reports(invented=invented, within=within)}
            assert refs <= set(INVENTED if invented else REAL)
        transaction.set_rollback(True)


def test_a_list_of_municipalities_is_real_or_invented() -> None:
    assert not any(m.invented for m in list_municipalities())
    assert all(m.invented for m in list_municipalities(invented=True))


def test_the_public_sees_what_was_published_and_nothing_under_way() -> None:
    report("provevik", 2012, {A: 4})
    report("provevik", 2013, {A: 9}, historical=False)
    seen = figures_of("provevik", first=2012, last=2013, codes=[A])
    assert (seen.told(A, 2012).figure.value, seen.told(A, 2013).figure.kind) == (4, Kind.ABSENT)
    assert [str(r.period) for r in list_reports(municipality="provevik", invented=True)] == ["2012"]
    with pytest.raises(NotFound):
        get_report("provevik", "ost_annual", ReportPeriod(2013))
    inside = figures_of("provevik", first=2012, last=2013, codes=[A], within=[id_of("provevik")])
    assert inside.told(A, 2013).figure.value == 9


def test_another_municipality_sees_no_more_than_the_public() -> None:
    own = report("provevik", 2013, {A: 9}, historical=False)
    elsewhere = [id_of("provesund")]
    seen = figures_of("provevik", first=2013, last=2013, codes=[A], within=elsewhere)
    assert seen.told(A, 2013).figure.kind is Kind.ABSENT
    with pytest.raises(NotFound):
        get_report("provevik", "ost_annual", own.period, within=elsewhere)


def test_the_public_gets_no_words_of_the_reporter() -> None:
    told = {
        A: Figure(kind=Kind.NUMBER, value=Decimal(4), raw="4", comment="4 begjært utkastet"),
        B: Figure(kind=Kind.TEXT_INSTEAD, raw="Se vedlegg om familien"),
    }
    report("provevik", 2012, told)
    shown = get_report("provevik", "ost_annual", ReportPeriod(2012))
    assert {a.figure.comment for a in shown.answers.values()} == {""}
    assert shown.answers[B].figure.raw == ""
    assert get_report("provevik", "ost_annual", ReportPeriod(2012), within=rls.ALL).answers[B].figure.raw


def test_a_figure_opens_down_to_its_answer() -> None:
    report("provevik", 2012, {A: 4})
    told = figures_of("provevik", codes=[A]).told(A, 2012)
    assert told.answer_id is not None
    seen = trace(told.answer_id)
    assert (seen.code, seen.figure.value, seen.report.municipality, seen.history) == (A, 4, "provevik", ())
    (step,) = trace(told.answer_id, within=[id_of("provevik")]).history
    assert step.actor_name == LEADER.name
    with pytest.raises(NotFound):
        trace(told.answer_id, within=[id_of("provesund")])


def test_the_way_down_is_closed_for_what_is_not_published() -> None:
    report("provevik", 2013, {A: 9}, historical=False)
    told = figures_of("provevik", codes=[A], within=rls.ALL).told(A, 2013)
    assert told.answer_id is not None
    with pytest.raises(NotFound):
        trace(told.answer_id)


def test_an_indicator_names_its_parts_and_lacks_what_they_lack() -> None:
    report("provevik", 2012, {A: 4, B: missing(Kind.DASH), C: 2})
    told = figures_of("provevik", codes=["housed_total"]).told("housed_total", 2012)
    assert (told.figure.kind, told.figure.value) == (Kind.DASH, None)
    assert {p.code: p.figure.value for p in told.parts} == {A: 4, B: None, C: 2}
    assert told.answer_id is None


def test_a_doubt_is_shown_and_never_compared() -> None:
    report("provevik", 2013, {A: doubtful(40)})
    for slug in ("provesund", "proveneset", "provestrand"):
        report(slug, 2013, {A: 6})
    told = peers_of("provedal", years=[2013], codes=[A]).range(A, 2013)
    assert told is not None
    assert (told.low, told.high) == (6, 6)
    assert told.coverage.doubtful == 1
    assert told.coverage.asked == 11
    assert together(year=2013, codes=[A], invented=True)[A].value == 18


def test_peers_have_median_and_range_without_the_municipality_itself() -> None:
    for slug, value in (("provevik", 100), ("provesund", 10), ("provedal", 30), ("proveneset", 80)):
        report(slug, 2013, {A: value})
    told = peers_of("provevik", years=[2013], codes=[A]).range(A, 2013)
    assert told is not None
    assert (told.low, told.median, told.high) == (10, 30, 80)
    assert told.coverage.left_out[Kind.ABSENT] == 8


def test_per_thousand_says_whose_population_it_stands_on() -> None:
    for slug in ("provevik", "proveneset", "provedal"):
        report(slug, 2012, {A: 54})
    seen = figures_of("provevik", codes=[A])
    told, people = seen.told(A, 2012), seen.population[2012]
    assert people.persons is not None
    assert people.year == 2013  # 1 January of the next year is the last day of this one
    assert told.per_1000 is not None
    assert told.per_1000.value == Decimal(54) * 1000 / people.persons
    ranged = peers_of("provesund", years=[2012], codes=[A], per_1000=True).range(A, 2012)
    assert ranged is not None
    assert ranged.low is not None
    assert ranged.high is not None
    assert ranged.low <= told.per_1000.value <= ranged.high


def test_without_population_there_is_no_rate() -> None:
    report("sandefjord", 2012, {A: 54})
    told = figures_of("sandefjord", codes=[A], first=1900, last=1900).told(A, 1900)
    assert told.figure.kind is Kind.ABSENT


def money(*rows: tuple[Block, str, dict[str, int | None]]) -> None:
    own = report("provevik", 2012, {A: 4})
    empty = dict.fromkeys(MONEY_COLUMNS)
    steps = []
    for position, (block, label, amounts) in enumerate(rows):
        row = {
            "layout": "ost_section_5", "block": block.value, "position": position, "label": label, "planned": False,
            "kinds": {c: "dash" for c, v in amounts.items() if v is None}, "certain": True, "origin": "typed",
            **empty, **amounts,
        }  # fmt: skip
        steps.append(RowStep(table=Table.MONEY, key=(block.value, position), before=None, after=row))
    with rls.scope(rls.ALL):
        store_steps(report_id=own.id, steps=steps, event=EventKind.CORRECTED, actor=LEADER, now=NOW)


SUMS: list[tuple[str, tuple[Any, ...], int | None]] = [
    ("printed", ((Block.ACTIVITIES, "A", {"own": 5}), (Block.SUM, "Sum", {"own": 7})), 7),
    ("added", ((Block.ACTIVITIES, "A", {"own": 5}), (Block.ACTIVITIES, "B", {"own": 3})), 8),
    ("partly missing", ((Block.ACTIVITIES, "A", {"own": 5}), (Block.ACTIVITIES, "B", {"own": None})), None),
]


@pytest.mark.parametrize(("rows", "value"), [s[1:] for s in SUMS], ids=[s[0] for s in SUMS])
def test_money_is_the_printed_sum_or_the_whole_of_the_rows(rows: tuple[Any, ...], value: int | None) -> None:
    money(*rows)
    assert figures_of("provevik", codes=["economy.own"]).told("economy.own", 2012).figure.value == value


def test_years_and_codes_are_those_asked_for() -> None:
    report("provevik", 2011, {A: 4})
    report("provevik", 2013, {A: 6})
    seen = figures_of("provevik", codes=[A])
    assert seen.years == (2011, 2012, 2013)
    assert {y: t.figure.value for y, t in seen.figures[A].items()} == {2011: 4, 2012: None, 2013: 6}
    assert figures_of("proveneset").years == ()


def test_queries_do_not_grow_with_municipalities(django_assert_num_queries: Any) -> None:
    report("provesund", 2013, {A: 4})
    with django_assert_num_queries(PEERS):
        peers_of("provevik", years=[2013], codes=[A])
    for slug in ("provevik", "provedal"):
        report(slug, 2013, {A: 4, B: number(2)})
    with django_assert_num_queries(PEERS):
        peers_of("provevik", years=[2013], codes=[A])
    with django_assert_num_queries(SERIES):
        figures_of("provevik", first=2009, last=2013)


PEERS, SERIES = 15, 10
