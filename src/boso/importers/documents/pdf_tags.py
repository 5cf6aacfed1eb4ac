"""Tables of a tagged PDF, as its own tags tell them: captions, heads and cells, with the box of each cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfplumber.utils.exceptions import PdfminerException

from boso.importers.documents.pdf_page import Box

MAX_DEPTH = 60
OVERLAP = 2.0  # points that the letters of two lines may share
Tag = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that were written at once."""

    text: str
    page: int
    box: Box


Marked = Mapping[tuple[int, int], list[Piece]]


@dataclass(slots=True)
class TaggedCell:
    """A cell: its text, the page it begins on, and its box in points from the top left."""

    text: str
    page: int | None
    box: Box | None


@dataclass(slots=True)
class TaggedTable:
    """A table with the caption that belongs to it; the head is the first row."""

    caption: str
    rows: list[list[TaggedCell]] = field(default_factory=list)


def tagged_tables(path: Path) -> list[TaggedTable]:
    """The tables in reading order; none where the file has no tags or they cannot be followed."""
    try:
        with pdfplumber.open(path) as opened:
            tags = opened.structure_tree
    except (PdfminerException, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return []
    if not tags:
        return []
    walk = _Walk(_marked(path))
    for tag in tags:
        walk.visit(tag, 0)
    return walk.tables


def _marked(path: Path) -> Marked:
    """The pieces of text of each marked stretch, by page and number of the stretch, in the order of the file."""
    found: dict[tuple[int, int], list[Piece]] = {}
    with pdfium.PdfDocument(path) as opened:
        for number, page in enumerate(opened, 1):
            height, text = page.get_height(), page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=text):
                mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
                if mark >= 0:
                    left, bottom, right, top = item.get_bounds()
                    box = (left, height - top, right, height - bottom)
                    found.setdefault((number, mark), []).append(Piece(item.extract(), number, box))
            text.close()
            page.close()
    return found


class _Walk:
    """Goes through the tags in order; a caption belongs to the table around it, or to the next one."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tables: list[TaggedTable] = []
        self.caption = ""

    def visit(self, tag: Tag, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        if tag.get("type") == "Caption":
            self.caption = self.cell(tag).text
            return
        if tag.get("type") == "Table":
            own = next((c for c in tag.get("children", []) if c.get("type") == "Caption"), None)
            caption = self.cell(own).text if own else self.caption
            rows = [[self.cell(c) for c in row.get("children", [])] for row in _rows(tag, depth)]
            self.tables.append(TaggedTable(caption, rows))
            self.caption = ""
            return
        for child in tag.get("children", []):
            self.visit(child, depth + 1)

    def cell(self, tag: Tag) -> TaggedCell:
        pieces = [p for key in _contents(tag, tag.get("page_number"), 0) for p in self.marked.get(key, [])]
        return TaggedCell(_text(pieces), pieces[0].page if pieces else None, _box(pieces))


def _rows(tag: Tag, depth: int) -> Iterator[Tag]:
    for child in tag.get("children", []):
        if child.get("type") == "TR":
            yield child
        elif depth < MAX_DEPTH:
            yield from _rows(child, depth + 1)


def _contents(tag: Tag, page: int | None, depth: int) -> Iterator[tuple[int, int]]:
    """Page and number of each marked stretch under a tag, in order."""
    here = tag.get("page_number") or page
    if here is not None:
        yield from ((here, number) for number in tag.get("mcids", []))
    if depth < MAX_DEPTH:
        for child in tag.get("children", []):
            yield from _contents(child, here, depth + 1)


def _text(pieces: list[Piece]) -> str:
    """The pieces in their order; a new line parts words."""
    written: list[str] = []
    line: Box | None = None
    for piece in pieces:
        below = line is not None and piece.box[1] > line[3] - OVERLAP
        if below and written and not written[-1].endswith((" ", "\u00a0")):
            written.append(" ")
        written.append(piece.text)
        line = piece.box
    return "".join(written).strip()


def _box(pieces: list[Piece]) -> Box | None:
    if not pieces:
        return None
    here = [piece.box for piece in pieces if piece.page == pieces[0].page]
    left, top, right, bottom = zip(*here, strict=True)
    return (round(min(left), 1), round(min(top), 1), round(max(right), 1), round(max(bottom), 1))
