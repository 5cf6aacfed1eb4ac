"""What a workbook that came back says otherwise than it did when it was made. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from boso.importers.reports.values import ReadAnswer, ReadRow
from boso.importers.reports.workbooks.reading import ReadWorkbook
from boso.importers.uploads import UploadedChange
from boso.kernel.figures import Kind
from boso.kernel.findings import Finding
from boso.kernel.number_printing import print_number
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.answering import MISSING_CHOICES, UNREAD, problem_of, read_typed, shown
from boso.reporting.rules.asking import FIGURES, asked_by, type_in_row
from boso.reporting.rules.drafts import PLAIN
from boso.reporting.values.differing import What
from boso.reporting.values.fields import EMPTY, Content, Typed
from boso.reporting.workbooks.values import NEW, Base

NOT_TAKEN = frozenset({"merged", "twice", "other_question", "no_value", "too_long"})  # nobody's answer
ASKED = frozenset({"formula", "both"})
TOLD_BY_CHANGES = frozenset({"workbook.altered", "workbook.formula"})
TOLD_WHERE_CHANGED = frozenset({"workbook.both"})  # a number that stands as it was, with a new reason beside it, is not
WITH_NUMBER = frozenset(k.value for k in Kind if k.has_value)
CHOSEN = frozenset({*(k.value for k in MISSING_CHOICES), Kind.DASH.value})
ISO = re.compile(r"\d{4}(-\d\d){0,2}")


def changes_of(read: ReadWorkbook) -> tuple[UploadedChange, ...]:
    """Every answer that was changed in the workbook, rows added and emptied, in the order of the form."""
    base = read.carried.base if read.carried else {}
    found = [*_fields(read, base), *(change for row in read.report.rows for change in _row(row, read.edition, base))]
    return tuple(replace(change, number=number) for number, change in enumerate(found, start=1))


def untold(read: ReadWorkbook, changes: Sequence[UploadedChange]) -> Iterator[Finding]:
    """What was found in the workbook and is not told of beside one of these changes."""
    shown = {(change.sheet, change.cell) for change in changes}
    for found in read.report.findings:
        beside = found.code in TOLD_WHERE_CHANGED and (found.place.sheet, found.place.cell) in shown
        if not beside and found.code not in TOLD_BY_CHANGES:
            yield found


def as_typed(type: FieldType, content: Content) -> Content:
    """A content from a cell with the meaning the editor would give it; what it would not take is kept as text."""
    if content.empty or content.kind == UNREAD:
        return content
    if content.kind in PLAIN and not (type in FIGURES and content.kind == Kind.NUMBER):
        iso = content.kind != "date" or ISO.fullmatch(content.value)
        return read_typed(type, Typed(text=shown(type, content) if iso and _has_form(type, content) else content.value))
    if type in FIGURES and content.kind in WITH_NUMBER:
        text = print_number(Decimal(content.value))
        return read_typed(type, Typed(text=text, kind=content.kind))
    if content.kind in CHOSEN:
        return Content(content.kind, "", content.expected if content.kind == Kind.PENDING else "")
    return Content(UNREAD, content.value or content.kind)


def _has_form(type: FieldType, content: Content) -> bool:
    """A date where a date is asked; elsewhere the words stand for themselves."""
    dated = type in (FieldType.DATE, FieldType.PARTIAL_DATE, FieldType.DATES)
    return not dated or all(ISO.fullmatch(line) for line in content.value.split("\n"))


def _fields(read: ReadWorkbook, base: Mapping[str, Base]) -> Iterator[UploadedChange]:
    known = asked_by(read.edition)
    for answer in read.report.answers:
        asked = known.get(answer.address)
        change = _changed(answer, asked.type, base) if asked else None
        if change is not None:
            yield change


def _row(row: ReadRow, edition: Edition, base: Mapping[str, Base]) -> Iterator[UploadedChange]:
    table = edition.table(row.table)
    if table is None:
        return
    types = {column: type_in_row(table, column) or FieldType.TEXT for column in row.cells}
    mine = {c: as_typed(types[c], a.content) for c, a in row.cells.items() if a.why not in NOT_TAKEN}
    whole = UploadedChange(
        number=0,
        what=What.ADDED,
        address=row.key,
        table=row.table,
        sheet=row.place.sheet or "",
        cell=row.place.cell or "",
    )
    if row.key.startswith(NEW):
        cells = {column: content for column, content in mine.items() if not content.empty}
        formula = any(a.why == "formula" for a in row.cells.values())
        why = "formula" if formula else "unread" if _unread(types, cells) else ""
        if cells:
            yield replace(whole, cells=cells, why=why)
        return
    marks = {c: base[f"{row.key}:{c}"].content for c in row.cells if f"{row.key}:{c}" in base}
    emptied = len(mine) == len(row.cells) and all(content.empty for content in mine.values())
    if emptied and any(mark != EMPTY.mark for mark in marks.values()):
        yield replace(whole, what=What.REMOVED, base=marks)
        return
    for column, answer in row.cells.items():
        change = _changed(answer, types[column], base)
        if change is not None:
            yield replace(change, table=row.table)


def _changed(answer: ReadAnswer, type: FieldType, base: Mapping[str, Base]) -> UploadedChange | None:
    known = base.get(answer.address)
    if known is None or not answer.why or answer.why in NOT_TAKEN:
        return None
    mine = as_typed(type, answer.content)
    if known.content in (mine.mark, answer.content.mark):
        return None
    return UploadedChange(
        number=0,
        what=What.CHANGED,
        address=answer.address,
        mine=mine,
        base={"": known.content},
        why="unread" if problem_of(type, mine) else answer.why if answer.why in ASKED else "",
        sheet=answer.place.sheet or "",
        cell=answer.place.cell or "",
    )


def _unread(types: Mapping[str, FieldType], cells: Mapping[str, Content]) -> bool:
    return any(problem_of(types[column], content) for column, content in cells.items())
