"""The tables of a document as they are visible, whatever the format: caption, heads, rows."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from boso.importers.documents.pdf_tags import tagged_tables
from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.publications.wording import words
from boso.importers.values import Cell, Document, DocumentTable
from boso.kernel.sources import Place

YEAR_LAST = re.compile(r", \d{4}(?:;.*)?", re.DOTALL)
KEY_FIGURE_ROWS = 3
EMPTY = SeenCell(text="", place=Place())


def seen_tables(document: Document, path: Path) -> list[SeenTable]:
    """The tables a reader sees, in order, without the row of key figures."""
    if document.format == "pdf":
        return [table for table in _of_pdf(path) if table.rows]
    if document.format == "xlsx":
        return list(_of_workbook(document))
    return [table for table in (_of_word(document, t) for t in document.tables) if table.rows]


def _of_pdf(path: Path) -> Iterator[SeenTable]:
    for number, table in enumerate(tagged_tables(path)):
        if not table.rows:
            continue
        rows = [
            tuple(
                SeenCell(
                    text=cell.text,
                    place=Place(page=cell.page, bbox=cell.box, table=number, row=line, column=column),
                )
                for column, cell in enumerate(row)
            )
            for line, row in enumerate(table.rows)
        ]
        yield SeenTable(caption=table.caption, heads=tuple(c.text for c in rows[0]), rows=tuple(rows[1:]))


def _of_word(document: Document, table: DocumentTable) -> SeenTable:
    """The caption is the paragraph before the table. Key figures stand in a table of their own, told by their units."""
    grid = table.grid()
    above = document.text[: table.start].rstrip().rpartition("\n")[2]
    heads = tuple(_text(cell) for cell in grid[0]) if grid else ()
    last = [_text(cell) for cell in grid[-1]] if grid else []
    if len(grid) == KEY_FIGURE_ROWS and all(YEAR_LAST.search(text) for text in last):
        return SeenTable(caption="", heads=heads, rows=())
    return SeenTable(caption=above, heads=heads, rows=tuple(tuple(map(_seen, row)) for row in grid[1:]))


def _of_workbook(document: Document) -> Iterator[SeenTable]:
    """Each sheet but the first and the last is a table; the first sheet lists their captions in order."""
    captions = _captions(document.tables[0]) if document.tables else []
    for number, table in enumerate(document.tables[1:-1]):
        grid = table.grid()
        if grid:
            yield _of_sheet(grid, captions[number] if number < len(captions) else "")


def _captions(front: DocumentTable) -> list[str]:
    lines = [cell.text for cell in front.cells if cell.column == 0]
    marks = set(words()["tables_head"].values())
    starts = [place for place, line in enumerate(lines) if line in marks]
    return lines[starts[-1] + 1 :] if starts else []


def _of_sheet(grid: Sequence[Sequence[Cell | None]], caption: str) -> SeenTable:
    """Columns of kinds go to the figures they speak of; what stands under an empty row are notes."""
    heads = [_text(cell) for cell in grid[0]]
    kinds = {place for place, head in enumerate(heads) if place and _names_kinds(head, heads[place - 1])}
    kept = [place for place in range(len(heads)) if place not in kinds]
    rows = []
    for row in grid[1:]:
        if not any(_text(cell) for cell in row):
            break
        rows.append(tuple(_seen(row[p], _text(row[p + 1]) if p + 1 in kinds else "") for p in kept))
    return SeenTable(caption=caption, heads=tuple(heads[p] for p in kept), rows=tuple(rows))


def _names_kinds(head: str, before: str) -> bool:
    return head in {form.format(column=before) for form in words()["kind_of"].values()}


def _seen(cell: Cell | None, kind: str = "") -> SeenCell:
    if cell is None:
        return SeenCell(text="", place=Place(), kind=kind) if kind else EMPTY
    return SeenCell(text=cell.text, place=cell.place, kind=kind, changed=cell.changed)


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
