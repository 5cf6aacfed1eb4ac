"""A report read back from a file of boso, as the reading of any other file: so the import page takes it too."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from boso.importers.editions import edition_read
from boso.importers.reports.values import ReadAnswer, ReadReport, ReadRow
from boso.importers.values import Economy, EconomyRow, OwnTable, ReadField, ReadFigure, Reading, ReadText, Tick
from boso.kernel.figures import Figure, Kind
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place
from boso.questionnaires.values import Edition, FieldType, TableKind
from boso.reporting.rules.asking import Asked, asked_by, is_money
from boso.reporting.rules.economy import completed, summed
from boso.reporting.values import MONEY_COLUMNS
from boso.reporting.values.fields import LABEL, Content

UNREAD = Kind.TEXT_INSTEAD.value
WITH_NUMBER = frozenset(k.value for k in Kind if k.has_value)
YEAR = re.compile(r"\d{4}")


def as_reading(read: ReadReport) -> Reading:
    """The same answers as a proposal for the import; rows of tables that the import has no place for are told."""
    edition = edition_read(read)
    known = asked_by(edition)
    given = [a for a in read.answers if not a.content.empty and a.address in known]
    year, _, half = read.period.partition("-")
    return Reading(
        file=read.file,
        document_type="half_year_report" if half else edition.document_type,
        template=edition.template,
        template_edition=edition.name,
        municipality_name=read.municipality or None,
        municipality_number=read.number or None,
        report_year=int(year),
        report_half=int(half) if half else None,
        formal=tuple(_field(a, known[a.address]) for a in given if a.address.startswith("field:")),
        figures=tuple(_figure(a) for a in given if a.address.startswith("figure:")),
        narratives=tuple(_text(a) for a in given if a.address.startswith("text:")),
        economy=_economy(read, edition),
        matrix=tuple(_tick(a) for a in given if a.address.startswith("tick:")),
        findings=(*read.findings, *_left_out(read, edition)),
    )


def _code(answer: ReadAnswer) -> str:
    return answer.address.partition(":")[2]


def _field(answer: ReadAnswer, asked: Asked) -> ReadField:
    content = answer.content
    value: object = None if content.kind == UNREAD else content.value or None
    if content.kind == "list":
        value = content.value.split("\n")
    elif asked.type is FieldType.YEAR and content.value.isdecimal():
        value = int(content.value)
    return ReadField(
        field=_code(answer),
        kind=content.kind,
        value=value,
        raw=content.value,
        certain=answer.certain,
        place=answer.place,
    )


def _figure(answer: ReadAnswer) -> ReadFigure:
    content = answer.content
    number = Decimal(content.value) if content.kind in WITH_NUMBER else None
    figure = Figure(
        kind=Kind(content.kind),
        value=number,
        raw=content.value or answer.shown,
        certain=answer.certain,
        as_of=content.as_of or None,
        expected=content.expected or None,
    )
    return ReadFigure(code=_code(answer), figure=figure, place=answer.place)


def _text(answer: ReadAnswer) -> ReadText:
    content = answer.content
    return ReadText(
        code=_code(answer),
        kind=content.kind if not content.value else "text",
        text=content.value,
        certain=answer.certain,
        place=answer.place,
    )


def _tick(answer: ReadAnswer) -> Tick:
    return Tick(
        actor=_code(answer),
        level=answer.content.value,
        certain=answer.certain and answer.content.kind != UNREAD,
        place=answer.place,
    )


def _economy(read: ReadReport, edition: Edition) -> Economy:
    money = {t.code: t for t in edition.tables() if is_money(t)}
    by_activity = [r for r in read.rows if r.table in money and money[r.table].kind is TableKind.ROWS]
    by_year = [r for r in read.rows if r.table in money and money[r.table].kind is TableKind.YEARS]
    years = [_amounts(row, completing=False) for row in by_year if YEAR.fullmatch(_label(row))]
    rows = [_amounts(row, completing=True) for row in by_activity]
    tables = tuple(OwnTable(type=t.type, title=t.title, rows=t.rows, place=Place()) for t in read.tables)
    if not (rows or years or tables):
        return Economy(layout="absent")
    if any(c.code == "total_spent" for t in money.values() for c in t.columns):
        return Economy(layout="sor_section_7", rows=tuple(years), tables=tables)
    return Economy(
        layout="ost_section_5" if rows or years else "own",
        rows=tuple(rows),
        totals=_totals(rows),
        multi_year=tuple(years),
        tables=tables,
    )


def _label(row: ReadRow) -> str:
    return row.cells[LABEL].content.value.strip() if LABEL in row.cells else ""


def _amounts(row: ReadRow, *, completing: bool) -> EconomyRow:
    cells = {column: answer.content for column, answer in row.cells.items() if column in MONEY_COLUMNS}
    amounts = {column: _whole(content) for column, content in cells.items()}
    kinds = {c: v.kind for c, v in cells.items() if amounts[c] is None and not v.empty}
    return EconomyRow(
        label=_label(row),
        amounts=completed(amounts) if completing else amounts,
        kinds=kinds,
        certain=row.certain and all(v.empty or amounts[c] is not None or v.kind != UNREAD for c, v in cells.items()),
        place=row.place,
        planned=row.planned,
    )


def _whole(content: Content) -> int | None:
    """Whole kroner; None for everything else."""
    number = Decimal(content.value) if content.kind in WITH_NUMBER else None
    return int(number) if number is not None and number == number.to_integral_value() else None


def _totals(rows: list[EconomyRow]) -> EconomyRow | None:
    if not rows:
        return None
    sums: Mapping[str, int | None] = summed((row.amounts for row in rows), MONEY_COLUMNS)
    known = {column: amount for column, amount in sums.items() if amount is not None}
    return EconomyRow(label="Sum", amounts=known, certain=all(r.certain for r in rows), place=rows[0].place)


def _left_out(read: ReadReport, edition: Edition) -> Iterator[Finding]:
    money = {t.code for t in edition.tables() if is_money(t)}
    for table in dict.fromkeys(row.table for row in read.rows if row.table not in money):
        count = sum(row.table == table for row in read.rows)
        params = {"count": count, "table": table}
        yield Finding(code="workbook.rows_left_out", severity=Severity.WARNING, params=params)
