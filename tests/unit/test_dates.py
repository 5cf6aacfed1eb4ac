"""Dates as far as they go, and those that do not exist."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.dates import (
    DateProblem,
    PartialDate,
    YearRange,
    find_dates,
    print_date,
    print_date_short,
    print_year_range,
    read_date,
    read_year_range,
)

READ = [
    ("2009", "2009"),
    ("Oktober 2011", "2011-10"),
    ("okt. 2011", "2011-10"),
    ("22.12.10", "2010-12-22"),
    ("19.02.14", "2014-02-19"),
    ("01.01.39", "2039-01-01"),
    ("01.01.40", "1940-01-01"),
    ("28.02", "--02-28"),
    ("28.02.", "--02-28"),
    ("4.2.2015", "2015-02-04"),
    ("4. 2. 2015", "2015-02-04"),
    ("2014-02-19", "2014-02-19"),
    ("2011-10", "2011-10"),
    ("19. februar 2014", "2014-02-19"),
    ("19 feb 2014", "2014-02-19"),
    ("29.02.2012", "2012-02-29"),
    ("19 February 2014", "2014-02-19"),
]

REFUSED = [
    ("31 juni", DateProblem.NO_SUCH_DAY),
    ("31.06.2014", DateProblem.NO_SUCH_DAY),
    ("29.02.2013", DateProblem.NO_SUCH_DAY),
    ("29. februar 2013", DateProblem.NO_SUCH_DAY),
    ("01.13.2014", DateProblem.NO_SUCH_MONTH),
    ("2014-13-01", DateProblem.NO_SUCH_MONTH),
    ("høsten", DateProblem.UNKNOWN_FORM),
    ("juni", DateProblem.UNKNOWN_FORM),
    ("", DateProblem.BLANK),
]


@pytest.mark.parametrize(("text", "iso"), READ)
def test_dates_as_far_as_they_go(text: str, iso: str) -> None:
    reading = read_date(text)
    assert reading.value is not None
    assert reading.value.iso() == iso
    assert reading.certain


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_a_date_that_does_not_exist_is_refused_with_its_reason(text: str, problem: DateProblem) -> None:
    reading = read_date(text)
    assert (reading.value, reading.problem) == (None, problem)


def test_slashes_are_asked_about() -> None:
    reading = read_date("19/2-14")
    assert reading.value == PartialDate(2014, 2, 19)
    assert not reading.certain


def test_a_partial_date_spans_the_days_it_may_be() -> None:
    october = PartialDate(2011, 10)
    assert (october.first, october.last) == (date(2011, 10, 1), date(2011, 10, 31))
    assert (PartialDate(2009).first, PartialDate(2009).last) == (date(2009, 1, 1), date(2009, 12, 31))
    assert PartialDate(None, 2, 28).first is None


def test_dates_are_found_in_running_text() -> None:
    text = "Behandlet 12.03.2014, 4.9.2014 og 31.11.2014 (frist 28.02). Rente 6.25, andel 1.5."
    found = find_dates(text)
    assert [f.reading.value.iso() if f.reading.value else f.reading.problem for f in found] == [
        "2014-03-12",
        "2014-09-04",
        DateProblem.NO_SUCH_DAY,
        "--02-28",
    ]
    assert all(text[f.start : f.end] == f.raw for f in found)


@pytest.mark.parametrize(
    ("value", "nb", "en", "short"),
    [
        (PartialDate(2014, 2, 19), "19. februar 2014", "19 February 2014", "19.02.2014"),
        (PartialDate(2011, 10), "oktober 2011", "October 2011", "10.2011"),
        (PartialDate(2009), "2009", "2009", "2009"),
        (PartialDate(None, 2, 28), "28. februar", "28 February", "28.02"),
    ],
)
def test_dates_in_print(value: PartialDate, nb: str, en: str, short: str) -> None:
    assert print_date(value) == print_date(value, "nn") == nb
    assert print_date(value, "en") == en
    assert print_date_short(value) == short


@given(st.dates(min_value=date(1940, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["nb", "nn", "en"]))
def test_a_printed_date_reads_back_the_same(day: date, language: str) -> None:
    for printed in (print_date(day, language), print_date_short(day), day.isoformat()):
        assert read_date(printed).value == PartialDate(day.year, day.month, day.day)


@given(st.integers(1940, 2099), st.integers(1, 12), st.sampled_from(["nb", "nn", "en"]))
def test_a_printed_month_reads_back_the_same(year: int, month: int, language: str) -> None:
    value = PartialDate(year, month)
    assert read_date(print_date(value, language)).value == value
    assert read_date(value.iso()).value == value


@pytest.mark.parametrize(
    ("text", "start", "end", "certain"),
    [
        ("2013-2014", 2013, 2014, True),
        ("2013 – 2014", 2013, 2014, True),
        ("2011-15", 2011, 2015, True),
        ("2014-", 2014, None, True),
        ("2014", 2014, 2014, True),
        ("2012 2015", 2012, 2015, False),
    ],
)
def test_ranges_of_years(text: str, start: int, end: int | None, certain: bool) -> None:
    reading = read_year_range(text)
    assert (reading.value, reading.certain) == (YearRange(start, end), certain)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2015-2013", DateProblem.END_BEFORE_START),
        ("løpende", DateProblem.UNKNOWN_FORM),
        ("0502", DateProblem.UNKNOWN_FORM),
        ("", DateProblem.BLANK),
    ],
)
def test_ranges_that_are_none(text: str, problem: DateProblem) -> None:
    assert read_year_range(text).problem is problem


@given(st.integers(1900, 2099), st.none() | st.integers(0, 20))
def test_a_printed_range_reads_back_the_same(start: int, length: int | None) -> None:
    value = YearRange(start, None if length is None else min(start + length, 2199))
    assert read_year_range(print_year_range(value)).value == value


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    reading = read_date(text)
    assert (reading.value is None) != (reading.problem is None)
    read_year_range(text)
    find_dates(text)
