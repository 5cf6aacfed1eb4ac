"""An answer of a delivered report as one line of a long table."""

from dataclasses import dataclass
from datetime import datetime

from boso.reporting.values.fields import EMPTY, Content
from boso.reporting.values.reports import ReportContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A report in the version that was delivered last, which is the version its content names.

    `at` is when it was delivered; None for a report of the past. `nothing`: it says that there is nothing to report.
    """

    content: ReportContent
    at: datetime | None
    nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One question of a report with what was answered.

    `key` is that of a `Told`: rows of open tables are counted from 0. `unit` is the code of a unit, or blank. `origin`
    is the label of the answer's source; `computed` an amount that follows from others of its row.
    """

    key: str
    section: str
    label: str
    content: Content = EMPTY
    unit: str = ""
    comment: str = ""
    certain: bool = True
    origin: str = ""
    computed: bool = False
