"""Steps that change the rows of a report, as values: they can be joined, taken back, and tried without a database."""

from collections.abc import Iterable, Mapping

from boso.reporting.values import Row, RowKey, RowStep, Table, content

Rows = Mapping[Table, Mapping[RowKey, Row]]


def inverse(steps: Iterable[RowStep]) -> tuple[RowStep, ...]:
    """The steps that take these back."""
    return tuple(RowStep(table=s.table, key=s.key, before=s.after, after=s.before) for s in steps)


def merged(first: Iterable[RowStep], second: Iterable[RowStep]) -> tuple[RowStep, ...]:
    """What both do together: where each row began and where it ended. Rows that ended as they began fall away."""
    joined = {(s.table, s.key): s for s in first}
    for step in second:
        earlier = joined.get((step.table, step.key))
        before = earlier.before if earlier else step.before
        joined[step.table, step.key] = RowStep(table=step.table, key=step.key, before=before, after=step.after)
    return tuple(s for s in joined.values() if _without_id(s.before) != _without_id(s.after))


def _without_id(row: Row | None) -> dict[str, object] | None:
    return None if row is None else {column: value for column, value in row.items() if column != "id"}


def changed_since(rows: Rows, steps: Iterable[RowStep]) -> tuple[RowStep, ...]:
    """The steps whose row is no longer as the step left it: somebody has changed it since."""
    return tuple(s for s in steps if _differs(rows.get(s.table, {}).get(s.key), s.after))


def _differs(row: Row | None, left: Row | None) -> bool:
    if row is None or left is None:
        return row is not left
    return content(row) != content(left)


def applied(rows: Rows, steps: Iterable[RowStep]) -> dict[Table, dict[RowKey, Row]]:
    """The rows after the steps. The reference for what the database does."""
    result = {table: dict(by_key) for table, by_key in rows.items()}
    for step in steps:
        by_key = result.setdefault(step.table, {})
        if step.after is None:
            by_key.pop(step.key, None)
        else:
            by_key[step.key] = step.after
    return result
