"""The review of a delivered report as values: what the region asked, and what was said about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class QuestionState(StrEnum):
    """Where a question stands: with the municipality, answered by it, or done with."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Side(StrEnum):
    """Who says something: the region that reads the report, or the municipality that wrote it."""

    REGION = "region"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """What somebody said in the thread of a question. The first is the question itself."""

    number: int
    side: Side
    text: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question about a section, or a field of it (`address`), of a version. `due`: the last day to answer."""

    number: int
    report_id: int
    version: int
    section: str
    address: str
    due: date | None
    state: QuestionState
    remarks: tuple[RemarkRow, ...]

    @property
    def asked(self) -> RemarkRow:
        """The question itself."""
        return self.remarks[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question about to be asked: a new one, or, with the number of an earlier one, the same taken up again."""

    section: str
    text: str
    address: str = ""
    due: date | None = None
    again: int | None = None
