"""Runs of figures in flattened tables: which numbers and signs stand as cells, and how they may be parted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from boso.importers.reading.covering import Stretch
from boso.importers.reading.pages import Flow
from boso.kernel.figures import Kind
from boso.kernel.numbers import Doubt, Token, partings, split_numbers

LONE_DASH = re.compile(r"(?<![^\s(])[-–—](?![^\s)])")
SPACES = re.compile(r"[\s(]*(?:(?:ca|cirka|rundt|omtrent|om lag)\.?\s*)?", re.IGNORECASE)
AFTER_NUMBER = re.compile(r"[)\s]*")
NO_CELL = frozenset({Doubt.WORD, Doubt.DATE})
SAID = re.compile(
    r"(?<![\w/])(?:(?P<pending>ettersend(?:es|ast)|avventer)"
    r"|(?P<not_registered>(?:registreres|registrert) ikke|ikke registrert|blir ikkje registrert)"
    r"|(?P<not_applicable>ikke aktuelt|ikkje aktuelt|ikke relevant))(?!\w)\.?",
    re.IGNORECASE,
)
ABOUT = re.compile(r"(?:\bca|\bcirka|\brundt|\bomtrent|\bom lag)\.?\s*\Z", re.IGNORECASE)
GOES_ON = ("/", ":")  # "12/15", "2013: 51": a number that is not the whole of what the cell says
MOST_WAYS = 256
PLAUSIBLE = Decimal(10_000)  # households, purchases: a larger count made by joining two numbers is not believed


@dataclass(frozen=True, slots=True)
class CellValue:
    """A number or a sign that stands where a cell may be."""

    value: Decimal | None
    kind: Kind
    start: int
    end: int
    raw: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Cells that stand in a row with nothing between, and where the words after them begin.

    `ways` are all ways to part the run's digits into cells, the one with most cells last.
    """

    ways: tuple[tuple[CellValue, ...], ...]
    start: int
    end: int
    leads_into: str = ""

    @property
    def cells(self) -> tuple[CellValue, ...]:
        """The run with each group of digits that may stand alone as a cell of its own, if nothing settles it."""
        return self.ways[-1]

    @property
    def begins_sentence(self) -> bool:
        """The last number goes on in a small letter: it may be the beginning of a comment."""
        return self.leads_into[:1].islower()

    def of_length(self, count: int) -> tuple[CellValue, ...] | None:
        """The one way to part the run into so many cells; None if there is none, or more than one."""
        fitting = [way for way in self.ways if len(way) == count]
        if len(fitting) != 1:
            return None
        others = [way for way in self.ways if len(way) < count and all((c.value or 0) < PLAUSIBLE for c in way)]
        return None if others else fitting[0]


def run_at(flow: Flow, stretch: Stretch, *, words_too: bool = False) -> Run | None:
    """The run of cells with which a stretch begins; `words_too` takes "ettersendes" and the like for cells as well."""
    text = flow.text[stretch.start : stretch.end]
    options: list[tuple[tuple[CellValue, ...], ...]] = []
    at = 0
    for offset, end, choice in _cells(text, stretch.start, words_too=words_too):
        if not SPACES.fullmatch(text[at:offset]) and not AFTER_NUMBER.fullmatch(text[at:offset]):
            break
        options.append(choice)
        at = end
    if not options:
        return None
    at = _after(text, at)
    combined = [tuple(c for part in way for c in part) for way in _product(options)]
    ways = tuple(sorted(combined, key=len))
    return Run(ways, ways[0][0].start, stretch.start + at, text[at : at + 30].strip())


def _after(text: str, at: int) -> int:
    signs = AFTER_NUMBER.match(text, at)
    return signs.end() if signs else at


def _product(options: list[tuple[tuple[CellValue, ...], ...]]) -> Iterator[tuple[tuple[CellValue, ...], ...]]:
    ways = 1
    for option in options:
        ways *= len(option)
    if ways > MOST_WAYS:
        yield tuple(option[-1] for option in options)
        return
    yield from product(*options)


Thing = tuple[int, int, tuple[tuple[CellValue, ...], ...]]


def _cells(text: str, base: int, *, words_too: bool) -> Iterator[Thing]:
    """Every cell-like thing in a text with its ends and the ways to part it; stops at what cannot be a cell."""
    signs = [(m.start(), m.end(), Kind.DASH) for m in LONE_DASH.finditer(text)]
    said = [(m.start(), m.end(), Kind(m.lastgroup)) for m in SAID.finditer(text) if m.lastgroup] if words_too else []
    things: list[Thing] = [
        (a, b, ((CellValue(None, kind, base + a, base + b, text[a:b]),),)) for a, b, kind in (*signs, *said)
    ]
    for token in split_numbers(LONE_DASH.sub("¤", text)):
        about = ABOUT.search(text, 0, token.start)
        goes_on = text[token.end : token.end + 1] in GOES_ON
        kind = Kind.APPROXIMATE if about else None
        things.append((token.start, token.end, _choices(token, base, kind, goes_on=goes_on)))
    for thing in sorted(things):
        if not thing[2]:
            return
        yield thing


def _choices(token: Token, base: int, kind: Kind | None, *, goes_on: bool) -> tuple[tuple[CellValue, ...], ...]:
    if token.value is None or token.doubts & NO_CELL or token.unit == "percent":
        return ()
    sure = not token.doubts - {Doubt.SPACED, Doubt.AFTER_MONTH} and not token.sign and not token.unit and not goes_on
    return tuple(
        tuple(
            _value(value, part, token, base, None if at else kind, sure=sure)
            for at, (value, part) in enumerate(zip(way, _parts(token.raw, way), strict=True))
        )
        for way in partings(token) or ((token.value,),)
    )


def _parts(raw: str, way: Sequence[Decimal]) -> list[tuple[int, int]]:
    """Where in the token's text each number of a parting stands."""
    groups = [m.span() for m in re.finditer(r"\d+", raw)]
    if len(way) == 1 or len(groups) < len(way):
        return [(0, len(raw))] * len(way)
    parts, at = [], 0
    for value in way:
        digits, first = len(str(abs(int(value)))), at
        while at < len(groups) and digits > 0:
            digits -= groups[at][1] - groups[at][0]
            at += 1
        parts.append((groups[first][0], groups[at - 1][1]))
    return parts


def _value(
    value: Decimal, part: tuple[int, int], token: Token, base: int, kind: Kind | None, *, sure: bool
) -> CellValue:
    whole = value == value.to_integral_value() and value >= 0
    start = base + token.start + part[0]
    plain = Kind.TENTATIVE if token.bracketed else kind or Kind.NUMBER
    return CellValue(value, plain, start, start + part[1] - part[0], token.raw[slice(*part)].strip(), sure and whole)


def has_number(flow: Flow, stretch: Stretch) -> bool:
    """A digit stands somewhere in the stretch."""
    return any(c.isdigit() for c in flow.text[stretch.start : stretch.end])
