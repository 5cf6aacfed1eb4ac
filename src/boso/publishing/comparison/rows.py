"""A comparison as rows of values: one a municipality, indicator and year, for machines and spreadsheets."""

from collections.abc import Iterator

from boso.indicators.comparison import Cell, Member
from boso.indicators.definitions import definition
from boso.kernel.figures import Kind, rounded
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.comparison.wording import decimals_of, unit_of

NOT_IN_FORM = "not_in_form"


def rows_of(values: ComparisonValues, language: str) -> Iterator[dict[str, object]]:
    """Every cell, by indicator, municipality and year. `kind` says what stands there; `value` is None without one."""
    for code, matrix in values.matrices.items():
        wanted = definition(code)
        what = {"indicator": code, "name": wanted.name.in_language(language), "unit": unit_of(wanted, values, language)}
        for member in values.members:
            for year in matrix.years:
                cell = matrix.cell(member.id, year)
                yield {**_who(member, values), **what, "year": year, **_told(cell, decimals_of(wanted, values))}


def _who(member: Member, values: ComparisonValues) -> dict[str, object]:
    return {"number": values.numbers.get(member.id, ""), "municipality": member.name}


def _told(cell: Cell, decimals: int) -> dict[str, object]:
    figure = rounded(cell.figure, decimals)
    return {
        "half": cell.period.partition("-")[2],
        "value": figure.settled,
        "kind": kind_of(cell),
        "certain": figure.certain,
        "as_published": figure.as_published,
        "source": figure.source.label if figure.source else "",
    }


def kind_of(cell: Cell) -> str:
    """The kind of the figure, or that the form does not ask for it."""
    return NOT_IN_FORM if not cell.asked and cell.figure.kind is Kind.ABSENT else str(cell.figure.kind)
