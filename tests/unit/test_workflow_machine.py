"""A report driven at random through every act: a reference of what may happen, and what must never."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from boso.reporting.rules.answering import can_answer
from boso.reporting.rules.picturing import workflow_document
from boso.reporting.rules.reviewing import EVENT_OF as EVENTS_OF_REVIEW
from boso.reporting.rules.reviewing import ReviewAct, answers_close, can_review
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY, closes
from boso.reporting.rules.signing import (
    ALLOWED_TO,
    EVENT_OF,
    NEEDS_A_CLEAR_WAY,
    Act,
    Right,
    acts_for,
    can_act,
    next_act,
    waits_for,
)
from boso.reporting.rules.workflow import WORKFLOW, status_after, status_of
from boso.reporting.values import EventKind, Status
from boso.reporting.values.rounds import RoundDates

OPENED = datetime(2014, 1, 6, 8, tzinfo=UTC)
DATES = RoundDates(
    deadline=OPENED + timedelta(days=50), last_new=OPENED + timedelta(days=60), last_edit=OPENED + timedelta(days=80)
)
DELIVERIES = (Act.DELIVER, Act.NOTHING)
LATER = st.none() | st.integers(0, 60)  # days from now on which a question is to be answered at the latest
PUBLIC = {Status.PUBLISHED}


@dataclass
class Reference:
    """What is stored of a report: its events, its versions with their answers, and the receipts."""

    events: list[EventKind] = field(default_factory=list)
    answers: dict[int, tuple[int, ...]] = field(default_factory=lambda: {1: ()})
    closed: dict[int, tuple[int, ...]] = field(default_factory=dict)
    receipts: dict[int, str] = field(default_factory=dict)
    questions: list[bool] = field(default_factory=list)  # of the round that goes on: is it answered?
    dues: list[date | None] = field(default_factory=list)
    public: int | None = None

    @property
    def version(self) -> int:
        return max(self.answers)


class Machine(RuleBasedStateMachine):
    """Answers, signs, delivers, withdraws and reviews in any order, as time goes by."""

    @initialize(delivered=st.booleans())
    def opened(self, delivered: bool) -> None:
        self.report = Reference()
        self.status = Status.NOT_STARTED
        self.now = OPENED
        self.blocked = int(not delivered)
        if delivered:
            for event in (EventKind.STARTED, EventKind.MARKED_READY, EventKind.APPROVED, EventKind.DELIVERED):
                self.add(event)
            self.close_version()

    @property
    def closes(self) -> datetime | None:
        if self.status is Status.ASKED_BACK:
            return answers_close(DATES.last_edit, self.report.dues)
        return closes(DATES, self.status)

    def may(self, act: ReviewAct) -> bool:
        report = self.report
        newer = report.public is not None and report.version > report.public
        known = {"newer": newer, "closes": self.closes, "now": self.now, "blocked": self.blocked}
        return bool(can_review(act, self.status, open_questions=report.questions.count(False), **known))

    def close_version(self) -> None:
        report = self.report
        report.closed[report.version] = report.answers[report.version]
        report.receipts[report.version] = f"{report.version}:{report.answers[report.version]}"

    def add(self, event: EventKind) -> None:
        self.status = status_after(self.status, event)
        self.report.events.append(event)

    @rule(days=st.integers(0, 25))
    def time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(value=st.integers(0, 5))
    def answer(self, value: int) -> None:
        allowed = can_answer(self.status, historical=False, closes=self.closes, now=self.now)
        if not allowed:
            return
        if self.status is Status.NOT_STARTED:
            self.add(EventKind.STARTED)
        self.report.answers[self.report.version] += (value,)
        self.blocked = int(value == 0)

    @rule(act=st.sampled_from(Act))
    def act(self, act: Act) -> None:
        report = self.report
        if act in DELIVERIES and report.version in report.closed and self.status is not Status.WITHDRAWN:
            return  # a second click: the action answers with the receipt that stands
        decision = can_act(act, self.status, historical=False, blocked=self.blocked, dates=DATES, now=self.now)
        if not decision:
            return
        assert self.now <= DATES.last_edit or act in (Act.REOPEN, Act.DECLINE, Act.STEERING)
        assert not (self.blocked and act in NEEDS_A_CLEAR_WAY)
        withdrawn = self.status is Status.WITHDRAWN
        self.add(EVENT_OF[act])
        if act in DELIVERIES:
            self.close_version()
        if act is Act.REOPEN and withdrawn:
            report.answers[report.version + 1] = report.answers[report.version]

    @precondition(lambda self: self.status in (Status.DELIVERED, Status.DELIVERED_AGAIN))
    @rule()
    def begin(self) -> None:
        assert self.may(ReviewAct.BEGIN)
        self.add(EventKind.REVIEW_STARTED)

    @precondition(lambda self: self.status in (Status.UNDER_REVIEW, Status.ASKED_BACK))
    @rule(days=LATER)
    def ask_back(self, days: int | None) -> None:
        assert self.may(ReviewAct.ASK_BACK)
        report, due = self.report, None if days is None else (self.now + timedelta(days=days)).date()
        first = self.status is Status.UNDER_REVIEW
        dues = [due] if first else [*report.dues, due]
        if self.now >= (answers_close(DATES.last_edit, dues) or self.now):
            return  # nobody could answer any more: the action refuses it
        report.dues, report.questions = dues, [False] if first else [*report.questions, False]
        self.add(EventKind.ASKED_BACK)
        if first:
            report.answers[report.version + 1] = report.answers[report.version]

    @precondition(lambda self: self.status is Status.ASKED_BACK)
    @rule(which=st.integers(0, 5))
    def answer_question(self, which: int) -> None:
        if self.may(ReviewAct.ANSWER):
            self.report.questions[which % len(self.report.questions)] = True

    @precondition(lambda self: self.status is Status.ASKED_BACK)
    @rule()
    def deliver_again(self) -> None:
        if self.may(ReviewAct.DELIVER_AGAIN):
            assert all(self.report.questions)
            assert self.now < (self.closes or self.now)
            self.close_version()
            self.add(EventKind.DELIVERED_AGAIN)

    @precondition(lambda self: self.status not in (Status.NOT_STARTED, Status.UNDER_WAY))
    @rule(act=st.sampled_from((ReviewAct.ACCEPT, ReviewAct.PUBLISH, ReviewAct.UNPUBLISH)))
    def conclude(self, act: ReviewAct) -> None:
        if self.may(act):
            self.add(EVENTS_OF_REVIEW[act])
            if act is not ReviewAct.ACCEPT:
                self.report.public = self.report.version if act is ReviewAct.PUBLISH else None

    @invariant()
    def status_is_what_the_events_say(self) -> None:
        assert status_of(self.report.events) is self.status

    @invariant()
    def what_was_delivered_stays_as_it_was(self) -> None:
        for version, answers in self.report.closed.items():
            assert self.report.answers[version] == answers
            assert self.report.receipts[version] == f"{version}:{answers}"

    @invariant()
    def a_version_has_one_receipt_and_only_delivered_ones_have_any(self) -> None:
        kinds = (EventKind.DELIVERED, EventKind.NOTHING_TO_REPORT, EventKind.DELIVERED_AGAIN)
        delivered = [e for e in self.report.events if e in kinds]
        assert len(delivered) == len(self.report.receipts) == len(self.report.closed)

    @invariant()
    def what_is_with_the_bank_is_closed(self) -> None:
        with_bank = frozenset(Status) - IN_THE_MUNICIPALITY
        if self.status in with_bank:
            assert self.report.version in self.report.closed
            assert not can_answer(self.status, historical=False)

    @invariant()
    def what_is_public_was_delivered_and_accepted(self) -> None:
        report = self.report
        assert (report.public is not None) is (self.status in PUBLIC)
        if report.public is not None:
            assert report.public in report.closed
            assert EventKind.ACCEPTED in report.events

    @invariant()
    def nothing_is_delivered_unapproved(self) -> None:
        events = self.report.events
        for place, event in enumerate(events):
            if event is EventKind.DELIVERED:
                before = [e for e in events[:place] if e is not EventKind.STEERING_GROUP_CONSIDERED]
                assert before[-2:] == [EventKind.MARKED_READY, EventKind.APPROVED]


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=1000, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize("status", Status)
def test_each_person_has_at_most_one_next_step_and_may_take_it(status: Status) -> None:
    for rights in ([], [Right.EDIT], [Right.APPROVE, Right.DELIVER], [Right.EDIT, Right.DELIVER], list(Right)):
        act = next_act(rights, status)
        if act is not None:
            assert ALLOWED_TO[act] & set(rights)
            assert act in acts_for(rights, status)
            assert (status, EVENT_OF[act]) in WORKFLOW
    assert waits_for(status)


def test_a_historical_report_is_never_acted_on() -> None:
    for status in Status:
        for act in Act:
            assert not can_act(act, status, historical=True, blocked=0, dates=None, now=OPENED)


def test_the_diagram_in_the_documentation_is_that_of_the_table() -> None:
    page = Path(__file__).parents[2] / "docs/WORKFLOW.md"
    assert page.read_text(encoding="utf-8") == workflow_document(), "run ./boso workflow --write"
