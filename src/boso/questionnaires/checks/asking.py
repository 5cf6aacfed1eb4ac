"""How a rule asks a report for a number: either it is there and counts, or the rule says what it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from boso.kernel.figures import Figure, Kind
from boso.kernel.sources import Place
from boso.questionnaires.checks.values import Lack, ReportValues, Row

EXACT = frozenset({Kind.NUMBER, Kind.PROVISIONAL})


def value_of(figures: Mapping[str, Figure], code: str) -> Decimal | Lack:
    """The number at a code, if it is one that counts. A blank, a dash and a doubt are never 0."""
    figure = figures.get(code)
    if figure is None:
        return Lack("figure", code)
    if not figure.certain:
        return Lack("unconfirmed", code)
    return figure.number if figure.counts else Lack(f"kind.{figure.kind}", code)


def exact_value_of(figures: Mapping[str, Figure], code: str) -> Decimal | Lack:
    """The same, for rules that ask whether two numbers are equal: "ca. 250" is equal to nothing."""
    figure = figures.get(code)
    if figure is not None and figure.counts and figure.kind not in EXACT:
        return Lack(f"kind.{figure.kind}", code)
    return value_of(figures, code)


def lacks_among(found: Iterable[Decimal | Lack]) -> list[Lack]:
    """What is lacking among the numbers asked for."""
    return [each for each in found if isinstance(each, Lack)]


def numbers_among(found: Iterable[Decimal | Lack]) -> list[Decimal]:
    """The numbers among those asked for."""
    return [each for each in found if not isinstance(each, Lack)]


def place_of(report: ReportValues, code: str) -> Place:
    """Where a figure stands: its code, and its place in the source if it has one."""
    figure = report.figures.get(code)
    source = figure.source.place if figure is not None and figure.source is not None else None
    return replace(source or Place(), field=code)


def place_in(row: Row, column: str = "") -> Place:
    """Where a cell of a money table stands: the row's place in the source, and table and column as its field."""
    return replace(row.place, field=f"{row.table}.{column}" if column else row.table)
