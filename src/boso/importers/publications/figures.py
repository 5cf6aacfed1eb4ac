"""Figures out of visible cells, beside what the document's own data says of them: the visible one is what is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from boso.importers.publications.pairing import Pair, paired
from boso.importers.publications.values import PublishedFigure, SeenCell, SeenTable
from boso.importers.publications.wording import codes_by_name, restored, without_gaps, words
from boso.importers.values import Candidate
from boso.kernel.figures import Figure, Kind
from boso.kernel.findings import Finding, Severity
from boso.kernel.printed_figures import read_printed
from boso.kernel.sources import Place

DOUBTFUL = "doubtful"
NEARLY = Decimal("1e-9")  # a workbook keeps numbers as binary fractions
Found = PublishedFigure | Finding


def visible_figures(tables: Sequence[SeenTable]) -> Iterator[PublishedFigure]:
    """Every cell under a head that reads as a figure, where the document has no data of its own."""
    for table in tables:
        for row in table.rows:
            for place, cell in enumerate(row[1:], 1):
                figure = read_cell(cell)
                if figure is not None:
                    yield _published(table, row, place, cell, figure)


def settled_figures(tables: Sequence[SeenTable], data: Mapping[str, Any]) -> Iterator[Found]:
    """Every figure of the document's data as its visible cell says it, and a finding for each that differs."""
    for pair in paired(tables, data):
        if pair.seen is None:
            yield _finding("table_missing", table=pair.caption)
            continue
        for line, entries in enumerate(pair.rows):
            yield from _of_row(pair, pair.seen, line, entries)


def _of_row(pair: Pair, table: SeenTable, line: int, entries: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
    at = pair.lines[line]
    row = table.rows[at] if at is not None else None
    for place, entry in enumerate(entries):
        if "figure" not in entry:
            continue
        named = {"table": pair.caption, "row": str(entries[0].get("shown", "")), "column": pair.heads[place]}
        if row is None or place >= len(row):
            yield _finding("cell_missing", None, **named)
            continue
        yield from _settled(table, row, place, entry, named)


def _settled(
    table: SeenTable, row: Sequence[SeenCell], place: int, entry: Mapping[str, Any], named: Mapping[str, str]
) -> Iterator[Found]:
    """The same words, or the same number and kind: the data's own figure, to the digit. Else the visible one, asked.

    A doubtful figure has no number in the data, and is what its cell says.
    """
    cell = row[place]
    seen, own = read_cell(cell) or _unread(cell), as_figure(entry["figure"])
    found = _published(table, row, place, cell, own or replace(seen, certain=False))
    if _same(cell, entry, own):
        yield replace(found, figure=replace(found.figure, certain=found.figure.certain and not cell.changed))
    else:
        options = tuple(Candidate(f.value, str(f.kind), cell.place) for f in (seen, own) if f is not None)
        yield replace(found, figure=replace(seen, certain=False), candidates=options)
        yield _finding("changed", cell.place, seen=cell.text or "–", own=str(entry.get("shown", "")), **named)


def _same(cell: SeenCell, entry: Mapping[str, Any], own: Figure | None) -> bool:
    """A cell with its kind beside it holds the number itself; any other holds what was printed."""
    if cell.kind and own is not None and own.certain:
        seen = read_cell(cell)
        if seen is None or seen.kind is not own.kind:
            return False
        if own.value is not None:
            return seen.value is not None and abs(seen.value - own.value) <= NEARLY * max(Decimal(1), abs(own.value))
    printed = f"{entry.get('shown', '')} {entry.get('note', '')}"
    return without_gaps(cell.text) == without_gaps(printed)


def read_cell(cell: SeenCell) -> Figure | None:
    """The figure a visible cell says; None where it says none. A kind beside it says which kind the words are."""
    if without_gaps(cell.text) in {without_gaps(text) for text in words()["doubtful"].values()}:
        return Figure(kind=Kind.TEXT_INSTEAD, raw=cell.text, certain=False)
    read = read_printed(cell.text)
    if cell.kind in set(Kind):
        kind = Kind(cell.kind)
        if kind.has_value:
            return replace(read, kind=kind) if read is not None and read.value is not None else _unread(cell)
        return Figure(kind=kind, raw=cell.text) if read is None or read.value is None else replace(read, certain=False)
    return replace(read, certain=False) if read is not None and cell.changed else read


def _unread(cell: SeenCell) -> Figure:
    """Words where a figure should be, that no figure is printed as."""
    return Figure(kind=Kind.TEXT_INSTEAD, raw=cell.text, certain=False)


def as_figure(plain: object) -> Figure | None:
    """A figure of carried data; None for anything that is no figure."""
    if not isinstance(plain, Mapping) or plain.get("kind") not in set(Kind):
        return None
    value = plain.get("value")
    try:
        return Figure(
            kind=Kind(plain["kind"]),
            value=None if value is None else Decimal(str(value)),
            certain=plain.get("certain") is True,
            as_of=plain.get("as_of"),
        )
    except (ValueError, InvalidOperation):
        return None


def _published(
    table: SeenTable, row: Sequence[SeenCell], place: int, cell: SeenCell, figure: Figure
) -> PublishedFigure:
    head = table.heads[place] if place < len(table.heads) else ""
    codes = codes_by_name()
    code = codes.get(without_gaps(row[0].text)) or codes.get(without_gaps(head))
    return PublishedFigure(
        table=restored(table.caption),
        row=restored(row[0].text),
        column=restored(head),
        figure=figure,
        shown=restored(cell.text),
        place=cell.place,
        code=code,
    )


def _finding(code: str, place: Place | None = None, **params: str) -> Finding:
    return Finding(code=f"publication.{code}", severity=Severity.WARNING, params=params, place=place or Place())
