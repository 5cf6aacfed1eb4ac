"""Business days, Norwegian holidays, hours of Oslo, and what the three dates of a round allow."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind, missing, number
from boso.reporting.reminders import reminder_rules, written
from boso.reporting.rules.districts import parts_of_figure
from boso.reporting.rules.rounds import can_deliver_at, closes, days_left, due_rule, extended, late_by, reminder_day
from boso.reporting.rules.working_days import (
    OSLO,
    NoSuchHour,
    add_business_days,
    business_days_between,
    holiday_name,
    is_business_day,
    moment_in_oslo,
    next_business_day,
)
from boso.reporting.values import Status
from boso.reporting.values.rounds import RoundDates
from boso.web.forms.rounds import DatesForm, period_from, typed_dates

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("day", "following"), [
    (date(2014, 2, 28), date(2014, 2, 28)),  # a Friday
    (date(2014, 3, 1), date(2014, 3, 3)),  # a Saturday
    (date(2014, 4, 17), date(2014, 4, 22)),  # Easter: Maundy Thursday to Monday
    (date(2014, 5, 1), date(2014, 5, 2)),
    (date(2015, 5, 14), date(2015, 5, 15)),  # Ascension Day
    (date(2012, 12, 25), date(2012, 12, 27)),
])  # fmt: skip
def test_the_next_business_day(day: date, following: date) -> None:
    assert next_business_day(day) == following


def test_the_constitution_has_a_day_with_a_name() -> None:
    assert holiday_name(date(2014, 5, 17)) == "Grunnlovsdag"
    assert holiday_name(date(2014, 5, 16)) == ""


@given(DAYS, st.integers(-40, 40))
def test_counting_and_adding_business_days_are_each_others_inverse(day: date, count: int) -> None:
    start = next_business_day(day)
    end = add_business_days(start, count)
    assert is_business_day(end) or count == 0
    assert business_days_between(start, end) == count


@given(DAYS, DAYS)
def test_there_are_as_many_days_back_as_forth(one: date, other: date) -> None:
    assert business_days_between(one, other) == -business_days_between(other, one) or one == other


@pytest.mark.parametrize(("day", "hour", "utc"), [
    (date(2014, 2, 28), time(23, 59), datetime(2014, 2, 28, 22, 59, tzinfo=UTC)),
    (date(2014, 6, 20), time(16), datetime(2014, 6, 20, 14, tzinfo=UTC)),
    (date(2014, 10, 26), time(2, 30), datetime(2014, 10, 26, 1, 30, tzinfo=UTC)),  # comes twice: the later one
])  # fmt: skip
def test_hours_are_those_of_oslo_in_winter_and_summer(day: date, hour: time, utc: datetime) -> None:
    assert moment_in_oslo(day, hour) == utc


def test_the_hour_that_summer_time_skips_is_no_deadline() -> None:
    with pytest.raises(NoSuchHour):
        moment_in_oslo(date(2014, 3, 30), time(2, 30))


@given(DAYS, st.times())
def test_a_moment_comes_back_as_the_hour_it_was_told(day: date, hour: time) -> None:
    try:
        local = moment_in_oslo(day, hour).astimezone(OSLO)
    except NoSuchHour:
        return
    assert (local.date(), local.time()) == (day, hour)


def at(day: int, month: int = 2, hour: int = 23) -> datetime:
    return moment_in_oslo(date(2014, month, day), time(hour, 59))


DATES = RoundDates(deadline=at(28), last_new=at(14, 3), last_edit=at(31, 3))


@pytest.mark.parametrize(("now", "days"), [
    (at(10), 14), (at(27), 1), (at(28, hour=8), 0), (at(1, 3), -1), (at(3, 3), -1), (at(4, 3), -2),
])  # fmt: skip
def test_days_left_are_business_days_and_late_is_never_zero(now: datetime, days: int) -> None:
    assert days_left(DATES.deadline, now) == days
    assert late_by(DATES, now) == max(0, -days)


def test_each_date_means_what_it_says() -> None:
    assert closes(DATES, Status.NOT_STARTED) == DATES.last_new
    assert closes(DATES, Status.UNDER_WAY) == DATES.last_edit
    assert closes(None, Status.UNDER_WAY) is None
    assert can_deliver_at(DATES, DATES.last_edit)
    assert can_deliver_at(DATES, DATES.last_edit + timedelta(seconds=1)).reason == "too_late"
    assert can_deliver_at(None, at(31, 12))
    later = extended(DATES, [at(7, 3), at(11, 4)])
    assert (later.deadline, later.last_new, later.last_edit) == (at(11, 4), at(11, 4), at(11, 4))
    assert extended(DATES, []) == DATES


def test_reminders_fall_on_business_days_and_the_latest_speaks() -> None:
    rules = [rule for rule in reminder_rules().values() if rule.days is not None]
    days = {rule.code: reminder_day(rule, DATES.deadline) for rule in rules}
    assert days == {
        "two_weeks": date(2014, 2, 14),
        "three_days": date(2014, 2, 25),
        "overdue": date(2014, 3, 3),
        "answers_soon": date(2014, 2, 25),
        "answers_overdue": date(2014, 3, 3),
    }
    for today, code in ((date(2014, 2, 13), None), (date(2014, 2, 20), "two_weeks"), (date(2014, 3, 20), "overdue")):
        rule = due_rule(rules, DATES.deadline, Status.UNDER_WAY, today)
        assert (rule.code if rule else None) == code
    assert due_rule(rules, DATES.deadline, Status.DELIVERED, date(2014, 3, 20)) is None


def test_no_reminder_of_a_rounds_deadline_goes_to_a_report_that_is_asked_back() -> None:
    by_calendar = [rule for rule in reminder_rules().values() if rule.days is not None]
    assert {r.code for r in by_calendar if Status.ASKED_BACK in r.states} == {"answers_soon", "answers_overdue"}
    for today, code in (
        (date(2014, 2, 24), None),
        (date(2014, 2, 25), "answers_soon"),
        (date(2014, 3, 3), "answers_overdue"),
    ):
        rule = due_rule(by_calendar, DATES.deadline, Status.ASKED_BACK, today)
        assert (rule.code if rule else None) == code


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_mail_is_written_in_both_forms_of_norwegian(language: str) -> None:
    words = ("municipality", "form", "period", "deadline", "last_edit", "address", "region", "reason", "days", "words")
    for rule in reminder_rules().values():
        subject, body = written(rule, language, {word: f"<{word}>" for word in words})
        assert "{" not in subject + body
        assert "\n" not in subject


def test_nynorsk_mails_are_not_bokmal() -> None:
    for rule in reminder_rules().values():
        assert rule.body["nb"] != rule.body["nn"]


def typed(**more: str) -> DatesForm:
    given = {"deadline": "28.02.2014", "last_new": "14.03.2014", "last_edit": "31.03.2014"}
    return DatesForm({**given, **more})


@pytest.mark.parametrize(("wrong", "field", "says"), [
    ({"deadline": "31. juni 2014"}, "deadline", "juni har 30 dager"),
    ({"deadline": "31.06.2014"}, "deadline", "juni har 30 dager"),
    ({"deadline": "29.02.2014"}, "deadline", "februar har 28 dager"),
    ({"deadline": "12.13.2014"}, "deadline", "ingen måned"),
    ({"deadline": "i mars"}, "deadline", "Skriv dag, måned og år"),
    ({"deadline": ""}, "deadline", "Skriv dag, måned og år"),
    ({"last_edit": "mars 2014"}, "last_edit", "Skriv dag, måned og år"),
    ({"last_new_hour": "25.00"}, "last_new_hour", "klokkeslettet"),
    ({"last_edit": "30.03.2014", "last_edit_hour": "02.30"}, "last_edit_hour", "stilles frem"),
])  # fmt: skip
def test_a_date_that_is_none_is_refused_with_a_sentence(wrong: dict[str, str], field: str, says: str) -> None:
    form = typed(**wrong)
    assert form.read() is None
    assert says in form.errors[field]


def test_a_saturday_is_asked_about_and_the_next_business_day_proposed() -> None:
    form = typed(deadline="01.03.2014")
    assert form.read() is None
    assert form.proposals["deadline"].endswith("Neste virkedag er 3. mars 2014.")
    assert not form.errors
    kept = typed(deadline="01.03.2014", keep="yes").read()
    assert kept
    assert kept.deadline == at(1, 3)


def test_dates_come_back_into_the_form_as_they_were_typed() -> None:
    dates = typed(deadline_hour="16.00").read()
    assert dates
    shown = typed_dates(dates)
    assert (shown["deadline"], shown["deadline_hour"]) == ("28.02.2014", "16.00")
    assert DatesForm(shown).read() == dates


@pytest.mark.parametrize(("year", "half", "period"), [
    ("2013", "", "2013"), ("2013", "2", "2013-2"), ("20133", "", "None"), ("i fjor", "", "None"),
])  # fmt: skip
def test_the_period_of_a_round(year: str, half: str, period: str) -> None:
    assert str(period_from(year, half)) == period


@pytest.mark.parametrize(("total", "parts", "ties"), [
    (number(42), {"a": number(40), "b": number(2)}, True),
    (number(42), {"a": number(40), "b": number(1)}, False),
    (None, {"a": number(40), "b": number(2)}, False),
    (number(42), {"a": number(42)}, None),
    (number(42), {"a": number(40), "b": missing(Kind.PENDING)}, None),
    (missing(Kind.PENDING), {"a": number(40), "b": number(2)}, None),
    (number(0), {}, None),
])  # fmt: skip
def test_a_central_figure_is_the_sum_of_its_districts(
    total: Figure | None, parts: dict[str, Figure], ties: bool | None
) -> None:
    assert parts_of_figure("X", total, parts, ["a", "b"]).ties is ties
