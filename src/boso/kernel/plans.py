"""A plan of what storing rows would do, shown before it is done: added, changed, removed, unchanged."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, object]
Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One stored row that would change: only the columns that differ, each with the old and the new value."""

    key: Key
    columns: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """What would happen to one table. `left` counts stored rows that the new rows do not speak of and that stay."""

    table: str
    add: tuple[Row, ...] = ()
    change: tuple[RowChange, ...] = ()
    remove: tuple[Key, ...] = ()
    unchanged: int = 0
    left: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Applying it would leave the table as it is."""
        return not (self.add or self.change or self.remove)


@dataclass(frozen=True, slots=True)
class StorePlan:
    """The plans of several tables, in the order in which they are applied."""

    tables: tuple[TablePlan, ...] = field(default=())

    @property
    def changes_nothing(self) -> bool:
        """Applying it would leave every table as it is."""
        return all(table.changes_nothing for table in self.tables)


def key_of(row: Row, key: Sequence[str]) -> Key:
    """The values that tell this row from every other of its table."""
    return tuple(row[column] for column in key)


def plan_table(
    table: str, *, key: Sequence[str], wanted: Sequence[Row], stored: Sequence[Row], remove_others: bool = False
) -> TablePlan:
    """Compare what is wanted with what is stored. Stored rows not wanted stay, unless `remove_others` is asked for.

    Raises ValueError when two wanted rows have the same key: which of them holds is then not known.
    """
    by_key = {key_of(row, key): row for row in stored}
    seen: set[Key] = set()
    add: list[Row] = []
    change: list[RowChange] = []
    for row in wanted:
        identity = key_of(row, key)
        if identity in seen:
            raise ValueError(f"{table}: two rows for {identity}")
        seen.add(identity)
        old = by_key.get(identity)
        differing = {} if old is None else {c: (old[c], v) for c, v in row.items() if old[c] != v}
        if old is None:
            add.append(row)
        elif differing:
            change.append(RowChange(identity, differing))
    others = tuple(k for k in by_key if k not in seen)
    return TablePlan(
        table=table,
        add=tuple(add),
        change=tuple(change),
        remove=others if remove_others else (),
        unchanged=len(seen) - len(add) - len(change),
        left=0 if remove_others else len(others),
    )
