"""A table as a file that opens in a Norwegian spreadsheet: UTF-8 with a mark, semicolons, decimal commas."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from boso.publishing.values import Grid

MARK = "\ufeff"  # tells a spreadsheet that the file is UTF-8
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so would be worked out by a spreadsheet


def write_grid(grid: Grid) -> bytes:
    """A line of heads, then a line a row, with what is printed in each cell; counts as plain numbers."""
    heads = [column.label for column in grid.columns]
    rows = ([each.shown if each.count is None else each.count for each in row] for row in grid.rows)
    return write_rows([heads, *rows])


def write_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Lines of cells as a file."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow(cell(value) for value in row)
    return (MARK + buffer.getvalue()).encode()


def cell(value: object) -> str:
    """A number with a decimal comma and nothing between the thousands; a text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text
