"""The money of a fact sheet: the activities of the year, and the financing year by year."""

from collections.abc import Iterator, Sequence

from boso.kernel.figures import Figure, Kind
from boso.publishing.factsheet.values import MoneyLine, SheetValues
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph
from boso.publishing.words import word


def money_blocks(values: SheetValues, language: str) -> Iterator[Block]:
    """The money tables the report has, or a sentence that says there are none."""
    yield Heading(word("money", language))
    if not (values.money or values.money_years):
        yield Paragraph(word("money_none", language))
    if values.money:
        yield _table(values.money, "activity", word("money_caption", language, year=values.year), language)
    if values.money_years:
        yield _table(values.money_years, "year", word("money_years", language), language)


def money_in_short(values: SheetValues, language: str) -> Iterator[Block]:
    """The printed sums of the year, for the first page; nothing where the report has none."""
    sums = [line for line in values.money if line.is_sum]
    if sums:
        yield _table(sums, "money", word("money_short", language, year=values.year), language)


def _table(lines: Sequence[MoneyLine], first: str, caption: str, language: str) -> Grid:
    """One line an activity or year; columns that no line has are left out, since the form has several layouts."""
    used = [column for column in lines[0].amounts if any(_said(line.amounts.get(column)) for line in lines)]
    columns = (Column(label=word(first, language)), *(Column(label=word(c, language), numeric=True) for c in used))
    rows = tuple(
        (_head(line, language), *(_amount(line.amounts.get(column), language) for column in used)) for line in lines
    )
    return Grid(caption=caption, columns=columns, rows=rows)


def _said(figure: Figure | None) -> bool:
    return figure is not None and figure.kind is not Kind.BLANK


def _amount(figure: Figure | None, language: str) -> Entry:
    """An amount; an empty cell of a money table is printed empty, since most lines use few of the columns."""
    return Entry(shown=shown(figure, language) if _said(figure) else "", figure=figure)


def _head(line: MoneyLine, language: str) -> Entry:
    label = word("sum", language) if line.is_sum else line.label
    return Entry(shown=f"{label} {word('planned', language)}" if line.planned else label)
