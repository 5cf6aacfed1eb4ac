"""A piece of a source's text: the place itself and the other readings marked, with the lines around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINES_BEFORE, LINES_AFTER = 5, 3
LONGEST = 500
GAP = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `marked` where it is a place that was read; `here` where it is the one in question, and
    `sign` tells which of several readings stands there."""

    text: str
    marked: bool = False
    sign: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch to mark, from `start` to before `end`."""

    start: int
    end: int
    sign: str = ""


def around(text: str, here: Place, others: Iterable[Place] = (), *, reach: int = LONGEST) -> tuple[Piece, ...]:
    """The place with whole lines around it, at most `reach` letters to each side; others are marked where they fall
    inside, and stretch it a little."""
    start, end = here.start, here.end
    near = [o for o in others if abs(o.start - start) <= reach]
    first = _line_before(text, min([start, *(o.start for o in near)]))
    last = _line_after(text, max([end, *(o.end for o in near)]))
    first = min(start, _word_after(text, max(first, start - reach)))
    last = max(end, _word_before(text, min(last, end + reach)))
    places = _apart([here, *near], first, last)
    return tuple(_pieces(text, first, last, places, here))


def line_of(text: str, start: int) -> int:
    """The line a place stands on, counted from 1."""
    return text.count("\n", 0, start) + 1


def _line_before(text: str, start: int) -> int:
    first = start
    for _ in range(LINES_BEFORE + 1):
        first = text.rfind("\n", 0, first)
        if first < 0:
            return 0
    return first + 1


def _line_after(text: str, end: int) -> int:
    last = end
    for _ in range(LINES_AFTER):
        last = text.find("\n", last + 1)
        if last < 0:
            return len(text)
    return last


def _word_after(text: str, at: int) -> int:
    """No word is cut: the next place a word begins."""
    if at == 0 or text[at - 1].isspace():
        return at
    return at + next((i for i, letter in enumerate(text[at : at + 40]) if letter.isspace()), 0)


def _word_before(text: str, at: int) -> int:
    if at >= len(text) or text[at].isspace():
        return at
    return at - next(
        (i for i, letter in enumerate(reversed(text[max(0, at - 40) : at]), start=1) if letter.isspace()), 0
    )


def _apart(places: Sequence[Place], first: int, last: int) -> list[Place]:
    """The places inside, in order; of two that overlap the earlier keeps its ground."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.start, p.end)):
        if first <= place.start < place.end <= last and (not kept or kept[-1].end <= place.start):
            kept.append(place)
    return kept


def _pieces(text: str, first: int, last: int, places: Sequence[Place], here: Place) -> Iterable[Piece]:
    at = first
    for place in places:
        lead = text[at : place.start]
        yield Piece(_beginning(text, first, lead) if at == first else lead)
        yield Piece(_shortened(text[place.start : place.end]), marked=True, sign=place.sign, here=place is here)
        at = place.end
    yield Piece(text[at:last].rstrip("\n"))


def _beginning(text: str, first: int, lead: str) -> str:
    """Words taken out of the middle of a line say so."""
    inside_line = first > 0 and text[first - 1] != "\n" and not lead.startswith("\n")
    return f"… {lead.lstrip()}" if inside_line else lead.lstrip("\n")


def _shortened(place: str) -> str:
    return place if len(place) <= 2 * LONGEST else f"{place[:LONGEST]}{GAP}{place[-LONGEST:]}"
