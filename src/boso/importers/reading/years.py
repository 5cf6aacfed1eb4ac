"""Tables of money by year, flattened by year or by row, with the missing cells placed by arithmetic or asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, pairwise

from boso.importers.reading.anchors import find_label
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import heads_of
from boso.importers.values import EconomyRow
from boso.kernel.figures import Kind
from boso.kernel.numbers import Doubt, Token, partings, split_numbers
from boso.questionnaires.values import FieldType, Table

YEAR = re.compile(r"(?<![\d.,])20[012]\d(?![\d.,]*\d)")
Amount = int | None
SUM_OF = {"total_spent": ("commitment", "own")}  # what a column adds up, where the form's figures are known to (E13)
LEAST_YEARS = 2
LEAST, HIGHEST = 1000, 50_000_000  # kroner in a year: outside of this digits were parted or joined wrongly
MOST = 64
MOST_GROUPS = 3  # groups of digits in one amount


@dataclass(slots=True)
class YearTable:
    """Amounts by column and year; `sure` says of each year whether its amounts stand in the right columns."""

    years: list[int]
    amounts: dict[int, dict[str, Amount]]
    sure: dict[int, bool]
    spans: dict[int, tuple[int, int]]


def read_years(flow: Flow, table: Table, placed: Placed, dated: int | None) -> list[EconomyRow]:
    """The rows of a table by year. `dated` is the year the report was written: what lies after is a plan."""
    columns = [c.code for c in table.columns if c.type is FieldType.MONEY]
    years = [m for m in YEAR.finditer(flow.text, placed.start, placed.end) if _stands_alone(flow, m)]
    if len(years) < LEAST_YEARS:
        return []
    heads = _heads(flow, table, placed)
    by_year = any(_numbers(flow, a.end(), b.start(), heads) for a, b in pairwise(years))
    read = _by_year(flow, columns, years, heads, placed) if by_year else _by_row(flow, years, heads, placed)
    return [_row(flow, read, columns, year, dated) for year in read.years]


def _stands_alone(flow: Flow, year: re.Match[str]) -> bool:
    before, after = flow.text[year.start() - 1 : year.start()], flow.text[year.end() : year.end() + 1]
    return not (before.isalpha() or after.isalpha() or before in "-–" or after in "-–")


def _heads(flow: Flow, table: Table, placed: Placed) -> list[tuple[str, int, int]]:
    """Row labels (heads of the table as the form is kept here) with their places: first of each."""
    found = []
    for column, ways in zip(table.columns, heads_of(table), strict=True):
        hit = next((h for h in find_label(flow, ways, placed.start, placed.end) if not h.gaps), None)
        if hit and column.type is FieldType.MONEY:
            found.append((column.code, hit.start, hit.end))
    return sorted(found, key=lambda h: h[1])


def _numbers(flow: Flow, start: int, end: int, heads: Iterable[tuple[str, int, int]]) -> list[Token]:
    """The numbers in a stretch, heads left out."""
    plain = "".join(
        "|" if any(a <= start + i < b for _, a, b in heads) else c for i, c in enumerate(flow.text[start:end])
    )
    return [t for t in split_numbers(plain) if t.value is not None and Doubt.WORD not in t.doubts]


def _parted(
    flow: Flow, start: int, end: int, heads: Sequence[tuple[str, int, int]], count: int | None
) -> list[int] | None:
    """Amounts in a stretch parted into a known number of them, or into what is plausible; None if not in one way."""
    ways: list[list[int]] = [[]]
    for token in _numbers(flow, start, end, heads):
        choices = list(islice(_amounts(token), MOST))
        ways = [w + choice for w in ways for choice in choices][:MOST]
    fitting = [w for w in ways if count is None or len(w) == count]
    return fitting[0] if len(fitting) == 1 and len(ways) < MOST else None


def _amounts(token: Token) -> Iterator[list[int]]:
    """The ways to part a token into plausible amounts, each of groups of three digits after its first."""
    groups = token.raw.strip("+-\u2212\u2013 ").split(" ")
    if not all(g.isdigit() for g in groups):
        choices = partings(token) or ((token.value or Decimal(0),),)
        yield from ([int(n) for n in choice] for choice in choices if all(_plausible(n) for n in choice))
        return
    sign = -1 if token.sign == "-" else 1
    for way in _parted_groups(groups):
        yield [sign * way[0], *way[1:]]


def _parted_groups(groups: Sequence[str]) -> Iterator[list[int]]:
    if not groups:
        yield []
        return
    for length in range(1, 1 + min(MOST_GROUPS, len(groups))):
        more = groups[1:length]
        if more and (len(groups[0]) > 3 or groups[0].startswith("0") or any(len(g) != 3 for g in more)):
            return
        amount = Decimal("".join(groups[:length]))
        if _plausible(amount) and (length > 1 or groups[0] == "0" or not groups[0].startswith("0")):
            yield from ([int(amount), *rest] for rest in _parted_groups(groups[length:]))


def _plausible(amount: Decimal) -> bool:
    """Kroner that a programme may have had in a year, in thousands or more."""
    return amount == 0 or LEAST <= abs(amount) < HIGHEST


def _by_year(
    flow: Flow,
    columns: Sequence[str],
    years: Sequence[re.Match[str]],
    heads: list[tuple[str, int, int]],
    placed: Placed,
) -> YearTable:
    """Each year is followed by its amounts. All years must have as many, or they are asked."""
    whole = _without_gap(flow, years, heads, placed)
    ends = [y.start() for y in years[1:]] + [placed.end]
    stretches = [(int(y.group()), y.end(), end) for y, end in zip(years, ends, strict=False)]
    plain = {year: _parted(flow, a, b, heads, None) or [] for year, a, b in stretches}
    counts = [len(v) for v in plain.values() if v]
    usual = max(set(counts), key=counts.count, default=0)
    read = YearTable([], {}, {}, {})
    for year, start, end in stretches:
        if year in read.amounts:
            continue
        full = _parted(flow, start, end, heads, len(columns))
        exact = full or _parted(flow, start, end, heads, usual) or plain[year]
        read.years.append(year)
        settled = None if full else _by_sum(columns, exact)
        read.amounts[year] = settled or dict(zip(columns, exact, strict=False))
        nothing = not _numbers(flow, start, end, heads)
        read.sure[year] = whole and (full is not None or settled is not None or nothing)
        read.spans[year] = (start - 4, start if not exact else end)
    return read


def _without_gap(
    flow: Flow, years: Sequence[re.Match[str]], heads: Sequence[tuple[str, int, int]], placed: Placed
) -> bool:
    """The years follow each other, and none without amounts stands before one with: no amounts have moved."""
    line = [int(y.group()) for y in years]
    ends = [y.start() for y in years[1:]] + [placed.end]
    filled = [bool(_numbers(flow, y.end(), end, heads)) for y, end in zip(years, ends, strict=False)]
    return line == list(range(line[0], line[0] + len(line))) and filled == sorted(filled, reverse=True)


def _by_sum(columns: Sequence[str], values: Sequence[int]) -> dict[str, Amount] | None:
    """Fewer amounts than columns: the one way to place them in order so that the sum of a column holds."""
    found = []
    for total, (one, other) in SUM_OF.items():
        for places in combinations(columns, len(values)) if total in columns else ():
            row: dict[str, Amount] = dict(zip(places, values, strict=True))
            if {total, one, other} <= row.keys() and row[total] == (row[one] or 0) + (row[other] or 0):
                found.append(row)
    return found[0] if len(found) == 1 else None


def _by_row(flow: Flow, years: Sequence[re.Match[str]], heads: list[tuple[str, int, int]], placed: Placed) -> YearTable:
    """The years stand in a line; each label is followed by its amounts, perhaps fewer than there are years."""
    line = list(dict.fromkeys(int(y.group()) for y in years))
    ends = [h[1] for h in heads[1:]] + [placed.end]
    values: dict[str, list[int]] = {}
    for (code, _, after), end in zip(heads, ends, strict=True):
        later = [y.start() for y in years if y.start() > after]
        stop = min([end, *later])
        values[code] = _parted(flow, after, stop, [], len(line)) or _parted(flow, after, stop, [], None) or []
    placements, sure = _placements(values, len(line))
    amounts = {year: {code: _at(placements[code], values[code], i) for code in values} for i, year in enumerate(line)}
    return YearTable(
        line, amounts, dict.fromkeys(line, sure), dict.fromkeys(line, (heads[0][1], placed.end) if heads else (0, 0))
    )


def _at(places: Sequence[int], values: Sequence[int], index: int) -> Amount:
    return values[places.index(index)] if index in places else None


def _placements(values: dict[str, list[int]], years: int) -> tuple[dict[str, tuple[int, ...]], bool]:
    """In which years each row's amounts stand: all of them, or where sums leave only one way."""
    first = {code: tuple(range(min(len(v), years))) for code, v in values.items()}
    tied = {c for total, parts in SUM_OF.items() if total in values for c in (total, *parts) if c in values}
    loose = [c for c in values if c not in tied and len(values[c]) != years]
    if any(len(v) > years for v in values.values()):
        return first, False
    if all(len(v) == years for v in values.values()):
        return first, True
    solutions = _solutions(values, years)
    if not solutions:
        return first, False
    placed = {**first, **solutions[0]}
    for code in loose:
        placed[code] = _likeliest(values, code, placed, years)
    return placed, len(solutions) == 1 and not loose


def _likeliest(
    values: dict[str, list[int]], code: str, placed: dict[str, tuple[int, ...]], years: int
) -> tuple[int, ...]:
    """Where a row with gaps agrees most often with another row: what was paid is most often what was committed."""
    others = [c for c in values if c != code]

    def agreement(places: tuple[int, ...]) -> int:
        pairs = ((_at(places, values[code], y), _at(placed[c], values[c], y)) for c in others for y in range(years))
        return sum(a is not None and a == b for a, b in pairs)

    return max(combinations(range(years), len(values[code])), key=agreement)


def _solutions(values: dict[str, list[int]], years: int) -> list[dict[str, tuple[int, ...]]]:
    """All ways to place the rows of a sum in the years so that the sum holds in each."""

    def places(code: str) -> Iterator[tuple[int, ...]]:
        return combinations(range(years), len(values[code]))

    return [
        {one: a, other: b, total: t}
        for total, (one, other) in SUM_OF.items()
        if {total, one, other} <= values.keys()
        for a in places(one)
        for b in places(other)
        for t in places(total)
        if all(_adds(values, (one, a), (other, b), (total, t), y) for y in range(years))
    ]


def _adds(values: dict[str, list[int]], *placed: tuple[str, tuple[int, ...]] | int) -> bool:
    *columns, year = placed
    one, other, total = (
        _at(p[1], values[p[0]], year) for p in columns if not isinstance(p, int) and isinstance(year, int)
    )
    if total is None:
        return one is None and other is None
    return total == (one or 0) + (other or 0)


def _row(flow: Flow, read: YearTable, columns: Sequence[str], year: int, dated: int | None) -> EconomyRow:
    amounts: dict[str, Amount] = {code: read.amounts[year].get(code) for code in columns}
    return EconomyRow(
        label=str(year),
        amounts=amounts,
        kinds={code: str(Kind.BLANK) for code, value in amounts.items() if value is None},
        certain=read.sure[year],
        place=flow.place(*read.spans[year]),
        planned=dated is not None and year >= dated,
    )
