"""Word files in: paragraphs and tables in order, through content controls and tracked changes."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree
from lxml.etree import _Element as Element

from boso.importers.documents.attached import attached_to_package
from boso.importers.documents.composing import LINE_BREAK, PARAGRAPH_BREAK, Composer
from boso.importers.documents.refusals import unreadable
from boso.importers.documents.word_numbering import Numbering
from boso.importers.documents.word_runs import GONE, VALUE, W, control_text, paragraph_text
from boso.importers.documents.word_tables import GridCell, laid_out
from boso.importers.values import Cell, Document
from boso.kernel.sources import Place

WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})
TABLE_OF_CONTENTS = ("toc", "inn", "innh")
NOTE_PARTS = ("footnotes", "endnotes")
MAX_DEPTH = 12


def read_word(path: Path) -> Document:
    """A DOCX file as a document. Places count tables and paragraphs from 0, rows and columns within a table.

    Tables of contents, headers, footers and hidden or deleted text are left out; a footnote is a finding at the
    paragraph that refers to it. Raises `Unreadable` for a damaged file.
    """
    try:
        opened = docx.Document(str(path))
        body = opened.element.body
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.LxmlError) as fault:
        raise unreadable("damaged" if path.suffix.lower() == ".docx" else "old_word", path) from fault
    reader = _WordReader(path, opened)
    for block in blocks(body):
        reader.block(block)
    return reader.composer.document("docx", attached_to_package(path))


def blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables under an element, in order, through content controls; deleted ones are left out."""
    for child in parent:
        if child.tag in GONE:
            continue
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{W}sdt" and control_text(child) == "":
            continue
        elif child.tag in WRAPPERS:
            yield from blocks(child)


def broken_lines(text: str) -> list[tuple[str, str]]:
    """The lines of a paragraph that was broken by hand, each with the sign that ends it; empty ones part paragraphs."""
    lines = [line.strip() for line in text.split("\n")]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return [(line, LINE_BREAK if following else PARAGRAPH_BREAK) for line, following in pairs if line]


class _WordReader:
    """Walks the blocks of one file and writes them into a composer."""

    def __init__(self, path: Path, opened: object) -> None:
        part = opened.part  # type: ignore[attr-defined]
        self.composer = Composer(path)
        styles = opened.styles.element  # type: ignore[attr-defined]
        self.contents_styles = set(_contents_styles(styles))
        self.numbering = Numbering(_related(part, "numbering"), styles)
        self.notes = {kind: _notes(_related(part, kind)) for kind in NOTE_PARTS}
        self.paragraphs = 0

    def block(self, block: Element) -> None:
        if block.tag == f"{W}tbl":
            self.table(block)
        else:
            self.paragraph(block)

    def paragraph(self, paragraph: Element) -> None:
        place = Place(paragraph=self.paragraphs)
        self.paragraphs += 1
        text, _ = self.text_of(paragraph, place)
        if _style(paragraph) in self.contents_styles:
            return
        for line, after in broken_lines(text):
            self.composer.write(line, place, after=after)
        self.boxes(paragraph)

    def text_of(self, paragraph: Element, place: Place) -> tuple[str, bool]:
        """A paragraph with the number Word prints before it, and whether changes are tracked in it."""
        said = paragraph_text(paragraph)
        label = self.numbering.label(paragraph)
        for identity in said.notes:
            note = next((notes[identity] for notes in self.notes.values() if identity in notes), "")
            if note:
                self.composer.note("file.footnote", place, text=note)
        text = said.text
        return (f"{label} {text}" if label and text else text), said.changed

    def boxes(self, paragraph: Element) -> None:
        for block in paragraph_text(paragraph).boxed:
            self.block(block)

    def table(self, table: Element, depth: int = 1) -> None:
        if depth > MAX_DEPTH:
            raise unreadable("damaged", self.composer.path)
        index = self.composer.open_table()
        cells = [self.cell(place, index, depth) for place in laid_out(table)]
        self.composer.close_table(index, cells)

    def cell(self, cell: GridCell, table: int, depth: int) -> Cell:
        place = Place(table=table, row=cell.row, column=cell.column)
        start = self.composer.position
        changed = cell.changed
        written: list[str] = []
        for block in blocks(cell.element):
            if block.tag == f"{W}tbl":
                self.table(block, depth + 1)
                continue
            text, tracked = self.text_of(block, place)
            changed = changed or tracked
            if text:
                written.append(text)
                self.composer.write(text, place, after=LINE_BREAK)
            self.boxes(block)
        end = self.composer.position
        return Cell(
            LINE_BREAK.join(written), cell.row, cell.column, place, cell.row_span, cell.column_span, changed, start, end
        )


def _related(part: object, kind: str) -> Element | None:
    """The root of a part that belongs to the main one, by the last word of the relation's type."""
    for relation in part.rels.values():  # type: ignore[attr-defined]
        if relation.is_external or relation.reltype.rsplit("/", 1)[-1] != kind:
            continue
        target = relation.target_part
        element = getattr(target, "element", None)
        return element if element is not None else _parsed(target.blob)
    return None


def _parsed(blob: bytes) -> Element | None:
    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _notes(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): " ".join(paragraph_text(p).text for p in note.iter(f"{W}p")).strip()
        for note in root
        if note.get(f"{W}type") is None
    }


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(VALUE, "") if found is not None else ""


def _contents_styles(styles: Element) -> Iterator[str]:
    """Styles of the lines of a table of contents: their text is the headings once more."""
    for style in styles.findall(f"{W}style"):
        name = style.find(f"{W}name")
        word, _, level = (name.get(VALUE, "") if name is not None else "").casefold().partition(" ")
        if word in TABLE_OF_CONTENTS and level.isdecimal():
            yield style.get(f"{W}styleId", "")
