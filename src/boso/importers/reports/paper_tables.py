"""The answers in the visible tables of a report, found by caption, heads and labels, or else by their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.publications.wording import without_gaps
from boso.importers.reports.paper_sorting import excerpt, finding
from boso.kernel.findings import Finding
from boso.kernel.sources import Place
from boso.reporting.rules.asking import FIGURES
from boso.reporting.rules.paper import marks_of_row
from boso.reporting.rules.paper_words import word
from boso.reporting.rules.saying import hear
from boso.reporting.rules.telling import seen
from boso.reporting.values.paper import PaperPart, PaperRow, PaperTable, Shape
from boso.reporting.values.told import Said

TICKS = frozenset({"×", "x", "✓", "✔", "☑", "☒", "ja", "yes"})  # what people put for one


@dataclass(slots=True)
class Gathered:
    """What was read so far: answers by key with the cell of each, rows and their marks, and what must be asked."""

    language: str
    answers: dict[str, Said] = field(default_factory=dict)
    cells: dict[str, SeenCell] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    planned: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def put(self, key: str, said: Said, cell: SeenCell) -> None:
        """An answer and its cell; nothing is no answer, but where it was changed to nothing the cell is known."""
        self.cells[key] = cell
        if not said.nothing:
            self.answers[key] = said


def read_tables(part: PaperPart, tables: Sequence[SeenTable], into: Gathered) -> None:
    """The answers in the tables under one heading."""
    free = list(tables)
    for wanted in part.tables:
        table = _taken(free, wanted)
        if table is not None:
            _read(wanted, table, into)
    for table in free:
        into.findings.append(finding("unknown_table", _place(table), table=excerpt(table.caption or "–")))


def _taken(free: list[SeenTable], wanted: PaperTable) -> SeenTable | None:
    """The table of that caption, else one with these heads."""
    heads = [without_gaps(head) for head in wanted.heads]
    named = [t for t in free if without_gaps(t.caption) == without_gaps(wanted.caption)]
    headed = [t for t in free if [without_gaps(head) for head in t.heads] == heads]
    for table in (*[t for t in named if t in headed], *named, *headed):
        free[:] = [other for other in free if other is not table]
        return table
    return None


def _place(table: SeenTable) -> Place:
    return next((cell.place for row in table.rows for cell in row), Place())


def _read(wanted: PaperTable, table: SeenTable, into: Gathered) -> None:
    columns = _columns(wanted, table, into)
    if wanted.shape is Shape.ROWS:
        _read_added(wanted, table, columns, into)
        return
    read = _read_ticks if wanted.shape is Shape.TICKS else _read_cells
    for row, line in _lines(wanted, table, into):
        cells = [line[at] if at is not None and at < len(line) else None for at in columns]
        read(wanted, row, cells, into)


def _columns(wanted: PaperTable, table: SeenTable, into: Gathered) -> list[int | None]:
    """Where each column of the form stands; the first always stands first."""
    seen_heads = [without_gaps(head) for head in table.heads]
    free = list(range(1, len(seen_heads)))
    found: list[int | None] = [0]
    for head in wanted.heads[1:]:
        at = next((n for n in free if seen_heads[n] == without_gaps(head)), None)
        found.append(at)
        free = [n for n in free if n != at]
    if len(wanted.heads) == len(table.heads):
        missing = [n for n, at in enumerate(found) if at is None]
        for place, at in zip(missing, list(free), strict=False):
            found[place] = at
            free.remove(at)
    for place, at in enumerate(found):
        if at is None and _is_missed(wanted, place):
            into.findings.append(
                finding("column_gone", _place(table), column=wanted.heads[place], table=excerpt(wanted.caption))
            )
    for at in free:
        if any(at < len(row) and row[at].text.strip() for row in table.rows):
            into.findings.append(
                finding("new_column", _place(table), column=excerpt(table.heads[at]), table=excerpt(wanted.caption))
            )
    return found


def _is_missed(wanted: PaperTable, place: int) -> bool:
    """A column of comments stands only where somebody made some."""
    return wanted.shape is not Shape.CELLS or any(row.cells[place - 1].type in FIGURES for row in wanted.rows)


def _lines(wanted: PaperTable, table: SeenTable, into: Gathered) -> Iterator[tuple[PaperRow, Sequence[SeenCell]]]:
    """Each row of the form with the visible one of its label; where as many stand, a reworded one is told by place."""
    free = list(wanted.rows)
    unknown: list[Sequence[SeenCell]] = []
    for line in table.rows:
        label = without_gaps(line[0].text) if line else ""
        row = next((r for r in free if without_gaps(r.label) == label), None)
        if row is None:
            unknown.append(line)
            continue
        free = [r for r in free if r is not row]
        yield row, line
    by_place = len(table.rows) == len(wanted.rows) and len(unknown) == len(free)
    for number, cells in enumerate(unknown):
        if by_place:
            yield free[number], cells
        elif any(cell.text.strip() for cell in cells):
            text = excerpt(" | ".join(cell.text for cell in cells))
            into.findings.append(finding("unknown_row", cells[0].place, row=text, table=excerpt(wanted.caption)))


def _read_cells(wanted: PaperTable, row: PaperRow, cells: Sequence[SeenCell | None], into: Gathered) -> None:
    del wanted
    for asked, cell in zip(row.cells, cells[1:], strict=False):
        if cell is not None:
            into.put(asked.key, hear(cell.text, asked.type, into.language), cell)


def _read_ticks(wanted: PaperTable, row: PaperRow, cells: Sequence[SeenCell | None], into: Gathered) -> None:
    """The column that is ticked. Two are asked about, and a sign that is no tick."""
    key = row.cells[0].key
    on = [(level, cell) for level, cell in zip(wanted.levels, cells[1:], strict=False) if cell and cell.text.strip()]
    if not on:
        if cells[0] is not None:
            into.cells[key] = cells[0]
        return
    level, cell = on[0]
    doubt = word("doubtful", into.language)
    sign = seen(cell.text).replace(f"({doubt})", "").strip()
    ticks = sign.casefold() in TICKS
    into.put(key, Said("text", level, certain=ticks and len(on) == 1 and doubt not in cell.text), cell)
    if not ticks:
        about = {"row": row.label, "table": excerpt(wanted.caption), "seen": excerpt(sign)}
        into.findings.append(finding("tick", cell.place, **about))
    if len(on) > 1:
        into.findings.append(finding("two_ticks", cell.place, row=row.label, table=excerpt(wanted.caption)))


def _read_added(wanted: PaperTable, table: SeenTable, columns: Sequence[int | None], into: Gathered) -> None:
    for line in table.rows:
        cells = [line[at] if at is not None and at < len(line) else None for at in columns]
        first, marks = marks_of_row(seen(cells[0].text) if cells[0] else "", into.language)
        key = wanted.sums if marks.sums and wanted.sums else wanted.key
        row = f"{key}:{into.rows.get(key, 0)}"
        into.rows[key] = into.rows.get(key, 0) + 1
        into.places[row] = line[0].place if line else Place()
        if marks.planned:
            into.planned.add(row)
        if marks.doubtful:
            into.doubtful.add(row)
        for number, ((code, type), cell) in enumerate(zip(wanted.columns, cells, strict=False)):
            if cell is not None:
                into.put(f"{row}:{code}", hear(first if number == 0 else cell.text, type, into.language), cell)
