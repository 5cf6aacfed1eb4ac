"""Tables of as many rows as the reporter needed: their heads, and their body over several pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels, Match
from boso.importers.values import Cell

HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Headed:
    """Where a table's heads stand in a grid: columns by question, and the first row below the heads."""

    columns: dict[str, tuple[int, ...]]
    body: int
    head_rows: tuple[int, ...] = ()

    @property
    def strength(self) -> int:
        """How many of the form's columns are there."""
        return len(self.columns)


@dataclass(slots=True)
class BodyRow:
    """A row of a body, in one grid."""

    grid: Grid
    row: int
    headed: Headed

    def cells(self, code: str) -> list[Cell]:
        """The cells of a column."""
        return self.grid.area([self.row], self.headed.columns.get(code, ()))

    def text(self, code: str) -> str:
        """What stands in a column."""
        return " ".join(c.text for c in self.cells(code) if c.row == self.row or c.row_span > 1).strip()


@dataclass(slots=True)
class Body:
    """All rows under one set of heads, over page breaks, and the cells that belong to the table."""

    rows: list[BodyRow] = field(default_factory=list)
    used: list[Cell] = field(default_factory=list)


def headed(grid: Grid, labels: Labels, least: int, start: int = 0) -> Headed | None:
    """The first place in a grid, from a row on, where at least so many of a table's heads stand side by side."""
    for row in range(start, grid.height):
        if sum(len(grid.filled(r)) for r in range(row, min(row + HEAD_ROWS, grid.height))) < least or not grid.filled(
            row
        ):
            continue
        options = [
            _heads(grid, range(row, row + count), labels)
            for count in range(1, HEAD_ROWS + 1)
            if row + count <= grid.height
        ]
        best = max(options, key=lambda h: (h.strength, -len(h.head_rows)), default=None)
        if best is not None and best.strength >= least:
            return best
    return None


def _heads(grid: Grid, rows: range, labels: Labels) -> Headed:
    """Every column's text over these rows held against the heads; a question keeps the column that fits it best."""
    best: dict[str, tuple[float, list[int], frozenset[int]]] = {}
    for column in range(grid.width):
        cells = [c for c in grid.area(rows, [column]) if c.text.strip()]
        match = _head(cells, labels) if cells else None
        if match is None:
            continue
        code, marks = match.question.code, frozenset(id(c) for c in cells)
        known = best.get(code)
        if known is None or match.strength > known[0]:
            best[code] = (match.strength, [column], marks)
        elif match.strength == known[0] and marks == known[2]:
            known[1].append(column)
    return Headed({code: tuple(held) for code, (_, held, _) in best.items()}, rows.stop, tuple(rows))


def _head(cells: Sequence[Cell], labels: Labels) -> Match | None:
    """The head that cells above each other spell together, or one of them alone."""
    texts = dict.fromkeys([" ".join(c.text for c in cells), *(c.text for c in cells)])
    found = [m for text in texts if (m := labels.head(text))]
    return max(found, key=lambda m: m.strength, default=None)


def body_of(grids: Sequence[Grid], at: int, first: Headed, labels: Labels, *, least: int) -> Body:
    """The rows below the heads, and those of the next grids that go on with the same columns, heads repeated or not."""
    body = Body()
    _add(body, grids[at], first)
    for grid in grids[at + 1 :]:
        if grid.width != grids[at].width:
            break
        again = headed(grid, labels, least)
        if again is not None and again.columns != first.columns:
            break
        _add(body, grid, again or Headed(first.columns, 0))
    return body


def _add(body: Body, grid: Grid, heads: Headed) -> None:
    rows = range(heads.body, grid.end_of_part(heads.body))
    for row in rows:
        body.rows.append(BodyRow(grid, row, heads))
    for row in (*heads.head_rows, *rows):
        body.used += grid.taken(row)
