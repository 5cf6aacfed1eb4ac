"""The table of activities and money (section 5 of region øst) by its cells, held against its own sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boso.importers.reading.cellwise.columns import Body, BodyRow, body_of, headed
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import Labels, starts_with
from boso.importers.reading.cellwise.money_cells import Amount, read_amount
from boso.importers.reading.cellwise.year_tables import YEAR
from boso.importers.values import Cell, EconomyRow
from boso.kernel.figures import Kind
from boso.kernel.sources import Place
from boso.kernel.text import folded, joined
from boso.questionnaires.values import FieldType, Table

LEAST_HEADS = 4
LAYOUT = "ost_section_5"
PARTS = ("grant", "own", "other")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its label, its amounts by column, and where it stands."""

    label: str
    amounts: Mapping[str, Amount]
    place: Place
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ActivitiesRead:
    """The rows, the sum row, and the cells they were read from."""

    rows: tuple[EconomyRow, ...]
    totals: EconomyRow | None
    used: tuple[Cell, ...]


def read_activities(grids: Sequence[Grid], table: Table) -> ActivitiesRead | None:
    """The activity table, from the first grid that has its heads; None where none has."""
    money = [c for c in table.columns if c.type is FieldType.MONEY]
    labels = Labels.of(money)
    for at, grid in enumerate(grids):
        heads = headed(grid, labels, LEAST_HEADS)
        if heads is None:
            continue
        body = body_of(grids, at, heads, labels, least=LEAST_HEADS)
        lines, total, used = _lines(body, table, [c.code for c in money])
        return _judged(lines, total, used)
    return None


def _lines(body: Body, table: Table, codes: Sequence[str]) -> tuple[list[Line], Line | None, list[Cell]]:
    """The rows down to the sum row. A row that goes on from the page before is part of the row above."""
    lines: list[Line] = []
    total: Line | None = None
    for row in body.rows:
        if not row.grid.filled(row.row):
            continue
        line = _line(row, codes)
        if total is not None or _ends(row, lines):
            return lines, total, _above(body.used, row)
        if _is_sum(line.label, table.sum_row):
            total = line
        elif lines and _goes_on(row, line, lines[-1]):
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return lines, total, body.used


def _ends(row: BodyRow, lines: Sequence[Line]) -> bool:
    """Without a sum row, a table ends where years begin."""
    return bool(lines) and sum(YEAR.fullmatch(c.text) is not None for c in row.grid.filled(row.row)) > 1


def _above(used: Sequence[Cell], end: BodyRow) -> list[Cell]:
    """The cells that stand above a row of its own grid, or in the grids before it."""
    own = {id(cell) for cell in end.grid.table.cells}
    return [c for c in used if (c.row < end.row if id(c) in own else c.start <= end.grid.table.end)]


def _line(row: BodyRow, codes: Sequence[str]) -> Line:
    first = min((c for columns in row.headed.columns.values() for c in columns), default=0)
    labels = [c for c in row.grid.area([row.row], range(first)) if c.text.strip()]
    amounts = {}
    for code in codes:
        columns = row.headed.columns.get(code, ())
        found = read_amount([c for c in row.cells(code) if c not in labels], columns=max(1, len(columns)))
        amounts[code] = found if columns or not _unheaded(row, first) else Amount(None, Kind.BLANK, False)
    label = joined(" ".join(c.text for c in labels))
    cells = labels or row.grid.filled(row.row)
    spread = any(c.row < row.row or c.changed for c in labels)
    return Line(label, amounts, cells[0].place, doubtful=spread)


def _unheaded(row: BodyRow, first: int) -> bool:
    """An amount stands in a column whose head was not understood: it may be that of a column not found."""
    known = {c for columns in row.headed.columns.values() for c in columns}
    others = row.grid.area([row.row], [c for c in range(first, row.grid.width) if c not in known])
    return any(read_amount([c]).value is not None for c in others)


def _is_sum(label: str, ways: Iterable[str]) -> bool:
    return any(starts_with(label, way) for way in ways) and len(folded(label)) < max(len(folded(w)) for w in ways) + 16


def _goes_on(row: BodyRow, line: Line, above: Line) -> bool:
    """The row is the rest of the one above: one label reaches over both, and no column is filled twice."""
    label = row.grid.at(row.row, 0)
    if label is None or label.row == row.row:
        return False
    return all(a.kind is Kind.BLANK or above.amounts[code].kind is Kind.BLANK for code, a in line.amounts.items())


def _joined(above: Line, below: Line) -> Line:
    amounts = {code: a if a.kind is not Kind.BLANK else below.amounts[code] for code, a in above.amounts.items()}
    moved = any(a.kind is not Kind.BLANK for a in below.amounts.values())
    return Line(above.label, amounts, above.place, above.doubtful or moved)


def _judged(lines: Sequence[Line], total: Line | None, used: Sequence[Cell]) -> ActivitiesRead:
    suspects = _suspects(lines, total)
    rows = tuple(_row(line, sure=i not in suspects) for i, line in enumerate(lines))
    totals = _row(total, sure=len(lines) not in suspects) if total else None
    return ActivitiesRead(rows, totals, tuple(used))


def _row(line: Line, *, sure: bool) -> EconomyRow:
    return EconomyRow(
        label=line.label,
        amounts={code: a.value for code, a in line.amounts.items()},
        kinds={code: str(a.kind) for code, a in line.amounts.items() if a.value is None},
        certain=sure and not line.doubtful and all(a.sure for a in line.amounts.values()),
        place=line.place,
    )


def _suspects(lines: Sequence[Line], total: Line | None) -> set[int]:
    """Rows with an amount that breaks a sum and is upheld by none; the sum row has the last number.

    A row adds up across (parts = total, total − budget = deviation), a column down to the sum row. An amount of a row
    that one of its sums upholds is believed; the sum row is believed only if all its columns add up.
    """
    every = [*lines, total] if total else list(lines)
    upheld: set[tuple[int, str]] = set()
    broken: set[tuple[int, str]] = set()
    sums_hold = True
    for index, line in enumerate(every):
        for codes, holds in _across(line):
            (upheld if holds else broken).update((index, code) for code in codes)
    if total:
        for code in total.amounts:
            column = _adds_up(lines, total, code)
            if column is not None:
                cells = {(i, code) for i, line in enumerate(every) if line.amounts[code].value is not None}
                (upheld if column else broken).update(cells)
                sums_hold = sums_hold and column
    suspects = {index for index, code in broken - upheld if every[index].amounts[code].value is not None}
    return suspects if sums_hold else {*suspects, len(lines)}


def _across(line: Line) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The sums that can be tested in a row."""
    value = {code: a.value for code, a in line.amounts.items()}
    parts = [value.get(code) for code in PARTS]
    if value.get("total") is not None and any(p is not None for p in parts):
        yield (*PARTS, "total"), sum(p or 0 for p in parts) == value["total"]
    if all(value.get(code) is not None for code in ("total", "budget", "deviation_total")):
        yield ("total", "budget", "deviation_total"), _difference(value) == value["deviation_total"]


def _difference(value: Mapping[str, int | None]) -> int:
    return (value["total"] or 0) - (value["budget"] or 0)


def _adds_up(lines: Sequence[Line], total: Line, code: str) -> bool | None:
    """Whether a column adds up to the sum row; None where there is nothing to add."""
    parts = [line.amounts[code].value for line in lines]
    printed = total.amounts[code].value
    if printed is None or all(p is None for p in parts):
        return None
    return sum(p or 0 for p in parts) == printed
