"""Delivering: what stands in the way, one receipt, a version that stays as it is, and the way back before review."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.figures import Kind
from boso.places import rls
from boso.reporting.actions import confirm_answer, correct_answer
from boso.reporting.actions.delivering import deliver, deliver_nothing
from boso.reporting.actions.events import add_event
from boso.reporting.actions.signing import record_steering_date, remove_steering_date, take_step
from boso.reporting.models import Answer, Report, ReportVersion, TextAnswer
from boso.reporting.queries import get_content, get_report, list_events
from boso.reporting.queries.delivering import get_delivery, list_deliveries, readiness
from boso.reporting.rules.signing import Act
from boso.reporting.values import EventKind, Status
from boso.reporting.values.delivering import Obstacle
from tests.factories.delivering import complete, delivered, opened, pending, step
from tests.factories.reports import LEADER, NOW, doubtful, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
A = "A_no_dwelling.housed"
ON = (Act.MARK_READY, Act.APPROVE)


def status(report_id: int) -> Status:
    return get_report(report_id, within=rls.ALL).status


def test_a_report_is_delivered_with_a_receipt_that_says_what_who_and_when() -> None:
    own = complete("provevik", **{A: pending("2014-06")})
    step(own, *ON)
    record_steering_date(report_id=own.id, day=date(2014, 2, 3), actor=LEADER, now=NOW, within=rls.ALL)
    receipt = delivered(own)
    assert status(own.id) is Status.DELIVERED
    assert (receipt.actor_name, receipt.at, receipt.version, receipt.nothing) == (LEADER.name, NOW, 1, False)
    assert len(receipt.digest) == 64
    assert receipt.counts["number"] == 23
    assert [(p.address, p.expected) for p in receipt.promises] == [(f"figure:{A}", "2014-06")]
    assert [s["kind"] for s in receipt.steps] == ["marked_ready", "approved", "steering_group_considered"]
    assert get_delivery(own.id, within=rls.ALL) == receipt
    assert list_for_subject("report", str(own.id))[0].act == "report_delivered"


def test_a_second_click_gives_the_same_receipt_and_happens_nowhere() -> None:
    own = complete("provevik")
    step(own, *ON)
    first = delivered(own)
    again = delivered(own, now=NOW + timedelta(seconds=3))
    assert first == again
    assert Counter(e.kind for e in list_events(own.id, within=rls.ALL))[EventKind.DELIVERED] == 1
    assert len(list_deliveries(own.id, within=rls.ALL)) == 1


def test_the_same_answers_give_the_same_hash_and_others_another() -> None:
    first, second = complete("provevik"), complete("provevik", 2014)
    step(first, *ON)
    digest = delivered(first).digest
    step(first, Act.WITHDRAW, Act.REOPEN)
    step(first, *ON)
    assert delivered(first).digest != digest, "the version is part of what is delivered"
    step(second, *ON)
    assert delivered(second).digest != digest


def changed() -> None:
    Answer.objects.filter(code=A).update(value=99)


def removed() -> None:
    Answer.objects.filter(code=A).delete()


def added() -> None:
    row = Answer.objects.get(code=A)
    row.pk, row.code = None, "annet"
    row.save(force_insert=True)


def reworded() -> None:
    TextAnswer.objects.update(text="Annet")


def reopened() -> None:
    ReportVersion.objects.update(closed_at=None)


@pytest.mark.parametrize("change", [changed, removed, added, reworded, reopened])
def test_the_database_refuses_to_change_a_delivered_version(change: Callable[[], None]) -> None:
    own = complete("provevik")
    step(own, *ON)
    delivered(own)
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        change()


def test_what_was_delivered_is_not_corrected_either() -> None:
    own = complete("provevik")
    step(own, *ON)
    delivered(own)
    with pytest.raises(Denied):
        correct_answer(
            report_id=own.id, code=A, kind=Kind.DASH, value=None, reason="x", actor=LEADER, now=NOW, within=rls.ALL
        )  # fmt: skip


def test_a_doubtful_figure_is_not_confirmed_after_the_round_closed() -> None:
    code = "B_at_risk.housed"
    own = report("provevik", 2013, {code: doubtful(4)}, historical=False)
    how: dict[str, Any] = {"report_id": own.id, "code": code, "reason": "x", "actor": LEADER, "within": rls.ALL}
    with pytest.raises(Denied, match="Fristen"):
        confirm_answer(**how, now=NOW, closes=NOW)
    assert not get_content(own.id, within=rls.ALL).answers[code].figure.certain
    confirm_answer(**how, now=NOW, closes=NOW + timedelta(minutes=1))
    assert get_content(own.id, within=rls.ALL).answers[code].figure.certain


def test_everything_that_stands_in_the_way_is_on_one_list() -> None:
    report("provevik", 2012, {"A_no_dwelling.status_end": 3})
    own = report(
        "provevik",
        2013,
        {
            "A_no_dwelling.status_start": 9,
            "C1.full_financed": 1,
            "C1.full_financed_fixed_rate": 5,
            "B_at_risk.housed": doubtful(4),
        },
        historical=False,
    )
    ready = readiness(own.id, within=rls.ALL, now=NOW)
    found = Counter(b.obstacle for b in ready.blockers)
    assert found[Obstacle.ERROR] == 1
    assert found[Obstacle.DOUBTFUL] == 1
    assert found[Obstacle.WARNING] >= 1
    assert found[Obstacle.MISSING] > 20
    order = [list(Obstacle).index(b.obstacle) for b in ready.blockers]
    assert order == sorted(order)
    with pytest.raises(Invalid):
        step(own, Act.MARK_READY)
    assert status(own.id) is Status.UNDER_WAY


def test_nothing_stands_in_the_way_of_a_complete_report() -> None:
    assert readiness(complete("provevik").id, within=rls.ALL, now=NOW).blockers == ()


def test_nothing_blocks_a_historical_report_and_nobody_delivers_it() -> None:
    own = report("provevik", 2012, {A: 4})
    assert readiness(own.id, within=rls.ALL, now=NOW).blockers == ()
    for act in (Act.MARK_READY, Act.WITHDRAW):
        with pytest.raises(Denied):
            step(own, act)


def test_a_report_withdrawn_before_review_is_opened_as_a_new_version_with_the_same_answers() -> None:
    own = complete("provevik")
    step(own, *ON)
    first = delivered(own)
    step(own, Act.WITHDRAW, Act.WITHDRAW, reason="Levert for tidlig")
    assert status(own.id) is Status.WITHDRAWN
    step(own, Act.REOPEN)
    content = get_content(own.id, within=rls.ALL)
    old = get_content(own.id, within=rls.ALL, version=1)
    assert (content.report.version, content.report.status) == (2, Status.UNDER_WAY)
    assert {c: a.figure for c, a in content.answers.items()} == {c: a.figure for c, a in old.answers.items()}
    assert {t.code for t in content.texts.values()} == {t.code for t in old.texts.values()}
    step(own, *ON)
    second = delivered(own)
    assert [r.version for r in list_deliveries(own.id, within=rls.ALL)] == [1, 2]
    assert second.digest != first.digest


def test_withdrawing_is_for_before_review_and_needs_a_reason() -> None:
    own = complete("provevik")
    step(own, *ON)
    delivered(own)
    with pytest.raises(Invalid):
        step(own, Act.WITHDRAW, reason=" ")
    add_event(Report.objects.get(pk=own.id), EventKind.REVIEW_STARTED, actor=LEADER, now=NOW)
    with pytest.raises(Denied):
        step(own, Act.WITHDRAW)


def test_the_owner_declines_with_a_reason_that_stays() -> None:
    own = complete("provevik")
    step(own, Act.MARK_READY)
    with pytest.raises(Invalid):
        step(own, Act.DECLINE, reason="")
    step(own, Act.DECLINE, reason="Mangler tallene fra NAV")
    assert status(own.id) is Status.UNDER_WAY
    last = list_events(own.id, within=rls.ALL)[-1]
    assert (last.kind, last.reason) == (EventKind.DECLINED, "Mangler tallene fra NAV")


def test_nothing_is_delivered_that_the_owner_has_not_approved() -> None:
    own = complete("provevik")
    step(own, Act.MARK_READY)
    with pytest.raises(Denied):
        delivered(own)


def test_a_change_after_approval_asks_for_approval_again() -> None:
    own = complete("provevik")
    step(own, *ON)
    correct_answer(
        report_id=own.id, code=A, kind=Kind.NUMBER, value=Decimal(3), reason="Talt på nytt", actor=LEADER, now=NOW,
        within=rls.ALL,
    )  # fmt: skip
    assert status(own.id) is Status.UNDER_WAY


def test_nothing_to_report_is_a_delivery_that_is_confirmed() -> None:
    own = opened("provevik")

    def nothing(report_id: int, *, confirmed: bool = True) -> object:
        return deliver_nothing(report_id=report_id, confirmed=confirmed, actor=LEADER, now=NOW, within=rls.ALL)

    with pytest.raises(Invalid):
        nothing(own.id, confirmed=False)
    receipt = nothing(own.id)
    assert nothing(own.id) == receipt
    assert status(own.id) is Status.DELIVERED
    assert get_delivery(own.id, within=rls.ALL).nothing
    with pytest.raises(Invalid, match="har svar"):
        nothing(complete("provesund").id)


def test_steering_groups_meet_once_several_times_or_never_but_not_in_the_future() -> None:
    own = complete("provevik")
    for day in (date(2014, 2, 5), date(2014, 1, 9), date(2014, 2, 5)):
        record_steering_date(report_id=own.id, day=day, actor=LEADER, now=NOW, within=rls.ALL)
    assert get_report(own.id, within=rls.ALL).steering_dates == (date(2014, 1, 9), date(2014, 2, 5))
    remove_steering_date(report_id=own.id, day=date(2014, 1, 9), actor=LEADER, now=NOW, within=rls.ALL)
    assert get_report(own.id, within=rls.ALL).steering_dates == (date(2014, 2, 5),)
    for wrong in (date(2014, 2, 11), date(2003, 2, 5)):
        with pytest.raises(Invalid):
            record_steering_date(report_id=own.id, day=wrong, actor=LEADER, now=NOW, within=rls.ALL)


def test_nobody_steps_on_the_report_of_another() -> None:
    own = complete("provevik")
    other = [id_of("provesund")]
    for attempt in (
        lambda: take_step(report_id=own.id, act=Act.MARK_READY, actor=LEADER, now=NOW, within=other),
        lambda: deliver(report_id=own.id, actor=LEADER, now=NOW, within=other),
        lambda: readiness(own.id, within=other, now=NOW),
        lambda: get_delivery(own.id, within=other),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_clock_that_was_set_back_does_not_stop_a_delivery() -> None:
    own = complete("provevik")
    step(own, *ON)
    assert delivered(own, now=NOW - timedelta(hours=1)).version == 1


def test_what_stands_in_the_way_is_found_in_the_same_few_queries_with_one_year_or_four(
    django_assert_max_num_queries: Any,
) -> None:
    first, last = complete("provesund", 2012), [complete("provevik", year) for year in range(2010, 2014)][-1]
    for row in (first, last):
        with django_assert_max_num_queries(33):
            readiness(row.id, within=rls.ALL, now=NOW)
