"""The engine: validity, exemptions, fatal findings, severities – and that no figure makes it fall."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boso.kernel.dates import PartialDate
from boso.kernel.errors import Invalid
from boso.kernel.figures import Figure, Kind
from boso.kernel.findings import Finding, Severity
from boso.kernel.periods import ReportPeriod, Validity
from boso.kernel.sources import Origin, Place, Source
from boso.questionnaires.checks.definitions import FILE, RuleBook, rule_book
from boso.questionnaires.checks.engine import CHECKS, findings_of, run_checks
from boso.questionnaires.checks.messages import lack_in_words, message, speaks_of
from boso.questionnaires.checks.series import jumped, outside_usual
from boso.questionnaires.checks.values import (
    Commitment,
    Effort,
    Exemption,
    Financing,
    Lack,
    OwnEffort,
    ReportValues,
    Result,
    Row,
    Spending,
    State,
)
from tests.spec.checks.reports import edition, figures, money, report

NEGATIVE = figures(A_no_dwelling__housed=-1, B_at_risk__housed=-2)


def result(rule: str, values: ReportValues, book: RuleBook | None = None) -> Result:
    return next(r for r in run_checks(values, book=book) if r.rule_id == rule)


def changed(rule: str, **parts: Any) -> RuleBook:
    book = rule_book()
    return replace(book, rules={**book.rules, rule: replace(book.rules[rule], **parts)})


def exemption(**parts: Any) -> Exemption:
    defaults: dict[str, Any] = {"rule_id": "N1", "reason": "Avtalt", "by": "leder", "valid": Validity()}
    return Exemption(**(defaults | parts))


def test_one_result_for_each_rule_in_order() -> None:
    assert [r.rule_id for r in run_checks(report())] == list(rule_book().rules)


def test_a_rule_the_form_does_not_have_is_not_valid() -> None:
    form = replace(edition(), checks=("N1",))
    states = {r.rule_id: r.state for r in run_checks(report(edition=form, figures=NEGATIVE))}
    assert states.pop("N1") is State.FIRED
    assert set(states.values()) == {State.NOT_VALID}


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (None, date(2014, 1, 1), State.FIRED),
        (None, date(2013, 12, 31), State.NOT_VALID),
        (date(2013, 12, 31), None, State.FIRED),
        (date(2014, 1, 1), None, State.NOT_VALID),
    ],
)
def test_a_rule_ends_by_its_validity(start: date | None, end: date | None, state: State) -> None:
    book = changed("N1", valid=Validity(start, end))
    assert result("N1", report(figures=NEGATIVE), book).state is state


def test_a_fatal_finding_stops_the_rules_after_it() -> None:
    results = run_checks(report(figures=NEGATIVE), book=changed("N1", severity=Severity.FATAL))
    assert results[0].state is State.FIRED
    assert all(r.state is State.NOT_TESTABLE and r.lacks == (Lack("stopped", "N1"),) for r in results[1:])
    assert "N1" in lack_in_words(results[1].lacks[0])


def test_a_rule_that_is_fatal_and_holds_stops_nothing() -> None:
    results = run_checks(report(figures=figures(A_no_dwelling__housed=1)), book=changed("N1", severity=Severity.FATAL))
    assert Lack("stopped", "N1") not in results[1].lacks


def test_an_exemption_is_a_dated_reasoned_record() -> None:
    for parts in ({"reason": " "}, {"by": ""}):
        with pytest.raises(ValueError, match="reason"):
            exemption(**parts)


def test_what_is_exempt_is_kept_apart_and_not_forgotten() -> None:
    got = result("N1", report(figures=NEGATIVE, exemptions=(exemption(),)))
    assert (got.state, got.findings, len(got.exempted)) == (State.EXEMPT, (), 2)


@pytest.mark.parametrize(
    "parts",
    [
        {"rule_id": "N2"},
        {"valid": Validity(None, date(2014, 2, 10))},
        {"valid": Validity(date(2014, 2, 11), None)},
        {"field": "C_unsuitable.housed"},
        {"label": "Kurs"},
    ],
)
def test_an_exemption_for_another_rule_day_or_place_does_not_count(parts: dict[str, Any]) -> None:
    assert result("N1", report(figures=NEGATIVE, exemptions=(exemption(**parts),))).state is State.FIRED


def test_an_exemption_at_one_place_leaves_the_others() -> None:
    got = result("N1", report(figures=NEGATIVE, exemptions=(exemption(field="B_at_risk.housed"),)))
    assert got.state is State.FIRED
    assert [f.place.field for f in got.findings] == ["A_no_dwelling.housed"]
    assert [f.place.field for f in got.exempted] == ["B_at_risk.housed"]


def test_an_exemption_may_be_for_one_row() -> None:
    rows = (money("Kurs", own=1, total=2), money("Møte", own=1, total=2))
    got = result("E1", report(rows=rows, exemptions=(exemption(rule_id="E1", label="Kurs"),)))
    assert [f.params["label"] for f in got.findings] == ["Møte"]


def test_a_finding_knows_its_section_and_its_place_in_the_source() -> None:
    source = Source(origin=Origin.IMPORTED, label="a.pdf", place=Place(page=3, start=10, end=12))
    negative = Figure(kind=Kind.NUMBER, value=Decimal(-1), source=source)
    (found,) = result("N1", report(figures={"C2.new_applications": negative})).findings
    assert found.place == Place(page=3, start=10, end=12, section="C.2", field="C2.new_applications")


def test_a_finding_in_a_row_keeps_the_place_of_the_row() -> None:
    row = replace(money("Kurs", own=1, total=2), place=Place(page=9))
    (found,) = result("E1", report(rows=(row,))).findings
    assert found.place == Place(page=9, section="5", field="activities.total")


def test_an_alarm_is_less_grave_than_its_rule() -> None:
    near = Commitment(label="1", amount=Decimal(1), lapses=date(2014, 3, 1))
    (found,) = result("E8", report(commitments=(near,))).findings
    assert (rule_book().rules["E8"].severity, found.severity) == (Severity.ERROR, Severity.WARNING)


def test_a_message_in_three_languages() -> None:
    rows = (money("Kurs", budget=100000, total=27000, deviation_total=23000),)
    (found,) = findings_of(r for r in run_checks(report(rows=rows)) if r.rule_id == "E2")
    gap = "\u00a0"
    assert str(message(found)).startswith(f"Kurs: avviket er 23{gap}000{gap}kr.")
    assert message(found, "nn").remedy == "Rett avviket, totalen eller budsjettet."
    assert message(found, "en").expected == f"Total less budget is −73{gap}000{gap}kr."


def test_a_mistake_in_the_rule_book_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "rules.yaml"
    wrong.write_text(
        FILE.read_text(encoding="utf-8").replace("\n    severity: error", "\n    severity: grave", 1), encoding="utf-8"
    )
    with pytest.raises(Invalid, match=r"rules\.yaml, line \d+: .*grave"):
        rule_book(wrong)


@pytest.mark.parametrize(
    ("now", "before", "fires"),
    [(21, 10, True), (20, 10, False), (0, 11, True), (0, 10, False), (150, 100, False), (151, 100, True)],
)
def test_a_jump_is_a_ratio_with_a_floor(now: int, before: int, fires: bool) -> None:
    assert jumped(Decimal(now), Decimal(before)) is fires


def test_one_large_year_does_not_blind_the_series() -> None:
    years = [Decimal(n) for n in (12, 11, 300, 13, 12)]
    assert outside_usual(Decimal(60), years)
    assert not outside_usual(Decimal(22), years)
    assert not outside_usual(Decimal(60), years[:3])


CODES = st.sampled_from([*edition().figure_codes(), "unknown.code"])
VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
WITH_VALUE = st.builds(
    Figure,
    kind=st.sampled_from([k for k in Kind if k.has_value]),
    value=VALUES,
    raw=st.text(max_size=12),
    certain=st.booleans(),
    as_of=st.none() | st.just("2014-01"),
)
WITHOUT = st.builds(
    Figure, kind=st.sampled_from([k for k in Kind if not k.has_value]), raw=st.text(max_size=12), certain=st.booleans()
)
ANY = WITH_VALUE | WITHOUT
FIGURES = st.dictionaries(CODES, ANY, max_size=12)
COLUMNS = ["budget", "budget_grant", "grant", "own", "other", "total", "deviation_total", "deviation_grant"]
ROWS = st.builds(
    Row,
    label=st.text(max_size=8),
    amounts=st.dictionaries(st.sampled_from([*COLUMNS, "commitment", "paid", "total_spent"]), ANY, max_size=8),
    year=st.none() | st.integers(2011, 2015),
    withdrawn=st.booleans(),
    included=st.booleans(),
)
DAYS = st.dates(date(2010, 1, 1), date(2016, 12, 31))
PARTIAL = st.none() | st.builds(
    PartialDate, st.none() | st.integers(1990, 2030), st.integers(1, 12), st.integers(1, 28)
)
COMMITMENTS = st.builds(
    Commitment,
    label=st.text(max_size=5),
    amount=VALUES,
    awarded=st.none() | DAYS,
    lapses=st.none() | DAYS,
    used=st.none() | VALUES,
    remaining=st.none() | VALUES,
    spending=st.lists(st.builds(Spending, day=DAYS, amount=VALUES), max_size=1).map(tuple),
    final_request=st.none() | DAYS,
)
EFFORTS = st.builds(
    OwnEffort,
    rate=VALUES,
    rows=st.lists(st.builds(Effort, label=st.text(max_size=5), hours=ANY, cost=ANY), max_size=2).map(tuple),
    hours_total=st.none() | ANY,
    cost_total=st.none() | ANY,
)
FINANCING = st.builds(
    Financing,
    cost=VALUES,
    grants=st.lists(VALUES, max_size=2).map(tuple),
    own_effort=VALUES,
    own_funds=VALUES,
    rounded_to=st.sampled_from([Decimal(1), Decimal(1000)]),
    stated_share=st.none() | st.decimals(0, 100, places=1),
)
PERIODS = st.builds(ReportPeriod, st.integers(2012, 2014), st.sampled_from([None, 1, 2]))
NEED_PARTS = {
    "period": PERIODS,
    "figures": FIGURES,
    "routes": st.dictionaries(CODES, st.dictionaries(st.text(max_size=5), ANY, max_size=2), max_size=1),
    "rent_to_own_register": st.none() | st.integers(0, 50),
    "population": st.none() | st.integers(0, 700_000),
    "lost_dwellings": st.none() | ANY,
    "earlier": st.dictionaries(CODES, st.dictionaries(st.integers(2008, 2013), ANY, max_size=6), max_size=2),
}
MONEY_PARTS = {
    "today": DAYS,
    "rows": st.lists(ROWS, max_size=3).map(tuple),
    "totals": st.none() | ROWS,
    "multi_year": st.lists(ROWS, max_size=2).map(tuple),
    "commitments": st.lists(COMMITMENTS, max_size=2).map(tuple),
    "own_effort": st.none() | EFFORTS,
    "financing": st.none() | FINANCING,
}
FORM_PARTS = {
    "period": PERIODS,
    "stated_year": st.none() | st.integers(2000, 2030),
    "report_date": PARTIAL,
    "programme_start": PARTIAL,
    "dates": st.dictionaries(
        st.sampled_from(["report_date", "x"]), st.text("0123456789. juni", max_size=20), max_size=2
    ),
    "texts": st.dictionaries(st.sampled_from(edition().narrative_codes()), st.text(max_size=30), max_size=4),
}
PARTS = st.one_of(*(st.fixed_dictionaries(parts) for parts in (NEED_PARTS, MONEY_PARTS, FORM_PARTS)))


@settings(max_examples=100, deadline=None)
@given(PARTS, st.none() | FIGURES)
def test_no_report_makes_the_engine_or_its_messages_fall(
    parts: dict[str, Any], before: dict[str, Figure] | None
) -> None:
    values = report(**parts)
    last = None if before is None else replace(values, period=ReportPeriod(2012), figures=before)
    results = run_checks(replace(values, previous=last))
    assert len(results) == len(CHECKS)
    for each in results:
        assert (each.state is State.FIRED) == bool(each.findings)
        for finding in each.findings:
            assert str(message(finding, "nn"))
        for lack in each.lacks:
            assert lack_in_words(lack, "en")


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.sampled_from(sorted(edition().figure_codes())), WITHOUT)
def test_a_missing_figure_never_counts_as_zero(given_figures: dict[str, Figure], code: str, gone: Figure) -> None:
    """Whatever rule fires speaks of figures that have a value; a figure without one is never the culprit."""
    results = run_checks(report(figures=given_figures | {code: gone}))
    numeric = [f for r in results if r.rule_id[0] in "NLD" for f in r.findings]
    assert all(finding.place.field != code for finding in numeric)


def test_findings_of_others_are_told_from_those_of_rules() -> None:
    assert not speaks_of(Finding(code="damaged", severity=Severity.FATAL))
    assert not speaks_of(Finding(code="N1", severity=Severity.ERROR))
