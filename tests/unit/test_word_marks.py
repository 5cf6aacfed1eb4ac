"""Two texts shown as one: every word is there, and what did not change may be left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.web.presenters.word_marks import GONE, NEW, SAME, Marked, around_changes, beginning, marked

TEXTS = st.lists(st.sampled_from(["kommunen", "har", "kartlagt", "behovet", "\n", "i", "2013"]), max_size=30).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_the_marked_words_make_both_texts(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert "".join(p.words for p in pieces if p.kind != GONE).split() == new.split()
    assert "".join(p.words for p in pieces if p.kind != NEW).split() == old.split()


def test_a_changed_word_stands_beside_the_one_it_replaces() -> None:
    told = [(p.kind, p.words.strip()) for p in marked("Vi har fire møter i året", "Vi har seks møter i året")]
    assert told == [(SAME, "Vi har"), (GONE, "fire"), (NEW, "seks"), (SAME, "møter i året")]


@pytest.mark.parametrize("where", [0, 1, 2])
def test_of_what_did_not_change_only_the_nearest_words_are_shown(where: int) -> None:
    long, change = Marked(SAME, "ord " * 100), Marked(NEW, "nytt ")
    pieces = [[long, change], [change, long, change], [change, long]][where]
    shown = next(p.words for p in around_changes(pieces, most=3) if p.kind == SAME)
    assert shown.split() == [["…", *3 * ["ord"]], [*3 * ["ord"], "…", *3 * ["ord"]], [*3 * ["ord"], "…"]][where]


def test_a_long_text_is_shown_by_its_beginning() -> None:
    assert beginning("ord " * 100, most=3) == "ord ord ord …"
    assert beginning("to ord", most=3) == "to ord"


def test_texts_of_the_greatest_length_are_compared() -> None:
    old = "og " * 20_000
    assert marked(old, f"{old}nytt")[-1].kind == NEW
