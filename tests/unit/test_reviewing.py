"""Who may do what with a report under review, until when, and which sections are open – without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boso.questionnaires.loading import load
from boso.reporting.rules.reviewing import (
    ALLOWED_TO,
    BY_THE_MUNICIPALITY,
    ReviewAct,
    answer_by,
    answers_close,
    can_review,
    day_ends,
    next_review_act,
    open_pages,
    place_of_step,
    places_of,
    review_acts_for,
)
from boso.reporting.rules.signing import Right
from boso.reporting.values import RowStep, Status, Table
from boso.reporting.values.reviewing import QuestionState as Q

A, S = ReviewAct, Status
LAST_EDIT = datetime(2014, 3, 31, 21, 59, tzinfo=UTC)
MAY: dict[ReviewAct, set[Status]] = {
    A.BEGIN: {S.DELIVERED, S.DELIVERED_AGAIN},
    A.ASK_BACK: {S.UNDER_REVIEW, S.ASKED_BACK},
    A.REMARK: {S.UNDER_REVIEW, S.ASKED_BACK},
    A.ANSWER: {S.ASKED_BACK},
    A.DELIVER_AGAIN: {S.ASKED_BACK},
    A.ACCEPT: {S.UNDER_REVIEW},
    A.PUBLISH: {S.ACCEPTED, S.UNPUBLISHED, S.PUBLISHED},
    A.UNPUBLISH: {S.PUBLISHED},
}


@pytest.mark.parametrize("act", ReviewAct)
def test_an_act_can_be_done_in_these_states_and_in_no_other(act: ReviewAct) -> None:
    assert {s for s in Status if can_review(act, s, newer=True)} == MAY[act]
    assert not any(can_review(act, s, historical=True, newer=True) for s in Status)


EARLY, LATER, AFTER = date(2014, 2, 21), date(2014, 3, 7), date(2014, 4, 30)


@pytest.mark.parametrize(
    ("status", "asked", "last_edit", "day"),
    [
        (S.ASKED_BACK, [(Q.OPEN, LATER), (Q.OPEN, None), (Q.OPEN, EARLY)], LAST_EDIT, EARLY),
        (S.ASKED_BACK, [(Q.OPEN, LATER), (Q.ANSWERED, EARLY), (Q.CLOSED, EARLY)], LAST_EDIT, LATER),
        (S.ASKED_BACK, [(Q.OPEN, None)], LAST_EDIT, date(2014, 3, 31)),
        (S.ASKED_BACK, [(Q.OPEN, None), (Q.ANSWERED, AFTER)], LAST_EDIT, AFTER),
        (S.ASKED_BACK, [(Q.CLOSED, AFTER)], LAST_EDIT, date(2014, 3, 31)),
        (S.ASKED_BACK, [], LAST_EDIT, date(2014, 3, 31)),
        (S.ASKED_BACK, [(Q.OPEN, None)], None, None),
        (S.ASKED_BACK, [(Q.OPEN, EARLY)], None, EARLY),
        *((s, [(Q.OPEN, EARLY)], LAST_EDIT, None) for s in Status if s is not S.ASKED_BACK),
    ],
)
def test_a_report_asked_back_has_one_deadline_the_earliest_day_of_what_waits_or_the_last_day_of_changes(
    status: Status, asked: list[tuple[Q, date | None]], last_edit: datetime | None, day: date | None
) -> None:
    assert answer_by(status, last_edit, asked) == day


@pytest.mark.parametrize(
    ("act", "status", "known", "why"),
    [
        (A.PUBLISH, S.PUBLISHED, {"newer": False}, "nothing_new"),
        (A.DELIVER_AGAIN, S.ASKED_BACK, {"open_questions": 1}, "questions_open"),
        (A.DELIVER_AGAIN, S.ASKED_BACK, {"blocked": 2}, "blocked"),
        (A.DELIVER_AGAIN, S.ASKED_BACK, {"closes": LAST_EDIT, "now": LAST_EDIT}, "too_late"),
        (A.ANSWER, S.ASKED_BACK, {"closes": LAST_EDIT, "now": LAST_EDIT}, "too_late"),
        (A.ANSWER, S.UNDER_REVIEW, {}, "not_in_this_state"),
        (A.ASK_BACK, S.ACCEPTED, {}, "not_in_this_state"),
        (A.ACCEPT, S.ACCEPTED, {"historical": True}, "historical"),
    ],
)
def test_a_refusal_says_why(act: ReviewAct, status: Status, known: dict[str, object], why: str) -> None:
    assert can_review(act, status, **known).reason == why  # type: ignore[arg-type]


def test_the_region_is_never_late() -> None:
    """Only what the municipality does has a last day."""
    late = {"closes": LAST_EDIT, "now": LAST_EDIT + timedelta(days=400)}
    for act in set(ReviewAct) - BY_THE_MUNICIPALITY:
        assert can_review(act, min(MAY[act]), newer=True, **late)


@pytest.mark.parametrize(
    ("last_edit", "dues", "closes"),
    [
        (LAST_EDIT, [], LAST_EDIT),
        (LAST_EDIT, [None], LAST_EDIT),
        (LAST_EDIT, [date(2014, 3, 3)], LAST_EDIT),
        (LAST_EDIT, [date(2014, 4, 10), None, date(2014, 3, 3)], datetime(2014, 4, 10, 22, tzinfo=UTC)),
        (None, [date(2014, 3, 3)], None),
    ],
)
def test_answers_close_on_the_later_of_the_rounds_last_day_and_the_questions(
    last_edit: datetime | None, dues: list[date | None], closes: datetime | None
) -> None:
    assert answers_close(last_edit, dues) == closes


def test_a_day_ends_at_midnight_in_oslo() -> None:
    assert day_ends(date(2014, 1, 31)) == datetime(2014, 1, 31, 23, tzinfo=UTC)
    assert day_ends(date(2014, 6, 30)) == datetime(2014, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize("status", Status)
def test_each_person_has_at_most_one_next_act_and_may_do_it(status: Status) -> None:
    for rights in ([], [Right.EDIT], [Right.DELIVER], [Right.EDIT, Right.DELIVER], [Right.REVIEW]):
        for open_questions in (0, 2):
            act = next_review_act(rights, status, open_questions=open_questions)
            if act is not None:
                assert ALLOWED_TO[act] in rights
                assert act in review_acts_for(rights, status)
                assert act is not A.DELIVER_AGAIN or not open_questions


def test_the_next_act_goes_from_the_one_to_the_other() -> None:
    bank, leader = [Right.REVIEW], [Right.EDIT, Right.DELIVER]
    assert next_review_act(bank, S.DELIVERED) is A.BEGIN
    assert next_review_act(bank, S.UNDER_REVIEW) is A.ACCEPT
    assert next_review_act(bank, S.ASKED_BACK) is None
    assert next_review_act(leader, S.ASKED_BACK, open_questions=1) is A.ANSWER
    assert next_review_act(leader, S.ASKED_BACK) is A.DELIVER_AGAIN
    assert next_review_act(bank, S.ACCEPTED) is A.PUBLISH
    assert next_review_act(bank, S.PUBLISHED) is None
    assert next_review_act(bank, S.PUBLISHED, newer=True) is A.PUBLISH


def test_a_question_about_a_part_opens_the_page_it_stands_on() -> None:
    form = load("ost_annual/2013")
    assert open_pages(form, ["C.2", "1.1.priority"]) == {"C", "1.1"}
    assert open_pages(form, ["no such"]) == frozenset()


@pytest.mark.parametrize(
    ("table", "key", "page"),
    [
        (Table.ANSWERS, ("A_no_dwelling.housed",), "1.1"),
        (Table.TEXTS, ("4.1.A",), "4.1"),
        (Table.FIELDS, ("programme_leader",), "general"),
        (Table.MONEY, ("activities", 0), "5"),
        (Table.MONEY, ("sum", 0), "5"),
        (Table.MONEY, ("years", 0), "5"),
        (Table.TABLES, (0,), ""),
        (Table.REPORT, (), ""),
        (Table.ANSWERS, ("no.such",), ""),
    ],
)
def test_what_a_file_changes_stands_on_a_page_of_the_form_or_on_none(
    table: Table, key: tuple[str | int, ...], page: str
) -> None:
    step = RowStep(table=table, key=key, before=None, after={})
    assert place_of_step(load("ost_annual/2013"), step) == page


@pytest.mark.parametrize("name", ["ost_annual/2013", "sor_half_year/2012", "activity_plan/2011"])
def test_everything_a_form_asks_stands_on_a_page_of_it(name: str) -> None:
    form = load(name)
    places = places_of(form)
    assert {f"table:{table.code}" for table in form.tables()} <= set(places)
    assert open_pages(form, places.values()) == set(places.values())
