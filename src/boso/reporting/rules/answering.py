"""What a person typed, as what it means; and back, as an editor shows it. Nothing typed is lost. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from boso.kernel.dates import DateProblem, PartialDate, print_date, print_date_short, read_date, read_year_range
from boso.kernel.decisions import YES, Decision, no
from boso.kernel.figures import Figure, Kind
from boso.kernel.numbers import print_number, read_count, read_money
from boso.questionnaires.values import FieldType
from boso.reporting.values import Status
from boso.reporting.values.fields import EMPTY, Content, Typed

MOST_CHARACTERS = 100_000  # of one text: some forty pages
MISSING_CHOICES = (Kind.PENDING, Kind.NOT_REGISTERED, Kind.NOT_APPLICABLE, Kind.UNCLEAR_QUESTION)
NUMBER_CHOICES = (Kind.NUMBER, Kind.APPROXIMATE, Kind.PROVISIONAL)
UNREAD = Kind.TEXT_INSTEAD.value
YEAR = re.compile(r"(?:19|20)\d\d")
MONTH = re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")
BELOW_ZERO = re.compile(r"[-\u2212\u2013]\s?\d[\d\s.]*(?:kr|,-)?")  # a deviation
OPEN_TO_ANSWERS = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.ASKED_BACK})
NO_SUCH_DATE = frozenset({DateProblem.NO_SUCH_DAY, DateProblem.NO_SUCH_MONTH})


def can_answer(
    status: Status, *, historical: bool, closes: datetime | None = None, now: datetime | None = None
) -> Decision:
    """May fields be changed? A no is `historical`, `marked_ready`, `already_delivered` or `closed`."""
    if historical:
        return no("historical")
    if status in (Status.READY, Status.APPROVED):
        return no("marked_ready")
    if status not in OPEN_TO_ANSWERS:
        return no("withdrawn" if status is Status.WITHDRAWN else "already_delivered")
    return no("closed") if closes and now and now >= closes else YES


def read_typed(type: FieldType, typed: Typed, before: Content = EMPTY) -> Content:
    """What was typed means this. What cannot be understood is kept as it is, of kind `text_instead`."""
    text = _tidied(typed.text)
    if _untouched(type, text, typed, before):
        return before
    if type in (FieldType.INT, FieldType.MONEY):
        return _figure(type, text, typed, before)
    return _READERS.get(type, _text)(text) if text else EMPTY


def problem_of(type: FieldType, content: Content) -> str:
    """What is wrong with a content, as the code of a message; empty for what is right."""
    if content.kind != UNREAD:
        return ""
    if type in (FieldType.DATE, FieldType.PARTIAL_DATE):
        return "no_such_date" if read_date(content.value).problem in NO_SUCH_DATE else type.value
    return type.value if type in _NEEDS_MEANING else ""


def shown(type: FieldType, content: Content) -> str:
    """The content as it stands in the field; typed again it means the same."""
    if content.kind == UNREAD or not content.value:
        return content.value
    if type in (FieldType.INT, FieldType.MONEY):
        return print_number(Decimal(content.value))
    if type in (FieldType.DATE, FieldType.PARTIAL_DATE):
        return _short(content.value)
    if type is FieldType.DATES:
        return "\n".join(_short(line) for line in content.value.split("\n"))
    return content.value


def _tidied(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _untouched(type: FieldType, text: str, typed: Typed, before: Content) -> bool:
    """What was sent is what the field showed: then it means what stood there, however that had come in."""
    same_kind = typed.kind in ("", before.kind) or (before.empty and typed.kind == Kind.NUMBER)
    return text == _tidied(shown(type, before)) and same_kind and _expected(typed) == before.expected


def _figure(type: FieldType, text: str, typed: Typed, before: Content) -> Content:
    if typed.kind in _CHOSEN_MISSING and not _retyped(text, type, before):
        return Content(kind=typed.kind, expected=_expected(typed) if typed.kind == Kind.PENDING else "")
    if not text:
        return EMPTY
    figure = read_count(text) if type is FieldType.INT else read_money(text)
    return _understood(type, figure, text, typed)


def _understood(type: FieldType, figure: Figure, text: str, typed: Typed) -> Content:
    """A number, or words that the forms know for a missing one ("ettersendes"); anything else is kept as typed."""
    value = figure.value
    if figure.kind is Kind.TEXT_INSTEAD or (value is not None and value != value.to_integral_value()):
        return Content(kind=UNREAD, value=text)
    if not figure.certain and not (type is FieldType.MONEY and BELOW_ZERO.fullmatch(text)):
        return Content(kind=UNREAD, value=text)
    if value is None:
        return Content(kind=figure.kind.value, expected=_expected(typed) or figure.expected or "")
    kind: Kind = figure.kind
    if kind is Kind.NUMBER and typed.kind in (Kind.APPROXIMATE, Kind.PROVISIONAL, Kind.TENTATIVE):
        kind = Kind(typed.kind)
    return Content(kind=kind.value, value=str(int(value)), as_of=figure.as_of or "")


def _retyped(text: str, type: FieldType, before: Content) -> bool:
    """A number was typed where a missing one stood, or another number than the one that stood there."""
    return bool(text) and text != shown(type, before)


def _expected(typed: Typed) -> str:
    """The expected date as ISO where it is a date; as typed where it is not, for the person to mend."""
    written = typed.expected.strip()
    value = read_date(written).value
    return value.iso() if value else written


def _text(text: str) -> Content:
    return Content(kind="text", value=text)


def _date(text: str, *, partial: bool) -> Content:
    month = MONTH.fullmatch(text)
    value = read_date(f"{month['year']}-{int(month['month']):02}" if month else text).value
    if value is None or value.year is None or (not partial and value.day is None):
        return Content(kind=UNREAD, value=text)
    return Content(kind="date", value=value.iso())


def _year(text: str) -> Content:
    return Content(kind="number", value=text) if YEAR.fullmatch(text) else Content(kind=UNREAD, value=text)


def _years(text: str) -> Content:
    reading = read_year_range(text.replace("–", "-"))
    return _text(text.replace(" ", "")) if reading.value and reading.certain else Content(kind=UNREAD, value=text)


def _dates(text: str) -> Content:
    written = [part.strip() for part in re.split(r"[\n;,]|\sog\s", text) if part.strip()]
    read = [_date(part, partial=False) for part in written]
    if any(each.kind == UNREAD for each in read):
        return Content(kind=UNREAD, value=text)
    return Content(kind="list", value="\n".join(each.value for each in read))


def _lines(text: str) -> Content:
    return Content(kind="list", value="\n".join(line.strip() for line in text.split("\n") if line.strip()))


def _short(iso: str) -> str:
    value = PartialDate(*(int(part) for part in iso.split("-")))
    return print_date(value) if value.month and not value.day else print_date_short(value)


_READERS: Mapping[FieldType, Callable[[str], Content]] = MappingProxyType(
    {
        FieldType.DATE: lambda text: _date(text, partial=False),
        FieldType.PARTIAL_DATE: lambda text: _date(text, partial=True),
        FieldType.YEAR: _year,
        FieldType.YEAR_RANGE: _years,
        FieldType.DATES: _dates,
        FieldType.LIST: _lines,
    }
)
_CHOSEN_MISSING = frozenset(k.value for k in Kind if not k.has_value) - {Kind.BLANK.value, UNREAD}
_NEEDS_MEANING = frozenset({FieldType.INT, FieldType.MONEY, *_READERS, FieldType.CHOICE})
