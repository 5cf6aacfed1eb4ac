"""Checks of municipal dwellings, applications and allocations: table C.2 (domain chapter 8, D1–D3)."""

from decimal import ROUND_HALF_UP, Decimal

from boso.questionnaires.checks.asking import lacks_among, numbers_among, place_of, value_of
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Step, Steps

DWELLINGS = "C2.municipal_dwellings"
ACQUIRED = ("C2.acquired_housing_grant", "C2.acquired_investment_grant")
APPLICATIONS, ALLOCATIONS = "C2.new_applications", "C2.new_allocations"
FLOOR, SHARE = Decimal(10), Decimal("0.05")  # dwellings come and go in other ways than these forms ask about


def check_acquired_and_stock(report: ReportValues) -> Steps:
    """D1: acquired dwellings are among the dwellings; the stock is last year's, with those acquired, without those
    lost – about: within ten dwellings or five per cent."""
    stock = value_of(report.figures, DWELLINGS)
    acquired = [value_of(report.figures, code) for code in ACQUIRED]
    if isinstance(stock, Lack):
        yield stock
        return
    yield from lacks_among(acquired)
    known = numbers_among(acquired)
    if known:
        yield _acquired_within(report, sum(known, Decimal(0)), stock)
    if len(known) == len(acquired):
        yield _balance(report, stock, sum(known, Decimal(0)))


def check_more_allocated_than_applied(report: ReportValues) -> Steps:
    """D2: more allocations than new applications is possible, from an older queue. Told, not asked about."""
    applied, allocated = value_of(report.figures, APPLICATIONS), value_of(report.figures, ALLOCATIONS)
    lacks = lacks_among([applied, allocated])
    if lacks or isinstance(applied, Lack) or isinstance(allocated, Lack):
        yield from lacks
    elif allocated <= applied:
        yield Held()
    else:
        params = {"found": allocated, "expected": applied}
        yield Broken(case="more", place=place_of(report, ALLOCATIONS), params=params)


def check_dwellings_per_thousand(report: ReportValues) -> Steps:
    """D3: municipal dwellings per 1 000 inhabitants at 31.12, shown with one decimal."""
    dwellings = value_of(report.figures, DWELLINGS)
    if isinstance(dwellings, Lack):
        yield dwellings
    elif not report.population:
        yield Lack("population")
    else:
        rate = (dwellings * 1000 / report.population).quantize(Decimal("0.1"), ROUND_HALF_UP)
        params = {"found": rate, "dwellings": dwellings, "population": Decimal(report.population)}
        yield Broken(case="rate", place=place_of(report, DWELLINGS), params=params)


def _acquired_within(report: ReportValues, acquired: Decimal, stock: Decimal) -> Step:
    if acquired <= stock:
        return Held()
    return Broken(case="more", place=place_of(report, DWELLINGS), params={"found": acquired, "expected": stock})


def _balance(report: ReportValues, stock: Decimal, acquired: Decimal) -> Step:
    last = report.last_report
    if last is None:
        return Lack("previous")
    before = value_of(last.figures, DWELLINGS)
    if isinstance(before, Lack):
        return Lack("previous_figure", DWELLINGS)
    if report.lost_dwellings is None or not report.lost_dwellings.counts:
        return Lack("lost_dwellings")
    lost = report.lost_dwellings.number
    expected = before + acquired - lost
    if abs(stock - expected) <= max(FLOOR, SHARE * before):
        return Held()
    params = {"found": stock, "expected": expected, "before": before, "acquired": acquired, "lost": lost}
    return Broken(case="balance", place=place_of(report, DWELLINGS), params=params)
