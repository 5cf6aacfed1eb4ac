"""A report as those who write it see it: with last time's and the plan, who is there, and what each field was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boso.kernel.errors import NotFound
from boso.places import rls
from boso.places.reading import Ask, read
from boso.reporting.contents import content_of, file_row
from boso.reporting.models import (
    Answer,
    Assignment,
    Comment,
    EconomyRow,
    FieldAnswer,
    FormRow,
    PartnerTick,
    Presence,
    ReportFile,
    TextAnswer,
)
from boso.reporting.queries.newest import newest_contents
from boso.reporting.queries.reports import get_report, list_beside
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import FindingAnswerRow
from boso.reporting.values.fields import EMPTY, Address, Content, FieldStep, FileRow, Home
from boso.reporting.values.together import AssignmentRow, CommentRow, PresentRow

PLAN = "activity_plan"
PRESENT_FOR = timedelta(seconds=60)
PRESENT = "WHERE report_id = %s AND seen_at > %s"
KEPT_IN: dict[Home, tuple[Any, str]] = {
    Home.FIGURE: (Answer, "code"),
    Home.TEXT: (TextAnswer, "code"),
    Home.FIELD: (FieldAnswer, "code"),
    Home.TICK: (PartnerTick, "actor"),
    Home.MONEY: (EconomyRow, "pgh_obj_id"),
    Home.ROW: (FormRow, "pgh_obj_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """A report in the making, the one before it in the same form, and the plan of its year."""

    own: Draft
    last: Draft | None
    plan: Draft | None
    reasons: Mapping[str, FindingAnswerRow] = field(default_factory=dict)  # given for warnings, now
    last_reasons: Mapping[str, FindingAnswerRow] = field(default_factory=dict)  # and last time
    line: tuple[ReportContent, ...] = ()  # those before it in its form, and itself, last


def get_drafts(report_id: int, *, within: rls.type_of_scope) -> Drafts:
    """The report with what its proposals come from. Two queries, however large they are. Raises NotFound outside."""
    with rls.scope(within):
        reports = list_beside(report_id, within=within)
        own = next(r for r in reports if r.id == report_id)
        before = sorted((r for r in reports if _is_before(r, own)), key=_period)
        last = before[-1] if before else None
        plan = next((r for r in reports if r.edition.template == PLAN and r.period.year == own.period.year), None)
        whole = {r.id for r in (own, last, plan) if r}
        asked = {r.id: r for r in (*before, own, plan) if r}
        contents, reasons = newest_contents(tuple(asked.values()), whole=whole)
        drafts = {each: draft_of(contents[each]) for each in whole}
    return Drafts(
        own=drafts[own.id],
        last=drafts[last.id] if last else None,
        plan=drafts[plan.id] if plan and plan.id != own.id else None,
        reasons=reasons[own.id],
        last_reasons=reasons[last.id] if last else {},
        line=tuple(contents[r.id] for r in (*before, own)),
    )


def get_draft(report_id: int, *, within: rls.type_of_scope) -> Draft:
    """The report's fields by address. Raises NotFound for one outside."""
    report = get_report(report_id, within=within)
    with rls.scope(within):
        contents, _reasons = newest_contents([report], whole=[report.id])
    return draft_of(contents[report.id])


def _is_before(report: ReportRow, other: ReportRow) -> bool:
    return report.edition.template == other.edition.template and report.period < other.period


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleagues:
    """Who is there, who was asked for what, and what they say to each other, oldest first."""

    present: Sequence[PresentRow] = ()
    assignments: Sequence[AssignmentRow] = ()
    comments: Sequence[CommentRow] = ()


def get_colleagues(report_id: int, *, within: rls.type_of_scope, now: datetime) -> Colleagues:
    """Those at work on a report. One query."""
    with rls.scope(within):
        present, assigned, said = read(
            Ask(Presence, f"{PRESENT} ORDER BY name", [report_id, now - PRESENT_FOR]),
            Ask(Assignment, "WHERE report_id = %s ORDER BY section, address", [report_id]),
            Ask(Comment, "WHERE report_id = %s ORDER BY number", [report_id]),
        )
    return Colleagues(
        present=[_present(row) for row in present],
        assignments=[_assignment(row) for row in assigned],
        comments=[_comment(row) for row in said],
    )


def list_present(report_id: int, *, within: rls.type_of_scope, now: datetime) -> list[PresentRow]:
    """Who has the report open now, and in which section."""
    with rls.scope(within):
        (found,) = read(Ask(Presence, f"{PRESENT} ORDER BY name", [report_id, now - PRESENT_FOR]))
        return [_present(row) for row in found]


def list_assignments(
    within: rls.type_of_scope, *, report_id: int | None = None, account_id: str | None = None
) -> list[AssignmentRow]:
    """Who was asked to answer what: of a report, or what one person was asked for and has not done."""
    with rls.scope(within):
        found = rls.narrowed(Assignment.objects.all(), within)
        if report_id is not None:
            found = found.filter(report=report_id)
        if account_id is not None:
            found = found.filter(account_id=account_id, done_at__isnull=True)
        return [_assignment(row) for row in found]


def list_field_history(report_id: int, address: Address, *, within: rls.type_of_scope) -> list[FieldStep]:
    """What a field was, oldest first: each change with who and why. Raises NotFound for a report outside."""
    report = get_report(report_id, within=within)
    with rls.scope(within):
        gone = not address.home.in_rows
        return steps_of(
            (e, EMPTY if gone and e.pgh_label == "removed" else content_of(e, address))
            for e in _events(report, address)
        )


def steps_of(events: Iterable[tuple[Any, Content]]) -> list[FieldStep]:
    """What a field was, out of the history of its rows, each with its content: only where that is another."""
    steps: list[FieldStep] = []
    for event, content in events:
        if steps and steps[-1].content == content:
            continue
        said = event.pgh_context.metadata if event.pgh_context else {}
        steps.append(
            FieldStep(
                id=event.pgh_id,
                at=datetime.fromisoformat(said["at"]) if "at" in said else event.pgh_created_at,
                content=content,
                actor_name=str(said.get("actor_name", "")),
                reason=str(said.get("reason", "")),
            )
        )
    return steps


def get_file(file_id: int, *, report_id: int, within: rls.type_of_scope) -> tuple[FileRow, bytes]:
    """A file of a report with its content. Raises NotFound for one outside, or taken out."""
    report = get_report(report_id, within=within)
    with rls.scope(within):
        row = ReportFile.objects.filter(pk=file_id, report=report.id, removed_in__isnull=True).first()
        if row is None:
            raise NotFound(_("Det finnes ingen slik fil."))
        return file_row(row), bytes(row.content)


def _events(report: ReportRow, address: Address) -> "QuerySet[Any]":
    model, key = KEPT_IN[address.home]
    named = {key: address.row if address.home.in_rows else address.code}
    events = model.pgh_event_model.objects.filter(report=report.id, version=report.version, **named)
    found: QuerySet[Any] = events.select_related("pgh_context").order_by("pgh_id")
    return found


def _period(report: ReportRow) -> tuple[int, int]:
    return report.period.year, report.period.half or 0


def _present(row: Presence) -> PresentRow:
    return PresentRow(account_id=row.account_id, name=row.name, section=row.section, seen_at=row.seen_at)


def _assignment(row: Assignment) -> AssignmentRow:
    return AssignmentRow(
        id=row.pk,
        report_id=row.report_id,
        section=row.section,
        address=row.address,
        account_id=row.account_id,
        name=row.name,
        due=row.due,
        by_name=row.by_name,
        done=row.done_at is not None,
    )


def _comment(row: Comment) -> CommentRow:
    return CommentRow(
        number=row.number,
        thread=row.thread,
        section=row.section,
        address=row.address,
        text=row.text,
        actor_name=row.actor_name,
        at=row.at,
        resolved_by=row.resolved_by,
    )
