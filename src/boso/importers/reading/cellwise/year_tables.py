"""Tables of money by year, whichever way round: a line for each year, or a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels, Match
from boso.importers.reading.cellwise.money_cells import Amount, read_amount
from boso.importers.values import Cell, EconomyRow
from boso.kernel.figures import Kind
from boso.kernel.sources import Place
from boso.questionnaires.values import FieldType, Table

YEAR = re.compile(r"\W*(?:år\s*)?((?:19|20)\d\d)\W*(?:\(?(?P<plan>plan\w*|budsjett\w*)\)?)?\W*", re.IGNORECASE)
FAR = 2  # lines between what belongs together, at most
LEAST = 2  # years, and columns of the form, that make a table of years
SPENT = ("commitment", "own", "total_spent")


@dataclass(frozen=True, slots=True)
class YearsRead:
    """One row a year, and the cells they were read from."""

    rows: tuple[EconomyRow, ...]
    used: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Years along one side of a grid and the form's columns along the other."""

    years: dict[int, int]  # position -> year
    questions: dict[int, str]  # position -> code
    across: bool  # the years stand side by side


def read_years(grids: Sequence[Grid], table: Table, report_year: int | None) -> YearsRead | None:
    """The table from the grids that have its labels and at least two years; None where none has."""
    questions = [c for c in table.columns if c.type is FieldType.MONEY]
    labels = Labels.of(questions)
    for grid in grids:
        for axis in _axes(grid, labels):
            rows = [_row(grid, axis, at, [q.code for q in questions], report_year) for at in axis.years]
            return YearsRead(tuple(sorted(rows, key=lambda r: r.label)), _used(grid, axis))
    return None


def _axes(grid: Grid, labels: Labels) -> Iterator[_Axis]:
    for row in range(grid.height):
        side_by_side = {c.column: int(m[1]) for c in grid.row(row) if (m := YEAR.fullmatch(c.text))}
        if len(side_by_side) >= LEAST:
            lines = _named_rows(grid, row + 1, labels)
            if len(lines) >= LEAST:
                yield _Axis(side_by_side, lines, across=True)
        heads = _named_columns(grid, row, labels)
        if len(heads) >= LEAST:
            years = _years_below(grid, row + 1)
            if years:
                yield _Axis(years, heads, across=False)


def _named_rows(grid: Grid, start: int, labels: Labels) -> dict[int, str]:
    """The lines right below the years that are labelled as the form's columns are, each question once."""
    found: dict[int, str] = {}
    for row in _lines_from(grid, start):
        match = _label(grid.filled(row)[0].text, labels)
        if match and match.question.code not in found.values():
            found[row] = match.question.code
        elif match is None and row > max(found, default=start) + FAR:
            break
    return found


def _lines_from(grid: Grid, start: int) -> Iterator[int]:
    """Lines with anything in them, until two in a row are empty."""
    empty = 0
    for row in range(start, grid.height):
        empty = 0 if grid.filled(row) else empty + 1
        if empty == FAR:
            return
        if not empty:
            yield row


def _label(text: str, labels: Labels) -> Match | None:
    return labels.nearest(text) or labels.head(text)


def _named_columns(grid: Grid, row: int, labels: Labels) -> dict[int, str]:
    found: dict[int, str] = {}
    for cell in grid.filled(row):
        match = labels.head(cell.text)
        if match and match.question.code not in found.values():
            found[cell.column] = match.question.code
    return found


def _years_below(grid: Grid, start: int) -> dict[int, int]:
    """The lines right below the heads that begin with a year, each year once."""
    found: dict[int, int] = {}
    for row in _lines_from(grid, start):
        match = YEAR.fullmatch(grid.filled(row)[0].text)
        if match and int(match[1]) not in found.values():
            found[row] = int(match[1])
        elif match is None and row >= max(found, default=start) + FAR:
            break
    return found


def _row(grid: Grid, axis: _Axis, at: int, codes: Sequence[str], report_year: int | None) -> EconomyRow:
    amounts = {code: _amount(grid, axis, at, code) for code in codes}
    year = axis.years[at]
    label = grid.at(next(iter(axis.questions), 0), at) if axis.across else grid.at(at, 0)
    places = [grid.at(position, at) if axis.across else grid.at(at, position) for position in axis.questions]
    place = next((c.place for c in places if c is not None), label.place if label else Place())
    return EconomyRow(
        label=str(year),
        amounts={code: a.value for code, a in amounts.items()},
        kinds={code: str(a.kind) for code, a in amounts.items() if a.value is None},
        certain=all(a.sure for a in amounts.values()) and _adds_up(amounts),
        place=place,
        planned=report_year is not None and year > report_year,
    )


def _amount(grid: Grid, axis: _Axis, at: int, code: str) -> Amount:
    position = next((p for p, c in axis.questions.items() if c == code), None)
    if position is None:
        return Amount(None, Kind.BLANK, not _unlabelled(grid, axis, at))
    row, column = (position, at) if axis.across else (at, position)
    cell = grid.at(row, column)
    return read_amount([cell] if cell else [])


def _unlabelled(grid: Grid, axis: _Axis, at: int) -> bool:
    """An amount stands in a line whose label was not understood, among those that were."""
    lines = range(min(axis.questions), max(axis.questions) + 2)
    cells = [grid.at(p, at) if axis.across else grid.at(at, p) for p in lines if p not in axis.questions]
    return any(c is not None and read_amount([c]).value is not None and not YEAR.fullmatch(c.text) for c in cells)


def _adds_up(amounts: dict[str, Amount]) -> bool:
    """In region sør the last line is the commitment and the municipality's own money together."""
    if not all(code in amounts and amounts[code].value is not None for code in SPENT):
        return True
    commitment, own, spent = (amounts[code].value or 0 for code in SPENT)
    return commitment + own == spent


def _used(grid: Grid, axis: _Axis) -> tuple[Cell, ...]:
    """From the line of heads down to the last line read."""
    lines = [*axis.questions] if axis.across else [*axis.years]
    first = max(0, min(lines) - 1)
    return tuple(c for row in range(first, max(lines) + 1) for c in grid.taken(row))
