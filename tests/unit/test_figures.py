"""Sums and medians know their coverage and never swallow a kind of missing."""

from decimal import Decimal
from statistics import median as middle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import SUMMED, Coverage, Figure, Kind, doubted, median, missing, number, total


def figures() -> st.SearchStrategy[Figure]:
    values = st.integers(-1_000_000, 1_000_000).map(Decimal)
    with_value = st.builds(
        Figure,
        kind=st.sampled_from([k for k in Kind if k.has_value]),
        value=values,
        certain=st.booleans(),
    )
    without = st.builds(Figure, kind=st.sampled_from([k for k in Kind if not k.has_value]), certain=st.booleans())
    return with_value | without


MANY = st.lists(figures(), max_size=30)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_value_goes_with_its_kind(kind: Kind) -> None:
    Figure(kind=kind, value=Decimal(1) if kind.has_value else None)
    with pytest.raises(ValueError, match="figure"):
        Figure(kind=kind, value=None if kind.has_value else Decimal(1))


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_sum_does_with_each_kind(kind: Kind) -> None:
    figure = Figure(kind=kind, value=Decimal(5) if kind.has_value else None)
    result = total([number(10), figure])
    counts = kind in SUMMED
    assert result.value == (15 if counts else 10)
    assert result.coverage.left_out == ({} if counts else {kind: 1})
    assert result.coverage.complete is counts


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_figure_holds_a_finite_number(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        number(Decimal(value))


def test_no_figure_that_counts_gives_no_sum() -> None:
    assert total([]).value is None
    assert total([missing(Kind.DASH), missing(Kind.BLANK)]).value is None
    assert median([missing(Kind.PENDING)]).value is None
    assert total([number(0)]).value == 0


def test_a_doubted_figure_is_shown_and_never_summed() -> None:
    result = total([number(3), doubted(number(100))])
    assert result.value == 3
    assert result.coverage.doubtful == 1
    assert not result.coverage.complete


def test_asking_a_missing_figure_for_its_number_is_a_fault() -> None:
    with pytest.raises(ValueError, match="blank"):
        _ = missing(Kind.BLANK).number


@given(MANY)
def test_every_figure_is_accounted_for(given_figures: list[Figure]) -> None:
    coverage = Coverage.of(given_figures)
    assert coverage.asked == len(given_figures)
    assert coverage.counted + sum(coverage.left_out.values()) == coverage.asked
    assert coverage.flagged <= coverage.counted
    assert coverage.complete == all(f.counts for f in given_figures)
    assert coverage.doubtful == sum(not f.certain for f in given_figures)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(given_figures: list[Figure], random: object) -> None:
    shuffled = list(given_figures)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(shuffled) == total(given_figures)
    assert median(shuffled) == median(given_figures)


@given(MANY, MANY)
def test_a_sum_is_the_sum_of_its_parts(first: list[Figure], second: list[Figure]) -> None:
    parts = [total(first).value, total(second).value]
    known = [p for p in parts if p is not None]
    assert total(first + second).value == (sum(known) if known else None)


@given(MANY)
def test_sum_and_median_count_the_same_figures(given_figures: list[Figure]) -> None:
    values = [f.number for f in given_figures if f.counts]
    assert total(given_figures).value == (sum(values) if values else None)
    assert median(given_figures).value == (middle(values) if values else None)
    assert median(given_figures).coverage == total(given_figures).coverage
