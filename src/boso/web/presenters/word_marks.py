"""Two texts as one: the words that are the same, new or gone, and of long texts only what stands around a change."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SAME, NEW, GONE = "same", "new", "gone"
MOST_EXACT = 1500  # words on either side; above that words that come often are no place to hold on to


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text."""

    kind: str  # same | new | gone
    words: str


def marked(old: str, new: str) -> tuple[Marked, ...]:
    """The words of both texts in order. The same ones and the new make the new text; spaces are no difference."""
    first, second = _words(old), _words(new)
    return tuple(Marked(kind, "".join(words)) for kind, words in _stretches(first, second))


def around_changes(pieces: Iterable[Marked], *, most: int = 12) -> tuple[Marked, ...]:
    """The same, with at most so many words of what did not change on each side of what did."""
    found = list(pieces)
    last = len(found) - 1
    return tuple(
        _shortened(piece, most, first=place == 0, last=place == last) if piece.kind == SAME else piece
        for place, piece in enumerate(found)
    )


def beginning(text: str, *, most: int = 60) -> str:
    """The first words of a text, with a sign where there are more."""
    words = _words(text)
    return text if len(words) <= most else "".join(words[:most]).rstrip() + " …"


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    long = max(len(first), len(second)) > MOST_EXACT
    old, new = ([word.rstrip() for word in words] for words in (first, second))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=long)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            ends = second[d - 1] == new[d - 1]  # the last word of a text has no space behind it
            last = first[b - 1] if ends else second[d - 1]
            yield SAME, [*second[c : d - 1], last]
            continue
        if b > a:
            yield GONE, first[a:b]
        if d > c:
            yield NEW, second[c:d]


def _words(text: str) -> list[str]:
    """Words, each with the space behind it."""
    return re.findall(r"^\s+|\S+\s*", text)


def _shortened(piece: Marked, most: int, *, first: bool, last: bool) -> Marked:
    words = _words(piece.words)
    if len(words) <= (1 if first or last else 2) * most + 1:
        return piece
    head = "" if first else "".join(words[:most]).rstrip() + " "
    tail = "" if last else " " + "".join(words[-most:])
    return Marked(SAME, f"{head}…{tail}")
