"""Checks of the money tables: activities, their sum, and the whole period (domain chapter 8, E1–E6 and E13)."""

import re
from decimal import Decimal

from boso.kernel.figures import Figure, Kind
from boso.questionnaires.checks.asking import exact_value_of, lacks_among, numbers_among, place_in, value_of
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Row, Step, Steps

PARTS = ("grant", "own", "other")
COLUMNS = ("budget", *PARTS, "total", "deviation_total", "deviation_grant")
WITHDRAWN = re.compile(r"\b(?:utgår|utgått|trukket|trekt|trukke|går ut|withdrawn)\b", re.IGNORECASE)
NOTHING_TO_ADD = frozenset({Kind.BLANK, Kind.TEXT_INSTEAD, Kind.NOT_APPLICABLE, Kind.ABSENT})


def check_total_of_row(report: ReportValues) -> Steps:
    """E1: total = grant + own + other; a blank is 0 here, if at least one part is filled in."""
    if not _rows_and_sum(report):
        yield Lack("rows")
    for row in _rows_and_sum(report):
        total, parts = exact_value_of(row.amounts, "total"), _parts(row)
        if isinstance(total, Lack) or isinstance(parts, Lack):
            yield from lacks_among([total, parts])
        else:
            yield _equal(row, "total", found=total, expected=parts)


def check_deviation_of_row(report: ReportValues) -> Steps:
    """E2: deviation = total − budget, so that more spent than planned is positive."""
    if not _rows_and_sum(report):
        yield Lack("rows")
    for row in _rows_and_sum(report):
        asked = [exact_value_of(row.amounts, column) for column in ("deviation_total", "total", "budget")]
        if lacks_among(asked):
            yield from lacks_among(asked)
            continue
        found, total, budget = numbers_among(asked)
        case = "reversed" if found == budget - total else "differs"
        yield _equal(row, "deviation_total", found=found, expected=total - budget, case=case)


def check_grant_deviation_of_row(report: ReportValues) -> Steps:
    """E3: deviation of the grant = grant used − grant budgeted; the budget per activity stands in the plan."""
    if not _rows_and_sum(report):
        yield Lack("rows")
    for row in _rows_and_sum(report):
        asked = [exact_value_of(row.amounts, column) for column in ("deviation_grant", "grant", "budget_grant")]
        if "budget_grant" not in row.amounts:
            yield Lack("budget_grant")
        elif lacks_among(asked):
            yield from lacks_among(asked)
        else:
            found, grant, budget = numbers_among(asked)
            yield _equal(row, "deviation_grant", found=found, expected=grant - budget)


def check_sum_row(report: ReportValues) -> Steps:
    """E4: the Sum row is the sum of the rows, in each column. Cells that say nothing add nothing."""
    if report.totals is None or not report.rows:
        yield Lack("rows" if report.totals is not None else "totals")
        return
    for column in COLUMNS:
        if column in report.totals.amounts or any(column in row.amounts for row in report.rows):
            yield _column_sum(report.rows, report.totals, column)


def check_rows_outside_sums(report: ReportValues) -> Steps:
    """E5: a row with words instead of money, or a withdrawn activity, stays out of sums unless it is said to count."""
    if not report.rows:
        yield Lack("rows")
    for row in report.rows:
        worded = [f for f in row.amounts.values() if f.kind is Kind.TEXT_INSTEAD]
        if worded:
            written = " ".join(worded[0].raw.split())
            params = {"label": row.label, "written": f" ({written})" if written else ""}
            yield Broken(case="text", place=place_in(row), params=params)
        elif row.withdrawn and not row.included:
            yield Broken(case="withdrawn", place=place_in(row), params={"label": row.label})
        else:
            yield Held()


def check_year_in_whole_period(report: ReportValues) -> Steps:
    """E6: the report year's column in the overview of the whole period equals the Sum row."""
    year = next((row for row in report.multi_year if row.year == report.period.year), None)
    if year is None or report.totals is None:
        yield Lack("multi_year" if year is None else "totals")
        return
    for column in PARTS:
        found, expected = exact_value_of(year.amounts, column), exact_value_of(report.totals.amounts, column)
        if isinstance(found, Lack) or isinstance(expected, Lack):
            yield from lacks_among([found, expected])
        else:
            yield _equal(year, column, found=found, expected=expected)


def check_total_spent(report: ReportValues) -> Steps:
    """E13: in region sør's table of resources, total spent = commitment + own, also when nothing is paid yet."""
    spent = [row for row in report.multi_year if "total_spent" in row.amounts]
    if not spent:
        yield Lack("multi_year")
    for row in spent:
        asked = [exact_value_of(row.amounts, column) for column in ("total_spent", "commitment", "own")]
        if lacks_among(asked):
            yield from lacks_among(asked)
            continue
        found, commitment, own = numbers_among(asked)
        paid = value_of(row.amounts, "paid")
        case = "paid" if not isinstance(paid, Lack) and found == paid + own else "differs"
        yield _equal(row, "total_spent", found=found, expected=commitment + own, case=case)


def says_withdrawn(label: str) -> bool:
    """The label of a row says that the activity was withdrawn."""
    return WITHDRAWN.search(label) is not None


def _rows_and_sum(report: ReportValues) -> tuple[Row, ...]:
    return (*report.rows, *((report.totals,) if report.totals is not None else ()))


def _parts(row: Row) -> Decimal | Lack:
    """The sum of the parts, blanks as 0; lacking where none is filled in, or one may hide a number."""
    if any(not row.amounts[column].certain for column in PARTS if column in row.amounts):
        return Lack("unconfirmed", row.label)
    filled = [column for column in PARTS if column in row.amounts and row.amounts[column].kind is not Kind.BLANK]
    found = [exact_value_of(row.amounts, column) for column in filled]
    for lack in lacks_among(found):
        return lack
    if not filled:
        return Lack("parts", row.label)
    return sum(numbers_among(found), Decimal(0))


def _column_sum(rows: tuple[Row, ...], totals: Row, column: str) -> Step:
    """A sum that fits is right; one that does not fit is wrong only if every cell of the column is known."""
    printed = exact_value_of(totals.amounts, column)
    if isinstance(printed, Lack):
        return printed
    cells = [row.amounts[column] for row in rows if column in row.amounts and (row.included or not row.withdrawn)]
    everything = [row.amounts[column] for row in rows if column in row.amounts]
    summed = _added(cells)
    if printed in (summed, _added(everything)):
        return Held()
    hidden = next((cell for cell in everything if _hides_a_number(cell)), None)
    if hidden is not None:
        return Lack(f"kind.{hidden.kind}" if hidden.certain else "unconfirmed", column)
    return _equal(totals, column, found=printed, expected=summed)


def _added(cells: list[Figure]) -> Decimal:
    return sum((cell.number for cell in cells if cell.counts), Decimal(0))


def _hides_a_number(cell: Figure) -> bool:
    return not cell.certain or (cell.kind is not Kind.NUMBER and cell.kind not in NOTHING_TO_ADD)


def _equal(row: Row, column: str, *, found: Decimal, expected: Decimal, case: str = "differs") -> Step:
    if found == expected:
        return Held()
    label = row.label or (str(row.year) if row.year else "Sum")
    params = {"label": label, "column": column, "found": found, "expected": expected}
    return Broken(case=case, place=place_in(row, column), params=params)
