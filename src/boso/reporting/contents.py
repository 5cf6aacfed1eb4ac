"""Stored rows as contents of fields, and contents put into rows."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.models import Answer, EconomyRow, FieldAnswer, FormRow, PartnerTick, ReportFile, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.rows import plain, source_of
from boso.reporting.values.fields import EMPTY, LABEL, Address, Content, FileRow, Home, OpenRow

UNREAD = Kind.TEXT_INSTEAD.value
NUMBERS = frozenset({k.value for k in Kind if k.has_value})


def content_of(row: Any, address: Address) -> Content:
    """What stands in a field: its row, or a step in that row's history; None for nothing stored."""
    return EMPTY if row is None else _CONTENT[address.home](row, address.column)


def put(row: Sourced, content: Content, *, column: str = "", type: FieldType = FieldType.TEXT, raw: str = "") -> None:
    """Put a content into the row that keeps the field; the row is not stored by this."""
    if isinstance(row, Answer):
        row.kind, row.expected = content.kind, content.expected
        row.value = Decimal(content.value) if content.kind in NUMBERS else None
        row.raw = content.value if content.kind == UNREAD else raw
        row.as_of = content.as_of or ("" if content.empty else row.as_of)
    elif isinstance(row, TextAnswer):
        row.kind, row.text = content.kind, content.value
    elif isinstance(row, FieldAnswer):
        row.kind, row.raw = content.kind, content.value if content.kind == UNREAD else raw
        row.value = _as_json(content, type)
    elif isinstance(row, PartnerTick):
        row.level = content.value
    elif isinstance(row, EconomyRow):
        _put_amount(row, content, column)
    elif isinstance(row, FormRow):
        row.cells = {**row.cells, column: {"kind": content.kind, "value": content.value, "expected": content.expected}}


def cell_of(cells: Mapping[str, Mapping[str, str]], column: str) -> Content:
    """A cell of an open row."""
    cell = cells.get(column)
    return Content(cell["kind"], cell["value"], cell.get("expected", "")) if cell else EMPTY


def open_row(row: FormRow) -> OpenRow:
    """A stored row of an open table."""
    return OpenRow(
        id=row.pk,
        table=row.table,
        position=row.position,
        cells={column: cell_of(row.cells, column) for column in row.cells},
        certain=row.certain,
        source=source_of(row),
    )


def file_row(row: ReportFile) -> FileRow:
    """A stored file without its content."""
    return FileRow(
        id=row.pk,
        code=row.code,
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        digest=row.digest,
        actor_name=row.actor_name,
        at=row.at,
    )


def _figure(row: Answer, column: str) -> Content:
    del column
    value = plain(row.value)
    text = row.raw if row.kind == UNREAD else "" if value is None else f"{value:f}"
    return Content(row.kind, text, row.expected, row.as_of)


def _text(row: TextAnswer, column: str) -> Content:
    del column
    return Content("text", row.text) if row.text else Content(row.kind if row.kind != "text" else EMPTY.kind)


def _field(row: FieldAnswer, column: str) -> Content:
    del column
    if row.kind == UNREAD:
        return Content(UNREAD, row.raw)
    if row.value in (None, "", []):
        return EMPTY if row.kind in ("text", "date", "list", "number") else Content(row.kind)
    value = row.value
    return Content(row.kind, "\n".join(map(str, value)) if isinstance(value, list) else str(value))


def _as_json(content: Content, type: FieldType) -> object:
    if content.empty or content.kind == UNREAD:
        return None
    if content.kind == "list":
        return content.value.split("\n")
    return int(content.value) if type is FieldType.YEAR and content.value.isdecimal() else content.value


def _amount(row: EconomyRow, column: str) -> Content:
    if column == LABEL:
        return Content("text", row.label) if row.label else EMPTY
    amount, kind = getattr(row, column), row.kinds.get(column, "")
    if amount is None:
        return Content(kind or EMPTY.kind, row.raws.get(column, "") if kind == UNREAD else "")
    return Content(kind if kind in NUMBERS else Kind.NUMBER.value, str(amount))


def _put_amount(row: EconomyRow, content: Content, column: str) -> None:
    if column == LABEL:
        row.label = content.value
        return
    setattr(row, column, int(content.value) if content.kind in NUMBERS else None)
    row.kinds = {c: k for c, k in row.kinds.items() if c != column}
    row.raws = {c: r for c, r in row.raws.items() if c != column}
    if content.kind not in (Kind.NUMBER.value, EMPTY.kind):
        row.kinds[column] = content.kind
    if content.kind == UNREAD:
        row.raws[column] = content.value


_CONTENT: Mapping[Home, Callable[[Any, str], Content]] = MappingProxyType(
    {
        Home.FIGURE: _figure,
        Home.TEXT: _text,
        Home.FIELD: _field,
        Home.TICK: lambda row, _column: Content("text", row.level),
        Home.MONEY: _amount,
        Home.ROW: lambda row, column: cell_of(row.cells, column),
    }
)
