"""What a file holds and what was understood of it – before anything is stored. Mirrors the `read --json` contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.kernel.figures import Figure
from boso.kernel.findings import Finding
from boso.kernel.sources import Place


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, `start` to `end` (exclusive), and where it stands in the file.

    `printed_page` is the page of the report where a file holds a transcript with pages of its own.
    """

    start: int
    end: int
    place: Place
    printed_page: int | None = None

    @property
    def page(self) -> int | None:
        """The page of the report, as printed or else of the file."""
        return self.place.page if self.printed_page is None else self.printed_page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged cell stands once, at its first row and column, and says how far it reaches.

    `start` and `end` are the stretch of the document's text that the cell takes up.
    """

    text: str
    row: int
    column: int
    place: Place
    row_span: int = 1
    column_span: int = 1
    changed: bool = False  # tracked changes or a struck-out text: what is visible may not be what was meant
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table read by its cells, with the stretch of the document's text it takes up.

    `edges` are where its columns begin and end on the page, in points; only a PDF knows them.
    """

    cells: tuple[Cell, ...]
    start: int
    end: int
    edges: tuple[float, ...] = ()

    def grid(self) -> list[list[Cell | None]]:
        """Rows of cells by position, None where a merged cell covers or nothing stands."""
        rows = max((c.row + c.row_span for c in self.cells), default=0)
        columns = max((c.column + c.column_span for c in self.cells), default=0)
        table: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
        for cell in self.cells:
            table[cell.row][cell.column] = cell
        return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as text in reading order, its tables by cells (none in a transcript), and the way back to places.

    Text of tables is part of `text` too, cell by cell, so that headings and prompts are found wherever they stand.
    `spans` are in order and do not overlap. `attached` is data that boso itself attached when it wrote the file.
    """

    name: str
    format: str  # txt | pdf | docx | xlsx
    text: str
    spans: tuple[Span, ...]
    tables: tuple[DocumentTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    attached: Mapping[str, object] | None = None

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the text stands in the file: that of the span it begins in, narrowed where it can be."""
        for span in self.spans:
            if start < span.end:
                if span.place.start is None:
                    return span.place
                offset = span.place.start - span.start
                return Place(page=span.place.page, start=start + offset, end=end + offset, bbox=span.place.bbox)
        return Place()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible reading of a doubtful cell."""

    value: object
    kind: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """A field of the general information. `value` as written; dates ISO as far as they go; persons a text."""

    field: str
    kind: str
    value: object
    raw: str
    certain: bool
    place: Place
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFigure:
    """A figure of a fixed cell; `figure.certain` false means: a person is asked, choosing among `candidates`."""

    code: str
    figure: Figure
    place: Place
    has_comment: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A narrative: the reporter's own words; empty text with a kind of missing where there are none."""

    code: str
    kind: str  # text, or a kind of missing
    text: str
    certain: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomyRow:
    """A line of an economy table. `amounts` has every column of the layout, None with its kind in `kinds`."""

    label: str
    amounts: Mapping[str, int | None]
    kinds: Mapping[str, str] = field(default_factory=dict)
    certain: bool
    place: Place
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTable:
    """A table the municipality put in place of the form's: cost_account, coverage, own_effort, grant_list or other."""

    type: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """All money of a report. `layout` is ost_section_5, sor_section_7, grant_overview, own or absent."""

    layout: str
    rows: tuple[EconomyRow, ...] = ()
    totals: EconomyRow | None = None
    multi_year: tuple[EconomyRow, ...] = ()
    tables: tuple[OwnTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A ticked actor of the matrix of partners; level formal, active, informed or none."""

    actor: str
    level: str
    certain: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything understood of one report. A proposal: nothing doubtful counts before a person has confirmed it."""

    file: str
    document_type: str
    template: str
    template_edition: str
    municipality_name: str | None
    municipality_number: str | None
    report_year: int | None
    report_half: int | None = None
    formal: tuple[ReadField, ...] = ()
    figures: tuple[ReadFigure, ...] = ()
    narratives: tuple[ReadText, ...] = ()
    economy: Economy = Economy(layout="absent")
    matrix: tuple[Tick, ...] = ()
    findings: tuple[Finding, ...] = ()
