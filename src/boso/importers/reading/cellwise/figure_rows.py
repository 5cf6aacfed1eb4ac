"""Where rows and columns of the form's tables of figures lie in a grid: labels, heads, what belongs to a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from boso.importers.reading.cellwise.grids import Grid, distinct
from boso.importers.reading.cellwise.labels import Labels, Match
from boso.importers.values import Cell
from boso.kernel.text import folded
from boso.questionnaires.values import Edition, Question, Table, TableKind

LABEL_CELLS = 3  # a label is among the first few filled cells of its row
HEAD_ROWS = 3  # heads may be printed over so many rows
HEAD_STRENGTH = 8
LONG_LABEL = 400  # letters; more is running text that happens to begin like a label


@dataclass(frozen=True, slots=True)
class Heads:
    """Which columns of a grid stand under which head. `guessed` when no head said so, only their number.

    `foreign` columns have a head of their own that the form does not know.
    """

    columns: dict[str, tuple[int, ...]]
    guessed: bool = False
    doubled: frozenset[str] = frozenset()
    foreign: frozenset[int] = frozenset()

    def owner(self, column: int) -> str | None:
        """The question a column belongs to."""
        return next((code for code, columns in self.columns.items() if column in columns), None)


@dataclass(slots=True)
class FigureRow:
    """A row of the form found in a grid: rows `first` to `last` (exclusive) and the heads above them."""

    table: Table
    question: Question
    grid: Grid
    label: Cell
    rest: str
    first: int
    last: int
    heads: Heads | None
    doubts: set[str] = field(default_factory=set)

    @property
    def rows(self) -> range:
        """The rows of the grid it takes up."""
        return range(self.first, self.last)


@dataclass(slots=True)
class FoundRows:
    """All rows found, and the cells that are read with them and need not be read again."""

    rows: list[FigureRow] = field(default_factory=list)
    used: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class _Form:
    """The edition's tables of figures, prepared: the labels of all rows, and the heads of each table."""

    rows: Labels
    tables: dict[str, Table]  # by code of row
    heads: dict[str, Labels]  # by code of table


def _prepared(edition: Edition) -> _Form:
    tables = [t for t in edition.tables() if t.kind is TableKind.FIGURES]
    return _Form(
        rows=Labels.of(row for table in tables for row in table.rows),
        tables={row.code: table for table in tables for row in table.rows},
        heads={table.code: Labels.of(table.columns) for table in tables},
    )


def find_rows(grids: Sequence[Grid], edition: Edition) -> FoundRows:
    """Every row of the edition's tables of figures in these grids, in order."""
    found = FoundRows()
    form = _prepared(edition)
    carried: dict[tuple[str, ...], tuple[int, Heads]] = {}  # by family of tables with the same columns: width, heads
    for grid in grids if form.tables else ():
        _rows_of(grid, form, carried, found)
    return found


def _rows_of(grid: Grid, form: _Form, carried: dict[tuple[str, ...], tuple[int, Heads]], found: FoundRows) -> None:
    labelled = dict(_labels(grid, form.rows))
    starts = sorted(labelled)
    done = 0
    for at, first in enumerate(starts):
        match, label = labelled[first]
        table = form.tables[match.question.code]
        limit = starts[at + 1] if at + 1 < len(starts) else grid.height
        last, doubts = _end_of_block(grid, first, limit, match, label)
        heads, head_rows = _heads_above(grid, form.heads[table.code], label, done, first)
        family = tuple(c.code for c in table.columns)
        if heads is None and (known := carried.get(family)) and known[0] == grid.width:
            heads = known[1]
        if heads is not None:
            carried[family] = (grid.width, heads)
        heads = heads or _guessed(grid, table, label)
        found.rows.append(FigureRow(table, match.question, grid, label, match.rest, first, last, heads, set(doubts)))
        found.used += distinct(c for r in (*head_rows, *range(first, last)) for c in grid.taken(r))
        done = last


def _labels(grid: Grid, rows: Labels) -> Iterator[tuple[int, tuple[Match, Cell]]]:
    """The rows that begin with a label, each label once."""
    seen: set[int] = set()
    for row in range(grid.height):
        for cell in grid.filled(row)[:LABEL_CELLS]:
            if id(cell) in seen or cell.row != row or len(cell.text) > LONG_LABEL:
                continue
            best = _best_label(grid, cell, rows)
            if best:
                seen.add(id(cell))
                yield row, (best, cell)
                break


def _best_label(grid: Grid, cell: Cell, rows: Labels) -> Match | None:
    """The row a cell names: by itself, else together with the text below it, else by its beginning, else nearly."""
    best = rows.nearest(cell.text)
    if best is None or not best.begun:
        return best
    below = grid.at(cell.row + cell.row_span, cell.column)
    if below and below.column == cell.column and (whole := rows.label(f"{cell.text} {below.text}")) and not whole.begun:
        return replace(whole, begun=True, rest="")
    return best


def _end_of_block(grid: Grid, first: int, limit: int, match: Match, label: Cell) -> tuple[int, frozenset[str]]:
    """Where a row of the form ends in the grid: its label may go on below, and so may its value."""
    end = max(first + label.row_span, first + 1)
    doubts: set[str] = set()
    whole = not match.begun
    while end < limit:
        below = grid.at(end, label.column)
        text = below.text.strip() if below and below.row == end else ""
        others = [c for c in grid.filled(end) if c is not below and c.row == end]
        if text and not _goes_on(text, match.question, whole=whole):
            break
        if not text and not (others and all(_short(c.text) for c in others)):
            break
        if not text:
            doubts.add("a value without a label below")
        end += 1
        whole = whole or bool(text)
    return min(end, limit), frozenset(doubts)


def _short(text: str) -> bool:
    return len(text) < HEAD_STRENGTH + 4


def _goes_on(text: str, question: Question, *, whole: bool) -> bool:
    """The text below a label belongs to it: the rest of the label, or the form's definition of it."""
    letters = folded(text)
    if not whole:
        return text[:1].islower() or any(folded(w).endswith(letters) for w in (*question.anchors, question.label.nb))
    return any(letters.startswith(folded(p.start)[:12]) for p in question.prompts)


def _heads_above(grid: Grid, labels: Labels, label: Cell, done: int, first: int) -> tuple[Heads | None, list[int]]:
    """The heads printed right above a row, over one to three rows, below the row that was read before."""
    best: tuple[Heads, list[int]] | None = None
    for count in range(1, HEAD_ROWS + 1):
        rows = list(range(max(done, first - count), first))
        if len(rows) < count:
            break
        heads = _heads_in(grid, labels, label, rows)
        if heads and (best is None or len(heads.columns) > len(best[0].columns)):
            best = (heads, rows)
    return best if best else (None, [])


def _heads_in(grid: Grid, labels: Labels, label: Cell, rows: Sequence[int]) -> Heads | None:
    columns: dict[str, list[int]] = {}
    strengths: dict[int, float] = {}
    for column in range(grid.width):
        if label.column <= column < label.column + label.column_span:
            continue
        cells = grid.area(rows, [column])
        if any(c.column <= label.column and c.column_span > 1 for c in cells):
            cells = [c for c in cells if c.column > label.column]
        match = labels.head(" ".join(c.text for c in cells)) if cells else None
        if match and match.strength >= HEAD_STRENGTH:
            columns.setdefault(match.question.code, []).append(column)
            strengths[column] = match.strength
    if not columns or columns.keys() == {"comment"}:
        return None
    doubled = frozenset(code for code, held in columns.items() if not _one_head(grid, held, rows))
    known = {column for held in columns.values() for column in held}
    foreign = frozenset(c for c in range(grid.width) if c not in known and _named(grid, rows, c))
    return Heads({code: tuple(held) for code, held in columns.items()}, doubled=doubled, foreign=foreign)


def _named(grid: Grid, rows: Sequence[int], column: int) -> bool:
    return any(c.text.strip() and c.column_span == 1 for c in grid.area(rows, [column]))


def _one_head(grid: Grid, columns: Sequence[int], rows: Sequence[int]) -> bool:
    """Several columns under one head are one column of the form only when the head reaches over all of them."""
    if len(columns) == 1:
        return True
    covering = [{id(c) for c in grid.area(rows, [column]) if c.text.strip()} for column in columns]
    return bool(set.intersection(*covering))


def _guessed(grid: Grid, table: Table, label: Cell) -> Heads | None:
    """Without heads, columns can be told by their number only."""
    free = list(range(label.column + label.column_span, grid.width))
    asked = [c.code for c in table.columns]
    if len(free) not in (len(asked), len(asked) - 1):
        return None
    return Heads({code: (column,) for code, column in zip(asked, free, strict=False)}, guessed=True)


def is_number_like(text: str) -> bool:
    """A cell with a figure or a sign for one, and not words."""
    return (
        re.fullmatch(r"[\W_]*(?:ca\.?|kr\.?)?[\d\s.,()+\-–]*[\d\-–][\d\s.,()+\-–*]*", text.strip(), re.IGNORECASE)
        is not None
    )
