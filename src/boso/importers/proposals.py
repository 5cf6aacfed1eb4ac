"""An import as values: what is proposed cell by cell, what was decided, what applying it would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from boso.importers.values import Candidate
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Place
from boso.reporting.values import Row, RowStep


class ImportState(StrEnum):
    """Where an import stands. An applied one may still have doubtful cells open."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    UNDONE = "undone"
    REFUSED = "refused"  # another report for the period was kept


class Part(StrEnum):
    """What kind of thing a cell of a proposal is; the first part of its address."""

    FIELD = "field"
    FIGURE = "figure"
    TEXT = "text"
    MONEY = "money"
    TABLE = "table"
    TICK = "tick"


class Choice(StrEnum):
    """What a person says to a cell."""

    ACCEPT = "accept"  # as proposed
    CANDIDATE = "candidate"  # one of the other readings
    TYPED = "typed"  # something else, typed
    LEAVE = "leave"  # nothing of this cell is stored


class Standing(StrEnum):
    """How a cell stands: `certain` ones wait for one yes to all; `open` ones are asked one by one."""

    CERTAIN = "certain"
    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"


class Effect(StrEnum):
    """What applying would do with the row of a cell, if all that is certain were accepted."""

    NONE = "none"
    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # what stands there stays, though the file says something else
    CLASH = "clash"  # somebody must decide which holds


class Conflict(StrEnum):
    """Why an import cannot be applied before somebody decides: the period already has answers that differ."""

    OTHER_REPORT = "other_report"  # another imported report for the same period
    OTHER_ANSWERS = "other_answers"  # answers typed or confirmed by hand
    OTHER_EDITION = "other_edition"  # the report is written in another edition of the form


class Resolution(StrEnum):
    """What to do about a conflict: let the import replace what differs, or only fill in what is not answered."""

    REPLACE = "replace"
    FILL = "fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided about one cell. `value` is a number, a text or a row of amounts, as the cell holds."""

    choice: Choice
    candidate: int | None = None
    kind: str = ""
    value: object = None
    actor: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCell:
    """One thing read. `address` names it (`figure:A_no_dwelling.status_start`, `money:activities:3`).

    A money row is one cell: `value` holds its amounts by column and `kinds` what stands in the empty ones.
    """

    address: str
    part: Part
    code: str
    kind: str
    value: object
    raw: str
    certain: bool
    place: Place
    label: str = ""
    candidates: tuple[Candidate, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    as_of: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledCell:
    """A cell and how it stands after what was decided; `cell` holds the decided value."""

    cell: ProposedCell
    proposed: ProposedCell
    standing: Standing
    decided: Decided | None = None
    effect: Effect = Effect.NONE
    present: Mapping[str, object] | None = None  # the row that stands there today, where it says something else
    where: tuple[int, int] | None = None  # the stretch of the file's text it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What applying does: steps on rows, what it would do by cell, and why it must wait for somebody, if it must."""

    steps: tuple[RowStep, ...] = ()
    effects: Mapping[str, Effect] = field(default_factory=dict)
    present: Mapping[str, Row] = field(default_factory=dict)
    unchanged: int = 0
    conflict: Conflict | None = None

    @property
    def changes_nothing(self) -> bool:
        """Applying it would leave every row as it is."""
        return not self.steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The proposal in numbers: cells by standing, rows by what applying would do."""

    certain: int = 0
    open: int = 0
    taken: int = 0
    left: int = 0
    add: int = 0
    change: int = 0
    remove: int = 0
    unchanged: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """An import in a list."""

    id: int
    municipality_id: int
    municipality: str  # slug
    name: str
    invented: bool
    file_name: str
    file_format: str
    sha256: str
    template: str
    edition: str
    period: ReportPeriod
    state: ImportState
    report_id: int | None
    proposed_at: datetime
    proposed_by: str
    applied_at: datetime | None = None
    applied_by: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""
    certain_accepted: bool = False
    resolution: Resolution | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFinding:
    """What reading had to say, as stored: code, severity, what a message needs, and the message in bokmål."""

    code: str
    severity: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """Everything the page of one import shows: the source's text beside the cells, findings, conflict and counts."""

    row: ImportRow
    text: str
    cells: tuple[SettledCell, ...]
    findings: tuple[ReadFinding, ...]
    conflict: Conflict | None
    counts: Counts
    can_apply: bool
    can_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What came of a file: its import, and whether it was there before (`known`: the same file again)."""

    import_id: int
    known: bool
    state: ImportState


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Where in a file a value was read: the line is counted on its page, or in the whole text where it has none."""

    file_name: str
    page: int | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceExcerpt:
    """The words a value was read from, with a little before and after; contact details masked."""

    file_name: str
    page: int | None
    line: int
    before: str
    text: str
    after: str
