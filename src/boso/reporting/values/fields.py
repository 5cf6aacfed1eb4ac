"""One field of a report as an editor sees it: its address, what stands in it, and the rows and files beside it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from boso.kernel.figures import Kind
from boso.kernel.sources import Source
from boso.questionnaires.values import FieldType


class Home(StrEnum):
    """Where a field is kept."""

    FIGURE = "figure"
    TEXT = "text"
    FIELD = "field"
    TICK = "tick"
    MONEY = "money"
    ROW = "row"

    @property
    def in_rows(self) -> bool:
        """The field is a cell of a row; its address names the row and the column."""
        return self in (Home.MONEY, Home.ROW)


LABEL = "label"  # the first column of a money table: the activity or the year


@dataclass(frozen=True, slots=True)
class Address:
    """A field of a report: `figure:A_no_dwelling.housed`, `text:A.1`, `money:12:grant` (row 12, column grant)."""

    home: Home
    code: str
    column: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.home.value, self.code, self.column) if part)

    @property
    def row(self) -> int:
        """The id of the row of a cell."""
        return int(self.code)

    @classmethod
    def read(cls, text: str) -> "Address | None":
        """The address in a text; None for a text that is none."""
        home, _, rest = text.partition(":")
        if home not in set(Home) or not rest:
            return None
        if not Home(home).in_rows:
            return cls(Home(home), rest)
        row, _, column = rest.partition(":")
        return cls(Home(home), row, column) if row.isdecimal() and len(row) < 18 and column else None


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a field: its kind, its value as plain text, and when a figure that is missing is expected.

    Numbers are plain ("412"), dates ISO, lists one a line. `text_instead` holds what was typed where it could not be
    understood. `as_of` is what a figure speaks of; it is no part of what two people may disagree about.
    """

    kind: str = Kind.BLANK.value
    value: str = ""
    expected: str = ""
    as_of: str = field(default="", compare=False)

    @property
    def empty(self) -> bool:
        """Nothing was answered."""
        return self.kind == Kind.BLANK.value and not self.value

    @property
    def mark(self) -> str:
        """A short sign of the content: two contents with the same sign are the same."""
        text = "\x1f".join((self.kind, self.value, self.expected))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


EMPTY = Content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person sent for a field: the text, the kind chosen beside it, the expected date, and what they had seen.

    `token` is the browser's name for this try; `earlier` are tries whose answer it never got.
    """

    text: str = ""
    kind: str = ""
    expected: str = ""
    seen: str = ""
    token: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A field was stored; from now on `content` stands there."""

    address: str
    type: FieldType
    content: Content
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field was not stored, because somebody had changed it since it was seen: what stands there, by whom, when."""

    address: str
    type: FieldType
    mine: Content
    theirs: Content
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """A row of an open table of the form that is not money."""

    id: int
    table: str
    position: int
    cells: Mapping[str, Content]
    certain: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file of a report, without its content."""

    id: int
    code: str
    name: str
    content_type: str
    size: int
    digest: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldStep:
    """One step in the history of a field: what it was from then on, who made it so, and why."""

    id: int
    at: datetime
    content: Content
    actor_name: str
    reason: str
