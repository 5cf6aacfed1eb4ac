"""What delivered reports promised for later and have not given yet, and how each promise came about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from boso.kernel.figures import Kind
from boso.places import rls
from boso.reporting.contents import open_row
from boso.reporting.editions import edition_of
from boso.reporting.models import Answer, Delivery, EconomyRow, Event, FieldAnswer, FormRow, TextAnswer
from boso.reporting.queries.delivering import delivery_row
from boso.reporting.queries.reports import report_row, reports_within
from boso.reporting.rows import answer_row, field_row, money_row, text_row
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.promising import day_promised, days_until, promises_of
from boso.reporting.rules.supplementing import WITH_PROMISES
from boso.reporting.values import EventKind, ReportContent, ReportRow
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.supplementing import UNCHANGED, PromiseRow, PromiseStep

PENDING = Kind.PENDING.value
Found = dict[int, list[Any]]


def list_promises(
    within: rls.type_of_scope, *, today: date, reports: Collection[int] | None = None
) -> list[PromiseRow]:
    """The open promises of these municipalities' delivered reports, overdue ones first, those without a day last.

    Seven queries, however many municipalities and reports there are.
    """
    with rls.scope(within):
        answers, texts, fields = (
            _pending(model, within, reports, Q(kind=PENDING)) for model in (Answer, TextAnswer, FieldAnswer)
        )
        money = _rows(EconomyRow, within, reports, "kinds")
        rows = _rows(FormRow, within, reports, "cells")
        ids = {*answers, *texts, *fields, *money, *rows}
        known = [report_row(r) for r in reports_within(within).filter(pk__in=ids)] if ids else []
    found = [
        promise
        for report in known
        for promise in _of_report(
            ReportContent(
                report=report,
                answers={a.code: answer_row(a) for a in answers[report.id]},
                texts={t.code: text_row(t) for t in texts[report.id]},
                fields={f.code: field_row(f) for f in fields[report.id]},
                money=tuple(money_row(m) for m in money[report.id]),
                rows=tuple(open_row(r) for r in rows[report.id]),
            ),
            today,
        )
    ]
    return sorted(found, key=lambda p: (p.day is None, p.day or today, p.report.name, p.report.id))


def list_promise_history(report_id: int, *, within: rls.type_of_scope) -> dict[str, tuple[PromiseStep, ...]]:
    """How each promise of a report came about, moved and was kept, oldest first, by its key."""
    with rls.scope(within):
        receipts = [delivery_row(d) for d in Delivery.objects.filter(report=report_id).order_by("version")]
        told = Event.objects.filter(report=report_id, kind=EventKind.SUPPLEMENTED.value)
        reasons = {int(e.facts.get("version", 0)): e.reason for e in told if not e.facts.get(UNCHANGED)}
    steps: dict[str, list[PromiseStep]] = defaultdict(list)
    for receipt in receipts:
        for step in _steps(receipt, steps, reasons.get(receipt.version, "")):
            steps[step.key].append(step)
    return {key: tuple(each) for key, each in steps.items()}


def _steps(receipt: DeliveryRow, known: dict[str, list[PromiseStep]], reason: str) -> Iterable[PromiseStep]:
    now = {p.lasting: p.expected for p in receipt.promises}
    open_before = {key: each[-1] for key, each in known.items() if not each[-1].kept}
    for key in dict.fromkeys([*open_before, *now]):
        before = open_before.get(key)
        if key in now and before is not None and before.expected == now[key]:
            continue
        yield PromiseStep(
            key=key,
            version=receipt.version,
            expected=now.get(key, ""),
            kept=key not in now,
            actor_name=receipt.actor_name,
            at=receipt.at,
            reason=reason,
        )


def _of_report(content: ReportContent, today: date) -> Iterator[PromiseRow]:
    report = content.report
    edition = edition_of(report)
    for promise in promises_of(edition, draft_of(content)):
        day = day_promised(promise.expected)
        yield PromiseRow(
            report=report,
            address=promise.address,
            key=promise.key,
            section=promise.section,
            expected=promise.expected,
            day=day,
            days=days_until(day, today),
            row=promise.row,
        )


def _pending(model: Any, within: rls.type_of_scope, reports: Collection[int] | None, pending: Q) -> Found:
    found: Found = defaultdict(list)
    for row in _newest(model, within, reports).filter(pending):
        found[row.report_id].append(row)
    return found


def _rows(model: Any, within: rls.type_of_scope, reports: Collection[int] | None, column: str) -> Found:
    """All rows of those reports of which one has a cell that is promised: a row's place is among all of its table."""
    promised = _newest(model, within, reports).filter(**{f"{column}__icontains": f'"{PENDING}"'})
    found: Found = defaultdict(list)
    for row in _newest(model, within, reports).filter(report__in=promised.values("report")):
        found[row.report_id].append(row)
    return found


def _newest(model: Any, within: rls.type_of_scope, reports: Collection[int] | None) -> "QuerySet[Any]":
    """The rows of the newest versions of reports that were delivered."""
    of = {"report__status__in": [s.value for s in WITH_PROMISES], "report__historical": False}
    found: QuerySet[Any] = rls.narrowed(model.objects.filter(version=F("report__current_version"), **of), within)
    if reports is not None:
        found = found.filter(report__in=list(reports))
    return found.order_by("report_id", *model._meta.ordering[1:])


def reports_of(promises: Iterable[PromiseRow]) -> list[ReportRow]:
    """The reports that promises are of, each once, in the order of the promises."""
    return list({p.report.id: p.report for p in promises}.values())
