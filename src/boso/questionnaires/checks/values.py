"""What the checks look at, and what they answer. Plain values: whoever has a report – typed, imported, drawn – fills
them in, and what is not known is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from boso.kernel.dates import PartialDate
from boso.kernel.figures import Figure
from boso.kernel.findings import Finding, Severity
from boso.kernel.periods import ReportPeriod, Validity
from boso.kernel.sources import Place
from boso.questionnaires.values import Edition


class State(StrEnum):
    """How it went with one rule."""

    PASSED = "passed"
    FIRED = "fired"
    NOT_TESTABLE = "not_testable"
    EXEMPT = "exempt"  # it would have fired, and somebody has said why it need not
    NOT_VALID = "not_valid"  # the rule does not hold for this form or this period


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a money table, in whole kroner by column code. `year` is set in tables of one line a year, and `table`
    is the table's code in the form.

    A `withdrawn` activity stays out of sums unless the municipality says it belongs there (`included`).
    """

    label: str = ""
    table: str = "activities"
    amounts: Mapping[str, Figure] = field(default_factory=dict)
    year: int | None = None
    planned: bool = False
    withdrawn: bool = False
    included: bool = False
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Grant money used of one commitment on one day."""

    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A letter that grants money: amount, award date, and the date it lapses – the letter's own.

    `used` is what was reported as used in all; `remaining` what was reported as left; `final_request` the day final
    payment was asked for.
    """

    label: str
    amount: Decimal
    awarded: date | None = None
    lapses: date | None = None
    used: Decimal | None = None
    remaining: Decimal | None = None
    spending: tuple[Spending, ...] = ()
    final_request: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """The municipality's own hours on an activity, and what they cost."""

    label: str
    hours: Figure
    cost: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEffort:
    """The account of own hours: kroner an hour, the activities, and the printed sums."""

    rate: Decimal
    rows: tuple[Effort, ...]
    hours_total: Figure | None = None
    cost_total: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Financing:
    """How the cost was covered: grants used, own effort not covered by grants, own funds, in kroner.

    `rounded_to` is what amounts were rounded to before printing (S0: 1 000). `stated_share` is the printed own share
    in per cent.
    """

    cost: Decimal
    grants: tuple[Decimal, ...]
    own_effort: Decimal
    own_funds: Decimal
    rounded_to: Decimal = Decimal(1)
    stated_share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Somebody has said, with a reason, that a rule need not hold at a place in this report, from and until a day.

    `field` and `label` (of a row) say where; without them it holds for the whole report.
    """

    rule_id: str
    reason: str
    by: str
    valid: Validity
    field: str | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.by.strip():
            raise ValueError("an exemption needs a reason and somebody who gave it")

    def covers(self, finding: Finding, today: date) -> bool:
        """The exemption speaks of this finding and holds today."""
        same_place = self.field in (None, finding.place.field) and self.label in (None, finding.params.get("label"))
        return self.rule_id == finding.code and same_place and self.valid.holds(today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportValues:
    """One report as the checks see it, with the report before it.

    `figures` by code; a code that is not there was not asked. `texts` by narrative code. `dates` are dates as they
    were written, by field; one field may hold several. `routes` split a figure by how it came about (rented, bought …).
    `earlier` gives each figure's earlier years. `rent_to_own_register`, `population` and `lost_dwellings` come from
    elsewhere than the report.
    """

    edition: Edition
    period: ReportPeriod
    today: date
    municipality: str = ""
    stated_year: int | None = None
    report_date: PartialDate | None = None
    programme_start: PartialDate | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    totals: Row | None = None
    multi_year: tuple[Row, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    own_effort: OwnEffort | None = None
    financing: Financing | None = None
    routes: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    rent_to_own_register: int | None = None
    population: int | None = None
    lost_dwellings: Figure | None = None
    previous: "ReportValues | None" = None
    earlier: Mapping[str, Mapping[int, Figure]] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()

    @property
    def last_report(self) -> "ReportValues | None":
        """The report for the period right before this one."""
        follows = self.previous is not None and self.previous.period.end == self.period.start
        return self.previous if follows else None


@dataclass(frozen=True, slots=True)
class Held:
    """A rule was tested at one place, and it held."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A rule could not be tested at one place: what it lacks (a code with a text), and which."""

    what: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule was tested at one place, and it did not hold. `case` names the message of the rule."""

    case: str
    place: Place = field(default_factory=Place)
    params: Mapping[str, object] = field(default_factory=dict)


Step = Held | Lack | Broken
Steps = Iterator[Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one rule. `lacks` names what kept it from being tested everywhere, also where it was tested."""

    rule_id: str
    state: State
    severity: Severity
    findings: tuple[Finding, ...] = ()
    exempted: tuple[Finding, ...] = ()
    lacks: tuple[Lack, ...] = ()
