"""What a sheet's markup says of its cells, read by a parser before the library loads them: quotes, prefixes and order
fool it no more than they fool the library, and it takes no longer than the markup is long."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

LAST_ROW, LAST_COLUMN, LETTERS = 1_048_576, 16_384, 26
NAME, NUMBER = re.compile(r"([A-Z]{1,3})([0-9]{1,7})"), re.compile(r"[0-9]{1,8}")
Position = tuple[int, int]


class NoSheet(ValueError):
    """Markup that is damaged, or names a row or cell no sheet has."""


class TooManyCells(ValueError):
    """More cells than were asked for at the most."""


@dataclass(slots=True)
class SeenCells:
    """How far the cells of a sheet reach, how many there are, and which hold formulas, by row and column from 0."""

    rows: int = 0
    columns: int = 0
    count: int = 0
    strings: int = 0  # that a table of texts says it has; the library makes room for so many
    formulas: set[Position] = field(default_factory=set)
    uncomputed: set[Position] = field(default_factory=set)  # formulas without a value

    @property
    def area(self) -> int:
        """Cells of the rectangle from the first corner that holds every cell."""
        return self.rows * self.columns


def seen_cells(markup: bytes, most: int) -> SeenCells:
    """The cells of one part. Raises `NoSheet`, and `TooManyCells` for more than `most`."""
    reading = _Reading(most)
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    with _damage_told():
        parser.Parse(markup, True)
    return reading.seen


def attributes(markup: bytes, *names: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of these names, without prefix, in their order, each with its attributes. Raises `NoSheet`."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if (bare := _bare(name)) in names:
            found.append((bare, given))

    parser = _parser()
    parser.StartElementHandler = start
    with _damage_told():
        parser.Parse(markup, True)
    return found


class _Reading:
    """Counts rows and columns exactly as the library does; all counts from 0."""

    def __init__(self, most: int) -> None:
        self.seen, self.most = SeenCells(), most
        self.row = self.column = 0
        self.cell: Position | None = None
        self.inside, self.formula, self.value = "", False, False

    def start(self, name: str, given: dict[str, str]) -> None:
        if ":" in name:
            name = _bare(name)
        self.inside = name
        if name in ("row", "c"):
            if self.cell is not None:
                raise NoSheet
            told = given.get("r")
            if name == "c":
                self._cell(told)
            elif told is not None:
                self.row = _number(told) - 1
        elif name == "f":
            self.formula = True
        elif name == "sst" and "uniqueCount" in given:
            self.seen.strings = max(self.seen.strings, _number(given["uniqueCount"]))

    def _cell(self, told: str | None) -> None:
        row, self.column = _position(told) if told is not None else (self.row, self.column)
        if not (0 <= row < LAST_ROW and 0 <= self.column < LAST_COLUMN):
            raise NoSheet
        seen = self.seen
        seen.count += 1
        if seen.count > self.most:
            raise TooManyCells
        seen.rows, seen.columns = max(seen.rows, row + 1), max(seen.columns, self.column + 1)
        self.cell, self.formula, self.value = (row, self.column), False, False

    def text(self, letters: str) -> None:
        if not self.value and self.inside in ("v", "t") and letters.strip():
            self.value = True

    def end(self, name: str) -> None:
        self.inside = ""
        if ":" in name:
            name = _bare(name)
        if name == "row":
            self.row, self.column = self.row + 1, 0
        elif name == "c" and self.cell is not None:
            if self.formula:
                self.seen.formulas.add(self.cell)
                if not self.value:
                    self.seen.uncomputed.add(self.cell)
            self.cell, self.column = None, self.column + 1


def _parser() -> expat.XMLParserType:
    """As the library reads: UTF-8 whatever the markup says; nothing is defined in it."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_given: object) -> None:
    raise NoSheet


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except expat.ExpatError as fault:
        raise NoSheet(str(fault)) from fault


def _bare(name: str) -> str:
    return name.partition(":")[2] or name


def _number(told: str) -> int:
    if not NUMBER.fullmatch(told):
        raise NoSheet
    return int(told)


def _position(name: str) -> Position:
    """Row and column, from 0, of a cell by the name the sheet gives it."""
    found = NAME.fullmatch(name)
    if found is None:
        raise NoSheet
    return int(found[2]) - 1, _column(found[1])


@cache
def _column(letters: str) -> int:
    """The column from 0; there are no more than 18 278 of three letters to remember."""
    column = 0
    for letter in letters:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return column - 1
