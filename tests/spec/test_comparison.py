"""Quartiles and coverage of a comparison, as small tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.indicators.comparison import FEWEST, Cell, Spread, quartile, spread_of
from boso.kernel.figures import Figure, Kind, missing, number

# values · first quartile, median, third quartile by definition 7 (the one of spreadsheets)
QUARTILES = [
    ("5", "5 5 5"),
    ("1 2", "1.25 1.5 1.75"),
    ("1 2 3", "1.5 2 2.5"),
    ("1 2 3 4", "1.75 2.5 3.25"),
    ("1 2 3 4 5", "2 3 4"),
    ("0 0 0 100", "0 0 25"),
    ("-4 0 4 8", "-1 2 5"),
    ("0.1 0.2 0.3 0.4", "0.175 0.25 0.325"),
    ("7 7 7 7 7 7", "7 7 7"),
]


@pytest.mark.parametrize(("values", "quartiles"), QUARTILES)
def test_quartiles_lie_in_proportion_between_two_values_and_are_exact(values: str, quartiles: str) -> None:
    ordered = [Decimal(value) for value in values.split()]
    assert [quartile(ordered, q) for q in (1, 2, 3)] == [Decimal(each) for each in quartiles.split()]


# the figures of a year · counted, asked, not asked, and what is told of them
COVERAGES: list[tuple[str, list[Cell], tuple[int, int, int], tuple[int, int, int] | None]] = [
    ("nobody", [], (0, 0, 0), None),
    ("two are too few", [Cell(number(1)), Cell(number(9))], (2, 2, 0), None),
    ("three are enough", [Cell(number(n)) for n in (1, 2, 9)], (3, 3, 0), (1, 2, 9)),
    (
        "what does not count is left out and told",
        [*(Cell(number(n)) for n in (1, 2, 9)), Cell(missing(Kind.DASH)), Cell(missing(Kind.ABSENT), asked=False)],
        (3, 5, 1),
        (1, 2, 9),
    ),
    (
        "a doubt and an estimate in brackets do not count",
        [
            *(Cell(number(n)) for n in (1, 2)),
            Cell(Figure(kind=Kind.NUMBER, value=Decimal(500), certain=False)),
            Cell(Figure(kind=Kind.TENTATIVE, value=Decimal(500))),
        ],
        (2, 4, 0),
        None,
    ),
    (
        "a rounded or provisional number counts",
        [Cell(Figure(kind=k, value=Decimal(3))) for k in (Kind.NUMBER, Kind.APPROXIMATE, Kind.PROVISIONAL)],
        (3, 3, 0),
        (3, 3, 3),
    ),
    ("zero is a number", [Cell(number(0)) for _ in range(3)], (3, 3, 0), (0, 0, 0)),
]


@pytest.mark.parametrize(("cells", "coverage", "told"), [c[1:] for c in COVERAGES], ids=[c[0] for c in COVERAGES])
def test_what_is_told_of_a_year(
    cells: list[Cell], coverage: tuple[int, int, int], told: tuple[int, int, int] | None
) -> None:
    spread = spread_of(cells)
    assert (spread.coverage.counted, spread.coverage.asked, spread.not_asked) == coverage
    expected = told or (None, None, None)
    assert (spread.low, spread.median, spread.high) == expected


@given(st.lists(st.decimals(-10_000, 10_000, places=4), max_size=40))
def test_a_spread_is_in_order_and_within_its_values(values: list[Decimal]) -> None:
    spread = spread_of([Cell(number(value)) for value in values])
    told = [spread.low, spread.first, spread.median, spread.third, spread.high]
    if len(values) < FEWEST:
        assert spread == Spread(coverage=spread.coverage)
    else:
        known = [value for value in told if value is not None]
        assert known == sorted(known)
        assert (told[0], told[-1]) == (min(values), max(values))
