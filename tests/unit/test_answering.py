"""What people type into a report, and what it means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.questionnaires.loading import all_editions
from boso.questionnaires.values import FieldType
from boso.reporting.rules.answering import can_answer, problem_of, read_typed, shown
from boso.reporting.rules.asking import asked_by, asked_on, pages_of
from boso.reporting.rules.economy import completed, summed
from boso.reporting.values import Status
from boso.reporting.values.fields import EMPTY, Address, Content, Home, Typed

NOW = datetime(2014, 2, 10, tzinfo=UTC)
F = FieldType


@pytest.mark.parametrize(
    ("type", "text", "kind", "value"),
    [
        (F.INT, "412", "number", "412"),
        (F.INT, " 1 412 ", "number", "1412"),
        (F.INT, "ca. 250", "approximate", "250"),
        (F.INT, "ettersendes", "pending", ""),
        (F.INT, "-", "dash", ""),
        (F.INT, "fire hundre og tolv", "text_instead", "fire hundre og tolv"),
        (F.INT, "412,5", "text_instead", "412,5"),
        (F.INT, "-5", "text_instead", "-5"),
        (F.MONEY, "-5 000", "number", "-5000"),
        (F.MONEY, "2 mill", "number", "2000000"),
        (F.MONEY, "12,50", "text_instead", "12,50"),
        (F.DATE, "19.2.2014", "date", "2014-02-19"),
        (F.DATE, "2014", "text_instead", "2014"),
        (F.DATE, "31.06.2014", "text_instead", "31.06.2014"),
        (F.PARTIAL_DATE, "10/2011", "date", "2011-10"),
        (F.PARTIAL_DATE, "2009", "date", "2009"),
        (F.YEAR, "2013", "number", "2013"),
        (F.YEAR, "i fjor", "text_instead", "i fjor"),
        (F.YEAR_RANGE, "2013 - 2015", "text", "2013-2015"),
        (F.DATES, "1.3.2014, 2.3.2014", "list", "2014-03-01\n2014-03-02"),
        (F.TEXT, "a \r\nb", "text", "a\nb"),
        (F.TEXT, "  ", "blank", ""),
    ],
)
def test_what_was_typed_means_this(type: FieldType, text: str, kind: str, value: str) -> None:
    content = read_typed(type, Typed(text=text))
    assert (content.kind, content.value) == (kind, value)
    assert bool(problem_of(type, content)) is (kind == "text_instead")


@given(st.sampled_from(FieldType), st.text(max_size=40))
def test_what_is_shown_and_sent_again_means_the_same(type: FieldType, text: str) -> None:
    once = read_typed(type, Typed(text=text))
    again = read_typed(type, Typed(text=shown(type, once), kind=once.kind, expected=once.expected), once)
    assert again == once
    assert again.mark == once.mark


@given(st.sampled_from(FieldType), st.text(min_size=1, max_size=40))
def test_nothing_that_was_typed_is_lost(type: FieldType, text: str) -> None:
    content = read_typed(type, Typed(text=text))
    assert not content.empty or not text.strip()


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = Address.read(text)
    assert found is None or Address.read(str(found)) == found


def test_a_cell_of_a_row_says_which() -> None:
    assert Address.read("money:12:grant") == Address(Home.MONEY, "12", "grant")
    assert Address.read("money:12") is None


def test_two_contents_with_one_mark_are_the_same() -> None:
    assert EMPTY.mark != Content("pending").mark != Content("pending", "", "2014-06").mark


@pytest.mark.parametrize("status", Status)
def test_fields_are_changed_only_while_the_report_is_written(status: Status) -> None:
    open_ones = {Status.NOT_STARTED, Status.UNDER_WAY, Status.ASKED_BACK}
    assert bool(can_answer(status, historical=False)) is (status in open_ones)
    assert not can_answer(status, historical=True)
    assert not can_answer(status, historical=False, closes=NOW, now=NOW)
    assert bool(can_answer(status, historical=False, closes=NOW + timedelta(1), now=NOW)) is (status in open_ones)


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: e.address)
def test_every_fixed_field_stands_on_exactly_one_page(edition: object) -> None:
    on_pages = [str(a.address) for page in pages_of(edition) for a in asked_on(page)]  # type: ignore[arg-type]
    assert sorted(on_pages) == sorted(asked_by(edition))  # type: ignore[arg-type]


def test_a_row_adds_up_and_a_row_without_parts_keeps_its_total() -> None:
    row = completed({"budget": 100, "grant": 60, "own": None, "other": 50, "total": None, "deviation_total": None})
    assert (row["total"], row["deviation_total"]) == (110, 10)
    assert completed({"budget": None, "total": 70})["total"] == 70
    assert summed([{"grant": 1}, {"grant": None}, {"grant": 2}], ["grant", "own"]) == {"grant": 3, "own": None}
