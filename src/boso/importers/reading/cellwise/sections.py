"""Which section of the form a table stands in: the last heading printed before it, or in its own first rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import starts_with
from boso.importers.values import Document, Span
from boso.kernel.text import folded
from boso.questionnaires.values import Edition, Section

SHORTEST_HEADING = 6
BEGINNING = 6  # letters by which headings are found quickly
LONGEST_TITLE = 70
HEADING_LINES = 3  # of a page on which a heading may be broken
PARAGRAPH_BREAK = "\n\n"
SENTENCE_ENDS = (".", "!", "?", ",", ";")
TITLE = re.compile(r"(?:vedlegg|tabell|oversikt|regnskap|dekning|egeninnsats)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the form in the document's text."""

    section: Section
    start: int


def headings(document: Document, edition: Edition) -> list[Heading]:
    """Every piece of the document that begins with a section's heading and says hardly more, in order."""
    known = _known(edition.sections)
    found = []
    for index, span in enumerate(document.spans):
        if folded(document.text[span.start : span.start + 2 * BEGINNING])[:BEGINNING] not in known:
            continue
        lines = [_lines(document, index, count) for count in range(1, HEADING_LINES + 1)]
        best = next((s for text in lines if text and (s := _section_of(text, known))), None)
        if best is not None:
            found.append(Heading(best, span.start))
    return found


def _known(sections: Sequence[Section]) -> dict[str, list[tuple[str, Section]]]:
    """The headings by their first few letters."""
    known: dict[str, list[tuple[str, Section]]] = {}
    for section in sections:
        for way in (*section.anchors, section.heading.nb, section.heading.nn):
            if len(letters := folded(way)) >= SHORTEST_HEADING:
                known.setdefault(letters[:BEGINNING], []).append((way, section))
    return known


def _lines(document: Document, index: int, count: int) -> str:
    """So many lines of one paragraph, or nothing where the paragraph has fewer."""
    spans = document.spans[index : index + count]
    text = document.text[spans[0].start : spans[-1].end]
    return text if len(spans) == count and PARAGRAPH_BREAK not in text else ""


def section_at(found: Sequence[Heading], offset: int) -> Section | None:
    """The section an offset of the text lies in."""
    return next((h.section for h in reversed(found) if h.start <= offset), None)


def _section_of(text: str, known: dict[str, list[tuple[str, Section]]]) -> Section | None:
    """The section whose heading the text is, the longest heading before shorter ones."""
    letters = folded(text)
    best: tuple[int, Section] | None = None
    for way, section in known.get(letters[:BEGINNING], ()):
        length = len(folded(way))
        if starts_with(text, way) and len(letters) <= 2 * length + 20 and (best is None or length > best[0]):
            best = (length, section)
    return best[1] if best else None


def title_above(document: Document, grid: Grid) -> Span | None:
    """The paragraph right before a table, where it is a title and not the end of a text."""
    before = [s for s in document.spans if s.end <= grid.table.start]
    if not before:
        return None
    text = document.text[before[-1].start : before[-1].end].strip()
    short = len(text) <= LONGEST_TITLE and not text.endswith(SENTENCE_ENDS) and text[:1].isupper()
    return before[-1] if short or (TITLE.match(text) and len(text) <= 2 * LONGEST_TITLE) else None
