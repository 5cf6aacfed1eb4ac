"""Late answers as values: what a report promised for later, what the region opened, and what a supplement would do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boso.kernel.findings import Finding
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.differing import FieldChange
from boso.reporting.values.fields import Content
from boso.reporting.values.reports import EventRow, ReportRow

UNCHANGED = "unchanged"  # a fact of a supplement that answered with a comment alone, and made no version


class OpenState(StrEnum):
    """Where a field stands that the region opened: waited for, filled in, or taken back."""

    OPEN = "open"
    DONE = "done"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """An answer that a delivered report promised for later, and has not given.

    `expected` is as the report says it (ISO as far as it goes, else as written); `day` is its last day, None where it
    names none. `days` are business days from today to it, negative when it has passed; None without a day. `row` is
    what the row is about, for a cell of a table.
    """

    report: ReportRow
    address: str
    key: str
    section: str
    expected: str
    day: date | None
    days: int | None
    row: str = ""

    @property
    def overdue(self) -> bool:
        """The day has passed."""
        return self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseStep:
    """One step in the history of a promise: in which version it was to come when, who said so, and why."""

    key: str
    version: int
    expected: str  # empty in the version that kept it
    kept: bool
    actor_name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFieldRow:
    """A field of a delivered report that the region opened, so that it may be changed in a supplement."""

    report_id: int
    number: int
    address: str
    section: str
    reason: str
    due: date | None
    state: OpenState
    actor_name: str
    at: datetime
    done_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What a supplement would do, had it been sent: the differences, and what stands in its way.

    `errors` block it; `warnings` are those that nobody has answered, which the comment must then do. `moved` are the
    promises that get a new day. `stands` are fields answered as they stand; with those alone `version` is the newest.
    """

    changes: tuple[FieldChange, ...]
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    moved: tuple[str, ...]
    version: int
    stands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A field that a supplement fills in: what was promised or opened there, and what comes instead."""

    address: str
    key: str
    before: Content
    after: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of a report: the event that made it what it is, its receipt, and whether the public sees it.

    `event` and `receipt` are None for one that is not delivered. `published_at` stays when another is published later.
    """

    number: int
    opened_at: datetime
    closed_at: datetime | None
    event: EventRow | None
    receipt: DeliveryRow | None
    published: bool
    published_at: datetime | None
