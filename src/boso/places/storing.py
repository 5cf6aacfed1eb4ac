"""Rows from files into tables: compare, then add, change and remove – twice the same changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.kernel.plans import Row, StorePlan, TablePlan, key_of, plan_table
from boso.places.models import FileLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to store into: the columns that tell rows apart, and which stored rows the files speak of (`within`).

    With `remove_others`, stored rows within that the files no longer have are removed.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    within: Mapping[str, Any] = field(default_factory=dict)
    remove_others: bool = False


def store(table: Table, rows: Sequence[Row]) -> TablePlan:
    """Make the table hold these rows, and say what that changed. One query to compare, none more if nothing differs."""
    manager = table.model._default_manager
    columns = sorted({column for row in rows for column in row} | set(table.key))
    stored = list(manager.filter(**table.within).order_by().values("pk", *columns))
    plan = plan_table(
        table.model._meta.db_table, key=table.key, wanted=rows, stored=stored, remove_others=table.remove_others
    )
    ids = {key_of(row, table.key): row["pk"] for row in stored}
    if plan.remove:
        manager.filter(pk__in=[ids[key] for key in plan.remove]).delete()
    for change in plan.change:
        manager.filter(pk=ids[change.key]).update(**{column: new for column, (_, new) in change.columns.items()})
    manager.bulk_create([table.model(**row) for row in plan.add])
    return plan


def check_constraints_now() -> None:
    """Let constraints that wait for the end of the transaction speak now, while the mistake can be explained."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def record_load(subject: str, fingerprint: str, plan: StorePlan, *, actor: Actor, now: datetime) -> None:
    """Remember that files were loaded, unless that changed nothing."""
    if plan.changes_nothing:
        return
    FileLoad.objects.create(
        subject=subject,
        fingerprint=fingerprint,
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
        added=sum(len(t.add) for t in plan.tables),
        changed=sum(len(t.change) for t in plan.tables),
        removed=sum(len(t.remove) for t in plan.tables),
    )


def ids_of(model: type[models.Model], column: str) -> dict[str, int]:
    """The ids of a table's rows by a column that is unique."""
    return dict(model._default_manager.values_list(column, "pk"))


def refer(ids: Mapping[str, int], name: str, what: str) -> int:
    """The id of what a row names. Raises `Invalid` when it is not stored."""
    if name not in ids:
        raise Invalid(f"There is no {what} '{name}'; load the files that have it first.")
    return ids[name]
