"""A comparison as a file that opens in a Norwegian spreadsheet: UTF-8 with a mark, semicolons, decimal commas."""

from collections.abc import Iterable

from boso.kernel.figures import Kind, missing
from boso.kernel.number_printing import print_figure
from boso.publishing.comparison.rows import NOT_IN_FORM, rows_of
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.words import word
from boso.publishing.writers.csv_table import write_rows

COLUMNS = ("number", "municipality", "indicator", "unit", "year", "half", "value", "kind", "certain", "source")


def write_csv(values: ComparisonValues, language: str) -> bytes:
    """A line a municipality, figure and year. The value is empty where there is none, and the next column says why."""
    lines: list[Iterable[object]] = [[word(f"csv_{column}", language) for column in COLUMNS]]
    for row in rows_of(values, language):
        told = row | {"indicator": row["name"], "kind": _kind(str(row["kind"]), language)}
        told["certain"] = word("csv_yes" if row["certain"] else "csv_no", language)
        lines.append([told[column] for column in COLUMNS])
    return write_rows(lines)


def _kind(kind: str, language: str) -> str:
    if kind == NOT_IN_FORM:
        return word("compare_not_in_form", language)
    known = Kind(kind)
    return word(f"csv_kind_{known}", language) if known.has_value else print_figure(missing(known), language)
