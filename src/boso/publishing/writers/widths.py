"""How wide the columns of a table are beside each other: as their words ask for, within reason and within the page."""

import re
from collections.abc import Sequence

from boso.publishing.values import Grid

NARROWEST, WIDEST = 7, 36  # letters; what is longer goes on to another line
NUMBERS, NUMBERS_WITH_ROOM = 15, 24  # letters of a column of numbers at the most, and where the page has room
LONGEST_WORD = 22  # letters of a word that a column is made wide for; a longer one is broken
BESIDE = 2.5  # letters of the room between two columns
PAGE = 112  # letters on a line of a table
BREAKS = re.compile(r"[ \n\t]+")  # a number with its narrow gaps is one word


def shares(grid: Grid) -> list[float]:
    """A weight for each column, by its longest cell and the longest word in it; those of numbers are alike, unless a
    word asks for more. Where the line is too short for all, each keeps room for its longest word."""
    least = [_least(grid, place) for place in range(len(grid.columns))]
    for most in (NUMBERS_WITH_ROOM, NUMBERS):
        asked = _asked(grid, least, most)
        if sum(asked) <= PAGE:
            return asked
    return _within(asked, least)


def _within(asked: Sequence[float], least: Sequence[float]) -> list[float]:
    """What is asked for beyond the longest words, in proportion."""
    wanted = sum(asked) - sum(least)
    left = max(0.0, PAGE - sum(least))
    part = left / wanted if wanted else 0.0
    return [low + (want - low) * part for want, low in zip(asked, least, strict=True)]


def _asked(grid: Grid, least: Sequence[float], most: int) -> list[float]:
    wide = WIDEST * (2 if len(grid.columns) == 2 else 1)
    longest = [max(map(len, _cells(grid, place)), default=0) for place in range(len(grid.columns))]
    alike = max((min(most, n) for n, c in zip(longest, grid.columns, strict=True) if c.numeric), default=0)
    widest = [
        alike if c.numeric else min(wide if c.wide else WIDEST, n) for n, c in zip(longest, grid.columns, strict=True)
    ]
    return [max(low, want + BESIDE) for low, want in zip(least, widest, strict=True)]


def _least(grid: Grid, place: int) -> float:
    """Room for the longest word."""
    words = [word for text in (grid.columns[place].label, *_cells(grid, place)) for word in BREAKS.split(text)]
    return max(NARROWEST, min(LONGEST_WORD, max(map(len, words), default=0))) + BESIDE


def _cells(grid: Grid, place: int) -> list[str]:
    return [row[place].text for row in grid.rows]
