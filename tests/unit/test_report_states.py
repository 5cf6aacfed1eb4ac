"""The states of a report: one table, no way around it, and a status that follows from events alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.reporting.rules import WORKFLOW, can_correct, can_happen, can_import, status_after, status_of
from boso.reporting.values import EventKind as E
from boso.reporting.values import Status as S  # noqa: N817 -- the table below reads as a table

NOON, HOUR = datetime(2014, 3, 1, 12, tzinfo=UTC), timedelta(hours=1)
WAYS = [
    ((), S.NOT_STARTED),
    ((E.STARTED,), S.UNDER_WAY),
    ((E.STARTED, E.MARKED_READY, E.APPROVED, E.DELIVERED), S.DELIVERED),
    ((E.STARTED, E.MARKED_READY, E.APPROVED, E.STEERING_GROUP_CONSIDERED, E.DELIVERED), S.DELIVERED),
    ((E.NOTHING_TO_REPORT,), S.DELIVERED),
    ((E.STARTED, E.MARKED_READY, E.REOPENED), S.UNDER_WAY),
    ((E.STARTED, E.MARKED_READY, E.APPROVED, E.DELIVERED, E.WITHDRAWN), S.WITHDRAWN),
    ((E.NOTHING_TO_REPORT, E.REVIEW_STARTED, E.ASKED_BACK, E.DELIVERED_AGAIN), S.DELIVERED_AGAIN),
    ((E.NOTHING_TO_REPORT, E.REVIEW_STARTED, E.ACCEPTED, E.PUBLISHED, E.UNPUBLISHED, E.PUBLISHED), S.PUBLISHED),
    ((E.HISTORY_RECORDED, E.ANSWERS_IMPORTED), S.ACCEPTED),
    ((E.STARTED, E.ANSWERS_IMPORTED, E.IMPORT_UNDONE, E.EMPTIED), S.NOT_STARTED),
]


@pytest.mark.parametrize(("events", "status"), WAYS)
def test_status_follows_from_events(events: tuple[E, ...], status: S) -> None:
    assert status_of(events) is status


@given(st.lists(st.sampled_from(list(E)), max_size=12))
def test_no_sequence_of_events_leaves_the_table(events: list[E]) -> None:
    status = S.NOT_STARTED
    for event in events:
        if can_happen(status, event):
            status = status_after(status, event)
        else:
            with pytest.raises(ValueError, match="cannot happen"):
                status_after(status, event)
    assert status in S


def test_every_state_is_reached_and_every_event_happens_somewhere() -> None:
    assert set(WORKFLOW.values()) | {S.NOT_STARTED} == set(S)
    assert {event for _, event in WORKFLOW} == set(E)


@pytest.mark.parametrize("status", [S.UNDER_REVIEW, S.DELIVERED_AGAIN, S.ACCEPTED, S.PUBLISHED])
def test_withdrawing_is_for_before_review(status: S) -> None:
    assert not can_happen(status, E.WITHDRAWN)


def test_a_correction_needs_a_reason_and_an_opened_report() -> None:
    assert can_correct(S.UNDER_WAY, reason="Rettet etter opptelling", historical=False)
    assert can_correct(S.UNDER_WAY, reason=" ", historical=False).reason == "reason_missing"
    assert can_correct(S.NOT_STARTED, reason="Rettet", historical=False).reason == "not_in_this_state"


@pytest.mark.parametrize(("closes", "may"), [(None, True), (NOON - HOUR, False), (NOON, False), (NOON + HOUR, True)])
def test_nothing_is_corrected_after_the_round_closed(closes: datetime | None, may: bool) -> None:
    found = can_correct(S.UNDER_WAY, reason="Rettet", historical=False, closes=closes, now=NOON)
    assert found if may else found.reason == "closed"


@pytest.mark.parametrize("status", [S.DELIVERED, S.UNDER_REVIEW, S.ACCEPTED, S.PUBLISHED, S.WITHDRAWN])
def test_what_was_delivered_is_not_corrected_but_a_historical_report_is(status: S) -> None:
    assert can_correct(status, reason="Rettet", historical=False).reason == "already_delivered"
    if status is not S.WITHDRAWN:
        assert can_correct(status, reason="Rettet", historical=True)


@pytest.mark.parametrize("status", [S.READY, S.APPROVED])
@pytest.mark.parametrize("change", [E.CORRECTED, E.ANSWERS_IMPORTED, E.IMPORT_UNDONE])
def test_a_change_of_what_was_approved_takes_it_back_to_writing(status: S, change: E) -> None:
    assert status_after(status, change) is S.UNDER_WAY


@pytest.mark.parametrize("status", list(S))
def test_a_historical_report_is_never_closed_to_imports(status: S) -> None:
    assert can_import(status, historical=True)


@pytest.mark.parametrize("status", [S.DELIVERED, S.UNDER_REVIEW, S.ACCEPTED, S.PUBLISHED, S.WITHDRAWN])
def test_a_file_does_not_change_what_was_delivered(status: S) -> None:
    assert can_import(status, historical=False).reason == "already_delivered"
