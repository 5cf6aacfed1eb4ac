"""The report's own text in one run, page numbers left out, with the way back to places in the file."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from boso.importers.values import Document, Span
from boso.kernel.sources import Place

PRINTED_FIRST = re.compile(r"(?:Side )?(\d{1,3})(?: av \d{1,3})?\s+", re.IGNORECASE)
PRINTED_LAST = re.compile(r"(?:\s+|(?<!\S))(?:Side )?(\d{1,3})(?: av \d{1,3})?\Z", re.IGNORECASE)
LEAST_NUMBERED = 3  # pages that must carry their number before it counts as a running page number


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the flow that stands in one piece in the document, on one page."""

    start: int
    end: int
    origin: int
    page: int | None


@dataclass(frozen=True)
class Flow:
    """The text of a report. All reading works with offsets into `text`; `place` leads back to the file."""

    document: Document
    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...] = field(repr=False)
    lost: str = ""  # a word that the file lost everywhere: the form's words are looked for without it too

    def origin(self, offset: int) -> int:
        """The offset in the document's text of an offset in the flow."""
        piece = self.pieces[max(0, bisect_right(self.starts, offset) - 1)]
        return piece.origin + min(offset, piece.end) - piece.start

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the flow stands in the file."""
        if not self.pieces:
            return Place()
        return self.document.place(self.origin(start), self.origin(max(start, end - 1)) + 1)

    def page(self, offset: int) -> int | None:
        """The page an offset stands on, if the file has pages."""
        return self.pieces[max(0, bisect_right(self.starts, offset) - 1)].page if self.pieces else None

    def page_breaks(self, start: int, end: int) -> list[int]:
        """Offsets between start and end where a new page begins."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return [after.start for before, after in pairs if before.page != after.page and start < after.start < end]

    def page_gap(self, offset: int) -> bool:
        """Pages are missing before the page that begins here."""
        before, after = self.page(max(0, offset - 2)), self.page(offset)
        return before is not None and after is not None and after - before != 1

    @cached_property
    def folding(self) -> tuple[str, tuple[int, ...]]:
        """Letters and digits of the text in lower case, and the offset in the text of each."""
        letters: list[str] = []
        offsets: list[int] = []
        for offset, sign in enumerate(self.text):
            if unicodedata.combining(sign) and letters:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + sign)[:1]
            elif sign.isalnum():
                letters.append(sign.lower()[:1])
                offsets.append(offset)
        return "".join(letters), tuple(offsets)


def flow_of(document: Document) -> Flow:
    """The report's own text: the pages, without what stands before and after the report and without page numbers."""
    spans = _without_printed_numbers(document, [s for s in document.spans if s.page is not None] or document.spans)
    broken = _broken_lines(document)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for start, end, page in spans:
        if parts:
            parts.append(" " if start in broken else "\n")
        pieces.append(Piece(length, length + end - start, start, page))
        parts.append(document.text[start:end])
        length += end - start + 1
    return Flow(document, "".join(parts), tuple(pieces), tuple(p.start for p in pieces))


def _broken_lines(document: Document) -> frozenset[int]:
    """Where a line of a transcript goes on from the line above only because the file's page is narrow."""
    return frozenset(
        s.start
        for s in document.spans
        if s.printed_page is not None and re.fullmatch(r"\S\n", document.text[max(0, s.start - 2) : s.start])
    )


def _without_printed_numbers(document: Document, spans: Iterable[Span]) -> list[tuple[int, int, int | None]]:
    """Spans without the number that pages print at their top or foot, where enough pages do so."""
    stretches = [(s.start, s.end, s.page) for s in spans]
    for first in (True, False):
        edges = _edges(stretches, first=first)
        numbers = {i: m for i in edges if (m := _printed_number(document.text, stretches[i], first=first))}
        agreeing = [i for i, m in numbers.items() if int(m[1]) == stretches[i][2]]
        if len(agreeing) < max(LEAST_NUMBERED, len(edges) // 2):
            continue
        for i in agreeing:
            start, end, page = stretches[i]
            stretches[i] = (numbers[i].end(), end, page) if first else (start, numbers[i].start(), page)
    return stretches


def _edges(stretches: list[tuple[int, int, int | None]], *, first: bool) -> list[int]:
    """The first, or the last, stretch of each page."""
    neighbours = [None, *(s[2] for s in stretches[:-1])] if first else [*(s[2] for s in stretches[1:]), None]
    return [i for i, (s, other) in enumerate(zip(stretches, neighbours, strict=True)) if s[2] != other]


def _printed_number(text: str, stretch: tuple[int, int, int | None], *, first: bool) -> re.Match[str] | None:
    start, end, _ = stretch
    return PRINTED_FIRST.match(text, start, end) if first else PRINTED_LAST.search(text, max(start, end - 20), end)
