"""The matrix of partners (region sør, section 5) by its cells: one tick in each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from boso.importers.reading.cellwise.columns import Headed, headed
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels, starts_with
from boso.importers.values import Cell, Tick
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place
from boso.kernel.text import folded, joined
from boso.questionnaires.values import Edition, Table, TableKind

LEAST_HEADS = 2
TICK = re.compile(r"[xX×✓✔✗✘☒☑■●]|ja|[\[(][xX][\])]", re.IGNORECASE)
EMPTY = re.compile(r"[☐□○\s_]*|[\[(]\s*[\])]")
OTHER = re.compile(r"^\W*andre\b[\s:,(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MatrixRead:
    """The ticks, what a person should know of them, and the cells they were read from."""

    ticks: tuple[Tick, ...]
    findings: tuple[Finding, ...]
    used: tuple[Cell, ...]


def read_matrix(grids: Sequence[Grid], edition: Edition) -> MatrixRead:
    """All ticked rows of the form's matrix. A row ticked twice, or with a sign that is no tick, is asked about."""
    ticks: list[Tick] = []
    used: list[Cell] = []
    for table in (t for t in edition.tables() if t.kind is TableKind.MATRIX):
        for grid, heads in _parts(grids, table):
            rows = range(heads.body, grid.end_of_part(heads.body))
            ticks += [tick for row in rows for tick in _ticks(grid, row, heads, table)]
            used += [c for row in (*heads.head_rows, *rows) for c in grid.taken(row)]
    lost = bool(used) and not ticks
    place = used[0].place if used else Place()
    findings = (Finding(code="read.ticks_lost", severity=Severity.WARNING, place=place),) if lost else ()
    return MatrixRead(tuple(ticks), findings, tuple(used))


def _parts(grids: Sequence[Grid], table: Table) -> list[tuple[Grid, Headed]]:
    """The grids of the matrix: with its heads, or going on with as many columns and its labels."""
    found: list[tuple[Grid, Headed]] = []
    columns = Labels.of(table.columns)
    for grid in grids:
        heads = headed(grid, columns, LEAST_HEADS)
        if heads is not None:
            found.append((grid, heads))
        elif found and grid.width == found[-1][0].width and _has_labels(grid, table):
            found.append((grid, Headed(found[-1][1].columns, 0)))
    return found


def _has_labels(grid: Grid, table: Table) -> bool:
    labels = [grid.filled(row)[0].text for row in range(grid.height) if grid.filled(row)]
    known = Labels.of(table.rows)
    return sum(known.label(text) is not None for text in labels) > len(labels) // 2


def _ticks(grid: Grid, row: int, heads: Headed, table: Table) -> list[Tick]:
    name = _actor(grid, row, heads, table)
    if not name:
        return []
    marked = []
    for code, columns in heads.columns.items():
        for cell in grid.area([row], columns):
            sign = cell.text.strip()
            if sign and not EMPTY.fullmatch(sign):
                marked.append((code, cell, TICK.fullmatch(sign) is not None and cell.column_span == 1 == cell.row_span))
    sure = len(marked) == 1 and marked[0][2] and not marked[0][1].changed
    return [Tick(actor=name, level=code, certain=sure, place=cell.place) for code, cell, _ in marked]


def _actor(grid: Grid, row: int, heads: Headed, table: Table) -> str:
    """The form's name of the row, or the reporter's own after "Andre"; nothing for rows that only divide."""
    first = min(c for columns in heads.columns.values() for c in columns)
    text = joined(" ".join(c.text for c in grid.area([row], range(first))))
    if not text or any(starts_with(text, p.start) and len(folded(text)) <= len(folded(p.start)) for p in table.prompts):
        return ""
    own = OTHER.sub("", text).strip(" ):.")
    if OTHER.match(text):
        return own or "Andre"
    match = Labels.of(table.rows).label(text)
    return match.question.label.nb if match else text
