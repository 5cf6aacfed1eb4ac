"""Rows of several columns whose numbers may stand ahead of their labels: then those of the row above may be theirs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from boso.importers.reading.cells import CellValue
from boso.importers.reading.pages import Flow
from boso.importers.reading.rows import RowReading

AHEAD = "numbers may stand ahead of their labels"
PAIR = re.compile(r"(?<![\d.,/-])\d{1,4} \d{1,4}(?![\d.,/])")  # numbers side by side: cells rather than words

Choices = dict[str, list[CellValue]]


def doubt_shifted(flow: Flow, rows: Sequence[RowReading], before: Sequence[CellValue], start: int) -> Choices:
    """Doubts rows that may hold the numbers of the next one, and gives what else their numbers may be.

    `before` are numbers right ahead of the first label, `start` is where the table may begin. Where they stand, every
    row may have its numbers ahead. So may an empty row when the row above ends with numbers, and that row too if the
    one above it ends so as well.
    """
    choices: Choices = {}
    shifted = bool(before) or PAIR.search(flow.text, start, rows[0].placed.hit.start) is not None
    for above, row in reversed(list(pairwise(rows))):
        ends = _ends_with_number(flow, above)
        empty = _is_empty(row)
        if (ends and (empty or AHEAD in row.doubts or above.trailing)) or (empty and _odd(flow, above)) or shifted:
            _doubt(row, [*above.trailing, *above.cells], choices)
            _doubt(above, [], choices)
    if shifted:
        _doubt(rows[0], list(before), choices)
    return choices


def _is_empty(row: RowReading) -> bool:
    return not row.cells and not row.says_why


def _odd(flow: Flow, row: RowReading) -> bool:
    """The row's own numbers are doubted, or numbers stand among its words."""
    return bool(row.doubts) or any(PAIR.search(flow.text, w.start, w.end) for w in row.words)


def _ends_with_number(flow: Flow, row: RowReading) -> bool:
    return flow.text[row.placed.start : row.placed.end].rstrip()[-1:].isdigit()


def _doubt(row: RowReading, others: Sequence[CellValue], choices: Choices) -> None:
    row.doubts.add(AHEAD)
    choices.setdefault(row.code, []).extend(others)
