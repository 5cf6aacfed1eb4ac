"""A reading as the checks see it, so that a file can be checked before anything is stored."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from boso.importers.values import EconomyRow, ReadField, ReadFigure, Reading
from boso.kernel.dates import PartialDate, read_date
from boso.kernel.figures import Figure, Kind
from boso.kernel.findings import Finding
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin, Source
from boso.questionnaires.checks.economy import says_withdrawn
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.questionnaires.checks.values import ReportValues, Result, Row
from boso.questionnaires.values import Edition, FieldType

DATE_TYPES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE, FieldType.DATES})
DATE_FIELDS = ("_deadline", "_date", "_dates")


def check_reading(
    reading: Reading, edition: Edition, *, today: date, previous: ReportValues | None = None
) -> tuple[Result, ...]:
    """What comes of every rule for what was read. Nothing blocks here: what fires is shown with the proposal."""
    return run_checks(values_of(reading, edition, today=today, previous=previous))


def fired(reading: Reading, edition: Edition, *, today: date) -> tuple[Finding, ...]:
    """The findings of the rules that fire, for the findings of the reading."""
    return findings_of(check_reading(reading, edition, today=today))


def values_of(reading: Reading, edition: Edition, *, today: date, previous: ReportValues | None = None) -> ReportValues:
    """The reading as plain values. What is not certain stays uncertain, and no rule is tested on it."""
    fields = {field.field: field for field in reading.formal if field.certain}
    year = reading.report_year
    rows, by_year = _economy(reading)
    return ReportValues(
        edition=edition,
        period=ReportPeriod(edition.report_years[0] if year is None else year, reading.report_half),
        today=today,
        municipality=reading.municipality_number or "",
        stated_year=_year(fields.get("report_year")),
        report_date=None if year is None else _date(fields.get("report_date")),
        programme_start=None if year is None else _date(fields.get("programme_start")),
        dates=dict(_dates(reading, edition)),
        figures={read.code: _with_place(read, reading.file) for read in reading.figures},
        texts={text.code: text.text for text in reading.narratives},
        rows=rows,
        totals=_row(reading.economy.totals, "activities") if reading.economy.totals else None,
        multi_year=by_year,
        previous=previous,
    )


def _with_place(read: ReadFigure, file: str) -> Figure:
    source = read.figure.source or Source(origin=Origin.IMPORTED, label=file)
    return replace(read.figure, source=replace(source, place=read.place))


def _year(field: ReadField | None) -> int | None:
    return field.value if field is not None and isinstance(field.value, int) else None


def _date(field: ReadField | None) -> PartialDate | None:
    return read_date(str(field.value)).value if field is not None and field.value is not None else None


def _dates(reading: Reading, edition: Edition) -> Iterator[tuple[str, str]]:
    """Every field that holds dates, as it was written."""
    types = {question.code: question.type for question in edition.fields()}
    for field in reading.formal:
        if field.raw.strip() and (types.get(field.field) in DATE_TYPES or field.field.endswith(DATE_FIELDS)):
            yield field.field, field.raw


def _economy(reading: Reading) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows by activity, and rows by year: the form of region sør has only the latter."""
    economy = reading.economy
    if economy.layout == "sor_section_7":
        return (), tuple(_row(row, "resources") for row in (*economy.rows, *economy.multi_year))
    by_year = tuple(_row(row, "whole_period") for row in economy.multi_year)
    rows = economy.rows if economy.layout == "ost_section_5" else ()
    return tuple(_row(row, "activities") for row in rows), by_year


def _row(read: EconomyRow, table: str) -> Row:
    return Row(
        label=read.label,
        table=table,
        amounts={column: _amount(column, amount, read) for column, amount in _money(read.amounts).items()},
        year=_year_of_row(read),
        planned=read.planned,
        withdrawn=says_withdrawn(read.label),
        place=read.place,
    )


def _money(amounts: Mapping[str, int | None]) -> Mapping[str, int | None]:
    return {column: amount for column, amount in amounts.items() if column != "year"}


def _amount(column: str, amount: int | None, read: EconomyRow) -> Figure:
    if amount is None:
        return Figure(kind=Kind(read.kinds.get(column, Kind.BLANK)), certain=read.certain)
    kind = Kind(read.kinds.get(column, Kind.NUMBER))
    return Figure(kind=kind if kind.has_value else Kind.NUMBER, value=Decimal(amount), certain=read.certain)


def _year_of_row(read: EconomyRow) -> int | None:
    year = read.amounts.get("year")
    return year if year is not None else int(read.label) if re.fullmatch(r"\d{4}", read.label.strip()) else None
