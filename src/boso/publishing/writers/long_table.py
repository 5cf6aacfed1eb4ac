"""A table of many rows written as it comes, so that it never lies whole in memory: CSV, and a workbook of one sheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from boso.kernel.errors import Invalid
from boso.publishing.writers.csv_table import MARK, cell
from boso.publishing.writers.printable import NOT_IN_XML

MOST_ROWS = 1_048_576  # of a sheet
LONGEST_TEXT = 32_767  # of a cell; letters outside the first plane count twice
# Text is text, whatever it begins with; rows go to the disk as they are written.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_lines(heads: Sequence[str], rows: Iterable[Sequence[object]], file: IO[bytes]) -> None:
    """The rows as CSV that opens in a Norwegian spreadsheet, below their heads."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    text.write(MARK)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def write_sheet(
    heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[object]], file: IO[bytes], *, name: str, cut: str
) -> None:
    """The rows as a workbook of one sheet with a filter; `heads` have widths in letters, a Decimal is a number.

    `cut` ends a text that no cell can hold. Raises Invalid for more rows than a sheet has.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bottom": 1, "valign": "bottom"})
        for place, (label, width) in enumerate(heads):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, label, head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= MOST_ROWS:
                raise Invalid(_("Det er flere svar enn et regneark har plass til. Velg færre kommuner, eller ta CSV."))
            _write(sheet, last, row, cut)
        sheet.autofilter(0, 0, max(1, last), len(heads) - 1)


def _write(sheet: Any, line: int, row: Sequence[object], cut: str) -> None:
    for place, value in enumerate(row):
        if isinstance(value, Decimal | int):
            sheet.write_number(line, place, float(value))
        elif value:
            sheet.write_string(line, place, _fitting(NOT_IN_XML.sub("", str(value)), cut))


def _fitting(text: str, cut: str) -> str:
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    coded = text.encode("utf-16-le")
    if len(coded) // 2 <= LONGEST_TEXT:
        return text
    return coded[: 2 * (LONGEST_TEXT - len(cut))].decode("utf-16-le", "ignore") + cut
