"""The questions of a review: asked, taken up again, talked about, done with."""

from collections.abc import Collection
from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.reporting.actions.events import own_report, record_act
from boso.reporting.actions.noticing import asked_to_answer, tell
from boso.reporting.models import Report, ReviewQuestion, ReviewRemark
from boso.reporting.queries.reports import report_row
from boso.reporting.queries.rounds_of_reports import closes_for
from boso.reporting.rules.reviewing import ReviewAct, can_review
from boso.reporting.values import Status
from boso.reporting.values.reviewing import Asking, QuestionState, Side

LONGEST_REMARK = 4000
REFUSALS = {
    "historical": "Dette er en historisk rapport. Den ble behandlet i sin tid.",
    "not_in_this_state": "Rapporten er ikke til gjennomgang nå, så det er ingen spørsmål å svare på.",
    "too_late": "Dagen for å svare er passert. Be Husbanken om en ny dag; ingenting i rapporten er borte.",
}


@transaction.atomic
def answer_question(
    *, report_id: int, number: int, text: str, actor: Actor, now: datetime, within: rls.type_of_scope
) -> None:
    """Answer a question for the municipality, in words; what was changed in the report shows by itself.

    The same answer sent again is stored once. Raises Invalid for an empty or too long text, Denied when nothing is
    asked any more or the day has passed, NotFound for a question that is not there or done with.
    """
    with rls.scope(within):
        report, question = _question(report_id, number, within)
        closes = closes_for(report_row(report), within=within)
        _refuse(can_review(ReviewAct.ANSWER, Status(report.status), closes=closes, now=now).reason)
        if not _say(question, Side.MUNICIPALITY, text, actor=actor, now=now):
            return
        _move(question, QuestionState.ANSWERED, actor=actor, now=now)
        record_act("question_answered", report, actor=actor, now=now, facts={"question": number})
        _tell("answered", report, question, actor=actor, now=now)


@transaction.atomic
def remark_on_question(
    *, report_id: int, number: int, text: str, actor: Actor, now: datetime, within: rls.type_of_scope
) -> None:
    """Say more about a question for the region; while the report is back, the question is open again then.

    Raises as `answer_question`.
    """
    with rls.scope(within):
        report, question = _question(report_id, number, within)
        _refuse(can_review(ReviewAct.REMARK, Status(report.status)).reason)
        if not _say(question, Side.REGION, text, actor=actor, now=now):
            return
        if report.status == Status.ASKED_BACK.value:
            _move(question, QuestionState.OPEN, actor=actor, now=now)
        record_act("question_remarked", report, actor=actor, now=now, facts={"question": number})
        _tell("question", report, question, actor=actor, now=now)


@transaction.atomic
def close_question(*, report_id: int, number: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """A question is done with, answered or not; its section is no longer open for it. Said again it changes nothing."""
    with rls.scope(within):
        report = own_report(report_id, within=within)
        _refuse(can_review(ReviewAct.REMARK, Status(report.status)).reason)
        question = ReviewQuestion.objects.filter(report=report.pk, number=number).first()
        if question is None:
            raise NotFound(_("Det finnes ikke noe slikt spørsmål."))
        if question.state != QuestionState.CLOSED.value:
            _move(question, QuestionState.CLOSED, actor=actor, now=now)
            record_act("question_closed", report, actor=actor, now=now, facts={"question": number})


def ask(report: Report, asking: Asking, *, actor: Actor, now: datetime) -> int:
    """Put a question to a locked report, or take one up again with what is asked now; its number."""
    asked = ReviewQuestion.objects.filter(municipality=report.municipality_id, report=report.pk)
    version = report.current_version - (report.status == Status.ASKED_BACK.value)
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, at=now.isoformat()):
        if asking.again is not None:
            question = asked.filter(number=asking.again).exclude(state=QuestionState.OPEN.value).first()
            if question is None:
                raise NotFound(_("Det finnes ikke noe slikt spørsmål."))
            question.state, question.due, question.version = QuestionState.OPEN.value, asking.due, version
            question.save(update_fields=["state", "due", "version"])
        else:
            question = ReviewQuestion.objects.create(
                municipality_id=report.municipality_id,
                report_id=report.pk,
                number=(asked.aggregate(last=Max("number"))["last"] or 0) + 1,
                version=version,
                section=asking.section,
                address=asking.address,
                due=asking.due,
            )
    _say(question, Side.REGION, asking.text, actor=actor, now=now)
    return question.number


def close_questions(
    report: Report, *states: QuestionState, but: Collection[int | None] = (), actor: Actor, now: datetime
) -> None:
    """The questions of a locked report in these states are done with."""
    found = ReviewQuestion.objects.filter(municipality=report.municipality_id, report=report.pk)
    for question in found.filter(state__in=[s.value for s in states]).exclude(number__in=[n for n in but if n]):
        _move(question, QuestionState.CLOSED, actor=actor, now=now)


def said_or_refused(text: str, most: int) -> str:
    """The text without what is around it. Raises Invalid for one that is empty, or longer than `most` characters."""
    said = text.strip()
    if not said:
        raise Invalid(_("Skriv noe først."))
    if len(said) > most:
        raise Invalid(_("Teksten er for lang. Kort den ned til %(most)s tegn.") % {"most": most})
    return said


def _question(report_id: int, number: int, within: rls.type_of_scope) -> tuple[Report, ReviewQuestion]:
    report = own_report(report_id, within=within)
    found = ReviewQuestion.objects.filter(report=report.pk, number=number)
    question = found.exclude(state=QuestionState.CLOSED.value).first()
    if question is None:
        raise NotFound(_("Spørsmålet er ikke lenger åpent."))
    return report, question


def _say(question: ReviewQuestion, side: Side, text: str, *, actor: Actor, now: datetime) -> bool:
    """Whether it was new: the same words from the same person, sent once more, are no second remark."""
    said = said_or_refused(text, LONGEST_REMARK)
    of = {"municipality_id": question.municipality_id, "report_id": question.report_id, "question": question.number}
    last = ReviewRemark.objects.filter(**of).order_by("-number").first()
    if last is not None and (last.text, last.actor_id, last.side) == (said, actor.id, side.value):
        return False
    ReviewRemark.objects.create(
        **of,
        number=last.number + 1 if last else 1,
        side=side.value,
        text=said,
        actor_id=actor.id,
        actor_name=actor.name,
        at=now,
    )
    return True


def _tell(event: str, report: Report, question: ReviewQuestion, *, actor: Actor, now: datetime) -> None:
    """Tell the other side of what was said last about a question."""
    said = ReviewRemark.objects.filter(report=report.pk, question=question.number).count()
    tell(
        event,
        report,
        actor=actor,
        now=now,
        occasion=f"{question.number}:{said}",
        section=question.section,
        address=question.address,
        named=asked_to_answer(report, [question.section]),
    )


def _move(question: ReviewQuestion, state: QuestionState, *, actor: Actor, now: datetime) -> None:
    if question.state == state.value:
        return
    question.state = state.value
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, at=now.isoformat()):
        question.save(update_fields=["state"])


def _refuse(reason: str) -> None:
    if reason:
        raise Denied(_(REFUSALS[reason]))
