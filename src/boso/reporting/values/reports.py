"""Reports as values: their states and events, and what was answered, with kind, source and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Source
from boso.reporting.values.fields import FileRow, OpenRow


class Status(StrEnum):
    """Where a report stands. Derived from its events; that it is overdue is computed, never stored."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    READY = "ready"
    APPROVED = "approved"
    DELIVERED = "delivered"
    UNDER_REVIEW = "under_review"
    ASKED_BACK = "asked_back"
    DELIVERED_AGAIN = "delivered_again"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    WITHDRAWN = "withdrawn"


class EventKind(StrEnum):
    """What happened to a report, in the past tense. Events are added, never changed."""

    STARTED = "started"
    EMPTIED = "emptied"  # an import that had filled it was undone
    MARKED_READY = "marked_ready"
    REOPENED = "reopened"
    DECLINED = "declined"  # by the programme owner, with a reason
    APPROVED = "approved"
    STEERING_GROUP_CONSIDERED = "steering_group_considered"  # none, one or several; the date is a fact of the event
    DELIVERED = "delivered"
    NOTHING_TO_REPORT = "nothing_to_report"
    WITHDRAWN = "withdrawn"
    REVIEW_STARTED = "review_started"
    ASKED_BACK = "asked_back"  # per section; which ones is a fact of the event
    DELIVERED_AGAIN = "delivered_again"
    SUPPLEMENTED = "supplemented"  # a new version after delivery
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    HISTORY_RECORDED = "history_recorded"  # a report of the past, delivered and accepted in its time
    CORRECTED = "corrected"  # one answer changed or confirmed by hand, with a reason
    ANSWERS_IMPORTED = "answers_imported"
    IMPORT_UNDONE = "import_undone"


class Table(StrEnum):
    """What the rows of a report are, for steps that change them. `REPORT` is the report's own pin of its edition."""

    REPORT = "report"
    ANSWERS = "answers"
    TEXTS = "texts"
    FIELDS = "fields"
    MONEY = "money"
    TABLES = "tables"
    ROWS = "rows"
    TICKS = "ticks"

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell a row from the others of its report and version."""
        return KEYS[self]


KEYS: Mapping[Table, tuple[str, ...]] = MappingProxyType(
    {
        Table.REPORT: (),
        Table.ANSWERS: ("code",),
        Table.TEXTS: ("code",),
        Table.FIELDS: ("code",),
        Table.MONEY: ("block", "position"),
        Table.TABLES: ("position",),
        Table.ROWS: ("table", "position"),
        Table.TICKS: ("actor",),
    }
)
NOT_CONTENT = frozenset({"id", "origin", "source_label", "place", "reference", "raws"})
Row = Mapping[str, object]  # plain JSON: numbers that may have a fraction are text
RowKey = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStep:
    """What happens to one row: added (no `before`), removed (no `after`) or changed."""

    table: Table
    key: RowKey
    before: Row | None
    after: Row | None


def key_of(table: Table, row: Row) -> RowKey:
    """The key of a row."""
    return tuple(row[column] for column in table.key)  # type: ignore[misc]  # key columns hold text and numbers


def content(row: Row) -> dict[str, object]:
    """What a row says, apart from where it comes from."""
    return {column: value for column, value in row.items() if column not in NOT_CONTENT}


class Block(StrEnum):
    """Which of a report's money tables a row stands in."""

    ACTIVITIES = "activities"
    SUM = "sum"
    YEARS = "years"


MONEY_COLUMNS = (
    "budget",
    "grant",
    "own",
    "other",
    "total",
    "deviation_total",
    "deviation_grant",
    "unused_carried",
    "commitment",
    "paid",
    "total_spent",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPin:
    """The edition and revision a report was written in; `digest` is the SHA-256 of its content."""

    template: str
    name: str
    revision: int
    digest: str

    @property
    def address(self) -> str:
        """How the edition is named on the command line and in the browser."""
        return f"{self.template}/{self.name[:4]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list. `historical`: recorded after its time; nothing blocks it and its figures are public."""

    id: int
    municipality_id: int
    municipality: str  # slug
    name: str  # of the municipality, as in the report's year
    number: str
    invented: bool
    edition: EditionPin
    period: ReportPeriod
    status: Status
    historical: bool
    version: int
    published_version: int | None
    steering_dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A figure of a report. `figure.source` says where it comes from; `reference` of it is the import's id."""

    id: int
    code: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A narrative or a comment (`….comment`), telephone numbers and e-mail addresses masked."""

    id: int
    code: str
    kind: str  # text, or a kind of missing
    text: str
    certain: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field of the general information: text, ISO date, number or list, as the form asks. May name persons:
    never for the public."""

    id: int
    code: str
    kind: str
    value: object
    raw: str
    certain: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """A line of a money table: a figure in whole kroner for each column it has. `label` is the activity or the year."""

    id: int
    block: Block
    position: int
    label: str
    amounts: Mapping[str, Figure]
    planned: bool
    certain: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table of the municipality's own in place of the form's."""

    id: int
    type: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TickRow:
    """How a partner takes part: formal, active, informed or none."""

    id: int
    actor: str
    level: str
    certain: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something that happened to a report: what, who, when, and why where a reason was given."""

    kind: EventKind
    at: datetime
    actor_id: str
    actor_name: str
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """A report with everything in it, as its version `report.version` stands."""

    report: ReportRow
    answers: Mapping[str, AnswerRow] = field(default_factory=dict)
    texts: Mapping[str, TextRow] = field(default_factory=dict)
    fields: Mapping[str, FieldRow] = field(default_factory=dict)
    layout: str = "absent"  # of the money tables: ost_section_5, sor_section_7, own or absent
    money: tuple[MoneyRow, ...] = ()
    tables: tuple[TableRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()
    rows: tuple[OpenRow, ...] = ()
    files: tuple[FileRow, ...] = ()
    events: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in the history of an answer: what it was from then on, who made it so, and why."""

    at: datetime
    figure: Figure
    actor_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionRow:
    """A rule that does not hold for a municipality, from a day to before another, with the reason."""

    id: int
    rule: str
    field: str  # the figure or section it concerns; empty for all
    start: date
    end: date | None
    reason: str
    actor_name: str
    at: datetime
