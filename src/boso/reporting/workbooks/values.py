"""A workbook as plain values: what stands on which sheet, whose it is, and what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from boso.questionnaires.values import FieldType

KEY = "boso:"  # what every key in the hidden column begins with
HEAD, SHEET, FRONT = "head", "sheet", "front"
HIDDEN_SHEET = "boso"
NEW, SPARE = "new:", "+"  # the key of a row that is not stored yet, and what stands for its number
SPARE_ROWS = 10
LONGEST_CELL = 16_000  # letters; a cell of a workbook holds 32 767 UTF-16 units


@dataclass(frozen=True, slots=True)
class Written:
    """What the cells of one answer show: the answer as a number or as text, the word of its kind, the expected date."""

    answer: Decimal | str = ""
    kind: str = ""
    expected: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is written."""
        return self.answer == "" and not self.kind and not self.expected


BLANK = Written()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose report a workbook is of, which version of it, and when it was made."""

    report_id: int
    municipality: str
    number: str  # of the municipality
    period: str  # "2013", "2013-1"
    edition: str  # "ost_annual/2013"
    revision: int
    digest: str
    version: int
    made: datetime
    language: str = "nb"
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line between questions: a section, or the row of figures that the lines below belong to."""

    text: str
    explained: str = ""
    found: str = ""  # what boso has to say of the whole section
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question with its answer. `key` is the field's address; a long text goes on in lines with `part` 2, 3, …"""

    key: str
    number: int
    group: str  # the heading it stands under
    label: str
    type: FieldType
    written: Written = BLANK
    explained: str = ""
    last: str = ""
    found: str = ""
    choices: tuple[str, ...] = ()
    has_kind: bool = False
    opening: Decimal | None = None  # what the figure was at the end of the period before
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A line that is only read: files that were handed in, or what the form itself prints."""

    label: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an open table."""

    code: str
    label: str
    type: FieldType
    explained: str = ""
    choices: tuple[str, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of an open table: `key` names the stored row ("money:12") or a spare one ("new:activities:1")."""

    key: str
    cells: Mapping[str, Written] = field(default_factory=dict)
    found: str = ""
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An open table, on a sheet of its own."""

    table: str
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    sums: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: a part of the form, or one of its open tables. `title` tells it from all others of the form; `closed`
    says why nothing on it may be changed."""

    code: str
    name: str
    title: str
    hint: str = ""
    closed: str = ""
    lines: tuple[Heading | Line | Named, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What an answer was when the workbook was made: the mark of its content, and of the cells that show it."""

    content: str
    cells: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """All that a workbook shows, and what it carries hidden: the mark of every answer as it was then, and the seal."""

    whose: Whose
    title: str
    form: str
    period: str
    sheets: tuple[Sheet, ...]
    base: Mapping[str, Base] = field(default_factory=dict)
    seal: str = ""

    @property
    def closed(self) -> str:
        """Why nothing in it may be changed; empty where something may."""
        return self.sheets[0].closed if self.sheets and all(sheet.closed for sheet in self.sheets) else ""
