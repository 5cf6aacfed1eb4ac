"""Which section of the form a table stands in: the last heading printed before it, or in its own first rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.labels import starts_with
from boso.importers.values import Document
from boso.kernel.text import folded
from boso.questionnaires.values import Edition, Section

SHORTEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the form in the document's text."""

    section: Section
    start: int


def headings(document: Document, edition: Edition) -> list[Heading]:
    """Every piece of the document that begins with a section's heading and says hardly more, in order."""
    found = []
    for span in document.spans:
        text = document.text[span.start : span.end]
        best = _section_of(text, edition.sections)
        if best is not None:
            found.append(Heading(best, span.start))
    return found


def section_at(found: Sequence[Heading], offset: int) -> Section | None:
    """The section an offset of the text lies in."""
    return next((h.section for h in reversed(found) if h.start <= offset), None)


def _section_of(text: str, sections: Sequence[Section]) -> Section | None:
    letters = folded(text)
    best: tuple[int, Section] | None = None
    for section in sections:
        for way in (*section.anchors, section.heading.nb, section.heading.nn):
            wanted = folded(way)
            if len(wanted) < SHORTEST_HEADING or not starts_with(text, way) or len(letters) > 2 * len(wanted) + 20:
                continue
            if best is None or len(wanted) > best[0]:
                best = (len(wanted), section)
    return best[1] if best else None


def title_above(document: Document, grid: Grid) -> str:
    """The last paragraph before a table: its title, where it is short."""
    before = [s for s in document.spans if s.end <= grid.table.start]
    text = document.text[before[-1].start : before[-1].end] if before else ""
    return " ".join(text.split()) if len(text) <= 160 else ""
