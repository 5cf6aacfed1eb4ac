"""A sheet of an open table: a row a line of it, spare rows below, and its sums."""

from decimal import Decimal

from boso.publishing.workbooks.formulas import check_of_row, computed
from boso.publishing.workbooks.sheets import FIRST, HEAD_ROW, Paper, begin, cell
from boso.publishing.workbooks.styles import height_of
from boso.questionnaires.values import FieldType
from boso.reporting.rules.asking import FIGURES
from boso.reporting.workbooks.cells import as_text
from boso.reporting.workbooks.values import BLANK, NEW, SPARE, Column, Grid, GridRow, Sheet, Written
from boso.reporting.workbooks.words import ABOUT, CHECKS, COLUMNS, said

OF_NUMBER, OF_FIGURE, OF_SHORT, OF_FIRST, OF_TEXT, OF_CHECK, OF_SAID = 6, 15, 14, 34, 40, 22, 34
OF_LONG_WORD = 26
FIRST_ROW = HEAD_ROW + 1


def write_grid(paper: Paper, page: Sheet, grid: Grid) -> None:
    """The open table of a sheet."""
    columns = {column.code: place for place, column in enumerate(grid.columns, FIRST + 1)}
    widths = {column.code: _width(column, first=place == 0) for place, column in enumerate(grid.columns)}
    heads = [
        (said(COLUMNS, "number", paper.language), OF_NUMBER),
        *((column.label, widths[column.code]) for column in grid.columns),
        *([(said(COLUMNS, "check", paper.language), OF_CHECK)] if _has_figures(grid) else []),
        (said(COLUMNS, "said", paper.language), OF_SAID),
    ]
    begin(paper, page, heads, frozen=FIRST + 2, figures={columns[c.code] for c in grid.columns if c.type in FIGURES})
    for column in grid.columns:
        paper.note(HEAD_ROW, columns[column.code], column.explained)
    number = 0
    for row, line in enumerate(grid.rows, FIRST_ROW):
        number += line.part == 1
        paper.key(row, line.key if line.part == 1 else f"{line.key}#{line.part}")
        _row(paper, row, grid, line, columns, widths, number)
    if grid.sums:
        _sums(paper, FIRST_ROW + len(grid.rows), grid, columns)


def _width(column: Column, *, first: bool) -> int:
    if column.type in FIGURES:
        return min(OF_LONG_WORD, max(OF_FIGURE, *(len(word) + 3 for word in column.label.split())))
    if column.type is not FieldType.TEXT:
        return OF_SHORT
    return OF_FIRST if first else OF_TEXT


def _row(
    paper: Paper,
    row: int,
    grid: Grid,
    line: GridRow,
    columns: dict[str, int],
    widths: dict[str, int],
    number: int,
) -> None:
    if line.part == 1 and line.key.startswith(NEW):
        paper.text(row, FIRST, SPARE, "number")
    elif line.part == 1:
        paper.sheet.write_number(row, FIRST, number, paper.styles["number"])
    else:
        paper.text(row, FIRST, said(ABOUT, "continued", paper.language), "quiet")
    places = {code: cell(row, column) for code, column in columns.items()}
    texts = [(line.found, float(OF_SAID))]
    for column in grid.columns:
        cells = line.cells.get(column.code, BLANK)
        if column.computed:
            _computed(paper, row, columns[column.code], column.code, places, line)
            continue
        paper.answer(row, columns[column.code], column.type, cells)
        if column.choices:
            paper.choose(row, columns[column.code], column.choices)
        texts.append((as_text(cells.answer), widths[column.code]))
    figures = [places[c.code] for c in grid.columns if c.type in FIGURES and not c.computed]
    last = max(columns.values())
    if figures:
        formula = check_of_row(figures, places, paper.language)
        words = any(isinstance(c.answer, str) and c.answer for c in _figures(grid, line))
        now = said(CHECKS, "letters", paper.language) if words else ""
        paper.sheet.write_formula(row, last + 1, formula, paper.styles["check"], now)
    paper.text(row, last + (2 if figures else 1), line.found, "found")
    paper.sheet.set_row(row, max(20, height_of(*texts)))


def _has_figures(grid: Grid) -> bool:
    return any(c.type in FIGURES and not c.computed for c in grid.columns)


def _figures(grid: Grid, line: GridRow) -> list[Written]:
    return [line.cells.get(c.code, BLANK) for c in grid.columns if c.type in FIGURES and not c.computed]


def _computed(paper: Paper, row: int, column: int, code: str, places: dict[str, str], line: GridRow) -> None:
    """What follows from the other cells; a total that was stored without its parts stands as it is."""
    answer = line.cells.get(code, BLANK).answer
    parts = any(line.cells.get(part, BLANK).answer != "" for part in ("grant", "own", "other"))
    if isinstance(answer, Decimal) and not parts:
        paper.sheet.write_number(row, column, float(answer), paper.styles["computed"])
        return
    now = float(answer) if isinstance(answer, Decimal) else ""
    paper.sheet.write_formula(row, column, computed(code, places), paper.styles["computed"], now)


def _sums(paper: Paper, row: int, grid: Grid, columns: dict[str, int]) -> None:
    paper.text(row, FIRST, "", "sum_label")
    paper.text(row, FIRST + 1, said(ABOUT, "sum", paper.language), "sum_label")
    for column in grid.columns:
        if column.type not in FIGURES:
            continue
        place = columns[column.code]
        numbers = [r.cells.get(column.code, BLANK).answer for r in grid.rows]
        known = [n for n in numbers if isinstance(n, Decimal)]
        reach = f"{cell(FIRST_ROW, place)}:{cell(row - 1, place)}"
        formula = f'=IF(COUNT({reach})=0,"",SUM({reach}))'
        paper.sheet.write_formula(row, place, formula, paper.styles["sum"], float(sum(known)) if known else "")
