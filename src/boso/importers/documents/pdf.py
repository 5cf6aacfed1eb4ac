"""PDF files in: text with boxes in the order of the file, tables by their ruling lines, form fields as printed."""

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from boso.importers.documents.attached import attached_to_pdf
from boso.importers.documents.composing import LINE_BREAK, PARAGRAPH_BREAK, Composer
from boso.importers.documents.pdf_lines import (
    Line,
    LineMaker,
    around,
    furniture,
    join_broken_words,
    mark_paragraphs,
    unbroken,
)
from boso.importers.documents.pdf_page import FORCED_BREAK, SOFT_BREAK, PageContent, page_content
from boso.importers.documents.pdf_streams import refuse_swelling
from boso.importers.documents.pdf_tables import RuledCell, RuledTable, ruled_tables
from boso.importers.documents.refusals import unreadable
from boso.importers.values import Cell, Document
from boso.kernel.sources import Place

MAX_PAGES = 500
MAX_SECONDS = 60
LEAST_LETTERS = 40  # in a whole file; a scan has perhaps a stamp or a page number as text
UNREADABLE_SHARE = 0.3
LEAST_BROKEN = 3
GROUP_BEGUN = re.compile(r"\d\.\d{0,2}$")  # an amount whose last group of three is not whole
FULL = 1.1  # letters for which there is no room left at the end of a full line
Piece = Line | RuledTable


def read_pdf(path: Path) -> Document:
    """A PDF with text as a document. Places give the page, counted from 1, and the box in points from its top left.

    Headers, footers and page numbers that return on every page are left out. Raises `Unreadable` for protected and
    damaged files, images only, letters without meaning, and what takes too long.
    """
    deadline = time.monotonic() + MAX_SECONDS
    refuse_swelling(path)
    opened = _opened(path)
    try:
        if len(opened) > MAX_PAGES:
            raise unreadable("long", path, what="sider", limit=MAX_PAGES)
        pages = []
        for number in range(1, len(opened) + 1):
            if time.monotonic() > deadline:
                raise unreadable("slow", path, limit=MAX_SECONDS)
            pages.append(_content(opened, number))
    except pdfium.PdfiumError as fault:
        raise unreadable("damaged", path) from fault
    finally:
        opened.close()
    _refuse_without_text(path, pages)
    return _composed(path, pages)


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        opened = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as fault:
        protected = "password" in str(fault).lower() or "security" in str(fault).lower()
        raise unreadable("password" if protected else "damaged", path) from fault
    if len(opened) == 0:
        raise unreadable("damaged", path)
    if opened.get_formtype() != raw.FORMTYPE_NONE:
        opened.init_forms()
    return opened


def _content(opened: pdfium.PdfDocument, number: int) -> PageContent:
    """A page with the answers of form fields made part of it."""
    page = opened[number - 1]
    if opened.formenv is not None:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = opened[number - 1]
    try:
        return page_content(page, number)
    finally:
        page.close()


def _refuse_without_text(path: Path, pages: Sequence[PageContent]) -> None:
    signs = [g.sign for page in pages for g in page.glyphs if g.box is not None]
    letters = sum(s.isalnum() for s in signs)
    lost = sum(s == "\ufffd" or "\ue000" <= s <= "\uf8ff" or s < " " for s in signs)
    if signs and lost > UNREADABLE_SHARE * len(signs):
        raise unreadable("garbled", path)
    if letters < LEAST_LETTERS:
        drawn = any(page.has_images or page.crowded for page in pages)
        raise unreadable("images" if drawn else "empty", path)


def _composed(path: Path, pages: Sequence[PageContent]) -> Document:
    laid_out = [list(_pieces(page)) for page in pages]
    around_text = furniture([[p for p in pieces if isinstance(p, Line)] for pieces in laid_out])
    composer = Composer(path)
    for page, pieces in zip(pages, laid_out, strict=True):
        if page.crowded:
            composer.note("file.drawing", Place(page=page.number))
        kept = [p for p in pieces if id(p) not in around_text]
        lines = [p for p in kept if isinstance(p, Line)]
        mark_paragraphs(lines)
        join_broken_words(lines)
        for piece in kept:
            if isinstance(piece, Line):
                _write_line(composer, piece)
            else:
                _write_table(composer, piece, page.number)
    return composer.document("pdf", attached_to_pdf(path))


def _pieces(page: PageContent) -> Iterator[Piece]:
    """Lines and tables of a page in the order of the file; a table stands where its first sign does."""
    tables, owners = ruled_tables(page)
    table_of = {id(cell): table for table in tables for cell in table.cells}
    seen: set[int] = set()
    running = LineMaker(page.number)
    for glyph, cell in zip(page.glyphs, owners, strict=True):
        if cell is None:
            running.add(glyph)
            yield from _taken(running)
            continue
        running.end_line()
        yield from _taken(running)
        table = table_of[id(cell)]
        if id(table) not in seen:
            seen.add(id(table))
            yield table
    running.end_line()
    yield from _taken(running)


def _taken(maker: LineMaker) -> Iterator[Line]:
    yield from maker.lines
    maker.lines.clear()


def _write_line(composer: Composer, line: Line) -> None:
    place = Place(page=line.page, bbox=line.box)
    composer.write(line.text, place, after=PARAGRAPH_BREAK if line.ends_paragraph else LINE_BREAK)


def _write_table(composer: Composer, table: RuledTable, page: int) -> None:
    index = composer.open_table()
    cells = []
    for cell in table.cells:
        lines = _cell_lines(cell, page)
        text = unbroken(LINE_BREAK.join(line.text for line in lines))
        place = Place(
            page=page,
            bbox=around([line.box for line in lines]) if lines else around([cell.box]),
            table=index,
            row=cell.row,
            column=cell.column,
        )
        start = composer.position
        composer.write(text, place, after=LINE_BREAK)
        cells.append(
            Cell(text, cell.row, cell.column, place, cell.row_span, cell.column_span, False, start, composer.position)
        )
    composer.close_table(index, cells, table.edges)


def _cell_lines(cell: RuledCell, page: int) -> list[Line]:
    """The lines of a cell from top to bottom, whatever order the file has them in."""
    maker = LineMaker(page)
    for glyph in cell.glyphs:
        maker.add(glyph)
    maker.end_line()
    lines = sorted(maker.lines, key=lambda line: line.box[1])
    for line in lines[:-1]:
        if _breaks_word(line, cell):
            line.text += FORCED_BREAK
    return lines


def _breaks_word(line: Line, cell: RuledCell) -> bool:
    """A word too long for a narrow cell is broken where the cell ends, without a hyphen: the line is one full word."""
    if " " in line.text or len(line.text) < LEAST_BROKEN or line.text.endswith((SOFT_BREAK, "-", ",")):
        return False
    if line.text[-1].isdigit() and not GROUP_BEGUN.search(line.text):
        return False
    padding = max(0.0, line.box[0] - cell.box[0])
    left = cell.box[2] - padding - line.box[2]
    return left < FULL * (line.box[2] - line.box[0]) / len(line.text)
