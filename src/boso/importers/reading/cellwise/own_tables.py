"""Tables of money that the municipality made itself, told by their heads, and the programme's table of grants."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.cellwise.columns import Headed, headed
from boso.importers.reading.cellwise.figure_rows import is_number_like
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels
from boso.importers.reading.cellwise.money_cells import read_amount
from boso.importers.reading.cellwise.sections import title_above
from boso.importers.values import Cell, Document, DocumentTable, EconomyRow, OwnTable
from boso.kernel.text import joined
from boso.questionnaires.values import FieldType, Table

LEAST_NUMBERS = 3
LEAST_SHARE = 0.2
TYPES = (
    ("own_effort", re.compile(r"\btimer?\b|timeforbruk|egeninnsats|timesats|timar", re.IGNORECASE)),
    ("grant_list", re.compile(r"tilsagn|tilsegn|tilskuddsoversikt|bevilg", re.IGNORECASE)),
    ("coverage", re.compile(r"\bdekning|finansiering|inndekning", re.IGNORECASE)),
    ("cost_account", re.compile(r"kostnad|regnskap|utgift|rekneskap|forbruk|budsjett", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class GrantsRead:
    """The programme's table of grants: a row for each municipality, and the cells it was read from."""

    rows: tuple[EconomyRow, ...]
    used: tuple[Cell, ...]


def read_grants(grids: Sequence[Grid], table: Table) -> GrantsRead | None:
    """Municipality, amount and description, from all grids with these heads."""
    rows: list[EconomyRow] = []
    used: list[Cell] = []
    for grid in grids:
        heads = headed(grid, Labels.of(table.columns), len(table.columns))
        if heads is None:
            continue
        body = range(heads.body, grid.end_of_part(heads.body))
        rows += _grants(grid, body, heads, table)
        used += [c for row in (*heads.head_rows, *body) for c in grid.taken(row)]
    return GrantsRead(tuple(rows), tuple(used)) if rows else None


def _grants(grid: Grid, body: range, heads: Headed, table: Table) -> Iterator[EconomyRow]:
    money = next(c.code for c in table.columns if c.type is FieldType.MONEY)
    for row in body:
        cells = {c.code: grid.area([row], heads.columns[c.code]) for c in table.columns}
        said = {code: joined(" ".join(c.text for c in held)) for code, held in cells.items()}
        if not said["municipality"]:
            continue
        amount = read_amount(cells[money])
        kinds = {"description": said["description"]} | ({} if amount.value is not None else {money: str(amount.kind)})
        yield EconomyRow(
            label=said["municipality"],
            amounts={money: amount.value},
            kinds=kinds,
            certain=amount.sure,
            place=cells["municipality"][0].place,
        )


def own_tables(document: Document, grids: Sequence[Grid], used: Sequence[Cell]) -> tuple[list[OwnTable], list[Cell]]:
    """The tables of numbers that no part of the form accounts for, and the cells they take up."""
    taken = {(c.start, c.end) for c in used if c.end > c.start}
    found: list[OwnTable] = []
    cells: list[Cell] = []
    for grid in (part for whole in grids for part in _parts(whole)):
        if any((c.start, c.end) in taken for c in grid.table.cells) or not _is_account(grid):
            continue
        above = title_above(document, grid)
        title = joined(document.text[above.start : above.end]) if above else ""
        place = grid.table.cells[0].place
        found.append(OwnTable(type=_type_of(grid, title), title=title, rows=_rows(grid), place=place))
        cells += [c for row in range(grid.height) for c in grid.taken(row)]
        if above:
            cells.append(Cell(title, 0, 0, above.place, start=above.start, end=above.end))
    return found, cells


def _parts(grid: Grid) -> Iterator[Grid]:
    """A grid, or on a sheet each run of rows between empty ones."""
    if not grid.in_sheet:
        yield grid
        return
    rows: list[Cell] = []
    for row in range(grid.height + 1):
        filled = grid.filled(row)
        if filled:
            rows += [c for c in filled if c.row == row]
        elif rows:
            first = rows[0].row
            moved = tuple(replace(c, row=c.row - first) for c in rows)
            yield Grid(DocumentTable(moved, rows[0].start, rows[-1].end), grid.number)
            rows = []


def _is_account(grid: Grid) -> bool:
    """Enough of its cells are numbers, in more rows than one."""
    filled = [c for c in grid.table.cells if c.text.strip()]
    numbers = [c for c in filled if is_number_like(c.text) and any(s.isdigit() for s in c.text)]
    enough = len(numbers) >= max(LEAST_NUMBERS, LEAST_SHARE * len(filled))
    return enough and len({c.row for c in numbers}) > 1 and grid.width > 1


def _type_of(grid: Grid, title: str) -> str:
    """By the words of its heads first, then of its title, then of its labels."""
    heads = " ".join(c.text for c in grid.filled(0))
    labels = " ".join(c.text for row in range(grid.height) for c in grid.filled(row)[:1])
    for words in (heads, title, labels):
        for name, pattern in TYPES:
            if pattern.search(words):
                return name
    return "other"


def _rows(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(joined(grid.text(row, column)) for column in range(grid.width)) for row in range(grid.height))
