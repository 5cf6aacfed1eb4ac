"""Runs of figures: what stands as a cell, how digits may be parted, where a comment begins."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.importers.reading.cells import run_at
from boso.importers.reading.covering import Stretch
from boso.kernel.figures import Kind
from tests.unit.reading.texts import flow


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("74 69 309", [74, 69, 309]),
        ("74 - 309 Kommentar", [74, None, 309]),
        ("(60) Vi er usikre", [60]),
        ("ca. 45 12 3", [45, 12, 3]),
        ("0 126 7", [0, 126, 7]),
        ("14 Ettersendes 27", [14, None, 27]),
    ],
)
def test_numbers_signs_and_words_for_missing_are_cells(tmp_path: Path, text: str, values: list[int | None]) -> None:
    run = run_at(flow(text, tmp_path), Stretch(0, len(text)), words_too=True)
    assert run
    assert [c.value for c in run.cells] == values


@pytest.mark.parametrize("text", ["Tallene er usikre", "A4 og B2", "22.12.10", "15 % egenkapital"])
def test_words_codes_dates_and_shares_are_no_cells(tmp_path: Path, text: str) -> None:
    assert run_at(flow(text, tmp_path), Stretch(0, len(text))) is None


def test_a_small_letter_after_the_last_number_may_be_its_sentence(tmp_path: Path) -> None:
    run = run_at(flow("4 begjært utkastet", tmp_path), Stretch(0, 18))
    assert run
    assert run.begins_sentence


@pytest.mark.parametrize(
    ("text", "columns", "values"),
    [("74 690 309", 3, [74, 690, 309]), ("1 200", 1, [1200]), ("1 200 300", 3, None), ("1 200 300 450", 3, None)],
)
def test_digits_are_parted_as_the_columns_ask_where_only_one_way_is_likely(
    tmp_path: Path, text: str, columns: int, values: list[int] | None
) -> None:
    run = run_at(flow(text, tmp_path), Stretch(0, len(text)))
    assert run
    found = run.of_length(columns)
    assert (found and [c.value for c in found]) == values


def test_the_kinds_of_cells_are_kept(tmp_path: Path) -> None:
    text = "ca. 8 (9) - 10"
    run = run_at(flow(text, tmp_path), Stretch(0, len(text)))
    assert run
    assert [c.kind for c in run.cells] == [Kind.APPROXIMATE, Kind.TENTATIVE, Kind.DASH, Kind.NUMBER]


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_small_numbers_in_a_row_are_always_read_as_they_stand(
    tmp_path_factory: pytest.TempPathFactory, n: list[int]
) -> None:
    text = " ".join(map(str, n)) + " Slik"
    run = run_at(flow(text, tmp_path_factory.getbasetemp()), Stretch(0, len(text)))
    assert run
    assert [c.value for c in run.cells] == [Decimal(x) for x in n]
