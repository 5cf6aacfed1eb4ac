"""An answer as a cell of a document says it, and what a cell says as an answer: each undoes the other. Pure.

What would be read as something else than it is (a text that is the word for a kind of missing, a date that is none)
stands between guillemets; where that does not tell it either, its kind follows in brackets.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from boso.kernel.dates import PartialDate, print_date, print_date_short, read_date
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_figure
from boso.kernel.printed_figures import read_printed
from boso.questionnaires.values import FieldType
from boso.reporting.rules.paper_words import kind_word, kinds_by_word, word
from boso.reporting.rules.telling import seen
from boso.reporting.values.told import NOTHING, Said

FIGURES = frozenset({FieldType.INT, FieldType.MONEY})
DATES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE})
SEVERAL = frozenset({FieldType.LIST, FieldType.DATES, FieldType.PERSONS})
TEXT_INSTEAD = Kind.TEXT_INSTEAD.value
QUOTED = re.compile(r"«((?:[^»]|»»)*)»")
BULLET = "• "
ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
YEAR = re.compile(r"\d{4}")
COUNT = re.compile(r"-?\d+")


def say(said: Said, type: FieldType, language: str) -> str:
    """The words of a cell, without what says that it is not confirmed unless it is not."""
    for text in (_naturally(said, type, language), quote(said.value), _in_full(said, language)):
        whole = text if said.certain else f"{text} ({word('doubtful', language)})".lstrip()
        if hear(whole, type, language) == said:
            return whole
    return _in_full(said, language)


def hear(text: str, type: FieldType, language: str) -> Said:
    """What a cell says. What cannot be understood in a cell of figures or dates is kept as text, and is in doubt."""
    text = seen(text)
    doubt = f"({word('doubtful', language)})"
    if text.endswith(doubt):
        return replace(hear(text[: -len(doubt)].rstrip(), type, language), certain=False)
    full = _heard_in_full(text, language)
    if full is not None:
        return full
    if not text.strip():
        return NOTHING
    if type in FIGURES:
        return _figure(text, language)
    kind = kinds_by_word(language).get(text.strip())
    if kind is not None and kind not in ("text", "number", "date", "list"):
        return Said(kind)
    return _READERS.get(type, _text)(text, language)


def quote(text: str) -> str:
    """The text between guillemets; closing ones inside stand twice."""
    return f"«{text.replace('»', '»»')}»"


def unquoted(text: str) -> str | None:
    """What stands between guillemets that are around all of a text; None for any other text."""
    found = QUOTED.fullmatch(text)
    return found[1].replace("»»", "»") if found else None


def _naturally(said: Said, type: FieldType, language: str) -> str:
    if said.kind == "blank" and not said.value:
        return ""
    if type in FIGURES:
        return _figure_in_words(said, language)
    if said.kind == "list" and type in SEVERAL:
        return "\n".join(f"{BULLET}{_day(line, language)}" for line in said.value.split("\n"))
    if said.kind == "date":
        return _day(said.value, language)
    if said.value:
        return said.value
    return kind_word(said.kind, language)


def _figure_in_words(said: Said, language: str) -> str:
    if said.kind == TEXT_INSTEAD or said.kind not in set(Kind):
        return quote(said.value)
    base = kind_word(said.kind, language)
    if Kind(said.kind).has_value:
        try:
            base = print_figure(Figure(kind=Kind(said.kind), value=Decimal(said.value)), language)
        except (InvalidOperation, ValueError):
            return ""
    if said.kind == Kind.PENDING and said.expected:
        base = f"{base} ({_day(said.expected, language)})"
    return f"{base}, {word('as_of', language)} {_day(said.as_of, language)}" if said.as_of else base


def _in_full(said: Said, language: str) -> str:
    parts = [kind_word(said.kind, language)]
    if said.expected:
        parts.append(f"{word('expected', language)} {quote(said.expected)}")
    if said.as_of:
        parts.append(f"{word('as_of', language)} {quote(said.as_of)}")
    return f"{quote(said.value)} [{'; '.join(parts)}]"


def _heard_in_full(text: str, language: str) -> Said | None:
    expected, as_of = word("expected", language), word("as_of", language)
    found = re.fullmatch(
        rf"{QUOTED.pattern} \[([^«»;\]]*)(?:; {expected} {QUOTED.pattern})?(?:; {as_of} {QUOTED.pattern})?\]", text
    )
    if found is None:
        return None
    value, kind, day, since = ((part or "").replace("»»", "»") for part in found.groups())
    return Said(kinds_by_word(language).get(kind, kind), value, day, since)


def _figure(text: str, language: str) -> Said:
    bare, mark, day = text.rpartition(f", {word('as_of', language)} ")
    as_of = _iso(day, language) if mark else ""
    quoted = unquoted(text)
    if quoted is not None:
        return Said(TEXT_INSTEAD, quoted)
    read = read_printed(bare if as_of else text)
    if read is None:
        return Said(TEXT_INSTEAD, text, certain=False)
    value = "" if read.value is None else f"{read.value:f}"
    expected = _iso(read.expected, language) if read.expected else ""
    if read.expected and not expected:
        return Said(TEXT_INSTEAD, text, certain=False)
    return Said(read.kind.value, value, expected, as_of)


def _day(iso: str, language: str) -> str:
    """A date as far as it goes, as a document prints it; anything else as it is."""
    if not ISO.fullmatch(iso):
        return iso
    value = PartialDate(*(int(part) for part in iso.split("-")))
    try:
        return print_date(value, language) if value.month and not value.day else print_date_short(value)
    except IndexError:
        return iso


def _iso(text: str, language: str) -> str:
    """The date that is printed so; empty where it is printed otherwise."""
    value = read_date(text).value
    iso = value.iso() if value else ""
    return iso if iso and _day(iso, language) == text else ""


def _text(text: str, language: str) -> Said:
    del language
    quoted = unquoted(text)
    return Said("text", text if quoted is None else quoted)


def _date(text: str, language: str) -> Said:
    iso = _iso(text, language)
    return Said("date", iso) if iso else Said(TEXT_INSTEAD, unquoted(text) or text, certain=unquoted(text) is not None)


def _year(text: str, language: str) -> Said:
    del language
    if YEAR.fullmatch(text):
        return Said("number", text)
    return Said(TEXT_INSTEAD, unquoted(text) or text, certain=unquoted(text) is not None)


def _lines(text: str, language: str) -> Said:
    lines = text.split("\n")
    if not all(line.startswith(BULLET) for line in lines):
        return _text(text, language)
    return Said("list", "\n".join(_iso(line[2:], language) or line[2:] for line in lines))


_READERS: Mapping[FieldType, Callable[[str, str], Said]] = MappingProxyType(
    {
        FieldType.DATE: _date,
        FieldType.PARTIAL_DATE: _date,
        FieldType.YEAR: _year,
        FieldType.LIST: _lines,
        FieldType.DATES: _lines,
        FieldType.PERSONS: _lines,
    }
)
