"""Puts a document together: its text piece by piece, with a span back to the place of each piece."""

from collections.abc import Mapping
from pathlib import Path

from boso.importers.documents.refusals import unreadable
from boso.importers.values import Cell, Document, DocumentTable, Span
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place

MAX_CHARACTERS = 5_000_000
MAX_CELLS = 500_000
PARAGRAPH_BREAK = "\n\n"
LINE_BREAK = "\n"


class Composer:
    """Collects the text of one file in reading order. Positions are code points of the text so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tables: list[DocumentTable] = []
        self.findings: list[Finding] = []
        self._pieces: list[str] = []
        self._spans: list[Span] = []
        self._cells = 0
        self.position = 0

    def write(self, text: str, place: Place, *, after: str = PARAGRAPH_BREAK) -> None:
        """Add a piece of text that stands at `place`, and the sign that ends it."""
        if not text:
            return
        if self.position + len(text) > MAX_CHARACTERS:
            raise unreadable("long", self.path, what="tegn", limit=MAX_CHARACTERS)
        self._spans.append(Span(self.position, self.position + len(text), place))
        self._put(text)
        self._put(after)

    def open_table(self) -> int:
        """Reserve the next number of a table, so that tables are numbered in the order they begin."""
        self.tables.append(DocumentTable((), self.position, self.position))
        return len(self.tables) - 1

    def close_table(self, index: int, cells: list[Cell], edges: tuple[float, ...] = ()) -> None:
        """Give a reserved table its cells; its stretch of text ends here."""
        self._cells += len(cells)
        if self._cells > MAX_CELLS:
            raise unreadable("long", self.path, what="tabellceller", limit=MAX_CELLS)
        self.tables[index] = DocumentTable(tuple(cells), self.tables[index].start, self.position, edges)

    def note(self, code: str, place: Place | None = None, **params: object) -> None:
        """Something a person should know about the file."""
        self.findings.append(
            Finding(
                code=code, severity=Severity.INFO, place=place or Place(), params={"file": self.path.name, **params}
            )
        )

    def document(self, file_format: str, attached: Mapping[str, object] | None = None) -> Document:
        """The finished document. A file without a single letter or digit is refused as empty."""
        text = "".join(self._pieces)
        if not any(c.isalnum() for c in text):
            raise unreadable("empty", self.path)
        return Document(
            name=self.path.name,
            format=file_format,
            text=text,
            spans=tuple(self._spans),
            tables=tuple(table for table in self.tables if table.cells),
            findings=tuple(self.findings),
            attached=attached,
        )

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self.position += len(text)
