"""A transcript of a report inside a Word or PDF file: its printed page numbers, and what is around it, told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.values import Document, Span

START = re.compile(r"Transkript(?:ion)?\s*:?", re.IGNORECASE)
END_OF_NOTICE = "Detaljer"
NUMBER_FIRST = re.compile(r"(\d{1,3})(?=\s|\Z)\s*")
BLOCK_START = 1.0  # how far a number speaks for a new page: at the start of a paragraph, or only of a line
LINE_START = 0.4
LARGE_LETTER = 0.1
PAGE_LEFT_OUT = 0.7
LEAST_PAGES = 4  # in a row from 1, before a file without the heading counts as a transcript
LONG_PAGE = 300  # letters; headings that begin with a number are shorter
MOST_SKIPPED = 3


@dataclass(frozen=True, slots=True)
class _Start:
    """A span that begins with a number and may begin a page."""

    index: int
    number: int
    weight: float
    length: int  # letters of the number and the space after it


def as_transcript(document: Document) -> Document:
    """The document with only the report's own text in its spans, printed page numbers left out, if it is a transcript.

    A transcript has the line "Transkript" before it, or page after page begins with its number. What stands before
    that line, and the notices of other documents after the report, are no part of it. Other documents stay as they are.
    """
    mark = next((i for i, s in enumerate(document.spans) if START.fullmatch(_text(document, s))), None)
    first = 0 if mark is None else mark + 1
    last = _end_of_report(document, first)
    starts = _pages(_candidates(document, first, last))
    if mark is None and not _looks_like_pages(document, starts, last):
        return document
    return replace(document, spans=tuple(_within(document, first, last, starts)))


def _text(document: Document, span: Span) -> str:
    return document.text[span.start : span.end].strip()


def _end_of_report(document: Document, first: int) -> int:
    """The first span after the report: each notice is a title and an excerpt, then "Detaljer"."""
    spans = document.spans
    notice = next((i for i in range(first, len(spans)) if _text(document, spans[i]) == END_OF_NOTICE), None)
    if notice is None:
        return len(spans)
    blocks = [i for i in range(first, notice) if _begins_block(document, i)]
    return blocks[-2] if len(blocks) > 1 else notice


def _begins_block(document: Document, index: int) -> bool:
    start = document.spans[index].start
    return index == 0 or document.text[max(0, start - 2) : start] == "\n\n"


def _candidates(document: Document, first: int, last: int) -> list[_Start]:
    found = []
    for index in range(first, last):
        span = document.spans[index]
        match = NUMBER_FIRST.match(document.text, span.start, span.end)
        if match is None:
            continue
        weight = BLOCK_START if index == first or _begins_block(document, index) else LINE_START
        large = document.text[match.end() : match.end() + 1].isupper() or match.end() >= span.end
        found.append(_Start(index, int(match[1]), weight + large * LARGE_LETTER, match.end() - span.start))
    return found


def _pages(candidates: Sequence[_Start]) -> list[_Start]:
    """The likeliest run of page numbers: rising by one, at the starts of paragraphs, few pages left out."""
    best: list[tuple[float, int | None]] = []
    for at, one in enumerate(candidates):
        score, before = one.weight - PAGE_LEFT_OUT * (one.number - 1), None
        for i in range(at):
            skipped = one.number - candidates[i].number - 1
            if 0 <= skipped <= MOST_SKIPPED:
                joint = best[i][0] + one.weight - PAGE_LEFT_OUT * skipped
                if joint > score:
                    score, before = joint, i
        best.append((score, before))
    at_end = max(range(len(best)), key=lambda i: best[i][0], default=None)
    run = []
    while at_end is not None:
        run.append(candidates[at_end])
        at_end = best[at_end][1]
    return run[::-1]


def _looks_like_pages(document: Document, starts: Sequence[_Start], last: int) -> bool:
    """Without the heading, only an unbroken run from 1 at the very beginning will do, over pages of running text."""
    numbers = [s.number for s in starts]
    if len(numbers) < LEAST_PAGES or numbers != list(range(1, len(numbers) + 1)) or starts[0].index > 1:
        return False
    ends = [*(s.index for s in starts[1:]), last]
    lengths = [document.spans[end - 1].end - document.spans[s.index].start for s, end in zip(starts, ends, strict=True)]
    return sum(length >= LONG_PAGE for length in lengths) * 2 >= len(lengths)


def _within(document: Document, first: int, last: int, starts: Sequence[_Start]) -> list[Span]:
    begins = {s.index: s for s in starts}
    page = 1
    kept = []
    for index in range(first, last):
        span = document.spans[index]
        if begun := begins.get(index):
            page = begun.number
            span = replace(span, start=span.start + begun.length)
        if span.start < span.end:
            kept.append(replace(span, printed_page=page))
    return kept
