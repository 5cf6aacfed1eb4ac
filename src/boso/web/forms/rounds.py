"""What a person sends about a round: dates with their hours, and a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import get_language, gettext

from boso.kernel.dates import BY_NAME, MONTHS, DateProblem, print_date, read_date
from boso.kernel.periods import ReportPeriod
from boso.reporting.rules.working_days import (
    OSLO,
    NoSuchHour,
    holiday_name,
    is_business_day,
    moment_in_oslo,
    next_business_day,
)
from boso.reporting.values.rounds import RoundDates

FIELDS = ("deadline", "last_new", "last_edit")
DEFAULT_HOUR = "23.59"
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class DatesForm:
    """Three dates as typed; after `read` either all are moments, or `errors` say what is wrong with which.

    A date that is no business day is asked about once: `proposals` hold the next one, and `keep` says that it stands.
    """

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)

    def read(self) -> RoundDates | None:
        """The dates; None where something must be mended or confirmed."""
        moments = {name: self.moment(name) for name in FIELDS}
        if self.errors or (self.proposals and self.typed.get("keep") != "yes"):
            return None
        return RoundDates(**{name: moment for name, moment in moments.items() if moment is not None})

    def moment(self, name: str) -> datetime | None:
        """One date with its hour, as a moment; None with an error where it is none."""
        day = self._day(name)
        hour = self._hour(name)
        if day is None or hour is None:
            return None
        if not is_business_day(day):
            self.proposals[name] = _proposal(day)
        try:
            return moment_in_oslo(day, hour)
        except NoSuchHour:
            self.errors[f"{name}_hour"] = gettext(
                "Klokken stilles frem denne natten, og timen finnes ikke. Velg en annen."
            )
            return None

    def _day(self, name: str) -> date | None:
        written = self.typed.get(name, "").strip()
        reading = read_date(written)
        value = reading.value
        if reading.problem in (DateProblem.NO_SUCH_DAY, DateProblem.NO_SUCH_MONTH):
            self.errors[name] = _no_such_date(written)
        elif value is None or value.year is None or value.month is None or value.day is None:
            self.errors[name] = gettext("Skriv dag, måned og år, for eksempel 28.02.2014.")
        else:
            return date(value.year, value.month, value.day)
        return None

    def _hour(self, name: str) -> time | None:
        written = self.typed.get(f"{name}_hour", "").strip() or DEFAULT_HOUR
        try:
            return time.fromisoformat(written.replace(".", ":").rjust(5, "0"))
        except ValueError:
            self.errors[f"{name}_hour"] = gettext("Skriv klokkeslettet som 16.00.")
            return None


def typed_dates(dates: RoundDates) -> dict[str, str]:
    """Dates as they stand in the form."""
    shown: dict[str, str] = {}
    for name in FIELDS:
        local = getattr(dates, name).astimezone(OSLO)
        shown[name], shown[f"{name}_hour"] = f"{local:%d.%m.%Y}", f"{local:%H.%M}"
    return shown


def period_from(year: str, half: str) -> ReportPeriod | None:
    """The period of a round; None for what is none."""
    if not year.isdecimal() or len(year) != 4:
        return None
    return ReportPeriod(int(year), int(half) if half in ("1", "2") else None)


def _no_such_date(written: str) -> str:
    """ "31. juni finnes ikke; juni har 30 dager." """
    numbers = re.findall(r"\d+", written)
    named = [BY_NAME[word] for word in re.findall(r"[^\W\d]+", written.lower()) if word in BY_NAME]
    month = named[0] if named else int(numbers[1]) if len(numbers) > 1 else 0
    if not 1 <= month <= len(DAYS_OF_MONTH):
        return gettext("Datoen %(date)s finnes ikke; det er ingen måned med det nummeret.") % {"date": written}
    name = MONTHS[get_language() or "nb"][month - 1]
    days = DAYS_OF_MONTH[month - 1]
    if month == 2:
        return gettext("Datoen %(date)s finnes ikke; februar har 28 dager, 29 i skuddår.") % {"date": written}
    return gettext("Datoen %(date)s finnes ikke; %(month)s har %(days)s dager.") % {
        "date": written,
        "month": name,
        "days": days,
    }


def _proposal(day: date) -> str:
    """What kind of day it is, and the next business day."""
    language = get_language() or "nb"
    name = holiday_name(day)
    what = name or (gettext("lørdag") if day.weekday() == 5 else gettext("søndag"))
    facts = {"day": print_date(day, language), "what": what, "next": print_date(next_business_day(day), language)}
    return gettext("%(day)s er ingen virkedag (%(what)s). Neste virkedag er %(next)s.") % facts
