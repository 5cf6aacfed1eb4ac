"""A table of activities of which only one amount a row is filled in: proven by the sum at its end, or not read so."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from boso.importers.reading.amounts import Amounts, Atom, numbers_from

LEAST, HIGHEST = 1000, 100_000_000  # kroner of an activity: outside of this digits were parted or joined wrongly
MOST_WAYS = 2000
FEWEST_ROWS = 3
Placed = tuple[int, int, int]  # amount, start, end


def in_one_column(runs: Sequence[Sequence[Atom]]) -> list[Amounts]:
    """The amounts as budgets, the last the sum of the others; none where no parting, or more than one, adds up so."""
    ways = [list(islice(_partings(run, 0), 50)) for run in runs]
    found: set[tuple[Placed, ...]] = set()
    for choice in islice(product(*ways), MOST_WAYS):
        line = tuple(amount for part in choice for amount in part)
        if len(line) > FEWEST_ROWS and line[-1][0] == sum(a[0] for a in line[:-1]):
            found.add(line)
    if len(found) != 1:
        return []
    return [Amounts(amount, (), None, None, None, 0, start, end) for amount, start, end in found.pop()]


def _partings(run: Sequence[Atom], at: int) -> Iterator[tuple[Placed, ...]]:
    """All plausible ways to read a run of digits as amounts."""
    if at >= len(run):
        yield ()
        return
    for amount, following, _ in numbers_from(run, at):
        if amount == 0 or LEAST <= amount < HIGHEST:
            for rest in _partings(run, following):
                yield ((amount, run[at].start, run[following - 1].end), *rest)
