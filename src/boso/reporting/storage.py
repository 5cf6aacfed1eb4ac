"""The rows of a report as plain JSON and back: what steps speak of, and what is kept to take them back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from boso.reporting.models import Answer, EconomyRow, FieldAnswer, FormRow, OwnTable, PartnerTick, Report, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.rows import plain
from boso.reporting.values import MONEY_COLUMNS, Row, RowKey, RowStep, Table, key_of

MODELS: Mapping[Table, type[Sourced]] = MappingProxyType(
    {
        Table.ANSWERS: Answer,
        Table.TEXTS: TextAnswer,
        Table.FIELDS: FieldAnswer,
        Table.MONEY: EconomyRow,
        Table.TABLES: OwnTable,
        Table.ROWS: FormRow,
        Table.TICKS: PartnerTick,
    }
)
SOURCED = ("id", "certain", "origin", "source_label", "place", "reference")
COLUMNS: Mapping[Table, tuple[str, ...]] = MappingProxyType(
    {
        Table.ANSWERS: (*SOURCED, "code", "kind", "value", "raw", "comment", "as_of", "expected"),
        Table.TEXTS: (*SOURCED, "code", "kind", "text"),
        Table.FIELDS: (*SOURCED, "code", "kind", "value", "raw"),
        Table.MONEY: (*SOURCED, "layout", "block", "position", "label", "planned", "kinds", "raws", *MONEY_COLUMNS),
        Table.TABLES: (*SOURCED, "position", "type", "title", "rows"),
        Table.ROWS: (*SOURCED, "table", "position", "cells"),
        Table.TICKS: (*SOURCED, "actor", "level"),
    }
)
PIN = ("edition", "revision", "digest")


def rows_of(report: Report) -> dict[Table, dict[RowKey, Row]]:
    """All rows of a report's newest version, with the report's own pin. Seven queries."""
    pin = {column: getattr(report, column) for column in PIN}
    rows: dict[Table, dict[RowKey, Row]] = {Table.REPORT: {(): pin}}
    for table, model in MODELS.items():
        found = model._default_manager.filter(report=report.pk, version=report.current_version)
        stored = [_plain_row(values) for values in found.values(*COLUMNS[table])]
        rows[table] = {key_of(table, row): row for row in stored}
    return rows


def store(report: Report, steps: Iterable[RowStep]) -> None:
    """Carry out the steps on a locked report. A removed row that comes back gets its old id."""
    taken = list(steps)
    for table, model in MODELS.items():
        of_table = [s for s in taken if s.table is table]
        if of_table:
            _store_table(report, table, model, of_table)
    for step in taken:
        if step.table is Table.REPORT and step.after:
            Report.objects.filter(pk=report.pk).update(**{c: step.after[c] for c in PIN})


def _store_table(report: Report, table: Table, model: type[Sourced], steps: list[RowStep]) -> None:
    manager = model._default_manager
    gone = [s.before for s in steps if s.before is not None and s.after is None]
    if gone:
        stored = manager.filter(report=report.pk, version=report.current_version)
        ids = {key_of(table, row): row["id"] for row in stored.values("id", *table.key)}
        manager.filter(pk__in=[ids[key_of(table, row)] for row in gone]).delete()
    new = [_instance(report, model, s.after) for s in steps if s.before is None and s.after is not None]
    if new:
        manager.bulk_create(new)
    changed = [_changed(report, model, s) for s in steps if s.before is not None and s.after is not None]
    if changed:
        manager.bulk_update(changed, [c for c in COLUMNS[table] if c != "id"])


def _changed(report: Report, model: type[Sourced], step: RowStep) -> Sourced:
    before, after = dict(step.before or {}), dict(step.after or {})
    return _instance(report, model, {**after, "id": before.get("id", after.get("id"))})


def _instance(report: Report, model: type[Sourced], row: Row) -> Sourced:
    return model(
        **dict(row), municipality_id=report.municipality_id, report_id=report.pk, version=report.current_version
    )


def _plain_row(values: dict[str, object]) -> dict[str, object]:
    value = values.get("value")
    return {**values, "value": str(plain(value))} if isinstance(value, Decimal) else values
