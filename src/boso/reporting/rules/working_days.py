"""Business days in Norway, and moments told as a day and an hour of Oslo. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

OSLO = ZoneInfo("Europe/Oslo")
SATURDAY = 5


class NoSuchHour(ValueError):
    """The hour that clocks skip when summer time begins."""


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


@cache
def _names(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("NO", years=year, language="no"))


def is_business_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a Norwegian public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def holiday_name(day: date) -> str:
    """The Norwegian name of the public holiday, as the library has it; empty on other days."""
    return _names(day.year).get(day, "")


def next_business_day(day: date) -> date:
    """The day itself, or the first business day after it."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def business_days_between(start: date, end: date) -> int:
    """How many business days lie after `start`, up to and with `end`; negative when `end` is before `start`.

    From Friday to Monday it is one; from Friday to Saturday none.
    """
    if end < start:
        return -business_days_between(end, start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_business_day(day) for day in days)


def add_business_days(day: date, count: int) -> date:
    """The day so many business days later (or, with a negative count, earlier). Zero: the day itself."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_business_day(day)
    return day


def moment_in_oslo(day: date, hour: time) -> datetime:
    """The moment in UTC at which clocks in Oslo show this. Raises NoSuchHour for the hour that summer time skips.

    The hour that comes twice in autumn is the later one: a deadline is never earlier than it says.
    """
    local = datetime.combine(day, hour, OSLO).replace(fold=1)
    moment = local.astimezone(UTC)
    if moment.astimezone(OSLO).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchHour(f"{day} {hour}")
    return moment


def day_in_oslo(moment: datetime) -> date:
    """The day that calendars in Oslo show at this moment."""
    return moment.astimezone(OSLO).date()
