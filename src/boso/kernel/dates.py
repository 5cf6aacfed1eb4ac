"""Dates as far as they go: a year, a month or a day, as Norwegian reporters write them."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NORWEGIAN = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {"nb": NORWEGIAN, "nn": NORWEGIAN, "en": ENGLISH}
BY_NAME = {name.lower(): n for names in MONTHS.values() for n, name in enumerate(names, start=1)}
BY_SHORT_NAME = {name[:3]: n for name, n in BY_NAME.items()} | {"sept": 9, "mrs": 3}
NAME = "|".join(sorted((*BY_NAME, *BY_SHORT_NAME), key=len, reverse=True))
YEAR = r"(?:1[89]|20|21)\d\d"

WRITTEN_DATE = re.compile(
    rf"""
      (?<![\d.])(?P<iso>{YEAR}-\d\d(?:-\d\d)?)(?![\d-])
    | (?<![\d.,])(?P<d>\d{{1,2}})\.[ ]?(?P<m>\d{{1,2}})(?:\.[ ]?(?P<y>\d{{4}}|\d{{2}})(?!\d|\.\d)|\.?(?![\d.]*\d))
    | (?<![\d/])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})[ /-](?P<sy>\d{{4}}|\d{{2}})(?![\d/])
    | (?<![\w.])(?:(?P<nd>\d{{1,2}})\.?[ ]?)?\b(?P<name>{NAME})\b\.?(?:[ ,]+(?P<ny>\d{{4}})(?!\d))?
    | (?<![\d.,-])(?P<year>{YEAR})(?![\d.,]*\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
RANGE = re.compile(r"^(?P<start>\d{4})(?:(?P<dash>\s*(?:-|–|—|til)\s*|\s+)(?P<end>\d{4}|\d{2})?)?$")


class DateProblem(StrEnum):
    """Why a text is no date."""

    BLANK = "blank"
    UNKNOWN_FORM = "unknown_form"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_MONTH = "no_such_month"
    END_BEFORE_START = "end_before_start"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. The year is missing only in a date that returns every year (28.02)."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """ISO as far as it goes: "2014-02-19", "2011-10", "2009"; "--02-28" without a year."""
        year = "-" if self.year is None else f"{self.year:04}"
        parts = [year, *(f"{p:02}" for p in (self.month, self.day) if p is not None)]
        return "-".join(parts)

    @property
    def first(self) -> date | None:
        """The first day it may be; None without a year."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day it may be; None without a year."""
        if self.year is None or self.month is None:
            return None if self.year is None else date(self.year, 12, 31)
        return date(self.year, self.month, self.day or _days(self.year, self.month))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """A date that was read, or why not. `certain` is false for ways of writing that Norwegian forms do not use."""

    value: PartialDate | None = None
    problem: DateProblem | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a run of text, with its place there."""

    reading: DateReading
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years from and to, both belonging to it; an open range has no end."""

    start: int
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeReading:
    """A range of years that was read, or why not."""

    value: YearRange | None = None
    problem: DateProblem | None = None
    certain: bool = True


def read_date(text: str) -> DateReading:
    """A cell that holds one date. Two-digit years: 00–39 are 20xx, others 19xx. Days that do not exist are refused."""
    written = " ".join(text.split()).rstrip(".,;")
    if not written:
        return DateReading(problem=DateProblem.BLANK)
    match = WRITTEN_DATE.fullmatch(written) or WRITTEN_DATE.fullmatch(written + ".")
    return _reading(match) if match else DateReading(problem=DateProblem.UNKNOWN_FORM)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in a run of text, in order, those that do not exist too; "1.5" is taken as a number, not as 1 May."""
    found = (
        FoundDate(reading=_reading(m), raw=m.group(), start=m.start(), end=m.end()) for m in WRITTEN_DATE.finditer(text)
    )
    return tuple(f for f in found if not _may_be_a_number(f.raw) and not _only_a_word(f.raw))


def read_year_range(text: str) -> RangeReading:
    """ "2013-2014", "2013-14", "2014-" (open) or one year; "2012 2015", where the dash was lost, is asked about."""
    written = " ".join(text.split())
    if not written:
        return RangeReading(problem=DateProblem.BLANK)
    match = RANGE.match(written)
    if match is None or not re.match(YEAR, match["start"]):
        return RangeReading(problem=DateProblem.UNKNOWN_FORM)
    start, dash, written_end = int(match["start"]), (match["dash"] or "").strip(), match["end"]
    if written_end is None:
        return RangeReading(value=YearRange(start, None if dash else start))
    end = int(written_end) if len(written_end) == 4 else start // 100 * 100 + int(written_end)
    if end < start:
        return RangeReading(problem=DateProblem.END_BEFORE_START)
    return RangeReading(value=YearRange(start, end), certain=bool(dash))


def print_date(value: PartialDate | date, language: str = "nb") -> str:
    """In running text: "19. februar 2014", "oktober 2011", "2009", "28. februar"; English without the dot."""
    names = MONTHS.get(language, MONTHS["nb"])
    day = f"{value.day}{'' if language == 'en' else '.'}" if value.day else ""
    month = names[value.month - 1] if value.month else ""
    year = str(value.year) if value.year is not None else ""
    return " ".join(part for part in (day, month, year) if part)


def print_date_short(value: PartialDate | date) -> str:
    """In tables and forms: "19.02.2014", "10.2011", "2009"."""
    parts = (
        f"{value.day:02}" if value.day else "",
        f"{value.month:02}" if value.month else "",
        str(value.year) if value.year is not None else "",
    )
    return ".".join(part for part in parts if part)


def print_year_range(value: YearRange) -> str:
    """ "2013–2014", "2014–", "2014"."""
    if value.end is None:
        return f"{value.start}–"
    return str(value.start) if value.end == value.start else f"{value.start}–{value.end}"


def _reading(match: re.Match[str]) -> DateReading:
    if match["iso"]:
        parts = [int(p) for p in match["iso"].split("-")]
        return _existing(parts[0], parts[1], parts[2] if len(parts) > 2 else None)
    if match["d"]:
        return _existing(_full_year(match["y"]), int(match["m"]), int(match["d"]))
    if match["sd"]:
        return _existing(_full_year(match["sy"]), int(match["sm"]), int(match["sd"]), certain=False)
    if match["name"]:
        name = match["name"].lower()
        day = int(match["nd"]) if match["nd"] else None
        return _existing(_full_year(match["ny"]), BY_NAME.get(name) or BY_SHORT_NAME[name], day)
    return DateReading(value=PartialDate(int(match["year"])))


def _existing(year: int | None, month: int, day: int | None, *, certain: bool = True) -> DateReading:
    if not 1 <= month <= 12:
        return DateReading(problem=DateProblem.NO_SUCH_MONTH)
    if day is not None and not 1 <= day <= _days(2000 if year is None else year, month):
        return DateReading(problem=DateProblem.NO_SUCH_DAY)
    if year is None and day is None:
        return DateReading(problem=DateProblem.UNKNOWN_FORM)
    return DateReading(value=PartialDate(year, month, day), certain=certain)


def _full_year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    if len(written) == 4:
        return year
    return year + (2000 if year < 40 else 1900)


def _days(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def _may_be_a_number(raw: str) -> bool:
    """ "1.5" may be a decimal number; "28.02" may not."""
    return re.fullmatch(r"(?:\d+\.\d|\d\.\d\d)\.?", raw) is not None


def _only_a_word(raw: str) -> bool:
    return re.search(r"\d", raw) is None
