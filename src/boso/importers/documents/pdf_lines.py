"""Lines and paragraphs of a PDF page from its glyphs, and what is printed around the text on every page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from boso.importers.documents.pdf_page import FORCED_BREAK, SOFT_BREAK, Box, Glyph

JOINED_BY_HYPHEN = re.compile(r"(?:og|eller|og/eller|samt|men|til)\b")
PAGE_NUMBER = re.compile(r"(?:side\s*)?(\d{1,3})(?:\s*(?:av|/|of)\s*\d{1,3})?", re.IGNORECASE)
EDGE_LINES = 2
SAME_HEIGHT = 6.0  # points that a header may move between pages
WIDER_THAN_LINES = 1.3
SHORT_LINE = 0.7


@dataclass(slots=True)
class Line:
    """A printed line outside tables."""

    text: str
    box: Box
    page: int
    ends_paragraph: bool = False


@dataclass(slots=True)
class LineMaker:
    """Gathers glyphs in the order of the file into lines; one maker for running text, one for each cell."""

    page: int
    lines: list[Line] = field(default_factory=list)
    _signs: list[str] = field(default_factory=list)
    _boxes: list[Box] = field(default_factory=list)
    _gap: bool = False

    def add(self, glyph: Glyph) -> None:
        """Take the next glyph, space or break."""
        if glyph.sign == "\n":
            self.end_line()
        elif glyph.sign == " ":
            self._gap = True
        elif glyph.box is None:
            self._signs.append(glyph.sign)
            self.end_line()
        else:
            if self._leaves_line(glyph.box):
                self.end_line()
            if self._gap and self._signs:
                self._signs.append(" ")
            self._gap = False
            self._signs.append(glyph.sign)
            self._boxes.append(glyph.box)

    def end_line(self) -> None:
        """Close the line under way, if there is one."""
        if self._boxes:
            text = unicodedata.normalize("NFC", "".join(self._signs)).strip()
            self.lines.append(Line(text, around(self._boxes), self.page))
        self._signs, self._boxes, self._gap = [], [], False

    def _leaves_line(self, box: Box) -> bool:
        """The glyph stands clearly below or above the last one, though the file says nothing of a new line."""
        if not self._boxes:
            return False
        last = self._boxes[-1]
        return box[1] >= last[3] or box[3] <= last[1] - (last[3] - last[1])


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    return (
        round(min(b[0] for b in boxes), 1),
        round(min(b[1] for b in boxes), 1),
        round(max(b[2] for b in boxes), 1),
        round(max(b[3] for b in boxes), 1),
    )


def unbroken(text: str) -> str:
    """Words broken at the end of a line put together again; a hyphen that belongs there stays."""
    text = text.replace(FORCED_BREAK + "\n", "").replace(FORCED_BREAK, "")
    pieces = text.replace(SOFT_BREAK + "\n", SOFT_BREAK).split(SOFT_BREAK)
    whole = pieces[0]
    for piece in pieces[1:]:
        if JOINED_BY_HYPHEN.match(piece):
            whole += "- " + piece
        elif whole[-1:].isupper() or piece[:1].isupper() or piece[:1].isdigit():
            whole += "-" + piece
        else:
            whole += piece
    return whole


def join_broken_words(lines: Sequence[Line]) -> None:
    """Move the second part of a word that the line broke up to its first part."""
    for line, following in pairwise(lines):
        if line.text.endswith(SOFT_BREAK):
            rest, _, following.text = following.text.partition(" ")
            line.text = unbroken(line.text + rest)


def mark_paragraphs(lines: Sequence[Line]) -> None:
    """Say of each line of a page whether a paragraph ends with it: by the room below, or by ending far too early."""
    steps = [b.box[1] - a.box[1] for a, b in pairwise(lines)]
    heights = [line.box[3] - line.box[1] for line in lines]
    usual = _usual_step(steps, heights)
    right = max((line.box[2] for line in lines), default=0.0)
    left = min((line.box[0] for line in lines), default=0.0)
    for line, step in zip(lines, steps, strict=False):
        far = step > WIDER_THAN_LINES * usual or step < 0
        line.ends_paragraph = far or line.box[2] < left + SHORT_LINE * (right - left)
    if lines:
        lines[-1].ends_paragraph = lines[-1].box[2] < left + SHORT_LINE * (right - left)


def _usual_step(steps: Sequence[float], heights: Sequence[float]) -> float:
    """The distance between lines of running text: the most common small one."""
    small = [round(s) for s in steps if 0 < s < 4 * max(heights, default=10.0)]
    if not small:
        return 1.2 * median(heights) if heights else 12.0
    counted = Counter(small)
    return float(min(s for s, n in counted.items() if n >= max(counted.values()) * 0.5))


def furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The lines (by `id`) that are headers, footers and page numbers: alike, at the same height, page after page."""
    found: set[int] = set()
    for edge in _edges(pages):
        found.update(_repeated(edge, len(pages)))
        found.update(_page_numbers(edge, len(pages)))
    return found


def _edges(pages: Sequence[Sequence[Line]]) -> Iterable[list[Line]]:
    """The first and the last printed lines of all pages."""
    by_height = [sorted(lines, key=lambda line: line.box[1]) for lines in pages]
    yield [line for lines in by_height for line in lines[:EDGE_LINES]]
    yield [line for lines in by_height for line in lines[-EDGE_LINES:]]


def _repeated(lines: Sequence[Line], pages: int) -> Iterable[int]:
    least = max(3, (pages + 1) // 2)
    for line in lines:
        alike = {
            other.page
            for other in lines
            if abs(other.box[1] - line.box[1]) <= SAME_HEIGHT and _shape(other.text) == _shape(line.text)
        }
        if len(alike) >= least:
            yield id(line)


def _page_numbers(lines: Sequence[Line], pages: int) -> Iterable[int]:
    """Lines that are nothing but a number which follows the pages."""
    numbered = [(line, int(m[1]) - line.page) for line in lines if (m := PAGE_NUMBER.fullmatch(line.text.strip("-– ")))]
    ahead = Counter(offset for _, offset in numbered)
    for line, offset in numbered:
        if ahead[offset] >= 2 or (pages == 1 and offset == 0):
            yield id(line)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())
