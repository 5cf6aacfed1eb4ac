"""What a field or a table may begin with: last year's closing status, what was said last time, the plan. Pure.

A proposal is shown beside the field with its source; it is stored only when a person says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from boso.kernel.figures import Kind
from boso.questionnaires.values import Edition, Table, TableKind
from boso.reporting.rules.asking import asked_by, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import LABEL, Address, Content, Home

CARRIED_COLUMNS = {"status_start": "status_end"}  # the year begins where the last one ended
STANDING_FIELDS = frozenset(
    {
        "programme_name",
        "municipality_name",
        "municipality_number",
        "programme_leader",
        "programme_owner",
        "programme_start",
        "filled_in_by",
        "phone",
        "mobile",
        "email",
        "project_name",
    }
)
PLANNED = {  # the column of a table to report on: the table and column of the plan it comes from
    "activities": ("planned_activities", {LABEL: "activity"}),
    "plan_status": ("planned_activities", {"goal": "activity"}),
    "budget": ("planned_activities", {"activity": "activity"}),
}
AGAIN = {  # what is written anew each time is not proposed from last time
    "activities": (LABEL,),
    "plan_status": ("goal",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A content a field may begin with: from which report, and the day it speaks of where it speaks of one."""

    content: Content
    report: ReportRow | None
    as_of: date | None = None
    reason: str = "last"  # last | closing | plan | report


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsProposed:
    """Rows that an empty table may begin with."""

    table: str
    rows: tuple[Mapping[str, Content], ...]
    report: ReportRow
    reason: str


def proposals(edition: Edition, draft: Draft, last: Draft | None) -> dict[str, Proposal]:
    """The proposals for fixed fields of this edition that differ from what stands there, by address."""
    found: dict[str, Proposal] = {}
    for address, asked in asked_by(edition).items():
        proposed = _proposed(asked.address, draft, last)
        if proposed and not proposed.content.empty and proposed.content != draft.at(address).content:
            found[address] = proposed
    return found


def proposed_rows(edition: Edition, draft: Draft, last: Draft | None, plan: Draft | None) -> dict[str, RowsProposed]:
    """Rows for each open table that is still empty: from the plan of the year, else from last time."""
    found = {}
    for table in edition.tables():
        if table.kind not in (TableKind.ROWS, TableKind.YEARS) or rows_of_table(table, draft):
            continue
        proposed = _from_plan(table, plan) or _from_last(table, last)
        if proposed:
            found[table.code] = proposed
    return found


def _proposed(address: Address, draft: Draft, last: Draft | None) -> Proposal | None:
    report = draft.content.report
    if address.home is Home.FIELD and address.code == "report_year":
        return Proposal(content=Content("number", str(report.period.year)), report=None, reason="report")
    if address.home is Home.FIELD and address.code == "municipality_name":
        return Proposal(content=Content("text", report.name), report=None, reason="report")
    if last is None:
        return None
    before = last.content.report
    if address.home is Home.FIGURE:
        return _closing(address, draft, last)
    lasting = address.home is Home.TICK or (address.home is Home.FIELD and address.code in STANDING_FIELDS)
    cumulative = address.home is Home.TEXT and report.period.half is not None
    if lasting or cumulative:
        return Proposal(content=last.at(address).content, report=before)
    return None


def _closing(address: Address, draft: Draft, last: Draft) -> Proposal | None:
    row, _, column = address.code.rpartition(".")
    period, before = draft.content.report.period, last.content.report
    if column not in CARRIED_COLUMNS or before.period.end != period.start:
        return None
    closing = last.at(Address(Home.FIGURE, f"{row}.{CARRIED_COLUMNS[column]}"))
    if not closing.certain or not closing.content.value or closing.content.kind == Kind.TEXT_INSTEAD:
        return None
    return Proposal(content=closing.content, report=before, as_of=period.start, reason="closing")


def _from_plan(table: Table, plan: Draft | None) -> RowsProposed | None:
    if plan is None or table.code not in PLANNED:
        return None
    source, columns = PLANNED[table.code]
    rows = tuple(
        {mine: row.cells[theirs] for mine, theirs in columns.items() if theirs in row.cells}
        for row in plan.content.rows
        if row.table == source
    )
    return RowsProposed(table=table.code, rows=rows, report=plan.content.report, reason="plan") if rows else None


def _from_last(table: Table, last: Draft | None) -> RowsProposed | None:
    if last is None:
        return None
    rows = tuple(_kept(table, last))
    return RowsProposed(table=table.code, rows=rows, report=last.content.report, reason="last") if rows else None


def _kept(table: Table, last: Draft) -> Iterator[Mapping[str, Content]]:
    """The rows of last time; of a table that is written anew, only what each row is about."""
    columns = AGAIN.get(table.code)
    for row in rows_of_table(table, last):
        cells = {a.column: last.at(a).content for a in row if columns is None or a.column in columns}
        filled = {c: v for c, v in cells.items() if not v.empty and type_in_row(table, c) is not None}
        if filled:
            yield filled
