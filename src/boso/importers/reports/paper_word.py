"""A Word file that boso wrote as it is visible, by its styles: insertions taken as in, deletions as out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
from lxml.etree import _Element as Element

from boso.importers.documents.word import blocks
from boso.importers.documents.word_runs import CHANGED, VALUE, W, paragraph_text
from boso.importers.documents.word_tables import laid_out
from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.reports.paper_pdf import joined
from boso.importers.reports.paper_values import SeenBlock, SeenHeading, SeenLines, SeenNote, SeenPaper
from boso.kernel.sources import Place

APART, POINTS = frozenset({"boso text", "boso first point"}), frozenset({"boso point", "boso first point"})
LISTS = ("list", "liste", "punkt")
REMARK = "boso remark"
SKIPPED = frozenset({"title", "subtitle", "boso mark", "boso note", "boso chart title"})
TRACKED = tuple(CHANGED)


def seen_word(path: Path) -> SeenPaper:
    """The blocks of the file in order."""
    opened = docx.Document(str(path))
    body = opened.element.body
    names = _style_names(opened.styles.element)
    return SeenPaper(
        blocks=tuple(joined(_blocks(body, names))),
        changed=any(True for _ in body.iter(*TRACKED)),
        remarks=sum(1 for _ in body.iter(f"{W}commentReference")),
    )


def _style_names(styles: Element) -> Mapping[str, str]:
    found = {}
    for style in styles.findall(f"{W}style"):
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = (name.get(VALUE, "") if name is not None else "").casefold()
    return found


def _blocks(body: Element, names: Mapping[str, str]) -> Iterator[SeenBlock]:
    paragraphs = tables = 0
    caption = ""
    for block in blocks(body):
        if block.tag == f"{W}tbl":
            yield _table(block, caption, tables)
            tables, caption = tables + 1, ""
            continue
        place, paragraphs = Place(paragraph=paragraphs), paragraphs + 1
        style = _style(block, names)
        said = paragraph_text(block)
        text = "".join(said.pieces)
        if style == "caption":
            caption = text
        elif style not in SKIPPED:
            yield _block(style, text, place, block, changed=said.changed)


def _block(style: str, text: str, place: Place, paragraph: Element, *, changed: bool) -> SeenBlock:
    if style.startswith("heading"):
        return SeenHeading(text=text, place=place)
    if style == REMARK:
        return SeenNote(text=text, place=place)
    point = bool(text) and (style in POINTS or _is_listed(style, paragraph))
    lines = (f"- {text}" if point else text).split("\n")
    return SeenLines(lines=("", *lines) if style in APART else tuple(lines), place=place, changed=changed)


def _is_listed(style: str, paragraph: Element) -> bool:
    """A point that somebody made in a word processor of their own."""
    return style.startswith(LISTS) or paragraph.find(f"{W}pPr/{W}numPr") is not None


def _style(paragraph: Element, names: Mapping[str, str]) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return names.get(found.get(VALUE, ""), "") if found is not None else ""


def _table(table: Element, caption: str, number: int) -> SeenTable:
    rows: dict[int, dict[int, SeenCell]] = {}
    for cell in laid_out(table):
        said = [paragraph_text(p) for p in blocks(cell.element) if p.tag == f"{W}p"]
        rows.setdefault(cell.row, {})[cell.column] = SeenCell(
            text="\n".join("".join(each.pieces) for each in said),
            place=Place(table=number, row=cell.row, column=cell.column),
            changed=cell.changed or any(each.changed for each in said),
        )
    width = max((max(row) + 1 for row in rows.values()), default=0)
    empty = SeenCell(text="", place=Place(table=number))
    squared = [tuple(rows[n].get(at, empty) for at in range(width)) for n in sorted(rows)]
    heads = tuple(cell.text for cell in squared[0]) if squared else ()
    return SeenTable(caption=caption, heads=heads, rows=tuple(squared[1:]))
