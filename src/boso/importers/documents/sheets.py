"""Workbooks in (XLSX, and ODS and XLS): each visible sheet as one table, values as a person would write them."""

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import python_calamine as calamine

from boso.importers.documents.attached import attached_to_package
from boso.importers.documents.composing import LINE_BREAK, MAX_CELLS, PARAGRAPH_BREAK, Composer
from boso.importers.documents.refusals import unreadable
from boso.importers.values import Cell, Document
from boso.kernel.sources import Place

MAX_AREA = 2_000_000  # cells of the rectangle a sheet uses; the library keeps all of them, empty ones too
LETTERS = 26
REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
ANY_REFERENCE = re.compile(rb"""<(?:\w+:)?(c|row)\s[^>]*?\br\s*=\s*["']([^"'>]*)["']""")
CELL_NAME, LAST_ROW, LAST_COLUMN = re.compile(rb"([A-Z]{1,3})(\d{1,7})"), 1_048_576, 16_384
SHEET_PART = re.compile(r"xl/.+\.xml", re.IGNORECASE)
ROW_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
CELL_REPEATED = re.compile(
    rb'number-columns-repeated="(\d+)"[^>]*value-type=|value-type=[^>]*number-columns-repeated="(\d+)"'
)
FORMULA_WITHOUT_VALUE = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>'
)
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
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.visible != calamine.SheetVisibleEnum.Visible:
                    composer.note("file.hidden_sheet", Place(sheet=sheet.name), sheet=sheet.name)
                elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                    _write_sheet(composer, book.get_sheet_by_index(index), uncomputed.get(index, frozenset()))
    except calamine.PasswordError as fault:
        raise unreadable("password", path) from fault
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as fault:
        raise unreadable("damaged", path) from fault
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


def _write_sheet(composer: Composer, sheet: calamine.CalamineSheet, uncomputed: frozenset[str]) -> None:
    if sheet.total_height * sheet.total_width > MAX_AREA:
        raise unreadable("long", composer.path, what="celler i et ark", limit=MAX_AREA)
    merged: Merged = dict(sheet.merged_cell_ranges or ())
    rows = sheet.to_python(skip_empty_area=False)
    table = composer.open_table()
    cells = [_write_cell(composer, sheet.name, table, *found) for found in _filled(rows, merged, uncomputed)]
    composer.close_table(table, cells)


def _filled(
    rows: Sequence[Sequence[Value]], merged: Merged, uncomputed: frozenset[str]
) -> Iterator[tuple[int, int, str, tuple[int, int], bool]]:
    """Row, column, text, reach and whether it ends its row, of every cell that says something."""
    waiting = {position(name) for name in uncomputed}
    height = max([len(rows), *(row + 1 for row, _ in waiting)])
    for row in range(height):
        values = rows[row] if row < len(rows) else ()
        width = max([len(values), *(column + 1 for at, column in waiting if at == row)])
        said = {c: NOT_COMPUTED if (row, c) in waiting else _said(values, c) for c in range(width)}
        filled = [(column, text) for column, text in said.items() if text]
        for column, text in filled:
            last = merged.get((row, column), (row, column))
            yield row, column, text, (last[0] - row + 1, last[1] - column + 1), column == filled[-1][0]


def _said(values: Sequence[Value], column: int) -> str:
    return as_written(values[column]) if column < len(values) and values[column] != "" else ""


def position(name: str) -> tuple[int, int]:
    """Row and column, from 0, of a cell by the name the sheet gives it."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, _column(letters.encode()) - 1


def _write_cell(
    composer: Composer, sheet: str, table: int, row: int, column: int, text: str, reach: tuple[int, int], ends: bool
) -> Cell:
    place = Place(sheet=sheet, cell=cell_name(row, column), table=table, row=row, column=column)
    start = composer.position
    composer.write(text, place, after=PARAGRAPH_BREAK if ends else LINE_BREAK)
    return Cell(text, row, column, place, reach[0], reach[1], text == NOT_COMPUTED, start, start + len(text))


def _looked_through(path: Path) -> dict[int, frozenset[str]]:
    """Refuse sheets that claim to reach too far, before they are loaded; tell formulas that were never computed."""
    if not zipfile.is_zipfile(path):
        return {}
    uncomputed: dict[int, frozenset[str]] = {}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "content.xml" in names and _repeats_values(archive.read("content.xml")):
            raise unreadable("bomb", path)
        for name in {name for name in names if SHEET_PART.fullmatch(name)}:
            if not all(_exists(*found) for found in ANY_REFERENCE.findall(archive.read(name))):
                raise unreadable("damaged", path)
        for index, name in enumerate(sheet_parts(archive, names)):
            markup = archive.read(name)
            if _area(markup) > MAX_AREA or markup.count(b"<c ") > MAX_CELLS * 4:
                raise unreadable("long", path, what="celler i et ark", limit=MAX_AREA)
            uncomputed[index] = frozenset(m[1].decode() for m in FORMULA_WITHOUT_VALUE.finditer(markup))
    return uncomputed


def sheet_parts(archive: zipfile.ZipFile, names: Sequence[str]) -> list[str]:
    """The parts of the sheets in the order of the workbook."""
    if "xl/workbook.xml" not in names:
        return []
    order = re.findall(rb'<(?:\w+:)?sheet\s[^>]*?r?:?id="([^"]+)"', archive.read("xl/workbook.xml"))
    relations = archive.read("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in names else b""
    parts = {}
    for relation in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", relations):
        identity, target = re.search(rb'\bId="([^"]+)"', relation), re.search(rb'\bTarget="([^"]+)"', relation)
        if identity and target:
            parts[identity[1]] = target[1].decode("utf-8", "replace").removeprefix("/xl/").removeprefix("/")
    found = [f"xl/{parts[key]}" for key in order if key in parts]
    return [name if name in names else "" for name in found] if all(n in names for n in found) else []


def _area(markup: bytes) -> int:
    """Rows × columns of the smallest rectangle from the first corner that holds every cell."""
    rows, columns = 0, 0
    for match in REFERENCE.finditer(markup):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column(match[1]))
    return rows * columns


def _exists(kind: bytes, name: bytes) -> bool:
    """There is such a row or cell in a sheet. The library asks for memory up to any it is told of, and ends the whole
    process where there is not so much."""
    if kind == b"row":
        return name.isdigit() and len(name) < 9 and 1 <= int(name) <= LAST_ROW
    found = CELL_NAME.fullmatch(name)
    return found is not None and 1 <= int(found[2]) <= LAST_ROW and _column(found[1]) <= LAST_COLUMN


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + letter - ord("A") + 1
    return number


def _repeats_values(markup: bytes) -> bool:
    """An OpenDocument sheet that says one value, or a row with values, very many times over."""
    if any(int(m[1] or m[2]) > MAX_AREA // 1000 for m in CELL_REPEATED.finditer(markup)):
        return True
    for row in re.split(rb"<table:table-row\b", markup)[1:]:
        repeated = ROW_REPEATED.search(row[:200])
        if repeated and int(repeated[1]) > MAX_AREA // 1000 and b"value-type=" in row:
            return True
    return False
