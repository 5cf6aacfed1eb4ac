"""A report driven at random through every act: a reference of what may happen, and what must never."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.rules.answering import can_answer
from boso.reporting.rules.picturing import workflow_document
from boso.reporting.rules.promising import day_promised
from boso.reporting.rules.reviewing import EVENT_OF as EVENTS_OF_REVIEW
from boso.reporting.rules.reviewing import ReviewAct, answers_close, can_review, versions_for
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
from boso.reporting.rules.supplementing import can_fill, can_supplement, fault_in, moves_promise
from boso.reporting.rules.workflow import WORKFLOW, status_after, status_of
from boso.reporting.values import EventKind, Status
from boso.reporting.values.fields import EMPTY, Content
from boso.reporting.values.rounds import RoundDates
from boso.reporting.values.supplementing import VersionRow

OPENED = datetime(2014, 1, 6, 8, tzinfo=UTC)
DATES = RoundDates(
    deadline=OPENED + timedelta(days=50), last_new=OPENED + timedelta(days=60), last_edit=OPENED + timedelta(days=80)
)
DELIVERIES = (Act.DELIVER, Act.NOTHING)
LATER = st.none() | st.integers(0, 60)  # days from now on which a question is to be answered at the latest
FIELDS = ("A", "B", "C")
CLOSING = (EventKind.DELIVERED, EventKind.NOTHING_TO_REPORT, EventKind.DELIVERED_AGAIN, EventKind.SUPPLEMENTED)
Answers = Mapping[str, Content]


def number(value: int) -> Content:
    return Content(kind=Kind.NUMBER.value, value=str(value))


def promise(days: int) -> Content:
    return Content(kind=Kind.PENDING.value, expected=(OPENED + timedelta(days=days)).date().isoformat())


NUMBERS, PROMISES = st.integers(0, 5).map(number), st.integers(0, 120).map(promise)


def promised_in(answers: Answers) -> set[str]:
    return {code for code, content in answers.items() if content.kind == Kind.PENDING}


@dataclass(frozen=True)
class Happened:
    """An event, and what it says of versions: which one it is about, or that it changed none."""

    kind: EventKind
    version: int
    unchanged: bool = False


@dataclass
class Reference:
    """What is stored of a report: its events, its versions with their answers, the receipts, what was asked for."""

    events: list[Happened] = field(default_factory=list)
    answers: dict[int, Answers] = field(default_factory=lambda: {1: {}})
    closed: dict[int, Answers] = field(default_factory=dict)
    receipts: dict[int, str] = field(default_factory=dict)
    late: dict[int, set[str]] = field(default_factory=dict)  # by version, what a supplement was allowed to change in it
    questions: list[bool] = field(default_factory=list)  # of the round that goes on: is it answered?
    dues: list[date | None] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)  # fields the region asks for
    public: int | None = None

    @property
    def version(self) -> int:
        return max(self.answers)

    @property
    def newest(self) -> Answers:
        return self.answers[self.version]

    def versions(self) -> list[VersionRow]:
        told = {"opened_at": OPENED, "event": None, "receipt": None, "published_at": None}
        return [
            VersionRow(number=n, closed_at=OPENED if n in self.closed else None, published=n == self.public, **told)
            for n in sorted(self.answers, reverse=True)
        ]


class Machine(RuleBasedStateMachine):
    """Answers, signs, delivers, withdraws, reviews, supplements and publishes in any order, as time goes by."""

    @initialize(begun=st.sampled_from(("new", "delivered", "asked back", "published")), promised=PROMISES)
    def begin_with(self, begun: str, promised: Content) -> None:
        self.report = Reference()
        self.status = Status.NOT_STARTED
        self.now = OPENED
        if begun == "new":
            return
        self.add(EventKind.STARTED)
        self.report.answers[1] = {"A": number(3), "B": promised}
        for event in (EventKind.MARKED_READY, EventKind.APPROVED):
            self.add(event)
        self.close(EventKind.DELIVERED)
        if begun != "delivered":
            self.add(EventKind.REVIEW_STARTED)
        if begun == "asked back":
            self.asked_back([None])
        if begun == "published":
            self.concluded(ReviewAct.ACCEPT)
            self.concluded(ReviewAct.PUBLISH)

    @property
    def closes(self) -> datetime | None:
        if self.status is Status.ASKED_BACK:
            return answers_close(DATES.last_edit, self.report.dues)
        return closes(DATES, self.status)

    @property
    def blocked(self) -> int:
        """Nought stands for what a check finds wrong."""
        return sum(content == number(0) for content in self.report.newest.values()) or int(not self.report.newest)

    def may(self, act: ReviewAct) -> bool:
        report = self.report
        newer = report.public is not None and report.version > report.public
        known = {"newer": newer, "closes": self.closes, "now": self.now, "blocked": self.blocked}
        return bool(can_review(act, self.status, open_questions=report.questions.count(False), **known))

    def add(self, event: EventKind, *, unchanged: bool = False) -> None:
        self.status = status_after(self.status, event)
        self.report.events.append(Happened(event, self.report.version, unchanged))

    def close(self, event: EventKind) -> None:
        report = self.report
        assert report.version not in report.closed
        report.closed[report.version] = dict(report.newest)
        report.receipts[report.version] = repr(report.newest)
        self.add(event)

    def open_new_version(self) -> None:
        self.report.answers[self.report.version + 1] = dict(self.report.newest)

    @rule(days=st.integers(0, 25))
    def time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(code=st.sampled_from(FIELDS), content=NUMBERS | PROMISES)
    def answer(self, code: str, content: Content) -> None:
        if not can_answer(self.status, historical=False, closes=self.closes, now=self.now):
            return
        if self.status is Status.NOT_STARTED:
            self.add(EventKind.STARTED)
        self.report.answers[self.report.version] = {**self.report.newest, code: content}

    @rule(act=st.sampled_from(Act))
    def act(self, act: Act) -> None:
        report = self.report
        if act in DELIVERIES and report.version in report.closed and self.status is not Status.WITHDRAWN:
            return  # a second click: the action answers with the receipt that stands
        blocked = 0 if act is Act.NOTHING else self.blocked
        decision = can_act(act, self.status, historical=False, blocked=blocked, dates=DATES, now=self.now)
        if not decision or (act is Act.NOTHING and report.newest):
            return
        assert self.now <= DATES.last_edit or act in (Act.REOPEN, Act.DECLINE, Act.STEERING)
        assert not (blocked and act in NEEDS_A_CLEAR_WAY)
        withdrawn = self.status is Status.WITHDRAWN
        if act in DELIVERIES:
            self.close(EVENT_OF[act])
        else:
            self.add(EVENT_OF[act])
        if act is Act.REOPEN and withdrawn:
            self.open_new_version()

    @precondition(lambda self: self.status in (Status.DELIVERED, Status.DELIVERED_AGAIN))
    @rule()
    def begin(self) -> None:
        assert self.may(ReviewAct.BEGIN)
        self.add(EventKind.REVIEW_STARTED)

    @precondition(lambda self: self.status in (Status.UNDER_REVIEW, Status.ASKED_BACK))
    @rule(days=st.lists(LATER, min_size=1, max_size=3))
    def ask_back(self, days: list[int | None]) -> None:
        self.asked_back(days)

    def asked_back(self, days: list[int | None]) -> None:
        assert self.may(ReviewAct.ASK_BACK)
        report, first = self.report, self.status is Status.UNDER_REVIEW
        asked = [None if d is None else (self.now + timedelta(days=d)).date() for d in days]
        dues = asked if first else [*report.dues, *asked]
        if self.now >= (answers_close(DATES.last_edit, dues) or self.now):
            return  # nobody could answer any more: the action refuses it
        unanswered = [False] * len(asked)
        report.dues, report.questions = dues, unanswered if first else [*report.questions, *unanswered]
        self.add(EventKind.ASKED_BACK)
        if first:
            self.open_new_version()

    @precondition(lambda self: self.status is Status.ASKED_BACK)
    @rule(which=st.integers(0, 5))
    def answer_question(self, which: int) -> None:
        if self.may(ReviewAct.ANSWER):
            self.report.questions[which % len(self.report.questions)] = True

    @precondition(lambda self: self.status in (Status.ASKED_BACK, Status.DELIVERED_AGAIN))
    @rule()
    def deliver_again(self) -> None:
        if self.may(ReviewAct.DELIVER_AGAIN):
            assert self.status is Status.ASKED_BACK, "a second click has the receipt that stands"
            assert all(self.report.questions)
            assert not self.blocked
            assert self.now < (self.closes or self.now)
            self.close(EventKind.DELIVERED_AGAIN)

    @precondition(lambda self: self.status not in (Status.NOT_STARTED, Status.UNDER_WAY))
    @rule(act=st.sampled_from((ReviewAct.ACCEPT, ReviewAct.PUBLISH, ReviewAct.UNPUBLISH)))
    def conclude(self, act: ReviewAct) -> None:
        self.concluded(act)

    def concluded(self, act: ReviewAct) -> None:
        report = self.report
        if not self.may(act):
            return
        if act is ReviewAct.PUBLISH:
            assert report.version != report.public, "what is out is not published once more"
        self.add(EVENTS_OF_REVIEW[act])
        if act is not ReviewAct.ACCEPT:
            report.public = report.version if act is ReviewAct.PUBLISH else None

    @precondition(lambda self: can_supplement(self.status, historical=False))
    @rule(code=st.sampled_from(FIELDS), takes_back=st.booleans())
    def open_field(self, code: str, takes_back: bool) -> None:
        if takes_back:
            self.report.opened.discard(code)
        elif code not in promised_in(self.report.newest):
            self.report.opened.add(code)

    @precondition(lambda self: self.status not in (Status.NOT_STARTED, Status.UNDER_WAY))
    @rule(sent=st.dictionaries(st.sampled_from(FIELDS), NUMBERS | PROMISES, max_size=2), stands=st.booleans())
    def supplement(self, sent: Answers, stands: bool) -> None:
        report = self.report
        if not can_supplement(self.status, historical=False):
            assert (self.status, EventKind.SUPPLEMENTED) not in WORKFLOW
            return
        stood, left = report.newest, (report.opened - set(sent)) if stands else set()
        filled = {code: content for code, content in sent.items() if content != stood.get(code, EMPTY)}
        fields = promised_in(stood) | report.opened
        if not filled and not left:
            return
        if not all(can_fill(c, promised=promised_in(stood), opened=report.opened) for c in filled):
            assert set(filled) - fields
            return
        if any(fault_in(FieldType.INT, content, today=self.now.date()) for content in filled.values()):
            return
        if filled and number(0) in {**stood, **filled}.values():
            return  # a check finds an error
        moved = {code for code in filled if moves_promise(stood.get(code, EMPTY), filled[code])}
        assert all((day_promised(filled[code].expected) or date.min) >= self.now.date() for code in moved)
        report.opened -= left | (set(filled) - moved)
        if not filled:
            self.add(EventKind.SUPPLEMENTED, unchanged=True)
            return
        report.answers[report.version + 1] = {**stood, **filled}
        report.late[report.version] = fields
        self.close(EventKind.SUPPLEMENTED)

    @invariant()
    def status_is_what_the_events_say(self) -> None:
        assert status_of(event.kind for event in self.report.events) is self.status

    @invariant()
    def what_was_delivered_stays_as_it_was(self) -> None:
        for version, answers in self.report.closed.items():
            assert self.report.answers[version] == answers
            assert self.report.receipts[version] == repr(answers)

    @invariant()
    def a_version_has_one_receipt_and_one_event_that_closed_it(self) -> None:
        report = self.report
        closing = [e.version for e in report.events if e.kind in CLOSING and not e.unchanged]
        assert closing == sorted(report.receipts) == sorted(report.closed)

    @invariant()
    def a_supplement_makes_a_version_or_says_that_nothing_changed(self) -> None:
        for before, event in pairwise(self.report.events):
            if event.kind is EventKind.SUPPLEMENTED:
                assert event.version == before.version + (not event.unchanged)

    @invariant()
    def a_supplement_changes_what_was_promised_or_asked_for_and_nothing_else(self) -> None:
        for version, fields in self.report.late.items():
            before, after = self.report.closed[version - 1], self.report.closed[version]
            changed = {code for code in FIELDS if before.get(code) != after.get(code)}
            assert changed
            assert changed <= fields

    @invariant()
    def what_is_with_the_bank_is_closed(self) -> None:
        with_bank = frozenset(Status) - IN_THE_MUNICIPALITY
        if self.status in with_bank:
            assert self.report.version in self.report.closed
            assert not can_answer(self.status, historical=False)

    @invariant()
    def others_see_what_was_delivered_and_its_own_people_see_all(self) -> None:
        report = self.report
        seen = [row.number for row in versions_for(report.versions(), colleague=False)]
        assert seen == sorted(report.closed, reverse=True)
        if self.status is Status.ASKED_BACK:
            assert report.version not in seen
        assert versions_for(report.versions(), colleague=True)[0].number == report.version

    @invariant()
    def what_is_public_was_delivered_and_accepted_and_let_out_by_a_person(self) -> None:
        report = self.report
        let_out = [e for e in report.events if e.kind in (EventKind.PUBLISHED, EventKind.UNPUBLISHED)]
        last = let_out[-1] if let_out else None
        assert report.public == (last.version if last and last.kind is EventKind.PUBLISHED else None)
        assert (report.public is not None) is (self.status is Status.PUBLISHED)
        if report.public is not None:
            assert report.public in report.closed
            assert EventKind.ACCEPTED in [event.kind for event in report.events]

    @invariant()
    def nothing_is_delivered_unapproved(self) -> None:
        events = [event.kind for event in self.report.events]
        for place, event in enumerate(events):
            if event is EventKind.DELIVERED:
                before = [e for e in events[:place] if e is not EventKind.STEERING_GROUP_CONSIDERED]
                assert before[-2:] == [EventKind.MARKED_READY, EventKind.APPROVED]


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=1000, stateful_step_count=15, deadline=None)


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
