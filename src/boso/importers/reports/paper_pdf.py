"""A PDF that boso wrote as it is visible, by its tags: every line is a paragraph, and is put together again."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from boso.importers.documents.pdf_tree import Tag, TagTree, tag_tree
from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.reports.paper_values import SeenBlock, SeenHeading, SeenLines, SeenNote, SeenPaper
from boso.kernel.sources import Place

TOLD = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
HEADING = re.compile(r"H\d?")
WIDE, EMPTY = "\u00a0" * 4, "\u00a0"


def seen_pdf(path: Path) -> SeenPaper | None:
    """The blocks of the file in order; None for one without tags, or whose tags cannot be followed."""
    tree = tag_tree(path)
    return SeenPaper(blocks=tuple(joined(_Walk(tree).blocks(tree.root)))) if tree else None


def joined(found: Iterable[SeenBlock]) -> Iterator[SeenBlock]:
    """Lines that follow each other are one text."""
    waiting: SeenLines | None = None
    for block in found:
        if isinstance(block, SeenLines):
            waiting = _together(waiting, block)
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield block
    if waiting is not None:
        yield waiting


def _together(first: SeenLines | None, second: SeenLines) -> SeenLines:
    if first is None:
        return second
    lines, changed = (*first.lines, *second.lines), first.changed or second.changed
    return SeenLines(lines=lines, place=first.place, changed=changed)


class _Walk:
    """Goes through the tags in order."""

    def __init__(self, tree: TagTree) -> None:
        self.tree = tree
        self.tables = 0
        self.caption = ""  # one that stands beside its table belongs to the next

    def blocks(self, tag: Tag) -> Iterator[SeenBlock]:
        place = Place(page=_page(tag))
        if HEADING.fullmatch(tag.kind):
            yield SeenHeading(text=self.text(tag), place=place)
        elif tag.kind == "P":
            yield SeenLines(lines=(self.line(tag),), place=place)
        elif tag.kind == "L":
            yield SeenLines(lines=tuple(f"- {self.line(body)}" for body in tag.find("LBody")), place=place)
        elif tag.kind == "Table":
            yield self.table(tag)
        elif tag.kind == "Caption":
            self.caption = self.text(tag)
        elif tag.kind == "Span":
            yield SeenNote(text=self.text(tag), place=place)
        elif tag.kind not in ("TOC", "Artifact"):
            for child in tag.children:
                yield from self.blocks(child)

    def text(self, tag: Tag) -> str:
        """All letters under a tag; what was told by its number is put back."""
        return TOLD.sub(_sign, self.tree.text(tag).replace(WIDE, "\t"))

    def line(self, tag: Tag) -> str:
        text = self.text(tag)
        return "" if text == EMPTY else text

    def table(self, tag: Tag) -> SeenTable:
        number, self.tables = self.tables, self.tables + 1
        own = next(tag.find("Caption"), None)
        caption, self.caption = self.text(own) if own else self.caption, ""
        rows = [
            tuple(
                self.cell(cell, Place(table=number, row=at, column=c, page=_page(cell))) for c, cell in enumerate(row)
            )
            for at, row in enumerate(line.children for line in tag.find("TR"))
        ]
        heads = tuple(cell.text for cell in rows[0]) if rows else ()
        return SeenTable(caption=caption, heads=heads, rows=tuple(rows[1:]))

    def cell(self, tag: Tag, place: Place) -> SeenCell:
        lines = list(tag.find("P"))
        text = "\n".join(self.line(line) for line in lines) if lines else self.line(tag)
        return SeenCell(text=text, place=place)


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number <= 0xDFFF else found[0]


def _page(tag: Tag) -> int | None:
    return next((page for page, _ in tag.stretches()), None)
