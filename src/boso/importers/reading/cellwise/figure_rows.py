"""Where rows and columns of the form's tables of figures lie in a grid: labels, heads, what belongs to a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from boso.importers.reading.cellwise.grids import Grid, distinct
from boso.importers.reading.cellwise.labels import Match, match_head, match_label, nearest_label
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


def find_rows(grids: Sequence[Grid], edition: Edition) -> FoundRows:
    """Every row of the edition's tables of figures in these grids, in order."""
    found = FoundRows()
    tables = [t for t in edition.tables() if t.kind is TableKind.FIGURES]
    heads: dict[tuple[str, ...], tuple[int, Heads]] = {}  # by family of tables with the same columns: width, heads
    for grid in grids:
        _rows_of(grid, tables, heads, found)
    return found


def _rows_of(
    grid: Grid, tables: Sequence[Table], heads: dict[tuple[str, ...], tuple[int, Heads]], found: FoundRows
) -> None:
    labelled = dict(_labels(grid, tables))
    starts = sorted(labelled)
    done = 0
    for at, first in enumerate(starts):
        table, match, label = labelled[first]
        last = _end_of_block(grid, first, starts[at + 1] if at + 1 < len(starts) else grid.height, match, label)
        family = tuple(c.code for c in table.columns)
        above, head_rows = _heads_above(grid, table, label, done, first)
        if above is None and (carried := heads.get(family)) and carried[0] == grid.width:
            above = carried[1]
        row = FigureRow(table, match.question, grid, label, match.rest, first, last[0], above, set(last[1]))
        if above is None:
            row.heads = _guessed(grid, table, label)
        else:
            heads[family] = (grid.width, above)
        found.rows.append(row)
        found.used += distinct(c for r in (*head_rows, *row.rows) for c in grid.taken(r))
        done = last[0]


def _labels(grid: Grid, tables: Sequence[Table]) -> Iterator[tuple[int, tuple[Table, Match, Cell]]]:
    """The rows that begin with a label, each label once."""
    seen: set[int] = set()
    for row in range(grid.height):
        for cell in grid.filled(row)[:LABEL_CELLS]:
            if id(cell) in seen or len(cell.text) > LONG_LABEL + len(max(cell.text.split(), key=len)):
                continue
            best = _best_label(_with_next(grid, cell), tables)
            if best and cell.row == row:
                seen.add(id(cell))
                yield row, (*best, cell)
                break


def _with_next(grid: Grid, cell: Cell) -> tuple[str, str]:
    """A cell's text, and the text together with that of the cell below it, where a label may go on."""
    below = grid.at(cell.row + cell.row_span, cell.column)
    return cell.text, f"{cell.text} {below.text}" if below and below.column == cell.column else cell.text


def _best_label(texts: tuple[str, str], tables: Sequence[Table]) -> tuple[Table, Match] | None:
    """The row a text names: by itself, else together with the text below it, else by its beginning, else nearly."""
    alone, together = texts
    whole = [(t, m) for t in tables if (m := match_label(alone, t.rows)) and not m.begun]
    if whole:
        return max(whole, key=lambda item: item[1].strength)
    begun = [(t, m) for t in tables if (m := match_label(alone, t.rows))]
    if begun:
        joint = [
            (t, replace(m, begun=True, rest=""))
            for t, _ in begun
            if (m := match_label(together, t.rows)) and not m.begun
        ]
        return max(joint or begun, key=lambda item: item[1].strength)
    near = [(t, m) for t in tables if (m := nearest_label(alone, t.rows))]
    return max(near, key=lambda item: item[1].strength, default=None)


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


def _heads_above(grid: Grid, table: Table, label: Cell, done: int, first: int) -> tuple[Heads | None, list[int]]:
    """The heads printed right above a row, over one to three rows, below the row that was read before."""
    best: tuple[Heads, list[int]] | None = None
    for count in range(1, HEAD_ROWS + 1):
        rows = list(range(max(done, first - count), first))
        if len(rows) < count:
            break
        heads = _heads_in(grid, table, label, rows)
        if heads and (best is None or len(heads.columns) > len(best[0].columns)):
            best = (heads, rows)
    return best if best else (None, [])


def _heads_in(grid: Grid, table: Table, label: Cell, rows: Sequence[int]) -> Heads | None:
    columns: dict[str, list[int]] = {}
    strengths: dict[int, float] = {}
    for column in range(grid.width):
        if label.column <= column < label.column + label.column_span:
            continue
        cells = grid.area(rows, [column])
        if any(c.column <= label.column and c.column_span > 1 for c in cells):
            cells = [c for c in cells if c.column > label.column]
        match = match_head(" ".join(c.text for c in cells), table.columns)
        if match and match.strength >= HEAD_STRENGTH:
            columns.setdefault(match.question.code, []).append(column)
            strengths[column] = match.strength
    asked = {c.code for c in table.columns} & columns.keys()
    if not asked or asked == {"comment"}:
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
