"""The row that a cell becomes when it is stored."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from boso.importers.proposals import Part, ProposedCell, SettledCell, Standing
from boso.kernel.sources import Origin
from boso.reporting.values import MONEY_COLUMNS, Row, Table

TABLES: Mapping[Part, Table] = MappingProxyType(
    {
        Part.FIELD: Table.FIELDS,
        Part.FIGURE: Table.ANSWERS,
        Part.TEXT: Table.TEXTS,
        Part.MONEY: Table.MONEY,
        Part.TABLE: Table.TABLES,
        Part.TICK: Table.TICKS,
    }
)


def table_of(part: Part) -> Table:
    """The table the rows of a part go to."""
    return TABLES[part]


def row_of(settled: SettledCell, *, reference: str, label: str, layout: str) -> Row:
    """The row as plain JSON. What nobody has taken is stored as doubtful, unless it is certain by itself."""
    cell = settled.cell
    return {
        **_CONTENT[cell.part](cell, layout),
        "certain": settled.standing in (Standing.TAKEN, Standing.CERTAIN),
        "origin": Origin.IMPORTED.value,
        "source_label": label,
        "place": cell.place.as_json() or None,
        "reference": reference,
    }


def number_text(value: Any) -> str | None:
    """A number as the tables tell it: without zeros behind the comma, None for none."""
    if value is None:
        return None
    number = Decimal(str(value))
    whole = number.to_integral_value()
    return str(whole if whole == number else number.normalize())


def _field(cell: ProposedCell, layout: str) -> Row:
    del layout
    return {"code": cell.code, "kind": cell.kind, "value": cell.value, "raw": cell.raw}


def _figure(cell: ProposedCell, layout: str) -> Row:
    del layout
    return {
        "code": cell.code,
        "kind": cell.kind,
        "value": number_text(cell.value),
        "raw": cell.raw,
        "comment": cell.comment,
        "as_of": cell.as_of or "",
        "expected": cell.expected or "",
    }


def _text(cell: ProposedCell, layout: str) -> Row:
    del layout
    return {"code": cell.code, "kind": cell.kind, "text": str(cell.value or "")}


def _money(cell: ProposedCell, layout: str) -> Row:
    block, position = cell.code.split(":")
    amounts = cell.value if isinstance(cell.value, dict) else {}
    return {
        "layout": layout,
        "block": block,
        "position": int(position),
        "label": cell.label,
        "planned": cell.kind == "planned",
        "kinds": {column: kind for column, kind in cell.kinds.items() if column in MONEY_COLUMNS},
        **{column: amounts.get(column) for column in MONEY_COLUMNS},
    }


def _table(cell: ProposedCell, layout: str) -> Row:
    del layout
    held = cell.value if isinstance(cell.value, dict) else {}
    return {
        "position": int(cell.code),
        "type": held.get("type", "other"),
        "title": held.get("title", ""),
        "rows": held.get("rows", []),
    }


def _tick(cell: ProposedCell, layout: str) -> Row:
    del layout
    return {"actor": cell.code, "level": str(cell.value)}


_CONTENT: Mapping[Part, Callable[[ProposedCell, str], Row]] = MappingProxyType(
    {
        Part.FIELD: _field,
        Part.FIGURE: _figure,
        Part.TEXT: _text,
        Part.MONEY: _money,
        Part.TABLE: _table,
        Part.TICK: _tick,
    }
)
