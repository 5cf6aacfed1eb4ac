"""An import in the shapes its page places."""

from dataclasses import dataclass
from datetime import datetime

from boso.importers.proposals import ImportRow
from boso.web.presenters.excerpts import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One possible answer, with the key that gives it."""

    key: str
    shown: str
    words: str
    where: str
    choice: str
    candidate: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountView:
    """One amount of a money row; `typed` is what stands in its field."""

    column: str
    name: str
    shown: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One thing read, with what it would become and where it was read."""

    address: str
    anchor: str
    name: str
    column: str
    part: str
    shown: str
    words: str
    standing: str
    decided_by: str
    effect: str
    changes: bool
    present: str
    where: str
    excerpt: tuple[Piece, ...]
    options: tuple[OptionView, ...]
    takes: str  # what may be typed: number, text, amounts or nothing
    amounts: tuple[AmountView, ...]
    typed: str
    may_be_blank: bool
    answerable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Cells of one kind."""

    name: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """What reading or a check had to say."""

    severity: str
    severity_word: str
    message: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """An import in a list."""

    id: int
    title: str
    file_name: str
    state: str
    state_word: str
    municipality: str
    period: str
    invented: bool
    row: ImportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """Something somebody did."""

    at: datetime
    what: str
    who: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """The page of one import."""

    line: ImportLine
    doubts: tuple[CellView, ...]
    waiting: tuple[GroupView, ...]
    taken: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]
    conflict: str
    conflict_code: str
    open: int
    certain: int
    add: int
    change: int
    remove: int
    unchanged: int
    active: bool
    can_apply: bool
    can_undo: bool
