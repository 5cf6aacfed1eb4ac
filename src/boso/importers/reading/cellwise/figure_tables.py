"""Tables of figures by their cells: the value where label and head meet, or a question with what else it may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.cellwise.figure_rows import FigureRow, find_rows, is_number_like
from boso.importers.reading.cellwise.grids import Grid, distinct
from boso.importers.reading.rows import FIRST_SENTENCE, MONTH_LABEL, MONTHS, SAID_INSTEAD
from boso.importers.reading.stops import asked_columns
from boso.importers.values import Candidate, Cell, ReadFigure, ReadText
from boso.kernel.figures import Figure, Kind, doubted
from boso.kernel.masking import masked
from boso.kernel.number_words import NOT_FINAL, expected_in
from boso.kernel.numbers import read_count, split_numbers
from boso.kernel.sources import Place
from boso.kernel.text import folded, joined
from boso.questionnaires.values import Edition, FieldType, Question

MOST_CANDIDATES = 3
LABEL_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\s*20\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """The figures and comments of the tables, and the cells they were read from."""

    figures: tuple[ReadFigure, ...]
    comments: tuple[ReadText, ...]
    used: tuple[Cell, ...]


def read_figure_tables(grids: Sequence[Grid], edition: Edition) -> FiguresRead:
    """All figures of the form's fixed tables that stand in ruled tables. A code read twice with two values is asked."""
    found = find_rows(grids, edition)
    figures: dict[str, ReadFigure] = {}
    comments: dict[str, ReadText] = {}
    for row in found.rows:
        for figure in _figures(row):
            figures[figure.code] = _agreed(figures[figure.code], figure) if figure.code in figures else figure
        comment = _comment(row)
        if comment:
            comments.setdefault(comment.code, comment)
    return FiguresRead(tuple(figures.values()), tuple(comments.values()), tuple(distinct(found.used)))


def _figures(row: FigureRow) -> list[ReadFigure]:
    said = _comment_text(row)
    read = [_cell(row, column) for column in asked_columns(row.table)]
    return [_said_in_comment(f, said, alone=_all_blank(read)) for f in read]


def _all_blank(read: Sequence[ReadFigure]) -> bool:
    return all(f.figure.kind is Kind.BLANK and f.figure.certain for f in read)


def _cell(row: FigureRow, column: Question) -> ReadFigure:
    """The figure where a row and a column meet."""
    code = row.table.cell_code.format(row=row.question.code, column=column.code)
    columns = row.heads.columns.get(column.code, ()) if row.heads else ()
    cells = [c for c in row.grid.area(row.rows, columns) if c is not row.label]
    filled = [c for c in cells if c.text.strip()]
    if len(filled) != 1:
        return _none_or_several(row, code, cells, filled, known=bool(columns))
    cell = filled[0]
    figure = replace(read_count(cell.text), as_of=_month_of(row) or read_count(cell.text).as_of)
    if _cell_doubts(row, column.code, cell) or not figure.certain:
        return _asked(row, code, figure, [cell, *_strays(row)])
    return ReadFigure(code=code, figure=figure, place=cell.place)


def _cell_doubts(row: FigureRow, code: str, cell: Cell) -> set[str]:
    """Why the value of a cell may not be the one of this row and column."""
    doubts = set(row.doubts)
    heads = row.heads
    if heads is None or heads.guessed or code in heads.doubled:
        doubts.add("no clear head")
    if any(c.column not in (heads.foreign if heads else ()) for c in _strays(row)):
        doubts.add("a number under no head")
    if cell.changed or row.label.changed:
        doubts.add("changes are tracked")
    if any(r not in row.rows for r in range(cell.row, cell.row + cell.row_span)):
        doubts.add("reaches over several rows")
    owners = {heads.owner(c) for c in range(cell.column, cell.column + cell.column_span)} if heads else set()
    if owners - {code, None}:
        doubts.add("reaches over several columns")
    return doubts


def _none_or_several(
    row: FigureRow, code: str, cells: Sequence[Cell], filled: Sequence[Cell], *, known: bool
) -> ReadFigure:
    """No value where one should be, or more than one: certain only for a cell that is there, empty, and alone."""
    options = [*filled, *_strays(row)]
    if filled:
        return _asked(row, code, read_count(filled[0].text), options)
    in_label = _in_label(row)
    if in_label is not None:
        return _asked(row, code, in_label, options)
    blank = Figure(kind=Kind.BLANK)
    place = cells[0].place if cells else row.label.place
    if options or not known or any(c.changed for c in cells) or row.doubts or (row.heads and row.heads.guessed):
        return _asked(row, code, blank, options)
    return ReadFigure(code=code, figure=blank, place=place)


def _strays(row: FigureRow) -> list[Cell]:
    """Cells of the row with a number that stand under no head of the form."""
    cells = distinct(c for r in row.rows for c in row.grid.row(r))
    return [c for c in cells if c is not row.label and is_number_like(c.text) and not _headed(row, c)]


def _headed(row: FigureRow, cell: Cell) -> bool:
    columns = range(cell.column, cell.column + cell.column_span)
    return row.heads is not None and any(row.heads.owner(c) is not None for c in columns)


def _in_label(row: FigureRow) -> Figure | None:
    """A number printed inside or after the label, that is not part of it."""
    if row.rest and is_number_like(row.rest):
        return read_count(row.rest)
    known = folded(" ".join((*row.question.anchors, row.question.label.nb, row.question.label.nn)))
    text = LABEL_MONTH.sub("", row.label.text.split("(")[0])
    numbers = [t for t in split_numbers(text) if t.value is not None and folded(t.raw) not in known]
    return read_count(numbers[0].raw) if len(numbers) == 1 and not row.question.prompts else None


def _asked(row: FigureRow, code: str, figure: Figure, options: Sequence[Cell]) -> ReadFigure:
    """A question: the likeliest reading first, at most three."""
    place = options[0].place if options else row.label.place
    found = {(figure.value, str(figure.kind)): Candidate(figure.value, str(figure.kind), place)}
    for cell in options:
        for other in _readings(cell.text):
            found.setdefault((other.value, str(other.kind)), Candidate(other.value, str(other.kind), cell.place))
    candidates = tuple(found.values())[:MOST_CANDIDATES]
    return ReadFigure(code=code, figure=doubted(figure), place=place, candidates=candidates)


def _readings(text: str) -> list[Figure]:
    """What a cell may mean: as a whole, and each number in it."""
    whole = read_count(text)
    parts = [read_count(t.raw) for t in split_numbers(joined(text)) if t.value is not None]
    return [whole, *(p for p in parts if p.value is not None)]


def _agreed(first: ReadFigure, second: ReadFigure) -> ReadFigure:
    """A figure printed twice: the same both times, or a question."""
    if second.figure.kind is Kind.BLANK or first.figure.value == second.figure.value:
        return first
    if first.figure.kind is Kind.BLANK and first.figure.certain:
        return replace(second, figure=doubted(second.figure), candidates=_both(second, first))
    return replace(first, figure=doubted(first.figure), candidates=_both(first, second))


def _both(*figures: ReadFigure) -> tuple[Candidate, ...]:
    return tuple(Candidate(f.figure.value, str(f.figure.kind), f.place) for f in figures)


def _said_in_comment(read: ReadFigure, said: str, *, alone: bool) -> ReadFigure:
    """What the comment says of the row's numbers: that there are none, or that they are not final."""
    if not said:
        return read
    figure = replace(read.figure, comment=said)
    if alone and (instead := _instead(said)) is not None:
        figure = replace(figure, kind=instead.kind, raw=said, certain=instead.certain, expected=instead.expected)
    elif figure.kind is Kind.NUMBER and NOT_FINAL.search(said):
        figure = replace(figure, kind=Kind.PROVISIONAL, expected=expected_in(said))
    return replace(read, figure=figure, has_comment=True)


def _instead(said: str) -> Figure | None:
    first = FIRST_SENTENCE.match(said)
    figure = read_count(first.group() if first else said)
    return figure if figure.kind in SAID_INSTEAD and figure.kind is not Kind.DASH else None


def _month_of(row: FigureRow) -> str | None:
    """The month a label speaks of, where it prints the year too."""
    month = MONTH_LABEL.search(joined(row.label.text))
    if month is None or not month["year"]:
        return None
    return f"{month['year']}-{MONTHS.index(month['month'].lower()) + 1:02}"


def _comment_cells(row: FigureRow) -> list[Cell]:
    """The cells of the comment column, and words that stand under no head at all."""
    words = [c.code for c in row.table.columns if c.type is FieldType.TEXT]
    columns = [c for code in words for c in (row.heads.columns.get(code, ()) if row.heads else ())]
    cells = [c for c in row.grid.area(row.rows, columns) if c is not row.label]
    loose = [
        c
        for c in row.grid.area(row.rows, range(row.label.column + row.label.column_span, row.grid.width))
        if c not in cells and c is not row.label and not _headed(row, c) and not is_number_like(c.text)
    ]
    return [c for c in (*cells, *loose) if c.text.strip()]


def _comment_text(row: FigureRow) -> str:
    return masked(joined(" ".join(c.text for c in _comment_cells(row))))


def _comment(row: FigureRow) -> ReadText | None:
    cells = _comment_cells(row)
    text = _comment_text(row)
    if not text:
        return None
    certain = len(cells) == 1 and not cells[0].changed and set(_reach(cells[0])) <= set(row.rows)
    place: Place = cells[0].place
    return ReadText(code=f"{row.question.code}.comment", kind="text", text=text, certain=certain, place=place)


def _reach(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.row_span)
