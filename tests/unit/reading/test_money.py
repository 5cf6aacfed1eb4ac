"""Money that arithmetic proves: rows in a run of digits, columns by their sums, one column by its sum."""

from hypothesis import given
from hypothesis import strategies as st

from boso.importers.reading.amounts import Amounts, atoms_in, rows_of, runs_of
from boso.importers.reading.columns import settle_columns
from boso.importers.reading.single_column import in_one_column

KRONER = st.integers(1, 900).map(lambda n: n * 1000)


def _row(text: str) -> list[Amounts]:
    return list(rows_of(atoms_in(text)).rows)


def _printed(amount: int, gap: str) -> str:
    return ("-" if amount < 0 else "") + f"{abs(amount):,}".replace(",", gap)


def test_glued_and_mixed_styles_are_parted() -> None:
    rows = _row("30000 55.000 55.000 + 25.000 30000 29.000 29.000-1.000")
    assert [r.same for r in rows] == [(30000, (55000,), 55000, 25000, None), (30000, (29000,), 29000, -1000, None)]


def test_a_deviation_of_the_grant_is_told_from_the_next_budget() -> None:
    rows = _row("150000 135.000 50.000 185.000 + 35.000 + 35.000 30000 35.000 35.000 + 5.000")
    assert [(r.budget, r.grant_deviation) for r in rows] == [(150000, 35000), (30000, None)]


def test_nothing_spent_is_a_row_too() -> None:
    assert [r.same for r in _row("125000 0-125.000-125.000")] == [(125000, (), 0, -125000, -125000)]


@given(
    st.lists(st.tuples(KRONER, KRONER, st.one_of(st.none(), KRONER)), min_size=1, max_size=6),
    st.sampled_from([".", ""]),
)
def test_rows_whose_sums_agree_are_found_whole(rows: list[tuple[int, int, int | None]], gap: str) -> None:
    """Any rows of budget, one or two parts, their total and the deviation come back as they were."""
    parts = [[p for p in row[1:] if p is not None] for row in rows]
    lines = [[r[0], *p, sum(p), sum(p) - r[0]] for r, p in zip(rows, parts, strict=True)]
    read = rows_of(atoms_in(" ".join(_printed(n, gap) for line in lines for n in line)))
    if read.unique:
        assert [(r.budget, list(r.parts)) for r in read.rows] == [(r[0], p) for r, p in zip(rows, parts, strict=True)]


def _amounts(*parts: int) -> Amounts:
    return Amounts(1000, parts, sum(parts), sum(parts) - 1000, None, 2, 0, 0)


def test_columns_are_settled_where_the_sums_leave_one_way() -> None:
    rows = [_amounts(55000), _amounts(135000, 50000), _amounts(816419)]
    settled = settle_columns(rows, _amounts(951419, 105000), (951419, 105000, None))
    assert settled.rows == ((None, 55000, None), (135000, 50000, None), (816419, None, None))
    assert all(settled.sure)


def test_equal_amounts_in_two_columns_are_asked() -> None:
    settled = settle_columns([_amounts(5000), _amounts(5000)], _amounts(5000, 5000), (5000, 5000, None))
    assert settled.sure == (False, False)


def test_without_another_source_two_sums_may_stand_in_any_two_columns() -> None:
    settled = settle_columns([_amounts(5000), _amounts(7000)], _amounts(5000, 7000), None)
    assert settled.rows[0][:2] == (5000, None)
    assert not any(settled.sure)


def test_sums_that_do_not_agree_settle_nothing() -> None:
    assert not settle_columns([_amounts(5000)], _amounts(6000), (6000, None, None)).proven


def test_one_column_is_read_where_its_last_amount_is_the_sum() -> None:
    text = "1 850 000 kr. 1.400.000 600 000 500 000 681 000 5 031 000"
    read = in_one_column(runs_of(text, atoms_in(text)))
    assert [r.budget for r in read] == [1_850_000, 1_400_000, 600_000, 500_000, 681_000, 5_031_000]


def test_one_column_without_its_sum_is_not_read_so() -> None:
    assert in_one_column([atoms_in("600.000 500.000 681.000 700.000")]) == []
