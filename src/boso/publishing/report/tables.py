"""The tables of a report as grids: each cell says its answer, its kind where that is no plain number."""

from collections.abc import Iterable, Iterator, Sequence

from boso.publishing.values import Column, Entry, Grid
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.asking import FIGURES
from boso.reporting.rules.paper import RowMarks, label_of_row, plain_line
from boso.reporting.rules.paper_words import kind_word, word
from boso.reporting.rules.saying import say
from boso.reporting.values.paper import PaperCell, PaperRow, PaperTable, Shape
from boso.reporting.values.told import NOTHING, Told, ToldFile, ToldTable

NAMED_TYPES = ("cost_account", "coverage", "own_effort", "grant_list", "other")
SHORT = frozenset({FieldType.YEAR, FieldType.YEAR_RANGE, FieldType.DATE, FieldType.CHOICE})


def answered(told: Told, row: PaperRow) -> bool:
    """The row has an answer, or one of its fields is in doubt."""
    return any(cell.key in told.answers for cell in row.cells)


def grid_of(table: PaperTable, told: Told, language: str, *, whole: bool) -> Grid:
    """The table with its answers; `whole` also shows rows without any."""
    if table.shape is Shape.ROWS:
        rows = tuple(_added(table, told, language))
    else:
        kept = [row for row in table.rows if whole or answered(told, row)]
        make = _ticks if table.shape is Shape.TICKS else _cells
        rows = tuple(make(row, table, told, language) for row in kept)
    columns = tuple(_columns(table))
    if table.shape is Shape.CELLS and not whole:
        columns, rows = _without_empty(columns, rows)
    notes = () if rows else (word("no_rows", language),)
    return Grid(caption=table.caption, columns=columns, rows=rows, notes=notes)


def _without_empty(
    columns: tuple[Column, ...], rows: tuple[tuple[Entry, ...], ...]
) -> tuple[tuple[Column, ...], tuple[tuple[Entry, ...], ...]]:
    """The same without columns in which nobody wrote anything, as for comments."""
    kept = [at for at, column in enumerate(columns) if column.numeric or any(row[at].shown for row in rows)]
    return tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)


def ticked(table: PaperTable, key: str, told: Told) -> bool:
    """The tick of this row stands in one of the columns."""
    said = told.answers.get(key, NOTHING)
    return said.kind == "text" and said.value in table.levels


def own_grid(table: ToldTable, language: str) -> Grid:
    """A table of the municipality's own; its first row is the head."""
    kind = word(f"type_{table.type}", language) if table.type in NAMED_TYPES else table.type
    heads = table.rows[0] if table.rows else ("",)
    return Grid(
        caption=word("own_table", language, type=kind, title=table.title),
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(_entries(row) for row in table.rows[1:]),
    )


def files_grid(files: Iterable[ToldFile], edition: Edition, language: str) -> Grid:
    """Attached files by name, under the question they answer."""
    labels = {q.code: plain_line(q.label.in_language(language)) for q in edition.fields()}
    return two_columns(
        word("files_of", language),
        (word("question", language), word("file", language)),
        [(labels.get(file.code, file.code), file.name) for file in files],
    )


def two_columns(caption: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Grid:
    """Names with what they say."""
    columns = (Column(label=heads[0]), Column(label=heads[1], wide=True))
    return Grid(caption=caption, columns=columns, rows=tuple(_entries(row) for row in rows))


def _entries(texts: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(Entry(shown=text) for text in texts)


def _columns(table: PaperTable) -> Iterator[Column]:
    types: list[FieldType] = [type for _, type in table.columns]
    if not types:
        types = [FieldType.TEXT, *(cell.type for cell in table.rows[0].cells)] if table.rows else [FieldType.TEXT]
        types += [FieldType.CHOICE] * (len(table.heads) - len(types))
    for head, type in zip(table.heads, types, strict=True):
        yield Column(label=head, numeric=type in FIGURES, wide=type not in FIGURES | SHORT)


def _cells(row: PaperRow, table: PaperTable, told: Told, language: str) -> tuple[Entry, ...]:
    del table
    return _entries([row.label, *(_cell(cell, told, language) for cell in row.cells)])


def _cell(cell: PaperCell, told: Told, language: str) -> str:
    said = told.answers.get(cell.key, NOTHING)
    if said.nothing and (cell.type in FIGURES or not cell.key.startswith("text:")):
        return kind_word(said.kind, language)
    return say(said, cell.type, language)


def _ticks(row: PaperRow, table: PaperTable, told: Told, language: str) -> tuple[Entry, ...]:
    key = row.cells[0].key
    mark = word("tick", language)
    said = told.answers.get(key, NOTHING)
    if not said.certain:
        mark = f"{mark} ({word('doubtful', language)})"
    on = said.value if ticked(table, key, told) else ""
    return _entries([row.label, *(mark if level == on else "" for level in table.levels)])


def _added(table: PaperTable, told: Told, language: str) -> Iterator[tuple[Entry, ...]]:
    for key, sums in ((table.key, False), (table.sums, True)):
        for index in range(told.rows.get(key, 0) if key else 0):
            row = f"{key}:{index}"
            marks = RowMarks(planned=row in told.planned, doubtful=row in told.doubtful, sums=sums)
            said = [say(told.answers.get(f"{row}:{c}", NOTHING), type, language) for c, type in table.columns]
            yield _entries([label_of_row(said[0], marks, language), *said[1:]])
