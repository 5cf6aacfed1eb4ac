"""Second cells: no hidden number follows from one sum of what is shown beside it."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.indicators.release.masking import Cell, Sum, masked

THRESHOLD = 3
Cells = Mapping[str, Cell]


def table(
    numbers: Mapping[str, int], *, kept: tuple[str, ...] = (), published: tuple[str, ...] = ()
) -> dict[str, Cell]:
    """Cells of which the small ones are hidden, or published by their municipality; `kept` ones stay shown."""
    return {
        key: Cell(
            value=Decimal(value),
            hidden=0 < value <= THRESHOLD and key not in published,
            published=key in published,
            hideable=key not in kept and key not in published,
            weight=1 if key == "sum" else 0,
        )
        for key, value in numbers.items()
    }


def found_by_one_sum(cells: Cells, sums: list[Sum[str]], hidden: frozenset[str]) -> dict[str, Decimal]:
    """What a reader works out: from each sum with a single hidden member, that member."""
    found = {}
    for each in sums:
        unknown = [key for key in each.members if key in hidden or cells[key].published]
        if len(unknown) == 1 and unknown[0] in hidden:
            rest = sum(cells[key].value for key in each.parts if key != unknown[0])
            found[unknown[0]] = rest if unknown[0] == each.total else cells[each.total].value - rest
    return found


ROW = [Sum("sum", ("a", "b", "c"))]
TABLES: list[tuple[str, dict[str, int], tuple[str, ...], tuple[str, ...], set[str]]] = [
    ("the row of 2001: 4, 1, 3 and 8", {"a": 4, "b": 1, "c": 3, "sum": 8}, (), (), {"b", "c"}),
    ("4 and 1 of 5: the 1, then also the 4", {"a": 4, "b": 1, "c": 0, "sum": 5}, (), (), {"a", "b"}),
    ("the lightest of the others goes with it", {"a": 40, "b": 2, "c": 9, "sum": 51}, (), (), {"b", "c"}),
    ("the total, where the others must be shown", {"a": 40, "b": 2, "c": 9, "sum": 51}, ("a", "c"), (), {"b", "sum"}),
    ("nothing small: nothing hidden", {"a": 40, "b": 20, "c": 9, "sum": 69}, (), (), set()),
    ("zero may be shown", {"a": 40, "b": 0, "c": 9, "sum": 49}, (), (), set()),
    ("a small sum of published counts", {"a": 1, "b": 1, "c": 0, "sum": 2}, (), ("a", "b"), {"sum"}),
    ("hidden ones that are all 1 are counted off", {"a": 1, "b": 1, "c": 7, "sum": 9}, (), (), {"a", "b", "c"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "kept", "published", "hidden"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES]
)
def test_a_row(numbers: dict[str, int], kept: tuple[str, ...], published: tuple[str, ...], hidden: set[str]) -> None:
    assert masked(table(numbers, kept=kept, published=published), ROW) == hidden


def test_the_attack_on_the_row_of_2001_gets_nothing() -> None:
    numbers = {"a": 4, "b": 1, "c": 3, "sum": 8}
    cells = table(numbers)
    alone = frozenset({"b"})
    assert found_by_one_sum(cells, ROW, alone) == {"b": 1}, "with 1 hidden alone, 8 - 4 - 3 tells it"
    assert found_by_one_sum(cells, ROW, masked(cells, ROW)) == {}


def test_a_sum_whose_members_do_not_all_stand_on_the_page_tells_nothing() -> None:
    cells = table({"a": 4, "b": 1, "sum": 8})
    assert masked(cells, ROW) == {"b"}


def test_a_second_cell_is_safe_itself() -> None:
    numbers = {"a": 40, "b": 2, "c": 9, "sum": 51, "d": 9, "both": 18}
    sums = [*ROW, Sum("both", ("c", "d"))]
    hidden = masked(table(numbers, kept=("a", "d", "both")), sums)
    assert hidden == {"b", "sum"}, "c alone would follow from 18 - 9"


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Cell], list[Sum[str]]]:
    """Rows and columns with their totals and the total of all."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    count = st.one_of(st.integers(0, 4), st.integers(0, 60))
    inner = {(r, c): draw(count) for r in range(rows) for c in range(columns)}
    numbers = {f"{r}.{c}": value for (r, c), value in inner.items()}
    numbers |= {f"{r}.sum": sum(inner[r, c] for c in range(columns)) for r in range(rows)}
    numbers |= {f"sum.{c}": sum(inner[r, c] for r in range(rows)) for c in range(columns)}
    numbers["sum"] = sum(inner.values())
    sums = [Sum(f"{r}.sum", tuple(f"{r}.{c}" for c in range(columns))) for r in range(rows)]
    sums += [Sum(f"sum.{c}", tuple(f"{r}.{c}" for r in range(rows))) for c in range(columns)]
    sums += [Sum("sum", tuple(f"{r}.sum" for r in range(rows))), Sum("sum", tuple(f"sum.{c}" for c in range(columns)))]
    return table(numbers), sums


@given(tables())
def test_no_hidden_cell_of_a_table_follows_from_one_sum(found: tuple[dict[str, Cell], list[Sum[str]]]) -> None:
    cells, sums = found
    hidden = masked(cells, sums)
    assert {key for key, cell in cells.items() if cell.hidden} <= hidden
    assert not [key for key in hidden if cells[key].value == 0], "a zero may be shown"
    assert found_by_one_sum(cells, sums, hidden) == {}
