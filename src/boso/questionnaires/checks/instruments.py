"""Checks of purchases, loans and allowances: table C.1 (domain chapter 8, L1–L5)."""

import re
from decimal import Decimal

from boso.kernel.figures import Figure
from boso.questionnaires.checks.asking import exact_value_of, lacks_among, place_of, value_of
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Step, Steps

FULL, FIXED_RATE, CO = "C1.full_financed", "C1.full_financed_fixed_rate", "C1.co_financed"
LOAN_AND_GRANT, RENT_TO_OWN = "C1.loan_and_grant", "C1.rent_to_own"
ALLOWANCE = "C1.housing_allowance_recipients"
HOUSED = "A_no_dwelling.housed"
BOUGHT = "bought"  # the route of households housed by buying
MONTH = re.compile(
    r"\b(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b", re.IGNORECASE
)
YEARS = range(1900, 2101)


def check_fixed_rate_within_full(report: ReportValues) -> Steps:
    """L1: purchases at a fixed rate are some of the purchases financed by startlån alone."""
    part, whole = value_of(report.figures, FIXED_RATE), value_of(report.figures, FULL)
    yield _within(report, FIXED_RATE, part, whole)


def check_all_purchases(report: ReportValues) -> Steps:
    """L2: all purchases, shown; the same as households housed by buying, where that is told."""
    purchases = _all_purchases(report)
    if isinstance(purchases, Lack):
        yield purchases
        return
    bought = value_of(report.routes.get(HOUSED, {}), BOUGHT)
    if purchases == bought:
        yield Held()
        return
    params: dict[str, object] = {"found": purchases}
    params |= {} if isinstance(bought, Lack) else {"expected": bought}
    yield Broken(case="sum" if isinstance(bought, Lack) else "differs", place=place_of(report, FULL), params=params)


def check_within_all_purchases(report: ReportValues) -> Steps:
    """L3: purchases with a grant too, and those from a municipal dwelling, are some of all purchases."""
    whole = _all_purchases(report)
    for code in (LOAN_AND_GRANT, RENT_TO_OWN):
        yield _within(report, code, value_of(report.figures, code), whole)


def check_rent_to_own_register(report: ReportValues) -> Steps:
    """L4: moves from a municipal dwelling to an owned one agree with the register of rent-to-own."""
    reported = exact_value_of(report.figures, RENT_TO_OWN)
    if report.rent_to_own_register is None:
        yield Lack("rent_to_own_register")
    elif isinstance(reported, Lack):
        yield reported
    elif reported == report.rent_to_own_register:
        yield Held()
    else:
        params = {"field": RENT_TO_OWN, "found": reported, "expected": Decimal(report.rent_to_own_register)}
        yield Broken(case="differs", place=place_of(report, RENT_TO_OWN), params=params)


def check_allowance_month(report: ReportValues) -> Steps:
    """L5: recipients of housing allowance are counted in a month that is told; a number beside it may be a year."""
    figure = report.figures.get(ALLOWANCE)
    if figure is None or figure.value is None:
        yield Lack("figure" if figure is None else f"kind.{figure.kind}", ALLOWANCE)
        return
    place, params = place_of(report, ALLOWANCE), {"field": ALLOWANCE, "found": figure.value, "written": figure.raw}
    if _may_be_a_year(figure):
        yield Broken(case="year", place=place, params=params)
    elif figure.as_of is None:
        yield Broken(case="month", place=place, params=params)
    else:
        yield Held()


def _may_be_a_year(figure: Figure) -> bool:
    """A number like a year, beside a month in the cell, or in a row whose label ends in a month nobody has noted."""
    return figure.value in YEARS and (figure.as_of is None or MONTH.search(figure.raw) is not None)


def _all_purchases(report: ReportValues) -> Decimal | Lack:
    full, co = value_of(report.figures, FULL), value_of(report.figures, CO)
    if isinstance(full, Lack):
        return full
    return co if isinstance(co, Lack) else full + co


def _within(report: ReportValues, code: str, part: Decimal | Lack, whole: Decimal | Lack) -> Step:
    for lack in lacks_among([part, whole]):
        return lack
    if isinstance(part, Lack) or isinstance(whole, Lack) or part <= whole:
        return Held()
    return Broken(case="more", place=place_of(report, code), params={"field": code, "found": part, "expected": whole})
