"""Which row of one version is which of another. Pure.

Rows have no name that lasts: a new version copies them, a person moves them and writes them anew. A row is found again
by its content, then by what it is about, then by what it has in common, and last by its place.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from boso.reporting.values.differing import ComparedRow

Pairs = dict[int, int]  # place in the earlier rows -> place in the later
MOST_COMPARED = 400  # rows left on either side: above that only their place tells


def matched(before: Sequence[ComparedRow], after: Sequence[ComparedRow]) -> Pairs:
    """The rows that are the same row, by their places from 0. What is in no pair was removed or added."""
    pairs: Pairs = {}
    _by(before, after, pairs, _whole)
    _by(before, after, pairs, lambda row: row.label or None)
    _by_likeness(before, after, pairs)
    taken = set(pairs.values())
    pairs |= {place: place for place in _single(min(len(before), len(after)), pairs) if place not in taken}
    return dict(sorted(pairs.items()))


def moved(pairs: Pairs) -> frozenset[int]:
    """The places (before) of those rows that changed their order among the rest; the fewest that explain it."""
    kept = _longest_rising(list(pairs.values()))
    return frozenset(place for place, later in pairs.items() if later not in kept)


def _by(
    before: Sequence[ComparedRow],
    after: Sequence[ComparedRow],
    pairs: Pairs,
    key: Callable[[ComparedRow], Hashable | None],
) -> None:
    """Pair what is still single and has the same key, in order."""
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    for place in _single(len(after), pairs.values()):
        if (found := key(after[place])) is not None:
            free[found].append(place)
    for place in _single(len(before), pairs):
        found = key(before[place])
        if found is not None and free[found]:
            pairs[place] = free[found].popleft()


def _by_likeness(before: Sequence[ComparedRow], after: Sequence[ComparedRow], pairs: Pairs) -> None:
    """Pair those that have cells in common, most of them first."""
    old, new = _single(len(before), pairs), _single(len(after), pairs.values())
    if max(len(old), len(new)) > MOST_COMPARED:
        return
    likeness = [(-_common(before[i], after[j]), abs(i - j), i, j) for i in old for j in new]
    taken: set[int] = set()
    for common, _apart, i, j in sorted(likeness):
        if common and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _whole(row: ComparedRow) -> Hashable:
    return frozenset((column, content) for column, content in row.cells.items() if not content.empty)


def _common(one: ComparedRow, other: ComparedRow) -> int:
    return sum(not content.empty and other.cells.get(column) == content for column, content in one.cells.items())


def _single(count: int, taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [place for place in range(count) if place not in known]


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The longest run of places that rises."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
        back.append(ends[length - 1] if length else -1)
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(places[index])
        index = back[index]
    return kept
