"""One answer as the cells of a workbook, and back. What is read back is what was stored, whatever that was. Pure."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from boso.kernel.dates import print_date, print_date_short, read_date
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_figure
from boso.kernel.printed_figures import read_printed
from boso.questionnaires.values import FieldType
from boso.reporting.rules.answering import UNREAD, read_typed, shown
from boso.reporting.rules.asking import FIGURES
from boso.reporting.rules.drafts import PLAIN, content_of_figure
from boso.reporting.rules.telling import seen
from boso.reporting.values.fields import EMPTY, Content, Typed
from boso.reporting.workbooks.values import BLANK, Written
from boso.reporting.workbooks.words import KINDS, meant, said

RAW = frozenset({*PLAIN, UNREAD})  # a kind in words that means: the answer is exactly what stands there
WITH_NUMBER = frozenset(k.value for k in Kind if k.has_value)
EXPLICIT = re.compile(r"\[(?P<kind>[^\]\n]{2,40})\](?: (?P<answer>.*))?", re.DOTALL)
EXPECTED = re.compile(r"(?:(?P<answer>.*) )?\{(?P<expected>[^{}]*)\}", re.DOTALL)
DATES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE})
FIRST_SERIAL, LAST_SERIAL = 14_000, 80_000  # days since 1899 that a cell without its date format shows: 1938–2119
MOST_DIGITS, MOST_EXACT = 15, 40  # of a number in a cell; of one that is told as text
LONG_NUMBER = re.compile(r"-?\d{16,}")  # stands as text, for a cell would round it
Choices = Mapping[str, tuple[str, ...]]  # the code of each choice, and how it is called in every language


def written(type: FieldType, content: Content, language: str, choices: Choices | None = None) -> Written:
    """The cells of an answer that has a cell for its kind and one for its expected date."""
    natural = _natural(type, content, language, choices or {})
    if meaning(type, natural, choices) == content:
        return natural
    kind = said(KINDS, content.kind, language) if content.kind in KINDS else content.kind
    return Written(content.value, kind, content.expected)


def meaning(type: FieldType, cells: Written, choices: Choices | None = None) -> Content:
    """What the cells of an answer mean. A number beside a kind of missing is the number (`says_both`)."""
    kind = meant(KINDS, cells.kind) or cells.kind.strip()
    expected = _iso(cells.expected)
    if kind in RAW and not (kind == Kind.NUMBER and type in FIGURES):
        return Content(kind, as_text(cells.answer), cells.expected)
    if kind and kind not in set(Kind):
        return Content(UNREAD, " ".join(part for part in (as_text(cells.answer), cells.kind) if part), expected)
    if cells.answer == "":
        return Content(kind, "", expected) if kind and kind not in WITH_NUMBER else EMPTY
    if type in FIGURES:
        return _figure(type, cells.answer, kind if kind in WITH_NUMBER else "", expected)
    if kind and kind not in WITH_NUMBER:
        return Content(UNREAD, f"{as_text(cells.answer)} {cells.kind}", expected)
    return _plain(type, cells.answer, choices or {})


def says_both(type: FieldType, cells: Written) -> bool:
    """There is an answer, and a reason why there is none: somebody must look."""
    kind = meant(KINDS, cells.kind)
    return type in FIGURES and cells.answer != "" and kind in set(Kind) - RAW - WITH_NUMBER


def in_one_cell(type: FieldType, content: Content, language: str) -> Written:
    """The one cell of an answer in an open table; what it cannot say by itself it says in brackets before it."""
    natural = _in_one(type, content, language)
    if from_one_cell(type, natural) == content:
        return natural
    kind = said(KINDS, content.kind, language) if content.kind in KINDS else content.kind
    ends = f"{{{content.expected}}}" if content.expected or content.value.endswith("}") else ""
    return Written(" ".join(part for part in (f"[{kind}]", content.value, ends) if part))


def from_one_cell(type: FieldType, cells: Written) -> Content:
    """What the one cell of an answer in an open table means."""
    if not isinstance(cells.answer, str):
        return meaning(type, cells)
    explicit = EXPLICIT.fullmatch(cells.answer)
    kind = meant(KINDS, explicit["kind"]) if explicit else ""
    if explicit and kind:
        return _explicit(type, kind, explicit["answer"] or "") or Content(UNREAD, cells.answer)
    printed = read_printed(cells.answer) if type in FIGURES else None
    if printed is not None and printed.kind is not Kind.BLANK and not _is_bare(cells.answer):
        found = content_of_figure(printed)
        return Content(found.kind, found.value, _iso(found.expected))
    return meaning(type, cells)


def as_text(answer: Decimal | str) -> str:
    """An answer as plain text: a number without exponent and padding."""
    return answer if isinstance(answer, str) else f"{_short(answer):f}"


def mark_of_cells(cells: Written) -> str:
    """A short sign of what can be seen in cells, the same however a program has saved them."""
    text = "\x1f".join(seen(part) for part in (as_text(cells.answer), cells.kind, cells.expected))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _natural(type: FieldType, content: Content, language: str, choices: Choices) -> Written:
    if content.empty:
        return BLANK
    expected = _day(content.expected, language)
    word = said(KINDS, content.kind, language) if content.kind in KINDS else content.kind
    if content.kind in PLAIN and type not in FIGURES:
        names = choices.get(content.value)
        position = {"nb": 0, "nn": 1, "en": 2}.get(language, 0)
        return Written(names[position] if names else _shown(type, content), "", expected)
    if content.kind in WITH_NUMBER:
        number = _number(content.value)
        return Written(number, "" if content.kind == Kind.NUMBER else word, expected)
    return Written(content.value, word, expected)


def _shown(type: FieldType, content: Content) -> str:
    try:
        return shown(type, content)
    except ValueError:  # a text where the form asks for a date
        return content.value


def _in_one(type: FieldType, content: Content, language: str) -> Written:
    if content.empty:
        return BLANK
    if type not in FIGURES:
        return Written(_shown(type, content) if content.kind in PLAIN else "")
    if content.kind == Kind.NUMBER:
        return Written(_number(content.value))
    if content.kind == UNREAD:
        return Written(content.value)
    printed = content.kind in WITH_NUMBER or (content.kind in set(Kind) and not content.value)
    return Written(_printed(content, language) if printed else "")


def _printed(content: Content, language: str) -> str:
    value = _number(content.value) if content.value else None
    number = value if isinstance(value, Decimal) else None
    try:
        figure = Figure(kind=Kind(content.kind), value=number, expected=content.expected or None)
    except ValueError:
        return ""
    return print_figure(figure, language).replace("\u00a0", " ")


def _explicit(type: FieldType, kind: str, rest: str) -> Content | None:
    """The content told in brackets; None where kind and answer do not go together."""
    found = EXPECTED.fullmatch(rest)
    answer, expected = ((found["answer"] or ""), found["expected"]) if found else (rest, "")
    if kind in WITH_NUMBER and type in FIGURES:
        return Content(kind, answer, expected) if isinstance(_number(answer, MOST_EXACT), Decimal) else None
    return Content(kind, answer, expected) if kind in RAW or not answer else None


def _figure(type: FieldType, answer: Decimal | str, kind: str, expected: str) -> Content:
    if isinstance(answer, Decimal):
        return Content(kind or Kind.NUMBER.value, as_text(answer), expected)
    if kind and LONG_NUMBER.fullmatch(answer):
        return Content(kind, answer, expected)
    read = read_typed(type, Typed(text=answer, kind=kind))
    return Content(read.kind, read.value, expected or read.expected, read.as_of)


def _plain(type: FieldType, answer: Decimal | str, choices: Choices) -> Content:
    if isinstance(answer, Decimal) and type in DATES and FIRST_SERIAL < answer < LAST_SERIAL:
        return read_typed(type, Typed(text=_day_of_serial(answer)))
    text = as_text(answer)
    wanted = text.strip().casefold()
    code = next((code for code, names in choices.items() if wanted in {n.casefold() for n in names}), None)
    if code is not None:
        return Content("text", code)
    if choices and text.strip():
        return Content(UNREAD, text)
    return read_typed(type, Typed(text=text))


def _day_of_serial(answer: Decimal) -> str:
    return (date(1899, 12, 30) + timedelta(days=int(answer))).isoformat()


def _number(value: str, most: int = MOST_DIGITS) -> Decimal | str:
    """The number of a content; as text where a workbook would round it."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    fits = number.is_finite() and len(number.as_tuple().digits) <= most and abs(number.adjusted()) <= most
    return _short(number) if fits else value


def _short(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _is_bare(text: str) -> bool:
    """A number with nothing beside it: read as it is typed, with the doubts of the editor."""
    return bool(re.fullmatch(r"[\s\d.,+\-\u2212\u00a0]*", text))


def _day(expected: str, language: str) -> str:
    """An expected date as it is written in forms, else in words; what would be read as another stands in quotes."""
    value = read_date(expected).value if expected else None
    ways = (print_date_short(value), print_date(value, language), print_date(value)) if value else (expected,)
    return next((words for words in ways if _iso(words) == expected), f"«{expected}»")


def _iso(expected: str) -> str:
    if expected.startswith("«") and expected.endswith("»"):
        return expected[1:-1]
    value = read_date(expected.strip()).value if expected.strip() else None
    return value.iso() if value else expected.strip()
