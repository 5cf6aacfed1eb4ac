"""Workbooks in (XLSX, and ODS and XLS): each visible sheet as one table, values as a person would write them."""

import datetime
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import python_calamine as calamine

from boso.importers.documents.archives import MAX_MARKUP
from boso.importers.documents.attached import attached_to_package
from boso.importers.documents.books import opened_book
from boso.importers.documents.composing import LINE_BREAK, MAX_CELLS, PARAGRAPH_BREAK, Composer
from boso.importers.documents.refusals import unreadable
from boso.importers.documents.sheet_cells import (
    LAST_ROW,
    NoSheet,
    Position,
    SeenCells,
    TooManyCells,
    attributes,
    seen_cells,
)
from boso.importers.values import Cell, Document
from boso.kernel.sources import Place

MAX_AREA = 2_000_000  # cells of the rectangle a sheet uses; the library keeps all of them, empty ones too
MAX_COUNT = MAX_CELLS * 4  # cells of all sheets together, blank ones too
MAX_REPEATED = MAX_AREA // 1000
LETTERS = 26
NOT_COMPUTED = (
    "#"  # stands in a cell whose formula was never computed, so that it is asked about and not taken for blank
)
Value = object
Merged = Mapping[tuple[int, int], tuple[int, int]]


def read_workbook(path: Path) -> Document:
    """A workbook as a document. Places give sheet and cell ("C7"); text is the cells' values row by row.

    Formulas count with the value they had when the file was saved; one that was never computed stands as "#".
    Hidden sheets are not read, and named in a finding. Raises `Unreadable` for protected or damaged files and for
    sheets that claim more cells than a report can have.
    """
    uncomputed = _looked_through(path)
    composer = Composer(path)
    with opened_book(path) as book:
        for index, sheet in enumerate(book.sheets_metadata):
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                composer.note("file.hidden_sheet", Place(sheet=sheet.name), sheet=sheet.name)
            elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                _write_sheet(composer, book.get_sheet_by_index(index), uncomputed.get(index, frozenset()))
    return composer.document("xlsx", attached_to_package(path) if zipfile.is_zipfile(path) else None)


def cell_name(row: int, column: int) -> str:
    """A cell as the sheet calls it: row 6, column 2 (from 0) is C7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def as_written(value: Value) -> str:
    """A cell's value as a person would write it: whole numbers without decimals, comma, dates as dd.mm.yyyy."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.strftime("%d.%m.%Y" if midnight else "%d.%m.%Y kl. %H.%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H.%M")
    return str(value).strip()


def _write_sheet(composer: Composer, sheet: calamine.CalamineSheet, uncomputed: frozenset[Position]) -> None:
    if sheet.total_height * sheet.total_width > MAX_AREA:
        raise unreadable("long", composer.path, what="celler i et ark", limit=MAX_AREA)
    merged: Merged = dict(sheet.merged_cell_ranges or ())
    rows = sheet.to_python(skip_empty_area=False)
    table = composer.open_table()
    cells = [_write_cell(composer, sheet.name, table, *found) for found in _filled(rows, merged, uncomputed)]
    composer.close_table(table, cells)


def _filled(
    rows: Sequence[Sequence[Value]], merged: Merged, uncomputed: frozenset[Position]
) -> Iterator[tuple[int, int, str, tuple[int, int], bool]]:
    """Row, column, text, reach and whether it ends its row, of every cell that says something."""
    widths: dict[int, int] = {}
    for row, column in uncomputed:
        widths[row] = max(widths.get(row, 0), column + 1)
    height = max([len(rows), *(row + 1 for row in widths)])
    for row in range(height):
        values = rows[row] if row < len(rows) else ()
        width = max(len(values), widths.get(row, 0))
        said = {c: NOT_COMPUTED if (row, c) in uncomputed else _said(values, c) for c in range(width)}
        filled = [(column, text) for column, text in said.items() if text]
        for column, text in filled:
            last = merged.get((row, column), (row, column))
            yield row, column, text, (last[0] - row + 1, last[1] - column + 1), column == filled[-1][0]


def _said(values: Sequence[Value], column: int) -> str:
    return as_written(values[column]) if column < len(values) and values[column] != "" else ""


def _write_cell(
    composer: Composer, sheet: str, table: int, row: int, column: int, text: str, reach: tuple[int, int], ends: bool
) -> Cell:
    place = Place(sheet=sheet, cell=cell_name(row, column), table=table, row=row, column=column)
    start = composer.position
    composer.write(text, place, after=PARAGRAPH_BREAK if ends else LINE_BREAK)
    return Cell(text, row, column, place, reach[0], reach[1], text == NOT_COMPUTED, start, start + len(text))


def _looked_through(path: Path) -> dict[int, frozenset[Position]]:
    """Refuse sheets that claim to reach too far, before they are loaded; tell formulas that were never computed."""
    return {index: frozenset(seen.uncomputed) for index, seen in sheets_seen(path).items()}


def sheets_seen(path: Path) -> dict[int, SeenCells]:
    """What the markup says of the cells of each sheet, by its place in the workbook; nothing for XLS and ODS.

    Raises `Unreadable` for sheets that are damaged, or reach further than can be read: the library asks for memory for
    all it is told of, and ends the whole process where there is not so much.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        try:
            if "content.xml" in archive.namelist() and _repeats_values(archive.read("content.xml")):
                raise unreadable("bomb", path)
            seen = _seen_by_part(path, archive)
            parts = sheet_parts(archive)
        except NoSheet as fault:
            raise unreadable("damaged", path) from fault
    return {index: seen[name] for index, name in enumerate(parts) if name in seen}


def _seen_by_part(path: Path, archive: zipfile.ZipFile) -> dict[str, SeenCells]:
    """Every part that may be a sheet, by its name in small letters: a workbook may point to any part under any name."""
    found: dict[str, SeenCells] = {}
    left = MAX_COUNT
    for part in archive.infolist():
        if part.file_size > MAX_MARKUP:
            raise unreadable("bomb", path)
        markup = archive.read(part)
        if b"sheetData" not in markup and b"uniqueCount" not in markup:
            continue
        try:
            seen = seen_cells(markup, left)
        except TooManyCells as fault:
            raise unreadable("long", path, what="celler", limit=MAX_COUNT) from fault
        if seen.area > MAX_AREA or seen.strings > MAX_AREA:
            raise unreadable("long", path, what="celler i et ark", limit=MAX_AREA)
        left -= seen.count
        found[part.filename.lower()] = seen
    return found


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts of the sheets in the order of the workbook, in small letters; "" for one that no relation names."""
    names = {name.lower(): name for name in archive.namelist()}
    book, relations = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return []
    targets = {a.get("Id"): a.get("Target", "") for _, a in attributes(archive.read(relations), "Relationship")}
    order = [_identity(given) for _, given in attributes(archive.read(book), "sheet")]
    return [_part(targets[key]) if key in targets else "" for key in order]


def _identity(given: Mapping[str, str]) -> str:
    return next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")


def _part(target: str) -> str:
    return (target[1:] if target.startswith("/") else f"xl/{target}").lower()


def _repeats_values(markup: bytes) -> bool:
    """An OpenDocument sheet that says one value, or a row with values, very many times over."""
    in_rows = 1
    for name, given in attributes(markup, "table-row", "table-cell"):
        if name == "table-row":
            in_rows = _repeated(given, "table:number-rows-repeated")
        elif max(in_rows, _repeated(given, "table:number-columns-repeated")) > MAX_REPEATED and _has_value(given):
            return True
    return False


def _has_value(given: Mapping[str, str]) -> bool:
    return any(name.endswith("value-type") for name in given)


def _repeated(given: Mapping[str, str], name: str) -> int:
    """How often; more than is allowed where it is not told by a short number."""
    told = given.get(name, "1")
    return int(told) if told.isdecimal() and len(told) < len(str(LAST_ROW)) + 1 else LAST_ROW
