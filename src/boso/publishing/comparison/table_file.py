"""A comparison as a file that opens in a Norwegian spreadsheet: UTF-8 with a mark, semicolons, decimal commas."""

import csv
import io
from decimal import Decimal

from boso.kernel.figures import Kind, missing
from boso.kernel.number_printing import print_figure
from boso.publishing.comparison.rows import NOT_IN_FORM, rows_of
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.words import word

MARK = "\ufeff"  # tells a spreadsheet that the file is UTF-8
COLUMNS = ("number", "municipality", "indicator", "unit", "year", "half", "value", "kind", "certain", "source")
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so would be worked out by a spreadsheet


def write_csv(values: ComparisonValues, language: str) -> bytes:
    """A line a municipality, figure and year. The value is empty where there is none, and the next column says why."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(word(f"csv_{column}", language) for column in COLUMNS)
    for row in rows_of(values, language):
        told = row | {"indicator": row["name"], "kind": _kind(str(row["kind"]), language)}
        told["certain"] = word("csv_yes" if row["certain"] else "csv_no", language)
        writer.writerow(_cell(told[column]) for column in COLUMNS)
    return (MARK + buffer.getvalue()).encode()


def _kind(kind: str, language: str) -> str:
    if kind == NOT_IN_FORM:
        return word("compare_not_in_form", language)
    known = Kind(kind)
    return word(f"csv_kind_{known}", language) if known.has_value else print_figure(missing(known), language)


def _cell(value: object) -> str:
    """A number with a decimal comma and nothing between the thousands; a text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text
