"""Numbers as Norwegian reporters write them: read from a cell with what the cell says beside the number."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from boso.kernel.dates import find_dates
from boso.kernel.figures import Figure, Kind, doubted
from boso.kernel.number_printing import print_figure, print_money, print_number, print_percent
from boso.kernel.number_tokens import GAPS, SIGNS, Doubt, Token, partings, split_numbers
from boso.kernel.number_words import (
    APPROXIMATELY,
    AT_LEAST_OR_MOST,
    BESIDE_A_NUMBER,
    INSTEAD_OF_A_NUMBER,
    NOT_FINAL,
    expected_in,
)

__all__ = [
    "Doubt",
    "Token",
    "partings",
    "print_figure",
    "print_money",
    "print_number",
    "print_percent",
    "read_count",
    "read_money",
    "read_ssb_cell",
    "split_numbers",
]

LARGEST_COUNT = Decimal(10_000_000)  # more households than Norway has
LARGEST_AMOUNT = Decimal(1_000_000_000)  # no programme comes near a milliard kroner
CURRENCY_ALONE = re.compile(r"^(?:kr|nok)\b\.?|\b(?:kr|kroner|nok)\.?$", re.IGNORECASE)
AS_OF_WORDS = re.compile(r"\b(?:pr|per|as of)\.?\s*$", re.IGNORECASE)
NONE_IN_WORDS = re.compile(r"(?:ingen|inga|null|none|zero|en|ei|ett|to|tre|fire|fem)\.?", re.IGNORECASE)
NOT_A_DOUBT_IN_A_CELL = frozenset({Doubt.SPACED, Doubt.SIGN_APART})

SSB_LEGEND: Mapping[str, tuple[Kind, Decimal | None]] = {
    "-": (Kind.NUMBER, Decimal(0)),
    ".": (Kind.NOT_APPLICABLE, None),
    "..": (Kind.ABSENT, None),
    "...": (Kind.PENDING, None),
    ":": (Kind.SUPPRESSED, None),
    "0": (Kind.APPROXIMATE, Decimal(0)),
}


def read_count(text: str) -> Figure:
    """A cell where a number of households, dwellings or the like is asked. Fractions and minus are asked about."""
    figure = _read(text, LARGEST_COUNT)
    odd = figure.value is not None and (figure.value < 0 or figure.value != figure.value.to_integral_value())
    return doubted(figure) if odd else figure


def read_money(text: str) -> Figure:
    """A cell where kroner are asked; "56,25 mill" is 56250000. Øre are kept, and a check speaks of them."""
    return _read(text, LARGEST_AMOUNT)


def read_ssb_cell(text: str, legend: Mapping[str, tuple[Kind, Decimal | None]] = SSB_LEGEND) -> Figure:
    """A cell of a table from Statistics Norway, whose signs mean other things than the municipalities' do.

    The legend is that of 2004; a table with another legend brings its own.
    """
    written = text.strip(GAPS + "\t\r\n")
    if written in legend:
        kind, value = legend[written]
        return Figure(kind=kind, value=value, raw=text)
    if not written:
        return Figure(kind=Kind.BLANK, raw=text)
    numbers = [t for t in split_numbers(written) if t.value is not None]
    return _of_a_number(written, text, numbers, LARGEST_AMOUNT * 1000)


def _read(text: str, largest: Decimal) -> Figure:
    written = re.sub(r"[\t\r\n\v\f]+", " ", text).strip(GAPS)
    if not written:
        return Figure(kind=Kind.BLANK, raw=text)
    bare = CURRENCY_ALONE.sub("", written).strip(GAPS)
    if all(c in SIGNS + "\u2014." + GAPS for c in bare):
        return _lone_sign(bare, text)
    timeless, as_of = _without_date(written)
    numbers = [t for t in split_numbers(timeless) if t.value is not None]
    found = _in_words(written, text, numbers) or _of_a_number(timeless, text, numbers, largest)
    return replace(found, as_of=as_of) if found.value is not None else found


def _without_date(written: str) -> tuple[str, str | None]:
    """The cell without the day or month it says it speaks of ("953 pr. 31.12.2013"), and that date.

    A month and a year with no other number beside them stay: "Januar 2044" may be a count of 2044 in January.
    """
    dates = [d for d in find_dates(written) if d.reading.value is not None and d.reading.value.month is not None]
    if len(dates) != 1 or dates[0].reading.value is None:
        return written, None
    found, value = dates[0], dates[0].reading.value
    rest = written[: found.start] + written[found.end :]
    if value.day is None and not any(c.isdigit() for c in rest):
        return written, None
    return AS_OF_WORDS.sub("", written[: found.start]) + written[found.end :], value.iso()


def _lone_sign(written: str, raw: str) -> Figure:
    lone_dash = bool(written) and set(written) <= set("-\u2212\u2013\u2014")
    return Figure(kind=Kind.DASH if lone_dash else Kind.TEXT_INSTEAD, raw=raw, certain=lone_dash)


def _in_words(written: str, raw: str, tokens: list[Token]) -> Figure | None:
    """What the cell says in words instead of a number; a number that leads the cell makes the words its comment."""
    leads = any(t.start == 0 or written[: t.start].strip(GAPS + "(").casefold() in ("", "ca.", "ca") for t in tokens)
    for kind, words in INSTEAD_OF_A_NUMBER:
        if not words.search(written):
            continue
        if leads:
            return None
        return Figure(
            kind=kind,
            raw=raw,
            comment=written if kind is Kind.UNCLEAR_QUESTION else "",
            certain=not _other_number(kind, tokens),
            expected=expected_in(written) if kind is Kind.PENDING else None,
        )
    if tokens:
        return None
    in_doubt = NONE_IN_WORDS.fullmatch(written) is not None or any(c.isdigit() for c in written)
    return Figure(kind=Kind.TEXT_INSTEAD, raw=raw, certain=not in_doubt)


def _other_number(kind: Kind, tokens: list[Token]) -> bool:
    """A number stands among the words that is not the year or date the missing figure is expected."""
    if kind is not Kind.PENDING:
        return bool(tokens)
    return any(not (t.value and 1990 <= t.value <= 2099) and Doubt.DATE not in t.doubts for t in tokens)


def _of_a_number(written: str, raw: str, numbers: list[Token], largest: Decimal) -> Figure:
    if len(numbers) != 1:
        return _of_several(raw, numbers)
    token = numbers[0]
    rest = (written[: token.start] + " " + written[token.end :]).strip()
    provisional = NOT_FINAL.search(rest) is not None
    kind = _kind(token, rest, provisional=provisional)
    if kind is None:
        return Figure(kind=Kind.TEXT_INSTEAD, raw=raw, certain=False)
    plain = provisional or not BESIDE_A_NUMBER.sub("", rest)
    return Figure(
        kind=kind,
        value=token.value,
        raw=raw,
        comment="" if plain and not provisional else rest.strip("()., "),
        certain=plain and _sure(token, largest) and not AT_LEAST_OR_MOST.search(rest),
        expected=expected_in(rest) if provisional else None,
    )


def _of_several(raw: str, numbers: list[Token]) -> Figure:
    """Two numbers in a cell: the first is shown and asked about; `split_numbers` gives both."""
    leading = [t for t in numbers[:1] if not raw[: t.start].strip()]
    if leading:
        return Figure(kind=Kind.NUMBER, value=leading[0].value, raw=raw, certain=False)
    return Figure(kind=Kind.TEXT_INSTEAD, raw=raw, certain=False)


def _kind(token: Token, rest: str, *, provisional: bool) -> Kind | None:
    """What kind of number the words beside it make it; None where the words are the answer and the number is not."""
    if token.bracketed:
        return Kind.TENTATIVE
    if provisional:
        return Kind.PROVISIONAL
    if APPROXIMATELY.search(rest) or AT_LEAST_OR_MOST.search(rest):
        return Kind.APPROXIMATE
    if token.start == 0 or Doubt.AFTER_MONTH in token.doubts or not BESIDE_A_NUMBER.sub("", rest):
        return Kind.NUMBER
    return None


def _sure(token: Token, largest: Decimal) -> bool:
    doubts = token.doubts - NOT_A_DOUBT_IN_A_CELL
    return not doubts and token.unit != "percent" and abs(token.value or Decimal(0)) < largest
