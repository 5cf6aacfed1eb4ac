"""The rows of a sheet of an open table; rows that people added below are rows too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from boso.importers.documents.sheets import cell_name
from boso.importers.reports.values import ReadAnswer, ReadRow
from boso.importers.reports.workbooks.finding import FoundSheet
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.reporting.rules.answering import MOST_CHARACTERS
from boso.reporting.workbooks.cells import as_text, from_one_cell, mark_of_cells
from boso.reporting.workbooks.values import NEW, SPARE, Base, Grid, Written
from boso.reporting.workbooks.words import ABOUT

CONTINUED = frozenset(map(folded, ABOUT["continued"]))
SUM = frozenset(map(folded, ABOUT["sum"]))


@dataclass(slots=True)
class _Row:
    """A row being gathered: its own line in the sheet and those its long texts go on in."""

    key: str
    lines: list[int] = field(default_factory=list)


def rows_of(sheet: FoundSheet, grid: Grid, base: Mapping[str, Base]) -> Iterator[ReadRow]:
    """The rows of the table: stored ones even where everything in them was taken out, others where anything stands."""
    for row in _gathered(sheet, grid):
        cells = {
            column.code: _answer(sheet, grid.table, row, column.code, grid, base)
            for column in grid.columns
            if not column.computed and column.code in sheet.columns
        }
        kept = row.key and not row.key.startswith(NEW)
        if kept or any(answer.shown for answer in cells.values()):
            yield ReadRow(
                table=grid.table,
                cells=cells,
                key=row.key,
                certain=all(answer.certain for answer in cells.values()),
                place=Place(sheet=sheet.raw.name, cell=cell_name(row.lines[0], 0)),
            )


def _gathered(sheet: FoundSheet, grid: Grid) -> list[_Row]:
    rows: list[_Row] = []
    for line in sheet.rows:
        key, _, part = sheet.keys.get(line, "").partition("#")
        number = sheet.raw.text(line, sheet.columns.get("number")).strip()
        goes_on = bool(part) or folded(number) in CONTINUED
        if goes_on and rows:
            rows[-1].lines.append(line)
        elif key or number or not _is_sum(sheet, grid, line):
            rows.append(_Row(key or _name(grid, number, len(rows)), [line]))
    return rows


def _name(grid: Grid, number: str, place: int) -> str:
    """What a row without a key is called: a numbered one was stored, any other is new."""
    return f"stored:{grid.table}:{number}" if number.isdecimal() else f"{NEW}{grid.table}:{SPARE}{place}"


def _is_sum(sheet: FoundSheet, grid: Grid, line: int) -> bool:
    first = sheet.raw.text(line, sheet.columns.get(grid.columns[0].code))
    return grid.sums and folded(first) in SUM


def _answer(sheet: FoundSheet, table: str, row: _Row, code: str, grid: Grid, base: Mapping[str, Base]) -> ReadAnswer:
    column = sheet.columns[code]
    pieces = [sheet.raw.cells.get((line, column), "") for line in row.lines]
    long = any(as_text(piece) for piece in pieces[1:])
    cells = Written("".join(map(as_text, pieces)) if long else pieces[0])
    type = next(c.type for c in grid.columns if c.code == code)
    address = f"{row.key}:{code}"
    known = base.get(address)
    altered = known is not None and known.cells != mark_of_cells(cells)
    spoilt = next(filter(None, (sheet.raw.spoilt(line, column) for line in row.lines)), "")
    touched = altered or known is None
    too_long = touched and len(as_text(cells.answer)) > MOST_CHARACTERS
    why = spoilt or ("too_long" if too_long else "altered" if altered else "")
    return ReadAnswer(
        address=address,
        content=from_one_cell(type, cells),
        certain=not why,
        shown=as_text(cells.answer),
        place=Place(sheet=sheet.raw.name, cell=cell_name(row.lines[0], column), field=f"{table}.{code}"),
        why=why,
    )
