"""One amount of an economy table: whole kroner, or the kind of what stands there instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from boso.importers.values import Cell
from boso.kernel.figures import Kind
from boso.kernel.numbers import read_money

PLAIN = re.compile(r"0|[1-9]\d{0,8}")  # read at once: most amounts of a workbook are so
UNSURE = frozenset({Kind.TENTATIVE, Kind.APPROXIMATE})


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole kroner or None with its kind; `sure` when the cell can be read in one way only."""

    value: int | None
    kind: Kind
    sure: bool
    text: str = ""


BLANK = Amount(None, Kind.BLANK, True)


def read_amount(cells: Sequence[Cell], rows: int = 1, columns: int = 1) -> Amount:
    """The amount in the cells of one column of one row; a cell that reaches further than it may is not sure."""
    filled = [c for c in cells if c.text.strip()]
    if not filled:
        return BLANK if not any(c.changed for c in cells) else Amount(None, Kind.BLANK, False)
    cell = filled[0]
    reaches = cell.row_span > rows or cell.column_span > columns
    if PLAIN.fullmatch(cell.text) and len(filled) == 1:
        return Amount(int(cell.text), Kind.NUMBER, not reaches and not cell.changed, cell.text)
    figure = read_money(cell.text)
    if figure.value is None:
        return Amount(None, figure.kind, figure.certain and len(filled) == 1 and not cell.changed, cell.text)
    whole = figure.value == figure.value.to_integral_value()
    sure = (
        figure.certain and whole and len(filled) == 1 and not cell.changed and not reaches and figure.kind not in UNSURE
    )
    return Amount(int(figure.value), figure.kind, sure, cell.text)
