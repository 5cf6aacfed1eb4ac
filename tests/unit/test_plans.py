"""What storing rows would do, and that doing it twice does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.plans import Key, Row, RowChange, StorePlan, TablePlan, key_of, plan_table

TABLES = st.dictionaries(st.integers(0, 6), st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=7)


def rows(table: dict[int, tuple[int, int]]) -> list[Row]:
    """Rows with one key column and two others."""
    return [{"key": key, "a": a, "b": b} for key, (a, b) in table.items()]


def applied(stored: list[Row], plan: TablePlan) -> list[Row]:
    """What is stored after the plan."""
    by_key: dict[Key, dict[str, object]] = {key_of(row, ("key",)): dict(row) for row in stored}
    for key in plan.remove:
        del by_key[key]
    for change in plan.change:
        by_key[change.key] |= {column: new for column, (_, new) in change.columns.items()}
    return [*by_key.values(), *plan.add]


@given(wanted=TABLES, stored=TABLES, remove=st.booleans())
def test_applying_twice_changes_nothing(
    wanted: dict[int, tuple[int, int]], stored: dict[int, tuple[int, int]], remove: bool
) -> None:
    """After a plan is applied, the same rows are wanted in vain; every wanted row is counted once."""
    first = plan_table("t", key=("key",), wanted=rows(wanted), stored=rows(stored), remove_others=remove)
    after = applied(rows(stored), first)
    again = plan_table("t", key=("key",), wanted=rows(wanted), stored=after, remove_others=remove)
    assert again.changes_nothing
    assert again.unchanged == len(wanted)
    assert len(first.add) + len(first.change) + first.unchanged == len(wanted)
    assert len(first.remove) + first.left == len(stored.keys() - wanted.keys())


def test_a_change_tells_old_and_new() -> None:
    """Only the columns that differ."""
    plan = plan_table("t", key=("key",), wanted=rows({1: (1, 2)}), stored=rows({1: (1, 0)}))
    assert plan.change == (RowChange((1,), {"b": (0, 2)}),)
    assert not StorePlan((plan,)).changes_nothing


def test_two_rows_with_one_key_are_refused() -> None:
    """Which of them holds is not known."""
    with pytest.raises(ValueError, match="two rows for"):
        plan_table("t", key=("key",), wanted=[*rows({1: (1, 2)}), *rows({1: (0, 0)})], stored=[])
