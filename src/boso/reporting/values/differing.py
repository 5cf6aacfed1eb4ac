"""What differs between two drafts of a report, or between it and last time's, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from boso.kernel.figures import Figure
from boso.questionnaires.values import FieldType, Words
from boso.reporting.values.fields import EMPTY, Content, Home
from boso.reporting.values.reports import ReportRow

FILE, OWN_TABLE, DISTRICT = "file", "table", "district"  # homes of what has no address in the editor
IN_ROWS = frozenset({Home.MONEY.value, Home.ROW.value, OWN_TABLE})


class What(StrEnum):
    """What happened to a field or a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"  # rows only


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One difference: a field, a cell of a row, or a whole row that was added, removed or moved.

    `address` is the field as the editor knows it in the later draft – in the earlier one for what is gone; that of a
    whole row has no column (`money:12`). `key` names the same in every version: rows by their table and place.
    """

    what: What
    home: str  # one of Home, FILE, OWN_TABLE, DISTRICT
    address: str
    key: str
    section: str  # empty for what the form does not ask
    before: Content = EMPTY
    after: Content = EMPTY
    type: FieldType = FieldType.TEXT
    table: str = ""  # of a row: the code of its table in the form
    column: str = ""
    row_before: int | None = None  # the place of the row in its table, from 1
    row_after: int | None = None
    row_label: str = ""  # what the row is about, in the later draft where it is there
    cells: tuple[tuple[str, Content], ...] = ()  # all of a row that was added or removed, by column
    computed: bool = False  # it follows from others: a sum, or a text that a table of goals stands for

    @property
    def whole_row(self) -> bool:
        """A row was added, removed or moved; otherwise this is one field."""
        return self.home in IN_ROWS and not self.column


class TextState(StrEnum):
    """A text against last time's."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"  # answered last time, not now


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSince:
    """Figures of this report against those of last time that correspond to them, by their codes in each edition.

    Mostly one and one; several where the edition merged or split the question. `change` is the difference of what
    counts on both sides, None where either side has nothing that counts. `note` says what is not quite alike.
    """

    codes: tuple[str, ...]
    last_codes: tuple[str, ...]
    section: str
    now: tuple[Figure, ...]
    last: tuple[Figure, ...]
    value_now: Decimal | None
    value_last: Decimal | None
    note: Words | None = None

    @property
    def change(self) -> Decimal | None:
        """Now less last time."""
        return None if self.value_now is None or self.value_last is None else self.value_now - self.value_last


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSince:
    """A text of this report against last time's."""

    code: str
    section: str
    state: TextState
    before: Content
    after: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast:
    """A report against the one before it in its form. `last` is None for the first; `comparable` is false where no
    crosswalk leads from last time's edition to this one."""

    report: ReportRow
    last: ReportRow | None
    comparable: bool = True
    note: Words | None = None
    figures: tuple[FigureSince, ...] = ()
    texts: tuple[TextSince, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The part of a figure that a city district gave."""

    code: str
    district: str  # slug
    name: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A row of any table, ready to be compared: its address without a column, what it is about, and its cells."""

    address: str
    label: str
    cells: Mapping[str, Content]
