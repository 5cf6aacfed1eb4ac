"""Tables that a page break cut in two, put together again: repeated heads once, a row that was cut in two as one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from boso.importers.reading.cellwise.grids import Grid
from boso.importers.values import Cell, Document, DocumentTable
from boso.kernel.text import folded

SAME_EDGE = 4.0  # points
MOST_HEADS = 5


@dataclass(slots=True)
class _Part:
    """A table so far, with the cells that are hidden behind others, by row."""

    table: DocumentTable
    number: int
    hidden: dict[int, list[Cell]] = field(default_factory=dict)

    def grid(self) -> Grid:
        return Grid(self.table, self.number, self.hidden)


def grids_of(document: Document) -> list[Grid]:
    """The tables of a document as grids, in order; parts of one table on several pages as one."""
    parts: list[_Part] = []
    for number, table in enumerate(document.tables):
        if parts and _continues(document, parts[-1].table, table):
            _append(parts[-1], table)
        else:
            parts.append(_Part(table, number))
    return [part.grid() for part in parts]


def _continues(document: Document, above: DocumentTable, below: DocumentTable) -> bool:
    """The table begins the next page with the same outer edges, and nothing stands between."""
    pages = [table.cells[i].place.page for table, i in ((above, -1), (below, 0))]
    if pages[0] is None or pages[1] != pages[0] + 1 or not above.edges or not below.edges:
        return False
    outer = zip((above.edges[0], above.edges[-1]), (below.edges[0], below.edges[-1]), strict=True)
    if any(abs(a - b) > SAME_EDGE for a, b in outer):
        return False
    return not any(above.end <= span.start < below.start for span in document.spans)


def _append(part: _Part, table: DocumentTable) -> None:
    """Add the rows of the next page's table below."""
    edges = _union(part.table.edges, table.edges)
    above, below = _on(part.table, edges), _on(table, edges)
    upper, lower = Grid(above, 0), Grid(below, 0)
    repeated = _repeated_heads(upper, lower)
    moved = [_moved(cell, upper.height - repeated) for cell in below.cells if cell.row >= repeated]
    last = upper.height - 1
    part.hidden.setdefault(last, []).extend(c for c in below.cells if c.row < repeated)
    cells = list(above.cells)
    if repeated < lower.height and _goes_on(upper, lower, repeated):
        _join_label(part.hidden, cells, moved, upper)
    part.table = DocumentTable((*cells, *moved), above.start, below.end, edges)


def _union(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """All edges of both, those that are nearly the same once."""
    edges = list(one)
    for edge in other:
        if all(abs(edge - known) > SAME_EDGE for known in edges):
            edges.append(edge)
    return tuple(sorted(edges))


def _on(table: DocumentTable, edges: tuple[float, ...]) -> DocumentTable:
    """The table's cells on a finer set of column edges."""

    def column(own: int) -> int:
        edge = table.edges[min(own, len(table.edges) - 1)]
        return min(bisect_left(edges, edge - SAME_EDGE), len(edges) - 1)

    cells = []
    for cell in table.cells:
        left, right = column(cell.column), column(cell.column + cell.column_span)
        cells.append(replace(cell, column=left, column_span=max(1, right - left)))
    return replace(table, cells=tuple(cells), edges=edges)


def _repeated_heads(upper: Grid, lower: Grid) -> int:
    """How many rows at the top of the lower part are the first rows of the upper one again."""
    count = 0
    while count < min(MOST_HEADS, upper.height - 1, lower.height - 1):
        words = _words(lower, count)
        if not words or words != _words(upper, count):
            break
        count += 1
    return count


def _words(grid: Grid, row: int) -> list[str]:
    return [folded(cell.text) for cell in grid.filled(row)]


def _moved(cell: Cell, rows: int) -> Cell:
    return replace(cell, row=cell.row + rows)


def _goes_on(upper: Grid, lower: Grid, row: int) -> bool:
    """The first row of the lower part is the rest of the last row above: no label of its own, no column filled twice
    with digits."""
    label, above = lower.at(row, 0), upper.at(upper.height - 1, 0)
    if upper.height < 2 or above is None or not above.text.strip() or above.column_span == upper.width:
        return False
    text = label.text.strip() if label else ""
    if text and not text[0].islower():
        return False
    others = [(upper.text(upper.height - 1, c), lower.text(row, c)) for c in range(1, upper.width)]
    return not any(_digits(a) and _digits(b) for a, b in others)


def _digits(text: str) -> bool:
    letters = folded(text)
    return letters.isdigit()


def _join_label(hidden: dict[int, list[Cell]], cells: list[Cell], moved: list[Cell], upper: Grid) -> None:
    """Let the label above reach over the row below; the rest of the label is hidden behind it."""
    above = upper.at(upper.height - 1, 0)
    rest = next((c for c in moved if c.row == upper.height and c.column == 0), None)
    at = next(i for i, c in enumerate(cells) if c is above)
    text = f"{cells[at].text}\n{rest.text}".strip() if rest else cells[at].text
    cells[at] = replace(cells[at], text=text, row_span=cells[at].row_span + (rest.row_span if rest else 1))
    if rest is not None:
        moved.remove(rest)
        hidden.setdefault(upper.height, []).append(rest)
