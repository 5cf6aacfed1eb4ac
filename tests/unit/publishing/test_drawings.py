"""Bars and tile maps say every number or why there is none, and read on a light ground and on a dark one."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.publishing.charts import Drawn, draw, draw_on_page, is_wide, picture, width_of
from boso.publishing.drawing.tiles import SHADES, classes
from boso.publishing.values import Bar, Bars
from tests.unit.publishing.drawn_blocks import five_places, two_parts

BLOCKS = pytest.mark.parametrize("block", [two_parts(), five_places()], ids=["bars", "tiles"])


def words(svg: str) -> set[str]:
    return {
        element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith(("text", "tspan"))
    }


def test_each_bar_has_its_number_or_why_there_is_none() -> None:
    assert words(draw(two_parts())) >= {"Prøvevik", "Prøvesund", "1 200", "ikke levert", ":", "4", "A Uten bolig"}


def test_each_square_has_its_number_or_why_there_is_none() -> None:
    assert words(draw(five_places())) >= {"Lillevik", "0", "12", "1 233", "Skjulvik", ":", "ikke levert", "uten tall"}


@BLOCKS
def test_a_drawing_is_one_image_with_title_and_description(block: Drawn) -> None:
    svg = draw(block)
    assert svg.startswith("<svg role=")
    assert f">{block.title}</title>" in svg
    assert f">{block.alternative}</desc>" in svg
    assert len(re.findall(r'role="', svg)) == 1


@BLOCKS
def test_letters_on_a_page_follow_the_page_and_on_paper_are_ink(block: Drawn) -> None:
    assert "currentColor" in draw_on_page(block)
    assert "currentColor" not in draw(block)


@BLOCKS
def test_the_same_block_gives_the_same_bytes(block: Drawn) -> None:
    assert draw(block) == draw(replace(block))


@BLOCKS
def test_a_drawing_becomes_a_picture(block: Drawn) -> None:
    assert picture(draw(block)).startswith(b"\x89PNG")


def test_several_parts_want_the_width_of_the_page() -> None:
    assert is_wide(two_parts())
    assert not is_wide(Bars(title="", subtitle="", alternative="", bars=(), table=two_parts().table))
    assert width_of(draw(two_parts())) > 600


def test_a_bar_without_a_word_for_each_part_is_a_fault() -> None:
    with pytest.raises(ValueError, match="each part"):
        replace(two_parts(), bars=(Bar(label="Prøvevik", values=(1.0,), said=("1",)),))


def test_two_rows_of_the_same_name_stay_two() -> None:
    bar = Bar(label="Leie", values=(1.0, 2.0), said=("1", "2"))
    svg = draw(replace(two_parts(), bars=(bar, bar)))
    assert svg.count(">Leie<") == 2


@given(st.lists(st.integers(min_value=0, max_value=10_000).map(float)))
def test_every_number_has_one_class_and_there_are_at_most_four(numbers: list[float]) -> None:
    found = classes(numbers)
    assert len(found) <= len(SHADES)
    assert all(sum(c.low <= number <= c.high for c in found) == 1 for number in numbers)
    assert [c.low for c in found] == sorted(c.low for c in found)
