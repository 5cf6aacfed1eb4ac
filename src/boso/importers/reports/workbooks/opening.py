"""The cells of a workbook as they are: numbers as numbers, texts letter by letter, and which are formulas or merged."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from boso.importers.documents.books import opened_book
from boso.importers.documents.sheets import sheets_seen

MOST_MERGED = 100_000  # cells under merged cells of a sheet; nothing of ours lies under a larger one
Answer = Decimal | str
Cells = Mapping[tuple[int, int], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """A sheet: what stands in its cells by row and column from 0; a formula counts with the value it was saved with."""

    name: str
    cells: Cells
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()

    def spoilt(self, row: int, column: int) -> str:
        """Why what stands in a cell is not simply what a person wrote there: `merged`, `formula`, or `no_value` for a
        formula that was saved without what it gives; empty for a plain cell."""
        if (row, column) in self.merged:
            return "merged"
        if (row, column) not in self.formulas:
            return ""
        return "formula" if (row, column) in self.cells else "no_value"

    def text(self, row: int, column: int | None) -> str:
        """A cell as text; nothing for a column that is not there."""
        value = self.cells.get((row, column), "") if column is not None else ""
        return value if isinstance(value, str) else f"{value:f}"


def raw_sheets(path: Path) -> tuple[RawSheet, ...]:
    """All sheets, hidden ones too, of a file that was looked through before (`open_document`)."""
    seen = sheets_seen(path)
    with opened_book(path) as book:
        return tuple(
            _raw(book.get_sheet_by_index(index), frozenset(seen[index].formulas) if index in seen else frozenset())
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        )


def _raw(sheet: calamine.CalamineSheet, formulas: frozenset[tuple[int, int]]) -> RawSheet:
    rows = sheet.to_python(skip_empty_area=False)
    cells = {
        (row, column): _plain(value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    }
    merged = (
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    )
    return RawSheet(name=sheet.name, cells=cells, formulas=formulas, merged=frozenset(islice(merged, MOST_MERGED)))


def _plain(value: object) -> Answer:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float):
        return _number(Decimal(repr(value)))
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d.%m.%Y")
    return str(value)


def _number(number: Decimal) -> Answer:
    if not number.is_finite():
        return str(number)
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
