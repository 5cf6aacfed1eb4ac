"""Checks of the need tables: how many lack a dwelling, and how many were housed (domain chapter 8, N1–N6)."""

from decimal import Decimal
from statistics import median

from boso.kernel.sources import Place
from boso.questionnaires.checks.asking import (
    exact_value_of,
    lacks_among,
    numbers_among,
    place_in,
    place_of,
    value_of,
)
from boso.questionnaires.checks.series import LEAST_YEARS, jumped, outside_usual
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Row, Step, Steps
from boso.questionnaires.values import FieldType

SITUATIONS = ("A_no_dwelling", "B_at_risk", "C_unsuitable")
PRIORITY = "P_child_families"
ROWS = (*SITUATIONS, PRIORITY)
COLUMNS = ("status_start", "status_end", "housed")
CODES = tuple(f"{row}.{column}" for row in ROWS for column in COLUMNS)


def check_whole_numbers(report: ReportValues) -> Steps:
    """N1: counts are whole and not below 0; money is whole kroner."""
    money = _money_codes(report)
    for code, figure in report.figures.items():
        if figure.value is None:
            continue
        if not figure.certain:
            yield Lack("unconfirmed", code)
        elif code in money:
            yield _whole_kroner(figure.value, place_of(report, code), code)
        elif figure.value < 0 or not _is_whole(figure.value):
            case = "negative" if figure.value < 0 else "broken"
            yield Broken(case=case, place=place_of(report, code), params={"field": code, "found": figure.value})
        else:
            yield Held()
    for row in _all_rows(report):
        for column, figure in row.amounts.items():
            if figure.value is not None and figure.certain:
                yield _whole_kroner(figure.value, place_in(row, column), row.label or column)
    if not report.figures and not report.rows:
        yield Lack("figures")


def check_start_follows_last_end(report: ReportValues) -> Steps:
    """N2: the need at the start of the year is the need at the end of the year before."""
    last = report.last_report
    if last is None:
        yield Lack("previous")
        return
    for row in ROWS:
        start = exact_value_of(report.figures, f"{row}.status_start")
        end = exact_value_of(last.figures, f"{row}.status_end")
        if isinstance(start, Lack):
            yield start
        elif isinstance(end, Lack):
            yield Lack("previous_figure", end.of)
        elif start == end:
            yield Held()
        else:
            code = f"{row}.status_start"
            params = {"field": code, "found": start, "expected": end, "year": str(last.period.year)}
            yield Broken(case="differs", place=place_of(report, code), params=params)


def check_families_within_all(report: ReportValues) -> Steps:
    """N3: families with children are some of the households in A, B and C; told only when all parts are numbers."""
    for column in COLUMNS:
        code = f"{PRIORITY}.{column}"
        families = value_of(report.figures, code)
        parts = [value_of(report.figures, f"{row}.{column}") for row in SITUATIONS]
        lacks = lacks_among([families, *parts])
        if lacks or isinstance(families, Lack):
            yield from lacks
            continue
        whole = sum(numbers_among(parts), Decimal(0))
        yield _at_most(report, code, families, whole)


def check_change_beside_housed(report: ReportValues) -> Steps:
    """N4: how the change in need goes with the number housed. Shown only: the two need not match."""
    for row in ROWS:
        asked = [value_of(report.figures, f"{row}.{column}") for column in COLUMNS]
        lacks = lacks_among(asked)
        if lacks:
            yield from lacks
            continue
        start, end, housed = numbers_among(asked)
        arrived = end - start + housed
        if arrived == 0:
            yield Held()
            continue
        code = f"{row}.status_end"
        case = "arrived" if arrived > 0 else "left"
        params = {"field": row, "start": start, "end": end, "housed": housed, "number": abs(arrived)}
        yield Broken(case=case, place=place_of(report, code), params=params)


def check_large_change(report: ReportValues) -> Steps:
    """N5: a figure that changed by more than half and by more than ten households, or lies far from its usual level."""
    if report.last_report is None and not report.earlier:
        yield Lack("previous")
        return
    for code in CODES:
        now = value_of(report.figures, code)
        yield now if isinstance(now, Lack) else _change(report, code, now)


def check_routes_add_up(report: ReportValues) -> Steps:
    """N6: households housed, split by route (rented, bought …), add up to the number housed."""
    if not report.routes:
        yield Lack("routes")
    for code, routes in report.routes.items():
        whole = exact_value_of(report.figures, code)
        parts = [exact_value_of(routes, route) for route in routes]
        lacks = lacks_among([whole, *parts])
        if lacks or isinstance(whole, Lack) or not parts:
            yield from lacks or [Lack("routes", code)]
            continue
        split = sum(numbers_among(parts), Decimal(0))
        if split == whole:
            yield Held()
        else:
            params = {"field": code, "found": whole, "expected": split}
            yield Broken(case="differs", place=place_of(report, code), params=params)


def _change(report: ReportValues, code: str, now: Decimal) -> Step:
    last = report.last_report
    before = value_of(last.figures, code) if last is not None else Lack("previous")
    if not isinstance(before, Lack) and jumped(now, before):
        params: dict[str, object] = {"field": code, "found": now, "expected": before}
        return Broken(case="jumped", place=place_of(report, code), params=params)
    years = [f.number for f in report.earlier.get(code, {}).values() if f.counts]
    if outside_usual(now, years):
        params = {"field": code, "found": now, "expected": median(years), "years": len(years)}
        return Broken(case="unusual", place=place_of(report, code), params=params)
    if isinstance(before, Lack) and len(years) < LEAST_YEARS:
        return Lack("previous_figure", code)
    return Held()


def _at_most(report: ReportValues, code: str, part: Decimal, whole: Decimal) -> Step:
    if part <= whole:
        return Held()
    params = {"field": code, "found": part, "expected": whole}
    return Broken(case="more", place=place_of(report, code), params=params)


def _whole_kroner(value: Decimal, place: Place, field: str) -> Step:
    if _is_whole(value):
        return Held()
    return Broken(case="ore", place=place, params={"field": field, "found": value})


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _all_rows(report: ReportValues) -> tuple[Row, ...]:
    totals = (report.totals,) if report.totals is not None else ()
    return (*report.rows, *totals, *report.multi_year)


def _money_codes(report: ReportValues) -> frozenset[str]:
    return frozenset(
        table.cell_code.format(row=row.code, column=column.code)
        for table in report.edition.tables()
        for row in table.rows
        for column in table.columns
        if column.type is FieldType.MONEY
    )
