"""Delivering as values: what stands in the way, reasons for warnings, promises, and the receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from boso.kernel.findings import Finding
from boso.reporting.values.reports import EditionPin, EventRow, ReportRow
from boso.reporting.values.rounds import RoundDates


class Obstacle(StrEnum):
    """What kind of thing stands in the way of a delivery, the gravest first."""

    ERROR = "error"  # a check found an error
    UNREAD = "unread"  # something stands in a field that cannot be understood
    DISTRICTS = "districts"  # the parts of the districts do not add up to the figure
    DOUBTFUL = "doubtful"  # read from a file and confirmed by nobody
    MISSING = "missing"  # a question without an answer
    WARNING = "warning"  # a warning without a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One thing that stands in the way: which, in which section, and the field (`figure:A.1`) or finding."""

    obstacle: Obstacle
    section: str
    address: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswerRow:
    """The reason given for a warning. `params` is what was found then, as text."""

    key: str
    rule: str
    params: Mapping[str, str]
    reason: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A warning with its reason now, the one given last year, and whether the one now still answers what was found."""

    key: str
    finding: Finding
    section: str
    given: FindingAnswerRow | None
    last_year: FindingAnswerRow | None
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An answer that comes later: its field, and when it was promised (ISO, as far as it goes).

    `key` names the field in every version, which `address` does not for a cell of a row; `row` is what its row is
    about. Receipts of before have neither.
    """

    address: str
    section: str
    expected: str
    key: str = ""
    row: str = ""

    @property
    def lasting(self) -> str:
        """What to find the same promise by in another version."""
        return self.key or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOfFigure:
    """A figure with the parts of the districts; `ties` is None while a part or the figure is no number."""

    code: str
    total: str
    parts: Mapping[str, str]  # by district slug, as plain text; empty where nothing was given
    sum: str
    ties: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumSeen:
    """What somebody saw who lets a figure become the sum of its parts: the sum, and the sign of what stood there."""

    sum: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictStandingRow:
    """How far a district has come: how many parts it has given, and who said when that they are done."""

    given: int
    done: bool
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A receipt. `late_by` in business days; `digest` is the SHA-256 of the version's canonical content."""

    version: int
    nothing: bool
    at: datetime
    late_by: int
    actor_name: str
    digest: str
    counts: Mapping[str, int]
    promises: tuple[Promise, ...]
    steps: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All that decides whether a report can be delivered, and what has happened on the way."""

    report: ReportRow
    pin: EditionPin
    dates: RoundDates | None
    blockers: tuple[Blocker, ...]
    warnings: tuple[Explained, ...]
    promises: tuple[Promise, ...]
    counts: Mapping[str, int]
    events: tuple[EventRow, ...]
    delivery: DeliveryRow | None
    earlier: tuple[DeliveryRow, ...] = ()
    empty: bool = False
    parts: tuple[PartsOfFigure, ...] = field(default_factory=tuple)
