"""Pieces of a source: the place stands whole and marked, no word around it is cut, nothing is lost between."""

from hypothesis import given
from hypothesis import strategies as st

from boso.web.presenters.excerpts import Place, around, line_of

TEXT = "første linje\nandre linje med 29 og 14 i\ntredje linje\n"


def said(pieces):
    return "".join(p.text for p in pieces)


def test_a_place_is_marked_within_its_lines():
    start = TEXT.index("29")
    pieces = around(TEXT, Place(start, start + 2))
    assert [(p.text, p.here) for p in pieces if p.marked] == [("29", True)]
    assert said(pieces) == TEXT.strip("\n")


def test_other_readings_are_marked_with_their_keys():
    first, second = TEXT.index("29"), TEXT.index("14")
    pieces = around(TEXT, Place(first, first + 2, "1"), [Place(second, second + 2, "2")])
    assert [(p.text, p.sign, p.here) for p in pieces if p.marked] == [("29", "1", True), ("14", "2", False)]


def test_places_that_overlap_are_marked_once():
    start = TEXT.index("29")
    pieces = around(TEXT, Place(start, start + 2), [Place(start + 1, start + 5)])
    assert [p.text for p in pieces if p.marked] == ["29"]


def test_words_out_of_the_middle_of_a_line_say_so_and_are_whole():
    text = "ord " * 400
    pieces = around(text, Place(800, 803), reach=50)
    assert pieces[0].text.startswith("… ord")
    assert set(said(pieces).replace("…", "").split()) == {"ord"}


def test_a_long_place_is_shortened_in_its_middle():
    text = "x" * 5000
    assert " … " in around(text, Place(0, 5000))[1].text


def test_lines_are_counted_from_one():
    assert [line_of(TEXT, 0), line_of(TEXT, TEXT.index("tredje"))] == [1, 3]


@given(st.text(alphabet="ab \n", min_size=1, max_size=300), st.data())
def test_what_is_shown_stands_in_the_text_and_holds_the_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    reach = data.draw(st.integers(1, 100))
    pieces = around(text, Place(start, end), reach=reach)
    assert text[start:end] in [p.text for p in pieces if p.here]
    assert said(pieces).removeprefix("… ") in text
