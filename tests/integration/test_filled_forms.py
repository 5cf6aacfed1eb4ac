"""Filled forms of both regions in many layouts, in Word, PDF and workbook: never silently wrong, nearly all right.

The seeds are fixed, so that a run can be repeated; `Layout` says what varies. Conversion by LibreOffice is tried where
`soffice` is found.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from boso.importers.documents.opening import open_document
from boso.importers.reading.result import as_json
from boso.importers.reading.understanding import understand
from boso.questionnaires.loading import load
from tests.filled.answers import Answers, Shown, invented
from tests.filled.comparing import Score, compared
from tests.filled.layout import Block, Layout, laid_out
from tests.filled.writing import SOFFICE, converted, write_pdf, write_word, write_workbook

Writer = Callable[[Sequence[Block], Path], Path]
WRITERS: dict[str, Writer] = {"docx": write_word, "pdf": write_pdf, "xlsx": write_workbook}
FORMS = ["ost_annual/2012", "ost_annual/2013", "ost_annual/2014", "sor_half_year/2012"]
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not found: conversion not tried")


def read(path: Path) -> dict[str, Any]:
    """The reading of a file as it is printed."""
    found: dict[str, Any] = json.loads(json.dumps(as_json(understand(open_document(path)), {})))
    return found


def filled(form: str, seed: int, share: float) -> tuple[Answers, list[Block]]:
    """A form with invented answers in a layout, the same for the same seed."""
    random = Random(seed)
    answers = invented(load(form), random)
    return answers, laid_out(answers, Layout.of(random, share), random)


def score_of(form: str, seeds: Sequence[int], write: Writer, folder: Path, share: float = 0.35) -> Score:
    """All cells of several filled forms held against what was read."""
    score = Score()
    for seed in seeds:
        answers, blocks = filled(form, seed, share)
        path = write(blocks, folder / f"rapport-{seed}.{'xlsx' if write is write_workbook else 'docx'}")
        score.join(compared(answers.truth(path.name), read(path)))
    return score


def demand(score: Score) -> None:
    """What is asked of every reading."""
    assert score.counts["wrong"] == 0, score.notes
    assert score.right >= 0.95, score.notes
    assert score.certain >= 0.85, score.notes


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("form", FORMS)
def test_never_silently_wrong_nearly_all_right_and_mostly_certain(tmp_path: Path, form: str, kind: str) -> None:
    demand(score_of(form, range(3), WRITERS[kind], tmp_path))


@needs_soffice
@pytest.mark.parametrize("form", ["ost_annual/2013", "sor_half_year/2012"])
def test_a_word_file_converted_to_pdf_is_read_as_well(tmp_path: Path, form: str) -> None:
    demand(score_of(form, range(10, 12), lambda blocks, path: converted(write_word(blocks, path), "pdf"), tmp_path))


@needs_soffice
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_sheets_are_read_as_the_workbook_is(tmp_path: Path, suffix: str) -> None:
    def write(blocks: Sequence[Block], path: Path) -> Path:
        return converted(write_workbook(blocks, path.with_suffix(".xlsx")), suffix)

    demand(score_of("ost_annual/2013", [20], write, tmp_path))


@pytest.mark.parametrize("form", ["ost_annual/2013", "sor_half_year/2012"])
def test_tables_without_rules_are_read_as_text_and_asked_where_text_cannot_tell(tmp_path: Path, form: str) -> None:
    score = score_of(
        form, range(30, 33), lambda blocks, path: write_pdf(blocks, path, ruled=False), tmp_path, share=0.1
    )
    assert score.counts["wrong"] == 0, score.notes


def plant_fixed_rate(answers: Answers) -> set[str]:
    """More with a fixed rate than there are."""
    answers.figures["C1.full_financed"] = Shown("15", "number", 15)
    answers.figures["C1.full_financed_fixed_rate"] = Shown("51", "number", 51)
    return {"C1.full_financed", "C1.full_financed_fixed_rate"}


def plant_families(answers: Answers) -> set[str]:
    """More families than households."""
    for row in ("A_no_dwelling", "B_at_risk", "C_unsuitable"):
        answers.figures[f"{row}.housed"] = Shown("5", "number", 5)
    answers.figures["P_child_families.housed"] = Shown("61", "number", 61)
    return {"P_child_families.housed"}


def plant_acquired(answers: Answers) -> set[str]:
    """More dwellings acquired than there are."""
    answers.figures["C2.municipal_dwellings"] = Shown("100", "number", 100)
    answers.figures["C2.acquired_housing_grant"] = Shown("210", "number", 210)
    return {"C2.municipal_dwellings", "C2.acquired_housing_grant"}


def plant_amount(answers: Answers) -> set[str]:
    """A digit moved in an activity's total."""
    row = answers.activities[0]
    row["total"] = int(row["total"]) + 90_000
    return {row["activity"]}


def plant_sum(answers: Answers) -> set[str]:
    """A sum row that does not add up."""
    answers.sums["budget"] = (answers.sums["budget"] or 0) + 9_000
    return {"Sum"}


PLANTED = {
    plant_fixed_rate: "L1",
    plant_families: "N3",
    plant_acquired: "D1",
    plant_amount: "E1",
    plant_sum: "E4",
}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_wrong_cell_is_asked_or_reported(
    tmp_path: Path, plant: Callable[[Answers], set[str]], kind: str
) -> None:
    random = Random(7)
    answers = invented(load("ost_annual/2013"), random)
    cells = plant(answers)
    blocks = laid_out(answers, Layout(), random)
    found = read(WRITERS[kind](blocks, tmp_path / f"rapport.{kind}"))
    asked = {f["code"] for f in found["figures"] if not f["certain"]}
    asked |= {r["activity"] for r in found["economy"]["rows"] if not r["certain"]}
    asked |= {"Sum"} if not found["economy"]["totals"]["certain"] else set()
    reported = {f["code"] for f in found["findings"]}
    assert cells & asked or PLANTED[plant] in reported
