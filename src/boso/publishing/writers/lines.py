"""The lines of a text that a person wrote, and which of them are points of a list."""

import re
from collections.abc import Iterator
from itertools import groupby

POINT = re.compile(r"- (?=\S)")


def line_groups(text: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Lines that follow each other, in groups: points of a list, without their dash, or other lines; an empty line is
    an empty text."""
    for points, lines in groupby(text.split("\n"), key=is_point):
        yield points, tuple(without_dash(line) if points else line for line in lines)


def is_point(line: str) -> bool:
    """The line is a point: a dash, a space, and what it says."""
    return POINT.match(line) is not None


def without_dash(line: str) -> str:
    """What a point says."""
    return line[2:] if is_point(line) else line
