"""Checks of grants by commitment: what is used, and when the rest is lost (domain chapter 8, E7–E9, and 11.6)."""

from datetime import date, timedelta
from decimal import Decimal

from boso.kernel.sources import Place
from boso.questionnaires.checks.values import Broken, Commitment, Held, Lack, ReportValues, Step, Steps

ALARM_DAYS = (7, 30, 90, 180)
LAPSE_MONTH, LAPSE_DAY, LAPSE_YEARS = 11, 1, 2


def check_used_within_commitment(report: ReportValues) -> Steps:
    """E7: no more is used of a commitment than it grants, and what remains is the commitment less what is used."""
    if not report.commitments:
        yield Lack("commitments")
    for commitment in report.commitments:
        used = used_of(commitment)
        if used is None:
            yield Lack("used", commitment.label)
            continue
        if used > commitment.amount:
            yield _broken("more", commitment, found=used, expected=commitment.amount)
            continue
        left = commitment.amount - used
        if commitment.remaining is not None and commitment.remaining != left:
            yield _broken("remaining", commitment, found=commitment.remaining, expected=left)
        else:
            yield Held()


def check_lapse(report: ReportValues) -> Steps:
    """E8: nothing is used after the lapse date, and final payment is asked for by then – or all is lost. Before that,
    an alarm at 180, 90, 30 and 7 days."""
    if not report.commitments:
        yield Lack("commitments")
    for commitment in report.commitments:
        if commitment.lapses is None:
            yield Lack("lapse_date", commitment.label)
            continue
        late = [s for s in commitment.spending if s.day > commitment.lapses]
        if late:
            amount = sum((s.amount for s in late), Decimal(0))
            yield _broken("used_late", commitment, found=amount, expected=commitment.lapses)
        yield _request(commitment, commitment.lapses, report.today)


def check_lapse_date_suggested(report: ReportValues) -> Steps:
    """E9: a commitment usually lapses on 1 November two years after the year it was awarded; the letter decides."""
    if not report.commitments:
        yield Lack("commitments")
    for commitment in report.commitments:
        if commitment.awarded is None:
            yield Lack("award_date", commitment.label)
            continue
        usual = usual_lapse(commitment.awarded)
        if commitment.lapses == usual:
            yield Held()
        elif commitment.lapses is None:
            yield _broken("suggested", commitment, expected=usual)
        else:
            yield _broken("unusual", commitment, found=commitment.lapses, expected=usual)


def usual_lapse(awarded: date) -> date:
    """1 November two years after the award year, as in letters of 2012 and 2013."""
    return date(awarded.year + LAPSE_YEARS, LAPSE_MONTH, LAPSE_DAY)


def used_of(commitment: Commitment) -> Decimal | None:
    """What was used: as reported, else what was spent day by day; None where neither is known."""
    if commitment.used is not None or not commitment.spending:
        return commitment.used
    return sum((s.amount for s in commitment.spending), Decimal(0))


def _request(commitment: Commitment, lapses: date, today: date) -> Step:
    if commitment.final_request is not None:
        if commitment.final_request <= lapses:
            return Held()
        return _broken("asked_late", commitment, found=commitment.final_request, expected=lapses)
    if today > lapses:
        return _broken("lost", commitment, found=commitment.amount, expected=lapses)
    days = (lapses - today) // timedelta(days=1)
    alarm = next((limit for limit in ALARM_DAYS if days <= limit), None)
    if alarm is None:
        return Held()
    return _broken("alarm", commitment, found=Decimal(days), expected=lapses)


def _broken(case: str, commitment: Commitment, **params: Decimal | date) -> Broken:
    return Broken(case=case, place=Place(field="commitments"), params={"label": commitment.label, **params})
