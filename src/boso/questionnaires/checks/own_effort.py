"""Checks of own hours, own share and how the cost is covered (domain chapter 8, E10–E12)."""

from decimal import Decimal

from boso.kernel.figures import Figure
from boso.kernel.sources import Place
from boso.questionnaires.checks.asking import exact_value_of, lacks_among
from boso.questionnaires.checks.values import Broken, Financing, Held, Lack, OwnEffort, ReportValues, Step, Steps

EFFORT, COVERAGE = Place(field="own_effort"), Place(field="coverage")


def check_hours_times_rate(report: ReportValues) -> Steps:
    """E10: own effort costs hours × rate, for each activity and in sum."""
    effort = report.own_effort
    if effort is None:
        yield Lack("own_effort")
        return
    for row in effort.rows:
        yield _priced(effort.rate, row.label, row.hours, row.cost)
    if effort.hours_total is not None and effort.cost_total is not None:
        yield _priced(effort.rate, "Sum", effort.hours_total, effort.cost_total)
    yield _summed(effort, "hours", effort.hours_total)
    yield _summed(effort, "cost", effort.cost_total)


def check_own_share(report: ReportValues) -> Steps:
    """E11: own share = (own effort not covered by grants + own funds) / total cost, as precise as it was printed."""
    financing = report.financing
    if financing is None or not financing.cost:
        yield Lack("financing")
    elif financing.stated_share is None:
        yield Lack("stated_share")
    else:
        share = own_share(financing)
        precision = Decimal(1).scaleb(int(financing.stated_share.as_tuple().exponent))
        if abs(share - financing.stated_share) <= precision / 2:
            yield Held()
        else:
            expected = share.quantize(precision.min(Decimal("0.1")))
            yield Broken(case="differs", place=COVERAGE, params={"found": financing.stated_share, "expected": expected})


def check_cost_is_covered(report: ReportValues) -> Steps:
    """E12: what covers the cost adds up to the cost, within what amounts were rounded to."""
    financing = report.financing
    if financing is None:
        yield Lack("financing")
        return
    covered = sum(financing.grants, Decimal(0)) + financing.own_effort + financing.own_funds
    if covered == financing.cost or abs(covered - financing.cost) < financing.rounded_to:
        yield Held()
    else:
        params = {"found": covered, "expected": financing.cost, "rounded_to": financing.rounded_to}
        yield Broken(case="differs", place=COVERAGE, params=params)


def own_share(financing: Financing) -> Decimal:
    """The municipality's own share of the cost in per cent."""
    return (financing.own_effort + financing.own_funds) * 100 / financing.cost


def _priced(rate: Decimal, label: str, hours: Figure, cost: Figure) -> Step:
    worked, paid = exact_value_of({label: hours}, label), exact_value_of({label: cost}, label)
    for lack in lacks_among([worked, paid]):
        return lack
    if isinstance(worked, Lack) or isinstance(paid, Lack) or paid == worked * rate:
        return Held()
    params = {"label": label, "hours": worked, "rate": rate, "found": paid, "expected": worked * rate}
    return Broken(case="price", place=EFFORT, params=params)


def _summed(effort: OwnEffort, column: str, total: Figure | None) -> Step:
    if total is None:
        return Lack("totals", column)
    printed = exact_value_of({column: total}, column)
    cells = [row.hours if column == "hours" else row.cost for row in effort.rows]
    if isinstance(printed, Lack):
        return printed
    summed = sum((cell.number for cell in cells if cell.counts), Decimal(0))
    if printed == summed:
        return Held()
    hidden = next((cell for cell in cells if not cell.counts), None)
    if hidden is not None:
        return Lack(f"kind.{hidden.kind}" if hidden.certain else "unconfirmed", column)
    return Broken(case=f"sum_{column}", place=EFFORT, params={"found": printed, "expected": summed})
