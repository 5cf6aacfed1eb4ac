"""The real actions driven at random: they do what the table says and nothing else, whatever comes in which order."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from boso.kernel.errors import Denied, Invalid
from boso.places import rls
from boso.reporting.actions.concluding import deliver_again, publish, unpublish
from boso.reporting.actions.delivering import deliver
from boso.reporting.actions.opening_fields import open_for_supplement
from boso.reporting.actions.questions import answer_question, remark_on_question
from boso.reporting.actions.reviewing import accept, ask_back, begin_review
from boso.reporting.actions.signing import record_steering_date, take_step
from boso.reporting.actions.supplementing import supplement
from boso.reporting.models import Answer
from boso.reporting.queries import get_report, list_events
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.reviewing import list_questions, number_of_last_event, open_pages_of
from boso.reporting.rules.reviewing import ReviewAct, can_review
from boso.reporting.rules.signing import Act, can_act
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.rules.workflow import status_of
from boso.reporting.values import Status
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.fields import Typed
from boso.reporting.values.reviewing import Asking, QuestionState
from boso.reporting.values.supplementing import UNCHANGED
from tests.factories.delivering import complete
from tests.factories.reports import LEADER, NOW, programme_places

pytestmark = pytest.mark.django_db
LATE = "C1.adaptation_grant"
STEPS = (Act.MARK_READY, Act.APPROVE, Act.DECLINE, Act.REOPEN, Act.WITHDRAW)
DONE = {Act.MARK_READY: Status.READY, Act.APPROVE: Status.APPROVED, Act.WITHDRAW: Status.WITHDRAWN}


class Machine(RuleBasedStateMachine):
    """One report, back at its beginning for every run."""

    report_id = 0

    @initialize(sent=st.booleans())
    def begin(self, sent: bool) -> None:
        self.point = transaction.atomic()
        self.point.__enter__()
        self.now: datetime = NOW
        self.receipts: dict[int, DeliveryRow] = {}
        self.frozen: dict[int, Counter[tuple[str, str]]] = {}
        if sent:
            for act in (Act.MARK_READY, Act.APPROVE):
                take_step(report_id=self.report_id, act=act, actor=LEADER, now=NOW, within=rls.ALL)
            self.receipts[1] = deliver(report_id=self.report_id, actor=LEADER, now=NOW, within=rls.ALL)
            self.frozen[1] = self.stored(1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @property
    def status(self) -> Status:
        return get_report(self.report_id, within=rls.ALL).status

    def stored(self, version: int) -> Counter[tuple[str, str]]:
        rows = Answer.objects.filter(report=self.report_id, version=version)
        return Counter((row.code, str(row.value)) for row in rows)

    def allowed(self, act: Act) -> bool:
        return bool(can_act(act, self.status, historical=False, blocked=0, dates=None, now=self.now))

    @rule(act=st.sampled_from(STEPS))
    def step(self, act: Act) -> None:
        before, expected = self.status, self.allowed(act)
        self.now += timedelta(minutes=1)
        given = {"report_id": self.report_id, "act": act, "actor": LEADER, "now": self.now, "within": rls.ALL}
        if expected or before is DONE.get(act):
            take_step(**given, reason="Prøve")
            assert self.status is not before or before is DONE.get(act)
        else:
            with pytest.raises(Denied):
                take_step(**given, reason="Prøve")
            assert self.status is before

    @rule(clicks=st.integers(1, 2))
    def send(self, clicks: int) -> None:
        version = get_report(self.report_id, within=rls.ALL).version
        given = {"report_id": self.report_id, "actor": LEADER, "within": rls.ALL}
        if not self.allowed(Act.DELIVER) and version not in self.receipts:
            with pytest.raises(Denied):
                deliver(**given, now=self.now)
            return
        if self.status in (Status.WITHDRAWN, Status.UNDER_WAY):
            return
        for _ in range(clicks):
            self.now += timedelta(minutes=1)
            receipt = deliver(**given, now=self.now)
            assert self.receipts.setdefault(version, receipt) == receipt
        self.frozen.setdefault(version, self.stored(version))

    @rule(day=st.sampled_from((date(2014, 2, 3), date(2014, 2, 4))))
    def considered(self, day: date) -> None:
        known = day in get_report(self.report_id, within=rls.ALL).steering_dates
        given = {"report_id": self.report_id, "day": day, "actor": LEADER, "now": self.now, "within": rls.ALL}
        if known or self.allowed(Act.STEERING):
            record_steering_date(**given)
        else:
            with pytest.raises((Denied, Invalid)):
                record_steering_date(**given)

    @rule(act=st.sampled_from(ReviewAct), section=st.sampled_from(("C", "4.1")))
    def review(self, act: ReviewAct, section: str) -> None:
        row, waiting = get_report(self.report_id, within=rls.ALL), self.waiting()
        newer = row.published_version is not None and row.version > row.published_version
        expected = bool(can_review(act, row.status, open_questions=len(waiting), newer=newer))
        begun = act is ReviewAct.BEGIN and row.status is Status.UNDER_REVIEW
        twice = act is ReviewAct.DELIVER_AGAIN and row.status is Status.DELIVERED_AGAIN
        if act in (ReviewAct.ANSWER, ReviewAct.REMARK) and not waiting:
            return
        self.now += timedelta(minutes=1)
        if not (expected or begun or twice):
            with pytest.raises(Denied):
                self.done(act, section, waiting)
            assert self.status is row.status
            return
        self.done(act, section, waiting)
        if act is ReviewAct.DELIVER_AGAIN and expected:
            self.frozen[row.version] = self.stored(row.version)

    @rule(value=st.integers(20, 29), stands=st.booleans())
    def late(self, value: int, stands: bool) -> None:
        """The region asks for a field; it is changed, or stands with a comment: then there is no new version."""
        row = get_report(self.report_id, within=rls.ALL)
        self.now += timedelta(minutes=1)
        who = {"report_id": self.report_id, "actor": LEADER, "now": self.now, "within": rls.ALL}
        asked = {"address": f"figure:{LATE}", "reason": "Prøve", "due": None, **who}
        if not can_supplement(row.status, historical=False):
            with pytest.raises(Denied):
                open_for_supplement(**asked)
            return
        known = Answer.objects.get(report=self.report_id, version=row.version, code=LATE).value
        stands = stands or value == known
        open_for_supplement(**asked)
        typed = {} if stands else {f"figure:{LATE}": Typed(text=str(value))}
        sent = {"typed": typed, "stands": [f"figure:{LATE}"] if stands else [], "reason": f"Prøve {self.now}"}
        receipt = supplement(version=row.version, **sent, **who)
        assert supplement(version=row.version, **sent, **who) == receipt, "a second click"
        after, event = get_report(self.report_id, within=rls.ALL), list_events(self.report_id, within=rls.ALL)[-1]
        assert (after.status, after.published_version) == (row.status, row.published_version)
        assert after.version == receipt.version == row.version + (not event.facts.get(UNCHANGED))
        assert bool(event.facts.get(UNCHANGED)) is stands
        self.receipts[after.version] = receipt
        self.frozen.setdefault(after.version, self.stored(after.version))

    def waiting(self) -> list[int]:
        asked = list_questions(rls.ALL, reports=[self.report_id], states=[QuestionState.OPEN])
        return [question.number for question in asked]

    def done(self, act: ReviewAct, section: str, waiting: list[int]) -> None:
        """Do the act. What is said is never the same twice: that would be a second click."""
        who = {"report_id": self.report_id, "actor": LEADER, "now": self.now, "within": rls.ALL}
        form = {**who, "based_on": number_of_last_event(self.report_id, within=rls.ALL)}
        said = f"Prøve {self.now}"
        match act:
            case ReviewAct.BEGIN:
                begin_review(**form)
            case ReviewAct.ASK_BACK:
                ask_back(questions=[Asking(section=section, text=said)], **form)
            case ReviewAct.ANSWER:
                answer_question(number=waiting[0], text=said, **who)
            case ReviewAct.REMARK:
                remark_on_question(number=waiting[0], text=said, **who)
            case ReviewAct.DELIVER_AGAIN:
                receipt = deliver_again(**form)
                assert self.receipts.setdefault(receipt.version, receipt) == receipt
            case ReviewAct.ACCEPT:
                accept(note=said, **form)
            case ReviewAct.PUBLISH:
                publish(codes=["4.1.A"], answers={}, threshold=4, **form)
            case ReviewAct.UNPUBLISH:
                unpublish(reason=said, **form)

    @invariant()
    def the_log_tells_the_status_and_is_in_order(self) -> None:
        events = list_events(self.report_id, within=rls.ALL)
        assert status_of(e.kind for e in events) is self.status
        assert [e.at for e in events] == sorted(e.at for e in events)

    @invariant()
    def what_is_out_was_delivered_and_only_asked_sections_are_open(self) -> None:
        row = get_report(self.report_id, within=rls.ALL)
        assert (row.published_version in self.frozen) is (row.status is Status.PUBLISHED)
        pages = open_pages_of(row, within=rls.ALL)
        assert (pages is not None) is (row.status is Status.ASKED_BACK)
        assert pages is None or pages <= {"C", "4.1"}

    @invariant()
    def what_was_delivered_stays(self) -> None:
        assert {r.version: r for r in list_deliveries(self.report_id, within=rls.ALL)} == self.receipts
        for version, answers in self.frozen.items():
            assert self.stored(version) == answers


def test_actions_and_table_agree_whatever_the_order() -> None:
    programme_places()
    Machine.report_id = complete("provevik").id
    few = settings(
        max_examples=6, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Machine, settings=few)
