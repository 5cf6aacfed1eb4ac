"""`boso bench check`: a full report checked by all rules, against a plain loop over the same values."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from boso.cli.bench_clock import milliseconds

if TYPE_CHECKING:
    from boso.questionnaires.checks.values import ReportValues, Row

FIGURES, TEXTS, ROWS = 60, 40, 20
TIMES = 15
AIM_MS = 50


def run() -> list[dict[str, object]]:
    """One row a measurement: time in ms, aim, baseline, ratio, and growth of time per row (1 is linear)."""
    from boso.questionnaires.checks.engine import run_checks

    full, large = full_report(ROWS), full_report(ROWS * 10)
    checked, looped = milliseconds(lambda: run_checks(full), TIMES), milliseconds(lambda: plain_loop(full), TIMES)
    return [
        {
            "name": f"check: {FIGURES} figures, {TEXTS} texts, {ROWS} rows",
            "value": round(checked, 2),
            "unit": "ms",
            "aim": AIM_MS,
            "baseline": round(looped, 4),
            "baseline_name": "a loop that adds up the same values",
            "ratio": round(checked / looped, 1),
            "growth": round(milliseconds(lambda: run_checks(large), TIMES) / checked / 10, 2),
            "growth_name": f"{ROWS * 10} rows against {ROWS}, divided by 10",
        }
    ]


def full_report(rows: int) -> "ReportValues":
    """An invented report with everything filled in, the report before it and three earlier years."""
    from boso.kernel.figures import number
    from boso.kernel.periods import ReportPeriod
    from boso.questionnaires.checks.values import ReportValues
    from boso.questionnaires.loading import load

    edition = load("ost_annual/2013")
    codes = [*edition.figure_codes(), *(f"text.figure_{n}" for n in range(FIGURES))][:FIGURES]
    sections = [*edition.narrative_codes(), *(f"{code}.comment" for code in codes)][:TEXTS]
    activities = [_activity(n) for n in range(rows)]
    report = ReportValues(
        edition=replace(edition, checks=()),
        period=ReportPeriod(2013),
        today=date(2014, 2, 10),
        stated_year=2013,
        dates={"report_date": "19.02.2014", "template_deadline": "28.02"},
        figures={code: number(10 + n) for n, code in enumerate(codes)},
        texts=dict.fromkeys(sections, "Kommunen har arbeidet med rutiner og boliger. " * 20),
        rows=tuple(activities),
        totals=_sum_row(activities),
        earlier={code: {year: number(10 + n) for year in (2009, 2010, 2011)} for n, code in enumerate(codes)},
        population=30_000,
    )
    return replace(report, previous=replace(report, period=ReportPeriod(2012)))


def plain_loop(report: "ReportValues") -> Decimal:
    """What looking at every value once costs."""
    added = sum((f.number for f in report.figures.values() if f.counts), Decimal(0))
    for row in report.rows:
        added += sum((f.number for f in row.amounts.values() if f.counts), Decimal(0))
    return added + sum(len(text) for text in report.texts.values())


def _activity(n: int) -> "Row":
    amounts = {"budget": 900 + n, "grant": 500, "own": 400, "other": 10, "total": 910, "deviation_total": 10 - n}
    return _row(f"Aktivitet {n}", amounts | {"deviation_grant": 0})


def _sum_row(rows: "list[Row]") -> "Row":
    return _row("Sum", {column: int(sum(r.amounts[column].number for r in rows)) for column in rows[0].amounts})


def _row(label: str, amounts: dict[str, int]) -> "Row":
    from boso.kernel.figures import number
    from boso.questionnaires.checks.values import Row

    return Row(label=label, amounts={column: number(amount) for column, amount in amounts.items()})
