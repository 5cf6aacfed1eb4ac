"""The content model: what a document says, before any medium gives it a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from boso.kernel.figures import Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3 under the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text: in bold or not, and the figure it prints when it stands for one (`code` names it)."""

    text: str
    bold: bool = False
    figure: Figure | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `runs` are its pieces, in order, where some are bold or print a figure; `text` is all of them."""

    text: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Text as a person wrote it: line breaks and empty lines are kept, and a line after "- " is a point of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short statements; `ordered` numbers them. `runs` are the pieces of each, as for a paragraph."""

    items: tuple[str, ...]
    ordered: bool = False
    runs: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from the text around it, as that a document is a draft; a `quiet` one stands where there is
    nothing to say."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One large figure: what it is, the number as printed with its unit and year, and what changed."""

    label: str
    shown: str
    unit: str
    year: int
    note: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of key figures, at most four."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A cell of a table: what is printed, and the figure behind it when it is one. `count` is a plain number that is
    no figure of a report, such as days: a workbook keeps it as a number."""

    shown: str
    figure: Figure | None = None
    note: str = ""
    count: int | None = None

    @property
    def text(self) -> str:
        """All that stands in the cell."""
        return " ".join(part for part in (self.shown, self.note) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. Numeric columns are right-aligned; the unit stands once, in the head. `wide` holds text."""

    label: str
    numeric: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a caption; the first column holds the row heads."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series of a chart: a number, or None for a gap, for each year."""

    label: str
    values: Mapping[int, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Peers in one year: lowest, middle and highest value."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A time series. The title says the finding; the subtitle the measure, unit and coverage; `table` is its data.

    `top` is the highest value of the scale where charts that stand together share one. `told` is false where the
    same numbers stand in another table of the document, so that paper need not print them twice.
    """

    title: str
    subtitle: str
    alternative: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    table: Grid
    peers: Mapping[int, Band] = field(default_factory=dict)
    peers_label: str = ""
    top: float | None = None
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples:
    """Small charts of one measure on one scale, and one table of all their numbers."""

    title: str
    subtitle: str
    charts: tuple[Chart, ...]
    table: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of bars: a number, or None, for each part; `said` holds what is printed, or why there is no number."""

    label: str
    values: tuple[float | None, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars for parts: the parts stand beside each other on one scale from zero, each with its name above.

    `parts` names them; a lone part may be nameless. Every bar has as many values as there are parts. `told` as for a
    chart.
    """

    title: str
    subtitle: str
    alternative: str
    bars: tuple[Bar, ...]
    table: Grid
    parts: tuple[str, ...] = ("",)
    told: bool = True

    def __post_init__(self) -> None:
        if any({len(bar.values), len(bar.said)} != {len(self.parts)} for bar in self.bars):
            raise ValueError("every bar has a value and a word for each part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A municipality on the map: where its square lies, and its number as printed or why there is none."""

    label: str
    row: int
    column: int
    shown: str
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """One square for each municipality, roughly where it lies; classes by colour, the number in every square.

    `missing` says in the key what a square without colour is. `told` as for a chart.
    """

    title: str
    subtitle: str
    alternative: str
    tiles: tuple[Tile, ...]
    table: Grid
    missing: str
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents: the headings of the document down to level 2, each with its number in its text."""

    title: str
    entries: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page break in paged media; the first sheet of a fact sheet is one A4 page."""


Block = (
    Heading
    | Paragraph
    | Written
    | Points
    | Note
    | KeyFigures
    | Grid
    | Chart
    | Bars
    | TileMap
    | Multiples
    | Contents
    | Sheet
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A document: title, what it is about, its blocks, sources, and the data it carries along.

    `kind` names what it is (`fact_sheet`, `annual_report`, `comparison`); `about` holds as data which municipality or
    region and which year; `definitions` what each figure means, for media that have room for it. `attached` are the
    figures it rests on, with an `identifier` of them where it has its own. `running` stands in the foot of every page,
    for pages that come apart.
    """

    title: str
    subtitle: str
    language: str
    made: date
    invented: bool
    blocks: Sequence[Block]
    sources: tuple[str, ...] = ()
    attached: Mapping[str, object] = field(default_factory=dict)
    kind: str = ""
    about: Mapping[str, object] = field(default_factory=dict)
    definitions: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()
    running: str = ""
