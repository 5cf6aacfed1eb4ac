"""Goal tables of region sør by their cells: what was achieved, gathered by main goal and local sub-goal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from boso.importers.reading.cellwise.columns import BodyRow, Headed, headed
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels
from boso.importers.reading.cellwise.sections import Heading, section_at
from boso.importers.values import Cell, ReadText
from boso.kernel.masking import masked
from boso.kernel.sources import Place
from boso.kernel.text import joined
from boso.questionnaires.values import Edition, Table, TableKind

LEAST_HEADS = 2
SUB_GOAL = re.compile(r"^\W*(?:lokalt\s+|kommunalt\s+)?delmål\b", re.IGNORECASE)
SUB_PROJECT = re.compile(r"^\W*(?:delprosjekt|prosjekt|tiltak|aktivitet|deltiltak)\b", re.IGNORECASE)
NUMBERED = "{n}"


@dataclass(slots=True)
class Block:
    """A local sub-goal with its sub-projects: the texts of the result column, in order."""

    table: Table
    cells: list[Cell] = field(default_factory=list)
    marked: bool = False  # its goal cell says that it is a sub-goal
    plain: int = 0  # rows that say neither sub-goal nor sub-project


@dataclass(frozen=True, slots=True)
class GoalsRead:
    """The texts, and the cells they were read from."""

    texts: tuple[ReadText, ...]
    used: tuple[Cell, ...]


def read_goal_tables(grids: Sequence[Grid], edition: Edition, found: Sequence[Heading]) -> GoalsRead:
    """The result columns of all goal tables, by the codes the form gives its texts."""
    tables = {s.code: t for s in edition.sections for t in s.tables if t.kind is TableKind.ROWS and t.text_code}
    if not tables:
        return GoalsRead((), ())
    blocks: list[Block] = []
    used: list[Cell] = []
    last: tuple[Table, Headed, int] | None = None
    for grid in grids:
        last = _read_grid(grid, tables, found, blocks, used, last)
    texts = [text for table in tables.values() for text in _texts([b for b in blocks if b.table is table])]
    return GoalsRead(tuple(texts), tuple(used))


def _read_grid(
    grid: Grid,
    tables: dict[str, Table],
    found: Sequence[Heading],
    blocks: list[Block],
    used: list[Cell],
    last: tuple[Table, Headed, int] | None,
) -> tuple[Table, Headed, int] | None:
    """One grid: under its own heads, perhaps several times, or going on under those of the grid before."""
    columns = Labels.of(next(iter(tables.values())).columns)
    at = headed(grid, columns, LEAST_HEADS)
    if at is None:
        section = section_at(found, grid.table.start)
        if (
            last
            and last[2] == grid.width
            and section
            and tables.get(section.code) is last[0]
            and "result" in last[1].columns
        ):
            _read_rows(grid, Headed(last[1].columns, 0), grid.height, last[0], blocks, used, fresh=False)
            return last
        return None
    while at is not None and "result" in at.columns:
        again = headed(grid, columns, LEAST_HEADS, at.body)
        stop = min(*(again.head_rows if again else (grid.height,)), grid.end_of_part(at.body))
        table = _table_of(grid, at, tables, found)
        if table is not None:
            used += [c for row in at.head_rows for c in grid.taken(row)]
            _read_rows(grid, at, stop, table, blocks, used, fresh=not _repeats(at, last, table))
            last = (table, at, grid.width)
        at = again
    return last


def _repeats(at: Headed, last: tuple[Table, Headed, int] | None, table: Table) -> bool:
    """The heads are those of the grid before, printed again on a new page or for the next sub-goal."""
    return last is not None and last[0] is table and last[1].columns == at.columns


def _table_of(grid: Grid, at: Headed, tables: dict[str, Table], found: Sequence[Heading]) -> Table | None:
    """The table of the main goal whose heading stands last before the heads."""
    offset = min((c.start for row in at.head_rows for c in grid.taken(row)), default=grid.table.start)
    section = section_at(found, offset)
    return tables.get(section.code) if section else None


def _read_rows(
    grid: Grid, at: Headed, stop: int, table: Table, blocks: list[Block], used: list[Cell], *, fresh: bool
) -> None:
    seen: set[int] = set()
    for number in range(at.body, stop):
        row = BodyRow(grid, number, at)
        goal = [c for c in row.cells("goal") if c.row == number]
        said = joined(" ".join(c.text for c in goal))
        results = [c for c in row.cells("result") if c.text.strip() and id(c) not in seen]
        if not grid.filled(number) or (len(grid.filled(number)) == 1 and not results and not said):
            continue
        seen.update(id(c) for c in results)
        block = _block_for(said, table, blocks, fresh=fresh and number == at.body)
        block.cells += results
        used += grid.taken(number)


def _block_for(said: str, table: Table, blocks: list[Block], *, fresh: bool) -> Block:
    """The sub-goal a row belongs to: its own where it opens one, else the one above."""
    own = [b for b in blocks if b.table is table]
    opens = bool(SUB_GOAL.match(said))
    if not own or (NUMBERED in table.text_code and (opens or (fresh and not SUB_PROJECT.match(said)))):
        blocks.append(Block(table, marked=opens))
        return blocks[-1]
    if said and not opens and not SUB_PROJECT.match(said):
        own[-1].plain += 1
    own[-1].marked = own[-1].marked or opens
    return own[-1]


def _texts(blocks: Sequence[Block]) -> list[ReadText]:
    """The blocks' texts; certain when it is clear which rows belong together."""
    clear = all(b.marked or len(blocks) == 1 for b in blocks) and not (len(blocks) > 1 and any(b.plain for b in blocks))
    return [_text(block, n, clear=clear) for n, block in enumerate(blocks, 1)]


def _text(block: Block, number: int, *, clear: bool) -> ReadText:
    text = masked(joined(" ".join(c.text for c in block.cells)))
    code = block.table.text_code.replace(NUMBERED, str(number))
    sure = (clear or NUMBERED not in block.table.text_code) and not any(c.changed for c in block.cells)
    single = NUMBERED not in block.table.text_code or block.marked or not block.plain
    place = block.cells[0].place if block.cells else Place()
    return ReadText(code=code, kind="text" if text else "blank", text=text, certain=sure and single, place=place)
