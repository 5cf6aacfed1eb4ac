"""Plain text in: transcripts of reports, in the encodings people save them in, with their pages as printed."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from boso.importers.documents.refusals import unreadable
from boso.importers.values import Document, Span
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MISREAD = re.compile("Ã[¦¸¥†˜…\x85\x86\x98]")  # æ ø å Æ Ø Å of UTF-8 that was read as Windows-1252 and saved so
START_OF_TRANSCRIPT = re.compile(r"^[ \t]*Transkript(?:ion)?:?[ \t]*\r?$", re.MULTILINE)
BLOCK = re.compile(r"\S[^\f]*?(?=(?:[ \t]*\r?\n){2,}|\s*\Z|\s*\f)")
NUMBER_FIRST = re.compile(r"(\d{1,3})(?=\s|\Z)")
NUMBER_LAST = re.compile(r"(?<!\S)(\d{1,3})\Z")
LEAST_RUN = 3  # weight of a run of page numbers that is believed: two pages that follow each other
MOST_MISSING = 5  # pages in a row
SHORT_BLOCK = 400  # letters of a page that may end, rather than begin, with its number


def read_text(path: Path) -> Document:
    """A text file as a document. Places count code points of the whole file, its byte order mark left out.

    Raises `Unreadable` for an empty file and one that is no text.
    """
    text, findings = decoded(path.read_bytes(), path.name)
    if not text.strip():
        raise unreadable("empty", path)
    return Document(name=path.name, format="txt", text=text, spans=tuple(_spans(text)), findings=tuple(findings))


def decoded(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, and what was odd about it."""
    encoding = next((e for mark, e in BOMS if raw.startswith(mark)), None) or _encoding_without_mark(raw, name)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable("encoding", name) from error
    findings = []
    if encoding not in ("utf-8", "utf-8-sig"):
        findings.append(_finding("encoding", Severity.INFO, found=encoding, expected="utf-8"))
    text, repaired = _repaired(text)
    if repaired:
        findings.append(_finding("encoding_repaired", Severity.WARNING, found="utf-8 read as windows-1252"))
    if "\ufffd" in text:
        findings.append(_finding("letters_lost", Severity.WARNING, count=text.count("\ufffd")))
    return text, findings


def _encoding_without_mark(raw: bytes, name: str) -> str:
    zeros = raw[:4000].count(0)
    if zeros > len(raw[:4000]) // 4:
        return "utf-16-le" if raw[1:4000:2].count(0) >= raw[0:4000:2].count(0) else "utf-16-be"
    if zeros:
        raise unreadable("unknown", name)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if not _undefined_in_1252(raw) else "latin-1"
    return "utf-8"


def _undefined_in_1252(raw: bytes) -> bool:
    return any(byte in raw for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _repaired(text: str) -> tuple[str, bool]:
    """Text of UTF-8 that was once taken for Windows-1252, put right where that can be done whole."""
    if len(MISREAD.findall(text)) < 3:
        return text, False
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8"), True
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text, False


def _finding(code: str, severity: Severity, **params: object) -> Finding:
    return Finding(code=f"file.{code}", severity=severity, params=params)


def _spans(text: str) -> Iterator[Span]:
    """One span for each block of text, with the page it stands on; printed page numbers at its edge are left out.

    A transcript begins each page with its number. What stands before the line "Transkript" and the notices of other
    documents after the report, each ending in "Detaljer", have no page. A file without these is all report, and its
    pages are counted by form feeds.
    """
    mark = START_OF_TRANSCRIPT.search(text)
    start = mark.end() if mark else 0
    blocks = [(b.start(), b.end()) for b in BLOCK.finditer(text, start)]
    last = _end_of_report(text, blocks) if mark else len(blocks)
    pages = _Pages(text, blocks[:last], fed="\f" in text[start:])
    yield from _outside([(b.start(), b.end()) for b in BLOCK.finditer(text, 0, mark.start() if mark else 0)])
    for block in blocks[:last]:
        yield from pages.span(*block)
    yield from _outside(blocks[last:])


def _end_of_report(text: str, blocks: list[tuple[int, int]]) -> int:
    """How many blocks are the report's: a notice is a title and an excerpt, then "Detaljer"."""
    for index, (start, end) in enumerate(blocks):
        if text[start:end] == "Detaljer":
            return max(0, index - 2)
    return len(blocks)


def _outside(blocks: list[tuple[int, int]]) -> Iterator[Span]:
    for start, end in blocks:
        yield Span(start, end, Place(start=start, end=end))


class _Pages:
    """Walks through blocks and knows the page of each."""

    def __init__(self, text: str, blocks: list[tuple[int, int]], *, fed: bool) -> None:
        self.text, self.fed, self.page, self.seen = text, fed, 0, 0
        self.firsts = {} if fed else _page_starts(text, blocks)

    def span(self, start: int, end: int) -> Iterator[Span]:
        """The block without its page number, if it has one; nothing where the number is all there is."""
        if self.fed:
            self.page += self.text.count("\f", self.seen, start) + (self.page == 0)
            self.seen = start
        elif start in self.firsts:
            self.page, start = self.firsts[start]
        elif self._ends_with_next(start, end):
            self.page += 1
            end = end - len(str(self.page))
        if start < end:
            yield Span(start, end, Place(page=self.page or 1, start=start, end=end))

    def _ends_with_next(self, start: int, end: int) -> bool:
        last = NUMBER_LAST.search(self.text, start, end) if self.page and end - start < SHORT_BLOCK else None
        return last is not None and int(last[1]) == self.page + 1


def _page_starts(text: str, blocks: list[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Blocks that begin a page, with its number and where its text begins: the longest run of rising numbers.

    Pages may be missing, so numbers may jump; a number that does not fit the run is part of the text.
    """
    numbered = [(start, end, m) for start, end in blocks if (m := NUMBER_FIRST.match(text, start, end))]
    runs: list[tuple[int, int]] = []  # weight of the best run that ends here, and the one before
    for i, (_, _, match) in enumerate(numbered):
        number = int(match[1])
        before = [
            (runs[j][0] + _fits(int(numbered[j][2][1]), number), j) for j in range(i) if int(numbered[j][2][1]) < number
        ]
        best, previous = max(before, default=(0, -1))
        runs.append((max(best, 2 if number == 1 else 0), previous if best > (2 if number == 1 else 0) else -1))
    at = max(range(len(runs)), key=lambda i: runs[i][0], default=-1)
    if at >= 0 and runs[at][0] < LEAST_RUN:
        return {}
    firsts = {}
    while at >= 0:
        start, end, match = numbered[at]
        firsts[start] = (int(match[1]), min(match.end() + 1, end))
        at = runs[at][1]
    return firsts


def _fits(before: int, after: int) -> int:
    """The next page is what is expected; a page or a few missing is believed less."""
    return 3 if after == before + 1 else 1 if after <= before + MOST_MISSING else -100
