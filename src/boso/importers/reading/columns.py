"""Which column each amount of financing stands in: settled by the sums of the columns, or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from boso.importers.reading.amounts import PARTS, Amounts

Financing = tuple[int | None, int | None, int | None]  # grant, own, other
MOST_SOLUTIONS = 200
MOST_STEPS = 200_000
LIKELIEST = ((0, 1), (0, 2), (1, 2))


@dataclass(frozen=True, slots=True)
class Settled:
    """The financing of each row and of the sum row; `sure` says for each row whether no other way adds up."""

    rows: tuple[Financing, ...]
    sums: Financing
    sure: tuple[bool, ...]
    sums_sure: bool
    proven: bool


def settle_columns(rows: Sequence[Amounts], sum_row: Amounts | None, known: Financing | None) -> Settled:
    """Puts each row's parts into columns so that every column adds up to the sum row.

    `known` is the report year's financing from the overview of all years, where the report has one.
    """
    if sum_row is None:
        likely = tuple(_placed(r.parts, _likeliest(r.parts)) for r in rows)
        return Settled(likely, (None, None, None), tuple(len(r.parts) == PARTS for r in rows), False, False)
    targets = [_placed(sum_row.parts, places) for places in _places(len(sum_row.parts))]
    agreeing = [t for t in targets if known and _alike(t, known)]
    by_target = [(t, _solutions(rows, t)) for t in agreeing or targets]
    solved = [(t, s) for t, s in by_target if s]
    if not solved:
        likely = tuple(_placed(r.parts, _likeliest(r.parts)) for r in rows)
        return Settled(likely, targets[0], tuple(False for _ in rows), False, False)
    everything = [solution for _, solutions in solved for solution in solutions]
    first = everything[0]
    sure = tuple(all(s[i] == first[i] for s in everything) for i in range(len(rows)))
    return Settled(first, solved[0][0], sure, len(solved) == 1, True)


def _alike(one: Financing, other: Financing) -> bool:
    return all((a or 0) == (b or 0) for a, b in zip(one, other, strict=True))


def _places(count: int) -> list[tuple[int, ...]]:
    """In which columns so many parts may stand, in their order; the likeliest first."""
    return list(combinations(range(PARTS), count))


def _likeliest(parts: Sequence[int]) -> tuple[int, ...]:
    """Without sums to tell: a lone part is most often the municipality's own, two are grant and own."""
    return {1: (1,), 2: (0, 1)}.get(len(parts), tuple(range(len(parts))))


def _placed(parts: Sequence[int], places: Sequence[int]) -> Financing:
    row: list[int | None] = [None] * PARTS
    for place, part in zip(places, parts, strict=True):
        row[place] = part
    return row[0], row[1], row[2]


def _solutions(rows: Sequence[Amounts], target: Financing) -> list[tuple[Financing, ...]]:
    """All ways to place the rows' parts so that the columns add up; none beyond a number where it cannot be told."""
    found: list[tuple[Financing, ...]] = []
    steps = 0
    rest = [_rest(rows, i) for i in range(len(rows) + 1)]
    goal = tuple(t or 0 for t in target)

    def search(at: int, left: tuple[int, ...], chosen: tuple[Financing, ...]) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS or len(found) >= MOST_SOLUTIONS or sum(left) != rest[at] or min(left) < 0:
            return
        if at == len(rows):
            found.append(chosen)
            return
        for option in _options(rows[at], target):
            search(at + 1, tuple(a - (b or 0) for a, b in zip(left, option, strict=True)), (*chosen, option))

    search(0, goal, ())
    return found if steps <= MOST_STEPS else []


def _rest(rows: Sequence[Amounts], start: int) -> int:
    return sum(sum(r.parts) for r in rows[start:])


def _options(row: Amounts, target: Financing) -> Iterator[Financing]:
    """A column whose sum is blank holds nothing."""
    for places in _places(len(row.parts)):
        if all(target[p] is not None for p in places):
            yield _placed(row.parts, places)
