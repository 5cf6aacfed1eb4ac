"""The form's words are found however they are spaced, split or interrupted, and nowhere else."""

from pathlib import Path

import pytest

from boso.importers.reading.anchors import find_exact, find_label, find_prompt
from boso.questionnaires.values import Prompt
from tests.unit.reading.texts import flow

LABEL = "Antall startlån som har muliggjort overgang fra kommunalt disponert bolig til egen eid bolig"


@pytest.mark.parametrize(
    "written", ["Økt boligkvalitet", "økt bolig-\nkvalitet", "ØKT  BOLIGKVALITET", "Økt bolig kvalitet:"]
)
def test_spacing_signs_and_case_do_not_matter(tmp_path: Path, written: str) -> None:
    assert len(list(find_exact(flow(f"før {written} etter", tmp_path), "Økt boligkvalitet"))) == 1


@pytest.mark.parametrize("written", ["Kommunens navn", "nabokommune", "kommuneplan"])
def test_part_of_a_word_is_not_the_word(tmp_path: Path, written: str) -> None:
    assert not list(find_exact(flow(written, tmp_path), "Kommune"))


def test_a_value_inside_a_label_over_two_lines_is_a_gap(tmp_path: Path) -> None:
    text = flow(LABEL.replace("egen eid", "egen 11 eid"), tmp_path)
    (hit,) = find_label(text, (LABEL,))
    assert [text.text[a:b] for a, b in hit.gaps] == ["11"]


@pytest.mark.parametrize(
    ("text", "extra", "broken"),
    [
        ("Dette omfatter husstander som bor ute, bor hos venner.", 0, False),
        ("Dette omfatter husstander som Tallet er usikkert. bor ute, bor hos venner.", 3, False),
        ("Dette omfatter husstander som bor ute", 0, True),
    ],
)
def test_words_inside_a_prompt_are_counted(tmp_path: Path, text: str, extra: int, broken: bool) -> None:
    prompt = Prompt("Dette omfatter", "bor hos venner.", 4)
    (hit,) = find_prompt(flow(text, tmp_path), prompt, 0, len(text))
    assert (hit.extra, hit.broken) == (extra, broken)


def test_a_prompt_with_a_capital_is_not_found_inside_a_sentence(tmp_path: Path) -> None:
    assert not list(
        find_prompt(flow("startlån / eventuelt annet leieforhold", tmp_path), Prompt("Eventuelt annet"), 0, 40)
    )
