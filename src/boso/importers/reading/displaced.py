"""Numbers that flattening moved away from their rows: found by rows with too many and rows with none."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from boso.importers.reading.cells import CellValue
from boso.importers.reading.pages import Flow
from boso.importers.reading.rows import RowReading, words_in
from boso.kernel.text import folded
from boso.questionnaires.values import Question

Choices = dict[str, list[CellValue]]
MOVED = "numbers moved between rows"
TELLING = 9  # letters of a word of a label that tells it from other labels


def settle_displaced(flow: Flow, rows: Sequence[RowReading], before: Sequence[CellValue]) -> Choices:
    """For a table with one column: gives rows without a number those that stand in excess elsewhere, and doubts both.

    Two readings are kept as candidates: spare numbers go to the empty rows in order, or all numbers stand in order.
    Rows for which both say the same stay as they are. `before` are numbers ahead of the first label.
    """
    choices: Choices = {}
    pages = [list(page) for _, page in groupby(rows, key=lambda r: flow.page(r.placed.hit.start))]
    if before:
        ahead = [list(before), *(list(r.cells) for r in rows)]
        _settle(rows, choices, list(before))
        for row, numbers in zip(rows, ahead, strict=False):
            row.doubts.add(MOVED)
            choices.setdefault(row.code, []).extend(numbers[-1:])
    for group in pages:
        if any(_surplus(r) for r in group) and len(_empties(group)) == sum(_surplus(r) for r in group):
            _settle(group, choices, [])
    if any(_surplus(r) for r in rows):
        _settle(rows, choices, [])
    for group in [*pages, list(rows)]:
        _doubt_last(group, choices)
    _hand_over_comments(flow, rows)
    return choices


def _surplus(row: RowReading) -> int:
    return max(0, len(row.cells) + len(row.trailing) - 1)


def _empties(rows: Sequence[RowReading]) -> list[RowReading]:
    return [r for r in rows if not r.cells and not r.says_why and MOVED not in r.doubts]


def _doubt_last(group: Sequence[RowReading], choices: Choices) -> None:
    """A row without a number above others with one: the last number read may be its own, moved to the end."""
    last = next((r for r in reversed(group) if r.cells), None)
    without = [r for r in group if not r.cells and not r.says_why]
    empties = [r for r in without if last and group.index(r) < group.index(last)]
    loose = [r for r in group if r.may_part]
    if last is None or not empties:
        return
    for row in [*loose, last] if last not in loose else loose:
        row.doubts.add(MOVED)
        choices.setdefault(row.code, [*row.cells, *row.may_part][:2])
    for row in empties:
        row.doubts.add(MOVED)
        choices.setdefault(row.code, list(last.may_part[-1:] or last.cells[:1]))


def _settle(rows: Sequence[RowReading], choices: Choices, before: list[CellValue]) -> None:
    for row in rows:
        row.cells += row.trailing
        row.trailing = []
    empties = _empties(rows)
    spare = before + [c for r in rows for c in r.cells[1:]]
    if len(spare) != len(empties):
        _doubt_unequal(rows, empties, spare, choices)
        return
    in_order = before + [c for r in rows for c in r.cells]
    with_number = [r for r in rows if r.cells or r in empties]
    for row in with_number:
        own = row.cells[0] if row.cells else spare[empties.index(row)]
        row.cells[:] = [own]
    straight = in_order if len(in_order) == len(with_number) else []
    for row, other in zip(with_number, straight, strict=False):
        if not _alike(row.cells[0], other):
            choices[row.code] = [row.cells[0], other]
            row.doubts.add(MOVED)


def _alike(one: CellValue, other: CellValue) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)


def _doubt_unequal(
    rows: Sequence[RowReading], empties: Sequence[RowReading], spare: Sequence[CellValue], choices: Choices
) -> None:
    for row in empties:
        choices[row.code] = list(spare[:2])
        row.doubts.add(MOVED)
    for row in rows:
        if len(row.cells) > 1:
            choices[row.code] = list(row.cells[:3])
            row.doubts.add(MOVED)
            del row.cells[1:]


def _hand_over_comments(flow: Flow, rows: Sequence[RowReading]) -> None:
    """A comment that names what its neighbour asks for, and not what its own row does, is the neighbour's."""
    for row, neighbour in [*pairwise(rows), *zip(rows[1:], rows, strict=False)]:
        if not row.words or neighbour.words or MOVED not in neighbour.doubts:
            continue
        said = folded(words_in(flow, row))
        own, other = _telling(row.placed.stop.row), _telling(neighbour.placed.stop.row)
        if any(w in said for w in other - own) and not any(w in said for w in own - other):
            neighbour.words, row.words = row.words, []


def _telling(question: Question | None) -> set[str]:
    words = (folded(w) for w in question.label.nb.split()) if question else ()
    return {w for w in words if len(w) >= TELLING}
