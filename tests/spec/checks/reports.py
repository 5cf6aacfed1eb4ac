"""Reports drawn for the tables of the checks: only what a rule looks at is filled in."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from boso.kernel.figures import Figure, Kind
from boso.kernel.numbers import read_count
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.checks.values import ReportValues, Row
from boso.questionnaires.loading import load
from boso.questionnaires.values import Edition

TODAY = date(2014, 2, 10)


@dataclass(frozen=True, slots=True)
class Spec:
    """One line of a rule's table: what is in the report, and what the rule answers.

    `says` is the case that fires, or what is lacking.
    """

    name: str
    report: dict[str, Any]
    state: str
    says: str = ""
    params: dict[str, Any] = field(default_factory=dict)


@cache
def edition(address: str = "ost_annual/2013") -> Edition:
    """An edition that is asked about by every rule."""
    return replace(load(address), checks=())


def figures(**cells: object) -> dict[str, Figure]:
    """Figures by code, with two underscores for the dot: `A_no_dwelling__housed="ca. 5"`."""
    return {code.replace("__", "."): _figure(cell) for code, cell in cells.items()}


def need(row: str, start: object, end: object, housed: object) -> dict[str, Figure]:
    """A row of the need table."""
    return {
        f"{row}.status_start": _figure(start),
        f"{row}.status_end": _figure(end),
        f"{row}.housed": _figure(housed),
    }


def money(label: str = "", *, year: int | None = None, table: str = "activities", **cells: object) -> Row:
    """A row of a money table; None is a blank cell."""
    return Row(label=label, year=year, table=table, amounts={c: _figure(cell) for c, cell in cells.items()})


def report(**parts: Any) -> ReportValues:
    """A report for 2013 looked at on the demo's day."""
    defaults: dict[str, Any] = {"edition": edition(), "period": ReportPeriod(2013), "today": TODAY}
    return ReportValues(**(defaults | parts))


def last(**parts: Any) -> ReportValues:
    """The report for the year before."""
    return report(**({"period": ReportPeriod(2012)} | parts))


def _figure(cell: object) -> Figure:
    if isinstance(cell, Figure):
        return cell
    if cell is None:
        return Figure(kind=Kind.BLANK)
    if isinstance(cell, str):
        return read_count(cell)
    return Figure(kind=Kind.NUMBER, value=Decimal(str(cell)), raw=str(cell))
