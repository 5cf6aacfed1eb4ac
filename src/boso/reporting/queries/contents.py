"""A report with everything in it, its log, and the history of one answer."""

from datetime import datetime

from django.db.models import Q

from boso.kernel.errors import NotFound
from boso.places import rls
from boso.reporting.contents import file_row, open_row
from boso.reporting.models import (
    Answer,
    EconomyRow,
    Event,
    FieldAnswer,
    FormRow,
    OwnTable,
    PartnerTick,
    ReportFile,
    TextAnswer,
)
from boso.reporting.queries.reports import get_report
from boso.reporting.rows import answer_row, field_row, figure_of, money_row, table_row, text_row, tick_row
from boso.reporting.values import Block, Change, EventKind, EventRow, ReportContent, ReportRow
from boso.reporting.values.fields import FileRow

BLOCKS = list(Block)


def get_content(report_id: int, *, within: rls.type_of_scope, version: int | None = None) -> ReportContent:
    """A report with its answers, texts, fields, money, tables, ticks, rows, files and log, in its newest version or
    another.

    Raises NotFound for a report outside. Eleven queries, however large the report.
    """
    return content_of_report(get_report(report_id, within=within), within=within, version=version)


def content_of_report(report: ReportRow, *, within: rls.type_of_scope, version: int | None = None) -> ReportContent:
    """The same for a report at hand."""
    of = {"report_id": report.id, "version": report.version if version is None else version}
    with rls.scope(within):
        money = list(EconomyRow.objects.filter(**of))
        tables = tuple(table_row(row) for row in OwnTable.objects.filter(**of))
        return ReportContent(
            report=report,
            answers={row.code: answer_row(row) for row in Answer.objects.filter(**of)},
            texts={row.code: text_row(row) for row in TextAnswer.objects.filter(**of)},
            fields={row.code: field_row(row) for row in FieldAnswer.objects.filter(**of)},
            layout=money[0].layout if money else ("own" if tables else "absent"),
            money=tuple(sorted((money_row(m) for m in money), key=lambda m: (BLOCKS.index(m.block), m.position))),
            tables=tables,
            ticks=tuple(tick_row(row) for row in PartnerTick.objects.filter(**of)),
            rows=tuple(open_row(row) for row in FormRow.objects.filter(**of)),
            files=_files(report.id, of["version"]),
            events=_events(report.id),
        )


def _files(report_id: int, version: int) -> tuple[FileRow, ...]:
    """The files of a version, without their content."""
    there = Q(removed_in__isnull=True) | Q(removed_in__gt=version)
    found = ReportFile.objects.filter(there, report_id=report_id, version__lte=version).defer("content")
    return tuple(file_row(row) for row in found)


def list_events(report_id: int, *, within: rls.type_of_scope) -> tuple[EventRow, ...]:
    """What happened to a report, oldest first."""
    get_report(report_id, within=within)
    with rls.scope(within):
        return _events(report_id)


def imports_newest_first(report_id: int) -> list[int]:
    """The imports that were taken into a report, by its log, the last first; inside a scope only."""
    log = Event.objects.filter(report=report_id, kind=EventKind.ANSWERS_IMPORTED.value).order_by("-number")
    return [int(facts["import"]) for facts in log.values_list("facts", flat=True) if "import" in facts]


def _events(report_id: int) -> tuple[EventRow, ...]:
    return tuple(
        EventRow(
            kind=EventKind(row.kind),
            at=row.at,
            actor_id=row.actor_id,
            actor_name=row.actor_name,
            reason=row.reason,
            facts=row.facts,
        )
        for row in Event.objects.filter(report=report_id)
    )


def list_answer_history(answer_id: int, *, within: rls.type_of_scope) -> list[Change]:
    """What a figure was, from its first storing to today: each step with who and why. Raises NotFound outside."""
    with rls.scope(within):
        known = rls.narrowed(Answer.objects.filter(pk=answer_id), within)
        if not known.exists():
            raise NotFound("Det finnes ikke noe slikt svar.")
        history = Answer.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory
        steps = history.objects.filter(pgh_obj_id=answer_id).select_related("pgh_context").order_by("pgh_id")
        return [_change(step) for step in steps]


def _change(step: "object") -> Change:
    context = getattr(step, "pgh_context", None)
    said = context.metadata if context else {}
    at: datetime = step.pgh_created_at  # type: ignore[attr-defined]
    return Change(
        at=at,
        figure=figure_of(step),  # type: ignore[arg-type]  # the history has the answer's columns
        actor_name=str(said.get("actor_name", "")),
        reason=str(said.get("reason", "")),
    )
