"""Tables on a PDF page, by the geometry of their ruling lines."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfplumber import table as geometry

from boso.importers.documents.pdf_page import Box, Glyph, PageContent, Ruling

SNAP = 3.0
LEAST_LINES = 4
LEAST_UPRIGHT = 3  # upright lines side by side that make an end of a table where no line is drawn
MAX_EDGES = 1_500
MAX_CROSSINGS = 2_500
LEAST_FILLED = 0.15  # of the cells of a table; a chart's gridlines have hardly any text between them


@dataclass(slots=True)
class RuledCell:
    """A cell as drawn: its box, where it stands in the grid, and the glyphs in it in the order of the file."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """A table as drawn."""

    box: Box
    cells: list[RuledCell]
    edges: tuple[float, ...] = ()

    def cell_at(self, x: float, y: float) -> RuledCell | None:
        """The cell a point lies in."""
        if not inside(self.box, x, y):
            return None
        return next((cell for cell in self.cells if inside(cell.box, x, y)), None)


def inside(box: Box, x: float, y: float) -> bool:
    """A point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def ruled_tables(page: PageContent) -> tuple[list[RuledTable], list[RuledCell | None]]:
    """The tables of a page that have at least two columns and look filled in like a table, and each glyph's cell."""
    cells = _cells(page.rulings)
    tables = [_table(group) for group in geometry.cells_to_tables(cells)] if cells else []
    wide = [table for table in tables if max(c.column + c.column_span for c in table.cells) > 1]
    owners = _hand_out(page.glyphs, wide)
    kept = [table for table in wide if _is_table(table)]
    if len(kept) < len(wide):
        mine = {id(cell) for table in kept for cell in table.cells}
        owners = [owner if id(owner) in mine else None for owner in owners]
    return kept, owners


def _hand_out(glyphs: Sequence[Glyph], tables: Sequence[RuledTable]) -> list[RuledCell | None]:
    """Give each cell its glyphs. Space and breaks belong to the glyph before; coming back to a cell is a new line."""
    current: RuledCell | None = None
    owners: list[RuledCell | None] = []
    for glyph in glyphs:
        if glyph.box is not None:
            x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
            if current is None or not inside(current.box, x, y):
                current = next((cell for table in tables if (cell := table.cell_at(x, y))), None)
                if current is not None and current.glyphs:
                    current.glyphs.append(Glyph("\n"))
        owners.append(current if glyph.box is not None else None)
        if current is not None:
            current.glyphs.append(glyph)
    return owners


def _cells(rulings: Sequence[Ruling]) -> list[Box]:
    """The smallest boxes that the lines enclose; none on a page so full of lines that it is a drawing."""
    if len(rulings) < LEAST_LINES:
        return []
    edges = geometry.merge_edges([_edge(line) for line in rulings], SNAP, SNAP, SNAP, SNAP)
    if len(edges) > MAX_EDGES:
        return []
    edges += _missing_ends(edges)
    crossings = geometry.edges_to_intersections(edges, SNAP, SNAP)
    if len(crossings) > MAX_CROSSINGS:
        return []
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in geometry.intersections_to_cells(crossings)]


def _missing_ends(edges: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The lines that a page break leaves out: across the ends of upright lines that begin, or end, side by side."""
    upright = [e for e in edges if e["orientation"] == "v"]
    added = []
    for end in ("top", "bottom"):
        heights = sorted(_measure(e, end) for e in upright)
        for height in dict.fromkeys(round(h) for h in heights):
            ends = [e for e in upright if abs(_measure(e, end) - height) <= SNAP]
            left, right = min(_measure(e, "x0") for e in ends), max(_measure(e, "x0") for e in ends)
            if len(ends) >= LEAST_UPRIGHT and not _crossed(edges, height, left, right):
                added.append(_edge(Ruling((left, float(height), right, float(height)), horizontal=True)))
    return added


def _crossed(edges: Sequence[dict[str, object]], height: float, left: float, right: float) -> bool:
    """A drawn line lies there already, or part of one."""
    return any(
        e["orientation"] == "h" and abs(_measure(e, "top") - height) <= 2 * SNAP
        and _measure(e, "x0") < right and _measure(e, "x1") > left
        for e in edges
    )  # fmt: skip


def _measure(edge: dict[str, object], name: str) -> float:
    return float(str(edge[name]))


def _edge(line: Ruling) -> dict[str, object]:
    """A line in the form the geometry functions take."""
    x0, top, x1, bottom = line.box
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if line.horizontal else "v",
        "object_type": "line",
    }


def _table(boxes: Sequence[Box]) -> RuledTable:
    """Boxes as cells of a grid: every left and top edge that occurs begins a column or a row."""
    columns, rows = (
        _steps([b[0] for b in boxes], [b[2] for b in boxes]),
        _steps([b[1] for b in boxes], [b[3] for b in boxes]),
    )
    cells = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        left, right = _step(columns, box[0]), _step(columns, box[2])
        top, bottom = _step(rows, box[1]), _step(rows, box[3])
        cells.append(RuledCell(box, top, left, max(1, bottom - top), max(1, right - left)))
    outer = (columns[0], rows[0], columns[-1], rows[-1])
    return RuledTable(outer, cells, tuple(round(x, 1) for x in columns))


def _steps(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Edges in order, those closer than the snapping distance as one."""
    steps: list[float] = []
    for edge in sorted({*starts, *ends}):
        if not steps or edge - steps[-1] > SNAP:
            steps.append(edge)
    return steps


def _step(steps: Sequence[float], edge: float) -> int:
    return min(max(bisect_left(steps, edge - SNAP), 0), len(steps) - 1)


def _is_table(table: RuledTable) -> bool:
    filled = sum(any(g.box for g in cell.glyphs) for cell in table.cells)
    return filled >= 1 and filled >= LEAST_FILLED * len(table.cells)
