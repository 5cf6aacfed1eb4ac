"""How a review ends: delivered again with the answers, let out to the public, taken back."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid
from boso.places import rls
from boso.reporting.actions.delivering import close_and_receipt
from boso.reporting.actions.events import add_event, own_report, record_act
from boso.reporting.actions.questions import said_or_refused
from boso.reporting.actions.releasing import release_texts, withdraw_texts
from boso.reporting.actions.reviewing import LONGEST_NOTE, REFUSALS, refuse_act, refuse_overtaken, sent_again
from boso.reporting.models import Delivery, ReleasedText, Report, ReviewQuestion
from boso.reporting.queries.delivering import delivery_row, readiness
from boso.reporting.queries.rounds_of_reports import closes_for
from boso.reporting.rules.reviewing import ReviewAct, can_review
from boso.reporting.values import EventKind, Status
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.reviewing import QuestionState

NOT_CHOSEN = "Ikke valgt da versjon %(version)s ble publisert"


@transaction.atomic
def deliver_again(
    *, report_id: int, based_on: int, actor: Actor, now: datetime, within: rls.type_of_scope
) -> DeliveryRow:
    """Deliver the version that was asked for, with its own receipt; asked again, the same receipt.

    Raises Denied while a question is open, when the day has passed or in another state, Invalid with what stands in the
    way, Overtaken when something else happened since, NotFound for a report outside.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        done = Delivery.objects.filter(report=report.pk, version=report.current_version).first()
        if done is not None and report.status == Status.DELIVERED_AGAIN.value:
            return delivery_row(done)
        refuse_overtaken(report, based_on)
        ready = readiness(report_id, within=within, now=now)
        decision = can_review(
            ReviewAct.DELIVER_AGAIN,
            ready.report.status,
            historical=report.historical,
            open_questions=_open_questions(report),
            blocked=len(ready.blockers),
            closes=closes_for(ready.report, within=within),
            now=now,
        )
        if decision.reason == "blocked":
            raise Invalid(_(REFUSALS["blocked"]), [b.finding for b in ready.blockers if b.finding])
        if not decision:
            raise Denied(_(REFUSALS[decision.reason]))
        return close_and_receipt(report, ready, EventKind.DELIVERED_AGAIN, actor=actor, now=now)


@transaction.atomic
def publish(
    *,
    report_id: int,
    codes: Collection[str],
    answers: Mapping[str, str],
    threshold: int,
    based_on: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> tuple[str, ...]:
    """Let the newest version of an accepted report out: its figures, and of its texts those of these codes.

    Contact details are masked in what goes out. A text that stood in public and is not chosen is taken back. `answers`
    and `threshold` as in `release_texts`. Published from this form already, it changes nothing. Returns the codes that
    are new in public. Raises Invalid with what must be answered first; Denied, Overtaken, NotFound.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if sent_again(report, EventKind.PUBLISHED, based_on, actor):
            return ()
        refuse_overtaken(report, based_on)
        refuse_act(ReviewAct.PUBLISH, report)
        version = report.current_version
        add_event(report, EventKind.PUBLISHED, actor=actor, now=now, facts={"version": version, "texts": sorted(codes)})
        _show(report, version)
        who = {"report_id": report_id, "actor": actor, "now": now, "within": within}
        left = _standing(report) - set(codes)
        withdraw_texts(codes=left, reason=NOT_CHOSEN % {"version": version}, **who)  # type: ignore[arg-type]
        new = release_texts(codes=codes, answers=answers, threshold=threshold, mask=True, **who)  # type: ignore[arg-type]
        record_act("report_published", report, actor=actor, now=now, facts={"version": version})
        return new


@transaction.atomic
def unpublish(
    *, report_id: int, reason: str, based_on: int, actor: Actor, now: datetime, within: rls.type_of_scope
) -> None:
    """Take a published report back from the public with its texts, with a reason that stays.

    What rests on it and has its own frozen figures stays as it is. Raises Invalid without a reason; Denied, Overtaken.
    """
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor rapporten trekkes tilbake fra publisering."))
    said = said_or_refused(reason, LONGEST_NOTE)
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if sent_again(report, EventKind.UNPUBLISHED, based_on, actor):
            return
        refuse_overtaken(report, based_on)
        refuse_act(ReviewAct.UNPUBLISH, report)
        version = report.published_version
        withdraw_texts(report_id=report_id, codes=_standing(report), reason=said, actor=actor, now=now, within=within)
        add_event(report, EventKind.UNPUBLISHED, actor=actor, now=now, reason=said, facts={"version": version})
        _show(report, None)
        record_act("report_unpublished", report, actor=actor, now=now, reason=said, facts={"version": version})


def _open_questions(report: Report) -> int:
    return ReviewQuestion.objects.filter(report=report.pk, state=QuestionState.OPEN.value).count()


def _show(report: Report, version: int | None) -> None:
    report.published_version = version
    report.save(update_fields=["published_version"])


def _standing(report: Report) -> set[str]:
    standing = ReleasedText.objects.filter(report=report.pk, withdrawn_at__isnull=True)
    return set(standing.values_list("code", flat=True))
