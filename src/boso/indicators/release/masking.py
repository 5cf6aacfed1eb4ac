"""Second cells: what is hidden is not found by one addition or subtraction of what is shown beside it. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
DEEPEST = 2  # how many times a second cell may ask for a choice of others before another is tried
TRIED = 24  # of the cells of a sum, those that cost least


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number that a page would show. `hidden` for a small one; `published` for a small count that its municipality
    published: nothing rests on its being known. `hideable` cells may be hidden as second ones, the lightest first.
    """

    value: Decimal
    hidden: bool = False
    published: bool = False
    hideable: bool = True
    weight: int = 0


class Sum(NamedTuple, Generic[K]):
    """A total, and the cells that are added up to it. Any one of them follows from all the others."""

    total: K
    parts: tuple[K, ...]

    @property
    def members(self) -> tuple[K, ...]:
        """The total and the parts."""
        return (self.total, *self.parts)


def masked(cells: Mapping[K, Cell], sums: Iterable[Sum[K]]) -> frozenset[K]:
    """The cells to hide: the hidden ones, and second cells so that no sum has one hidden member alone.

    Published small counts are taken as unknown: what is hidden is safe from anyone who does not have them; who has
    them needs no sum. Hidden parts that are all 1 are found by counting them, so they need another beside them too.
    """
    known = [each for each in sums if all(key in cells for key in each.members)]
    return frozenset(_Page(cells, known).closed())


class _Page(Generic[K]):
    def __init__(self, cells: Mapping[K, Cell], sums: Sequence[Sum[K]]) -> None:
        self.cells = cells
        self.sums: dict[K, list[Sum[K]]] = defaultdict(list)
        for each in sums:
            for key in each.members:
                self.sums[key].append(each)

    def closed(self) -> set[K]:
        """All that is hidden in the end. Where nothing can be added to a sum, what stands there stays."""
        hidden = {key for key, cell in self.cells.items() if cell.hidden}
        waiting = sorted(hidden, key=self._cost)
        while waiting:
            key = waiting.pop()
            for each in self.sums[key]:
                if self._lonely(each, hidden):
                    more = self._second(each, hidden, DEEPEST) or set(self._candidates(each, hidden))
                    hidden |= more
                    waiting += more
        return hidden

    def _lonely(self, each: Sum[K], hidden: set[K]) -> bool:
        secret = [key for key in each.members if key in hidden]
        if not secret:
            return False
        unknown = [key for key in each.members if key in hidden or self.cells[key].published]
        if len(unknown) == 1:
            return True
        all_ones = all(self.cells[key].value == 1 for key in secret)
        return all_ones and len(secret) == len(unknown) and each.total not in hidden

    def _second(self, each: Sum[K], hidden: set[K], depth: int) -> set[K] | None:
        """The lightest cells that make a sum safe and are safe themselves; None where none are found."""
        for allowed in range(depth + 1):
            for key in self._candidates(each, hidden)[:TRIED]:
                found = self._with(key, hidden, allowed)
                if found is not None:
                    return found
        return None

    def _with(self, key: K, hidden: set[K], depth: int) -> set[K] | None:
        """A cell together with what it needs beside it in its own sums."""
        found = {key}
        for each in self.sums[key]:
            if not self._lonely(each, hidden | found):
                continue
            choices = len(self._candidates(each, hidden | found))
            left = depth - (choices > 1)  # where there is no choice, nothing is tried
            more = self._second(each, hidden | found, left) if left >= 0 else None
            if more is None:
                return None
            found |= more
        return found

    def _candidates(self, each: Sum[K], hidden: set[K]) -> list[K]:
        cells = self.cells
        free = (key for key in each.members if key not in hidden and cells[key].hideable and cells[key].value != 0)
        return sorted(free, key=self._cost)

    def _cost(self, key: K) -> tuple[int, Decimal, str]:
        cell = self.cells[key]
        return cell.weight, abs(cell.value), repr(key)
