"""The region's review of a delivered report: begun, asked back, accepted. Each act says what it was based on."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound, Overtaken
from boso.places import rls
from boso.questionnaires.values import Edition
from boso.reporting.actions.events import add_event, own_report, record_act
from boso.reporting.actions.questions import LONGEST_REMARK, ask, close_questions, said_or_refused
from boso.reporting.actions.versions import open_new_version
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Report
from boso.reporting.queries.reports import report_row
from boso.reporting.queries.reviewing import dues_of, last_event
from boso.reporting.queries.rounds_of_reports import dates_for
from boso.reporting.rules.asking import asked_on, page_of
from boso.reporting.rules.reviewing import ReviewAct, answers_close, can_review
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import EventKind, Status
from boso.reporting.values.reviewing import Asking, QuestionState

REFUSALS = {
    "historical": "Dette er en historisk rapport. Den ble behandlet i sin tid.",
    "not_in_this_state": "Dette kan ikke gjøres med rapporten slik den står nå.",
    "nothing_new": "Denne versjonen av rapporten er allerede publisert.",
    "too_late": "Dagen for å svare er passert. Be Husbanken om en ny dag; ingenting i rapporten er borte.",
    "questions_open": "Noen av spørsmålene er ikke besvart ennå. Svar på dem før rapporten leveres på nytt.",
    "blocked": "Noe må rettes først. Se listen over det som står igjen.",
}
LONGEST_NOTE = 2000


@transaction.atomic
def begin_review(*, report_id: int, based_on: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Take a delivered report under review. Begun already, by whomever, it changes nothing.

    Raises Denied in another state, Overtaken when something else happened since, NotFound for a report outside.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if report.status == Status.UNDER_REVIEW.value:
            return
        refuse_overtaken(report, based_on)
        refuse_act(ReviewAct.BEGIN, report)
        add_event(report, EventKind.REVIEW_STARTED, actor=actor, now=now)
        record_act("review_started", report, actor=actor, now=now)


@transaction.atomic
def ask_back(
    *,
    report_id: int,
    questions: Sequence[Asking],
    based_on: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> tuple[int, ...]:
    """Send a report back with questions, and open its next version for the sections they are about; their numbers.

    Sent once more by the same person it changes nothing. A report that is back already gets these questions too. What
    was answered before and is not taken up again is done with. Raises Invalid without a question, with a day that has
    passed, or where nobody could answer any more; NotFound for a section the form has not; Overtaken, Denied.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        mark = _mark(questions)
        if sent_again(report, EventKind.ASKED_BACK, based_on, actor, mark=mark):
            return ()
        refuse_overtaken(report, based_on)
        refuse_act(ReviewAct.ASK_BACK, report)
        _refuse_unfit(report, questions, now=now)
        first = report.status == Status.UNDER_REVIEW.value
        if first:
            taken_up = {q.again for q in questions}
            close_questions(report, QuestionState.ANSWERED, but=taken_up, actor=actor, now=now)
        numbers = tuple(ask(report, each, actor=actor, now=now) for each in questions)
        sections = list(dict.fromkeys(q.section for q in questions))
        facts = {"sections": sections, "questions": list(numbers), "mark": mark}
        add_event(report, EventKind.ASKED_BACK, actor=actor, now=now, facts=facts)
        if first:
            open_new_version(report, now=now)
        record_act("report_asked_back", report, actor=actor, now=now, facts={"sections": sections})
        return numbers


@transaction.atomic
def accept(*, report_id: int, note: str, based_on: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Accept a report under review, with a note if there is something to say; all questions are done with.

    Accepted already it changes nothing. Raises Denied in another state, Overtaken, Invalid for a note too long.
    """
    said = note.strip()
    if len(said) > LONGEST_NOTE:
        raise Invalid(_("Merknaden er for lang. Kort den ned til 2 000 tegn."))
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if sent_again(report, EventKind.ACCEPTED, based_on, actor):
            return
        refuse_overtaken(report, based_on)
        refuse_act(ReviewAct.ACCEPT, report)
        close_questions(report, QuestionState.OPEN, QuestionState.ANSWERED, actor=actor, now=now)
        add_event(report, EventKind.ACCEPTED, actor=actor, now=now, reason=said)
        record_act("report_accepted", report, actor=actor, now=now, reason=said)


def refuse_overtaken(report: Report, based_on: int) -> None:
    """Raises Overtaken where the last event is another than the one (its number) that a form was made from."""
    number, event = last_event(report.pk)
    if number != based_on and event is not None:
        raise Overtaken(
            _("Noe har skjedd med rapporten siden du åpnet siden. Se over, og send på nytt."),
            act=event.kind.value,
            who=event.actor_name,
            at=event.at,
        )


def refuse_act(act: ReviewAct, report: Report) -> None:
    """Raises Denied where the act cannot be done in the state of a locked report."""
    newer = report.published_version is not None and report.current_version > report.published_version
    decision = can_review(act, Status(report.status), historical=report.historical, newer=newer)
    if not decision:
        raise Denied(_(REFUSALS[decision.reason]))


def sent_again(report: Report, kind: EventKind, based_on: int, actor: Actor, *, mark: str = "") -> bool:
    """The same person has just done the same from the same form: a second click."""
    number, event = last_event(report.pk)
    return (
        event is not None
        and (number, event.kind, event.actor_id) == (based_on + 1, kind, actor.id)
        and event.facts.get("mark", "") == mark
    )


def _mark(questions: Sequence[Asking]) -> str:
    return sha256(
        repr([(q.section, q.address, q.text.strip(), q.due, q.again) for q in questions]).encode()
    ).hexdigest()


def _refuse_unfit(report: Report, questions: Sequence[Asking], *, now: datetime) -> None:
    if not questions:
        raise Invalid(_("Skriv et spørsmål ved delen det gjelder, før rapporten sendes tilbake."))
    edition = edition_at(pin_of(report))
    for each in questions:
        said_or_refused(each.text, LONGEST_REMARK)
        _refuse_elsewhere(edition, each)
        if each.due is not None and each.due < day_in_oslo(now):
            raise Invalid(_("Velg en dag som ikke er passert."))
    row = report_row(report)
    dates = dates_for(row, within=[report.municipality_id])
    dues = [*(dues_of(report.pk) if row.status is Status.ASKED_BACK else ()), *(q.due for q in questions)]
    closes = answers_close(dates.last_edit if dates else None, dues)
    if closes is not None and now >= closes:
        raise Invalid(_("Runden er lukket for endringer. Sett en dag kommunen kan svare til."))


def _refuse_elsewhere(edition: Edition, asking: Asking) -> None:
    page = page_of(edition, asking.section)
    if page is None:
        raise NotFound(_("Skjemaet har ingen slik del."))
    if asking.address and asking.address not in {str(a.address) for a in asked_on(page)}:
        raise NotFound(_("Skjemaet spør ikke om dette."))
