"""Runs of figures in flattened tables: which numbers and signs stand as cells, and how they may be parted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from boso.importers.reading.covering import Stretch
from boso.importers.reading.pages import Flow
from boso.kernel.figures import Kind
from boso.kernel.numbers import Doubt, Token, partings, split_numbers

LONE_DASH = re.compile(r"(?<![^\s(])[-–—](?![^\s)])")
SPACES = re.compile(r"[\s(]*(?:ca\.?\s+|kr\.?\s+)?", re.IGNORECASE)
AFTER_NUMBER = re.compile(r"[)\s,.]*")
NO_CELL = frozenset({Doubt.WORD, Doubt.DATE})
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


def run_at(flow: Flow, stretch: Stretch) -> Run | None:
    """The run of cells with which a stretch begins."""
    text = flow.text[stretch.start : stretch.end]
    options: list[tuple[tuple[CellValue, ...], ...]] = []
    at = 0
    for offset, end, choice in _cells(text, stretch.start):
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


def _cells(text: str, base: int) -> Iterator[tuple[int, int, tuple[tuple[CellValue, ...], ...]]]:
    """Every cell-like thing in a text with its ends and the ways to part it; stops at what cannot be a cell."""
    dashes = [m.start() for m in LONE_DASH.finditer(text)]
    plain = LONE_DASH.sub("¤", text)
    things: list[tuple[int, int, tuple[tuple[CellValue, ...], ...]]] = [
        (d, d + 1, ((CellValue(None, Kind.DASH, base + d, base + d + 1, "-"),),)) for d in dashes
    ]
    for token in split_numbers(plain):
        things.append((token.start, token.end, _choices(token, base)))
    for thing in sorted(things):
        if not thing[2]:
            return
        yield thing


def _choices(token: Token, base: int) -> tuple[tuple[CellValue, ...], ...]:
    if token.value is None or token.doubts & NO_CELL or token.unit == "percent":
        return ()
    ways = partings(token) if Doubt.SPACED in token.doubts else ((token.value,),)
    sure = not token.doubts - {Doubt.SPACED, Doubt.AFTER_MONTH} and not token.sign
    return tuple(tuple(_value(v, token, base, sure=sure) for v in way) for way in ways)


def _value(value: Decimal, token: Token, base: int, *, sure: bool) -> CellValue:
    whole = value == value.to_integral_value() and value >= 0
    kind = Kind.TENTATIVE if token.bracketed else Kind.NUMBER
    return CellValue(value, kind, base + token.start, base + token.end, token.raw.strip(), sure and whole)


def has_number(flow: Flow, stretch: Stretch) -> bool:
    """A digit stands somewhere in the stretch."""
    return any(c.isdigit() for c in flow.text[stretch.start : stretch.end])
