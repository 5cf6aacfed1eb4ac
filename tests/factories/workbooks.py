"""Workbooks of a report as a colleague works in them: opened, filled in, spoilt, saved."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float
HEADS = {"answer": "Svar", "kind": "Slags svar", "expected": "Ventes"}


def filled(content: bytes, answers: Mapping[str, Cell | tuple[Cell, str] | tuple[Cell, str, str] | None]) -> bytes:
    """The workbook with these answers: by address, alone, with their kind, or with kind and expected date."""

    def fill(book: Any) -> None:
        for address, given in answers.items():
            values = given if isinstance(given, tuple) else (given,)
            sheet, row = row_of(book, address)
            for head, value in zip(HEADS.values(), values, strict=False):
                sheet.cell(row, column_of(sheet, head)).value = None if value == "" else value

    return edited(content, fill)


def with_row(content: bytes, key: str, cells: Mapping[str, Cell | None]) -> bytes:
    """The workbook with these cells in a row of a table, by the heads of its columns."""

    def fill(book: Any) -> None:
        sheet, row = row_of(book, key)
        for head, value in cells.items():
            sheet.cell(row, column_of(sheet, head)).value = value

    return edited(content, fill)


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook as another program saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def row_of(book: Any, key: str) -> tuple[Worksheet, int]:
    """The sheet and row of an answer, or of a row of a table, by its key."""
    for sheet in book:
        for row in range(1, sheet.max_row + 1):
            if any(sheet.cell(row, column).value == f"boso:{key}" for column in range(1, 5)):
                return sheet, row
    raise KeyError(key)


def column_of(sheet: Worksheet, head: str) -> int:
    """The column with this head."""
    for row in range(1, 12):
        for column in range(1, sheet.max_column + 1):
            if sheet.cell(row, column).value == head:
                return column
    raise KeyError(head)


def cell_of(book: Any, address: str, head: str = "Svar") -> Any:
    """The cell of an answer."""
    sheet, row = row_of(book, address)
    return sheet.cell(row, column_of(sheet, head))


def without_carried(content: bytes) -> bytes:
    """The workbook with only what is visible: no hidden sheet, no hidden keys."""

    def strip(book: Any) -> None:
        del book["boso"]
        for sheet in book:
            sheet.protection.sheet = False
            sheet.delete_cols(1)

    return edited(content, strip)


def with_part(content: bytes, name: str, part: bytes = b"x") -> bytes:
    """The package with one more part, as a program would put macros or links into it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, old.read(item))
        new.writestr(name, part)
    return packed.getvalue()
