"""Reports read and corrected: history with who and why, exemptions, and the values the checks look at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.figures import Figure, Kind, number
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.questionnaires.loading import load
from boso.reporting.actions import confirm_answer, correct_answer, end_exemption, grant_exemption, open_report
from boso.reporting.queries import (
    get_content,
    list_answer_history,
    list_events,
    list_exemptions,
    list_report_values,
    list_reports,
    report_values,
)
from boso.reporting.values import EventKind
from tests.factories.reports import LEADER, NOW, doubtful, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
A, B = "A_no_dwelling.status_end", "B_at_risk.housed"
TODAY = date(2014, 2, 10)


def corrected(report_id: int, value: int | None = 5, *, reason: str = "Telt på nytt", kind: Kind = Kind.NUMBER) -> None:
    correct_answer(
        report_id=report_id, code=A, kind=kind, value=None if value is None else Decimal(value), reason=reason,
        actor=LEADER, now=NOW, within=rls.ALL,
    )  # fmt: skip


def test_a_correction_is_in_history_log_and_audit_with_who_and_why() -> None:
    own = report("provevik", 2012, {A: 4})
    corrected(own.id)
    stored = get_content(own.id, within=rls.ALL).answers[A]
    assert stored.figure.value == 5
    history = list_answer_history(stored.id, within=rls.ALL)
    assert [(c.figure.value, c.actor_name) for c in history] == [(4, LEADER.name), (5, LEADER.name)]
    assert history[-1].reason == "Telt på nytt"
    last = list_events(own.id, within=rls.ALL)[-1]
    assert (last.kind, last.reason, last.facts) == (EventKind.CORRECTED, "Telt på nytt", {"code": A})
    (entry,) = list_for_subject("report", str(own.id))
    assert (entry.act, entry.reason) == ("answer_changed", "Telt på nytt")


def test_a_missing_answer_is_given_and_taken_as_missing_again() -> None:
    own = report("provevik", 2012, {B: 1})
    corrected(own.id)
    corrected(own.id, None, kind=Kind.NOT_REGISTERED)
    figure = get_content(own.id, within=rls.ALL).answers[A].figure
    assert (figure.kind, figure.value, figure.counts) == (Kind.NOT_REGISTERED, None, False)


@pytest.mark.parametrize(("value", "kind", "reason", "error"), [
    (5, Kind.NUMBER, "  ", Denied),
    (None, Kind.NUMBER, "Rettet", Invalid),
    (0, Kind.BLANK, "Rettet", Invalid),
])  # fmt: skip
def test_a_correction_that_is_none(value: int | None, kind: Kind, reason: str, error: type[Exception]) -> None:
    own = report("provevik", 2012, {A: 4})
    with pytest.raises(error), transaction.atomic():
        corrected(own.id, value, kind=kind, reason=reason)
    assert get_content(own.id, within=rls.ALL).answers[A].figure.value == 4


def test_a_doubt_enters_sums_when_somebody_confirms_it() -> None:
    own = report("provevik", 2012, {A: doubtful(4)})
    assert not get_content(own.id, within=rls.ALL).answers[A].figure.counts
    for _ in range(2):
        confirm_answer(
            report_id=own.id, code=A, reason="Stemmer", actor=LEADER, now=NOW, within=rls.ALL
        )  # fmt: skip
    assert get_content(own.id, within=rls.ALL).answers[A].figure.counts
    events = [e.kind for e in list_events(own.id, within=rls.ALL)]
    assert events.count(EventKind.CORRECTED) == 1


def test_what_is_not_answered_cannot_be_confirmed() -> None:
    own = report("provevik", 2012, {A: 4})
    with pytest.raises(NotFound):
        confirm_answer(report_id=own.id, code=B, reason="Stemmer", actor=LEADER, now=NOW, within=rls.ALL)


def test_nobody_corrects_the_report_of_another() -> None:
    own = report("provevik", 2012, {A: 4})
    with pytest.raises(NotFound), rls.scope([id_of("provesund")]):
        confirm_answer(report_id=own.id, code=A, reason="Stemmer", actor=LEADER, now=NOW, within=[id_of("provesund")])


def test_checks_see_last_year_and_the_years_before() -> None:
    for year, value in ((2011, 10), (2012, 20), (2013, 30)):
        own = report("provevik", year, {A: value})
    values = report_values(own.id, within=rls.ALL, today=TODAY)
    assert values.last_report is not None
    assert values.last_report.figures[A].value == 20
    assert {year: f.value for year, f in values.earlier[A].items()} == {2011: 10, 2012: 20}
    assert values.population
    assert values.edition.address == "ost_annual/2013"


def test_a_gap_of_a_year_is_no_last_year() -> None:
    report("provevik", 2011, {A: 10})
    own = report("provevik", 2013, {A: 30})
    values = report_values(own.id, within=rls.ALL, today=TODAY)
    assert values.previous is not None
    assert values.last_report is None


def test_reports_of_others_are_no_last_year() -> None:
    report("provesund", 2012, {A: 10})
    own = report("provevik", 2013, {A: 30})
    assert report_values(own.id, within=rls.ALL, today=TODAY).previous is None


def granted(**more: Any) -> int:
    given = {"rule": "N2", "field": A, "start": date(2014, 1, 1), "end": None, "reason": "Ny telling"} | more
    return grant_exemption(municipality_id=id_of("provevik"), actor=LEADER, now=NOW, **given).id


def test_an_exemption_is_dated_reasoned_and_reaches_the_checks() -> None:
    own = report("provevik", 2013, {A: 30})
    first, again = granted(), granted()
    assert first == again
    (exemption,) = report_values(own.id, within=rls.ALL, today=TODAY).exemptions
    assert (exemption.rule_id, exemption.reason, exemption.by) == ("N2", "Ny telling", LEADER.name)
    assert exemption.valid.holds(TODAY)
    end_exemption(
        exemption_id=first, municipality_id=id_of("provevik"), end=date(2014, 2, 1), actor=LEADER, now=NOW
    )  # fmt: skip
    (ended,) = list_exemptions(rls.ALL, municipality="provevik")
    assert ended.end == date(2014, 2, 1)
    assert list_exemptions([id_of("provesund")], municipality="provevik") == []
    acts = [e.act for e in list_for_subject("exemption", str(first))]
    assert acts == ["exemption_ended", "exemption_granted"]


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"end": date(2013, 12, 31)}])
def test_an_exemption_that_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        granted(**wrong)


def test_lists_and_values_take_as_many_queries_for_many_reports_as_for_one(
    django_assert_num_queries: Any,
) -> None:
    report("provevik", 2012, {A: 4})
    with django_assert_num_queries(4):
        list_reports(rls.ALL)
    with django_assert_num_queries(9):
        list_report_values(rls.ALL, today=TODAY)
    for slug in ("provesund", "provedal", "proveneset"):
        report(slug, 2012, {A: 4, B: 2})
    with django_assert_num_queries(4):
        assert len(list_reports(rls.ALL)) == 4
    with django_assert_num_queries(9):
        assert len(list_report_values(rls.ALL, today=TODAY)) == 4


def test_a_report_takes_as_many_queries_large_or_small(django_assert_num_queries: Any) -> None:
    small, large = report("provevik", 2012, {A: 4}), report("provesund", 2012, {A: 4, B: 7})
    for own in (small, large):
        with django_assert_num_queries(15):
            get_content(own.id, within=rls.ALL)


def test_numbers_come_back_as_they_were_stored() -> None:
    figures = {
        A: number(0),
        B: Figure(kind=Kind.APPROXIMATE, value=Decimal("2.6"), raw="ca. 2,6"),
        "C1.full_financed": Figure(kind=Kind.NUMBER, value=Decimal(1_000_000), raw="1 000 000"),
    }
    own = report("provevik", 2012, figures)
    stored = get_content(own.id, within=rls.ALL).answers
    assert {code: (str(a.figure.value), a.figure.kind) for code, a in stored.items()} == {
        A: ("0", Kind.NUMBER), B: ("2.6", Kind.APPROXIMATE), "C1.full_financed": ("1000000", Kind.NUMBER),
    }  # fmt: skip


def test_an_edition_stays_as_it_was_when_first_used() -> None:
    edition = load("ost_annual/2013")
    report("provevik", 2013, {A: 4})
    changed = replace(edition, digest="0" * 64)
    with pytest.raises(Invalid, match="ny revisjon"):
        open_report(
            municipality_id=id_of("provesund"), edition=changed, period=ReportPeriod(2013), actor=LEADER, now=NOW
        )  # fmt: skip
    assert list_reports([id_of("provesund")]) == []
