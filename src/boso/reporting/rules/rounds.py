"""Rules of rounds: what each of the three dates allows, who is late by how much, and whom to remind. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from boso.kernel.decisions import YES, Decision, no
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.values import Edition
from boso.reporting.rules.working_days import add_business_days, business_days_between, day_in_oslo, moment_in_oslo
from boso.reporting.values import Status
from boso.reporting.values.rounds import ReminderRule, RoundDates, Standing

IN_THE_MUNICIPALITY = frozenset(
    {Status.NOT_STARTED, Status.UNDER_WAY, Status.READY, Status.APPROVED, Status.ASKED_BACK, Status.WITHDRAWN}
)


NOT_DELIVERED = IN_THE_MUNICIPALITY - {Status.ASKED_BACK}


def extended(dates: RoundDates, until: Iterable[datetime]) -> RoundDates:
    """The dates of one municipality: the newest of its extensions is its deadline; the others follow if they must."""
    newest = None
    for moment in until:
        newest = moment
    if newest is None:
        return dates
    return RoundDates(deadline=newest, last_new=max(dates.last_new, newest), last_edit=max(dates.last_edit, newest))


def closes(dates: RoundDates | None, status: Status) -> datetime | None:
    """Until when answers may be given: a report not begun until the last date for new ones, others until the last edit.

    None: a report outside any round never closes.
    """
    if dates is None:
        return None
    return dates.last_new if status is Status.NOT_STARTED else dates.last_edit


def can_deliver_at(dates: RoundDates | None, now: datetime) -> Decision:
    """May a finished report be delivered now? Late delivery is allowed until the last date for edits."""
    return no("too_late") if dates is not None and now > dates.last_edit else YES


def is_late(dates: RoundDates | None, now: datetime) -> bool:
    """The deadline that is shown has passed."""
    return dates is not None and now > dates.deadline


def days_left(deadline: datetime, now: datetime) -> int:
    """Business days until the deadline's day; negative when it has passed, and then never zero."""
    days = business_days_between(day_in_oslo(now), day_in_oslo(deadline))
    return min(days, -1) if now > deadline else days


def late_by(dates: RoundDates | None, at: datetime) -> int:
    """How many business days late a delivery at this moment is; at least one when it is late at all."""
    return -days_left(dates.deadline, at) if dates is not None and is_late(dates, at) else 0


def in_order(dates: RoundDates) -> Decision:
    """The last date for new reports is not before the deadline, nor that for edits before the one for new ones."""
    if dates.last_new < dates.deadline:
        return no("new_before_deadline")
    return no("edit_before_new") if dates.last_edit < dates.last_new else YES


def can_open(edition: Edition, period: ReportPeriod, dates: RoundDates, *, own_form: bool) -> Decision:
    """May a round be opened for this? The form is the region's own, made for such periods and for that year, and the
    deadline of a yearly one lies after its year."""
    if not own_form:
        return no("other_region")
    if (edition.period == "half_year") != (period.half is not None):
        return no("needs_half" if edition.period == "half_year" else "needs_no_half")
    first, last = edition.report_years
    if not first <= period.year <= last:
        return no("year_of_form")
    if edition.period == "year" and day_in_oslo(dates.deadline) < period.end:
        return no("before_period_ends")
    return in_order(dates)


def reminded_of(standing: Standing) -> datetime:
    """What a municipality is reminded of: its deadline; of one that is asked back, the end of its day for answers."""
    if standing.answer_by is None:
        return standing.dates.deadline
    return moment_in_oslo(standing.answer_by, time(23, 59))


def reminder_day(rule: ReminderRule, deadline: datetime) -> date | None:
    """The day on which the rule speaks about this deadline; None for a rule that does not go by the calendar."""
    if rule.days is None:
        return None
    day = day_in_oslo(deadline)
    return add_business_days(day, rule.days) if rule.business else day + timedelta(days=rule.days)


def is_due(rule: ReminderRule, deadline: datetime, status: Status, today: date) -> bool:
    """The rule speaks today. One whose day was missed, as when the program stood still, speaks until the next does."""
    day = reminder_day(rule, deadline)
    return day is not None and status in rule.states and day <= today


def due_rule(rules: Iterable[ReminderRule], deadline: datetime, status: Status, today: date) -> ReminderRule | None:
    """The one rule to follow today: the latest whose day has come. Earlier ones that were missed stay unsaid."""
    due = [rule for rule in rules if is_due(rule, deadline, status, today)]
    return max(due, key=lambda rule: reminder_day(rule, deadline) or today, default=None)


def moved(dates: RoundDates, **changes: datetime) -> RoundDates:
    """The dates with some of them moved."""
    return replace(dates, **changes)
