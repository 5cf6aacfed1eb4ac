"""Tables of figures from flattened text: every cell that the form asks for, with its kind, place and candidates."""

from collections.abc import Sequence
from decimal import Decimal

from boso.importers.reading.cells import CellValue, run_at
from boso.importers.reading.covering import Stretch, cover_rows, words_of
from boso.importers.reading.displaced import settle_displaced
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.rows import RowReading, read_row, words_in
from boso.importers.reading.shifted import doubt_shifted
from boso.importers.reading.stops import Form, StopKind, asked_columns
from boso.importers.values import Candidate, ReadFigure, ReadText
from boso.kernel.figures import Figure, Kind
from boso.kernel.masking import masked
from boso.kernel.number_words import INSTEAD_OF_A_NUMBER, expected_in
from boso.kernel.sources import Place
from boso.questionnaires.values import Table, TableKind

SAID_LATER = next(pattern for kind, pattern in INSTEAD_OF_A_NUMBER if kind is Kind.PENDING)
MOST_CANDIDATES = 3
LIKELY_COLUMN = 1  # of several columns, the one where a lone number most often stands: the status at the year's end


def read_figures(
    flow: Flow, form: Form, placed: Sequence[Placed], year: int | None
) -> tuple[list[ReadFigure], list[ReadText]]:
    """All figures of the form's fixed tables, and the comments beside them."""
    figures: list[ReadFigure] = []
    comments: list[ReadText] = []
    for table in form.edition.tables():
        if table.kind is TableKind.FIGURES:
            rows = _rows(flow, form, placed, table, year)
            figures += [f for row in table.rows for f in _cells(flow, table, row.code, rows)]
            comments += [c for r in rows.values() if (c := _comment(flow, r[0]))]
    return figures, comments


RowChoices = dict[str, tuple[RowReading, list[CellValue]]]


def _rows(flow: Flow, form: Form, placed: Sequence[Placed], table: Table, year: int | None) -> RowChoices:
    own = [p for p in placed if p.stop.kind is StopKind.ROW and p.stop.table is table]
    if not own:
        return {}
    columns = len(asked_columns(table))
    covers = cover_rows(flow, form, own)
    rows = [read_row(flow, p, c, columns, year) for p, c in zip(own, covers, strict=True)]
    before = _before(flow, placed, own[0])
    start = placed[placed.index(own[0]) - 1].start if own[0] is not placed[0] else 0
    choices = settle_displaced(flow, rows, before) if columns == 1 else doubt_shifted(flow, rows, before, start)
    _said_of_all(flow, placed, rows)
    if not any(r.cells or r.says_why for r in rows):
        for row in rows:
            row.doubts.add("nothing in the whole table")
    return {r.code: (r, choices.get(r.code, [])) for r in rows}


def _said_of_all(flow: Flow, placed: Sequence[Placed], rows: Sequence[RowReading]) -> None:
    """ "Tallene ettersendes" above the first row speaks of every empty row. Said in one row alone, it may do so."""
    empty = [r for r in rows if r.kind is Kind.BLANK and not r.cells and not r.words]
    saying = [r for r in rows if r not in empty]
    first = rows[0].placed
    home = next((p for p in reversed(placed[: placed.index(first)]) if p.stop.kind is StopKind.HEADING), None)
    above = flow.text[home.start : first.hit.start] if home else ""
    said = SAID_LATER.search(above)
    alone = len(saying) == 1 and saying[0].pending
    for row in empty if said or alone else ():
        row.kind = Kind.PENDING
        row.expected = expected_in(above[said.start() :]) if said else saying[0].expected
        row.doubts |= set() if said else {"said in another row"}


def _before(flow: Flow, placed: Sequence[Placed], first: Placed) -> list[CellValue]:
    """Numbers right ahead of a table's first label: they may be the table's."""
    at = placed.index(first)
    start = placed[at - 1].start if at else 0
    tail = flow.text[max(start, first.hit.start - 30) : first.hit.start]
    words = len(tail) - len(tail.rstrip("0123456789 \n"))
    part_of_a_date = not tail[len(tail) - words :][:1].isspace() and tail[: len(tail) - words].endswith((".", ","))
    run = run_at(flow, Stretch(first.hit.start - words, first.hit.start)) if words and not part_of_a_date else None
    return list(run.cells) if run else []


def _cells(flow: Flow, table: Table, code: str, rows: RowChoices) -> list[ReadFigure]:
    names = [table.cell_code.format(row=code, column=c.code) for c in asked_columns(table)]
    if code not in rows:
        absent = Figure(kind=Kind.ABSENT, certain=False)
        return [ReadFigure(code=name, figure=absent, place=Place()) for name in names]
    row, choices = rows[code]
    if row.cells and len(row.cells) != len(names):
        return _fewer(flow, row, names)
    values: Sequence[CellValue | None] = row.cells or [None] * len(names)
    return [_figure(flow, row, name, value, choices) for name, value in zip(names, values, strict=True)]


def _fewer(flow: Flow, row: RowReading, names: Sequence[str]) -> list[ReadFigure]:
    """Fewer numbers than columns, or more: every cell is asked, with the numbers as candidates."""
    shift = LIKELY_COLUMN if len(row.cells) == 1 else 0
    likely = {i + shift: cell for i, cell in enumerate(row.cells)}
    return [_figure(flow, row, name, likely.get(i), row.cells) for i, name in enumerate(names)]


def _figure(flow: Flow, row: RowReading, name: str, cell: CellValue | None, choices: Sequence[CellValue]) -> ReadFigure:
    comment = masked(words_in(flow, row))
    place = flow.place(cell.start, cell.end) if cell else _row_place(flow, row)
    figure = Figure(
        kind=_kind(row, cell),
        value=cell.value if cell else None,
        raw=cell.raw if cell else comment if row.kind is not Kind.BLANK else "",
        comment=comment,
        certain=not row.doubts,
        as_of=row.as_of,
        expected=row.expected,
    )
    return ReadFigure(
        code=name,
        figure=figure,
        place=place,
        has_comment=bool(comment),
        candidates=() if figure.certain else _candidates(flow, row, cell, choices),
    )


def _kind(row: RowReading, cell: CellValue | None) -> Kind:
    if cell is None:
        return Kind.BLANK if row.kind is Kind.PROVISIONAL else row.kind
    if row.kind is Kind.PROVISIONAL and cell.kind is Kind.NUMBER:
        return Kind.PROVISIONAL
    return cell.kind


def _row_place(flow: Flow, row: RowReading) -> Place:
    hit = row.placed.hit
    return flow.place(hit.start, hit.end)


def _candidates(
    flow: Flow, row: RowReading, cell: CellValue | None, choices: Sequence[CellValue]
) -> tuple[Candidate, ...]:
    """The likeliest first; an empty cell is one of the possibilities where numbers are fewer than columns."""
    options: list[CellValue | None] = [cell, *choices, *(row.may_part if row.columns > 1 else ())]
    if len(row.cells) < row.columns:
        options.append(None)
    found: dict[Decimal | str, Candidate] = {}
    for option in options:
        kind = _kind(row, option)
        key = option.value if option and option.value is not None else str(kind)
        place = flow.place(option.start, option.end) if option else _row_place(flow, row)
        found.setdefault(key, Candidate(option.value if option else None, str(kind), place))
    return tuple(found.values())[:MOST_CANDIDATES]


def _comment(flow: Flow, row: RowReading) -> ReadText | None:
    pieces = [w for w in (words_of(flow, s) for s in row.words) if w]
    text = masked(words_in(flow, row))
    if not text:
        return None
    certain = len(pieces) == 1 and not row.doubts and not row.comment_doubts and not text[0].islower()
    place = flow.place(pieces[0].start, pieces[-1].end)
    return ReadText(code=f"{row.code}.comment", kind="text", text=text, certain=certain, place=place)
