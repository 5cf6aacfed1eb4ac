"""Money in flattened tables: digits that may be joined or parted, and rows that arithmetic proves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

SIGN = r"[-+\u2212\u2013]"
ATOM = re.compile(
    rf"(?P<sign>{SIGN}\s?)?(?<![\d.,])(?:kr\.?\s?)?"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?P<cents>,\d\d)?(?P<tail>,-|\s?kr\b\.?)?(?![\d.]*\d)",
    re.IGNORECASE,
)
GAP = re.compile(r"[\s|]*")
WORDY = re.compile(r"[^\W\d_]|[/%:]")
MOST_JOINED = 3  # groups of three digits after the first in one amount
PARTS = 3  # ways of financing: grant, own, other
SMALLEST_BUDGET = 100


@dataclass(frozen=True, slots=True)
class Atom:
    """Digits that stand together. `joins` means they may be the last three of an amount begun by the atom before."""

    digits: str
    sign: int
    signed: bool
    joins: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """A row of an activity table in whole kroner: what was found of it, and how much arithmetic speaks for it.

    `parts` are the amounts of financing in the order printed. `proof` counts the sums that agree (0 to 2).
    """

    budget: int | None
    parts: tuple[int, ...]
    total: int | None
    deviation: int | None
    grant_deviation: int | None
    proof: int
    start: int
    end: int

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two readings of a row the same reading."""
        return (self.budget, self.parts, self.total, self.deviation, self.grant_deviation)


@dataclass(frozen=True, slots=True)
class RowRun:
    """Amounts with no word between, read as rows; `unique` if no other reading explains them as well."""

    rows: tuple[Amounts, ...]
    unique: bool
    start: int
    end: int


def atoms_in(text: str, base: int = 0) -> list[Atom]:
    """Every group of digits that may be an amount or the end of one; digits inside words and dates are none."""
    atoms: list[Atom] = []
    for match in ATOM.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if (WORDY.match(before) and match["sign"] is None) or WORDY.match(after):
            continue
        digits = match["digits"].replace(".", "")
        follows = bool(atoms) and re.fullmatch(r"[ \u00a0\u2009\u202f]", text[atoms[-1].end - base : match.start()])
        joins = bool(follows) and len(match["digits"]) == 3 and not match["sign"] and not atoms[-1].digits[3:]
        sign = -1 if match["sign"] and match["sign"].strip() != "+" else 1
        atoms.append(Atom(digits, sign, match["sign"] is not None, joins, base + match.start(), base + match.end()))
    return atoms


def runs_of(text: str, atoms: Sequence[Atom], base: int = 0) -> list[list[Atom]]:
    """Atoms in runs with no words between."""
    runs: list[list[Atom]] = []
    for atom in atoms:
        if runs and GAP.fullmatch(text[runs[-1][-1].end - base : atom.start - base]):
            runs[-1].append(atom)
        else:
            runs.append([atom])
    return runs


Number = tuple[int, int, bool]  # value, index after its last atom, written with a sign


def numbers_from(atoms: Sequence[Atom], at: int) -> Iterator[Number]:
    """The amounts that may begin at an atom, each with the index after its last atom."""
    first = atoms[at]
    if first.joins and first.digits.startswith("0"):
        return
    digits = first.digits
    yield first.sign * int(digits), at + 1, first.signed
    for end in range(at + 1, min(at + 1 + MOST_JOINED, len(atoms))):
        if not atoms[end].joins or len(first.digits) > 3 or first.digits.startswith("0"):
            return
        digits += atoms[end].digits
        yield first.sign * int(digits), end + 1, first.signed


def _sequences(atoms: Sequence[Atom], at: int, most: int) -> Iterator[tuple[Number, ...]]:
    """Amounts that follow each other from an atom, every length up to `most`."""
    if at >= len(atoms) or most == 0:
        return
    for number in numbers_from(atoms, at):
        yield (number,)
        for rest in _sequences(atoms, number[1], most - 1):
            yield (number, *rest)


def rows_of(atoms: Sequence[Atom]) -> RowRun:
    """The reading of a run as rows that leaves fewest amounts unexplained."""

    @cache
    def best(at: int) -> tuple[int, tuple[Amounts, ...], int]:
        if at >= len(atoms):
            return 0, (), 1
        options: dict[tuple[object, ...], tuple[int, tuple[Amounts, ...], int]] = {}
        for cost, row, end in _rows_from(atoms, at):
            rest_cost, rest, ways = best(end)
            key = (row.same, tuple(r.same for r in rest))
            options[key] = min(
                options.get(key, (10**9, (), 0)), (cost + rest_cost, (row, *rest), ways), key=lambda o: o[0]
            )
        if not options:
            cost, rows, ways = best(at + 1)
            return cost + 1000, rows, ways
        lowest = min(o[0] for o in options.values())
        winners = [o for o in options.values() if o[0] == lowest]
        return lowest, winners[0][1], sum(w[2] for w in winners)

    if len(atoms) > 400:
        return RowRun((), False, atoms[0].start, atoms[-1].end)
    _, rows, ways = best(0)
    return RowRun(rows, ways == 1, atoms[0].start, atoms[-1].end)


def _rows_from(atoms: Sequence[Atom], at: int) -> Iterator[tuple[int, Amounts, int]]:
    """Rows that may begin at an atom, each with what it costs to believe it and where the next begins."""
    for sequence in _sequences(atoms, at, PARTS + 4):
        numbers = [n[0] for n in sequence]
        end = sequence[-1][1]
        for row in _shapes(numbers, sequence):
            amounts = Amounts(*row, start=atoms[at].start, end=atoms[end - 1].end)
            yield _cost(amounts), amounts, end
        if len(numbers) == 1:
            lone = Amounts(numbers[0], (), None, None, None, 0, atoms[at].start, atoms[end - 1].end)
            yield 100 + (at + 1 - end), lone, end


Shape = tuple[int | None, tuple[int, ...], int | None, int | None, int | None, int]


def _shapes(numbers: Sequence[int], sequence: Sequence[Number]) -> Iterator[Shape]:
    """Ways to see amounts as budget, parts, total, deviation and deviation of the grant, that arithmetic allows."""
    for count in range(PARTS + 1):
        for with_budget in (True, False):
            at = int(with_budget)
            rest = numbers[at + count :]
            if len(numbers) < at + count + 1 or not 1 <= len(rest) <= 3:
                continue
            budget = numbers[0] if with_budget else None
            parts = tuple(numbers[at : at + count])
            yield from _if_it_adds_up(budget, parts, rest, [n[2] for n in sequence[at + count :]])


def _if_it_adds_up(
    budget: int | None, parts: tuple[int, ...], rest: Sequence[int], signed: Sequence[bool]
) -> Iterator[Shape]:
    total = rest[0]
    if signed[0] or (budget is not None and budget < 0) or any(p < 0 for p in parts):
        return
    if total != sum(parts) or (not parts and total != 0):
        return
    deviation = rest[1] if len(rest) > 1 else None
    if deviation is not None and deviation != total - (budget or 0):
        return
    if deviation is None and len(parts) == 0:
        return
    proof = int(bool(parts)) + int(deviation is not None)
    yield budget, parts, total, deviation, rest[2] if len(rest) > 2 else None, proof


def _cost(row: Amounts) -> int:
    """Little for a row that two sums prove; more for what is missing from it."""
    cost = 1 + 8 * (2 - row.proof) + (6 if row.budget is None else 0) + (4 if not row.parts else 0)
    if row.grant_deviation is not None:
        cost += 1
    return cost if row.budget is None or row.budget >= SMALLEST_BUDGET or row.budget == 0 else cost + 20
