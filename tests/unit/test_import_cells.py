"""Cells out of a reading, decisions that fit them, and the place of a value in the text."""

from typing import Any

import pytest

from boso.importers.proposals import Choice, Decided, Part, Standing
from boso.importers.rules import blotted, can_decide, cells_of, excerpt, offsets_of, settled
from boso.importers.rules.rows import number_text, row_of
from boso.importers.rules.sources import storable
from boso.importers.values import Span
from boso.kernel.sources import Place
from tests.unit.importing import figure, reading

A = "A_no_dwelling.housed"
MONEY = {
    "layout": "ost_section_5",
    "rows": [{"activity": "A 1", "budget": 1000, "grant": None, "kinds": {"grant": "dash"}, "certain": True}],
    "totals": {"activity": "Sum", "budget": 1000, "kinds": {}, "certain": True},
    "multi_year": [{"year": 2013, "grant": 5, "kinds": {}, "planned": True, "certain": False}],
    "tables": [{"type": "own_effort", "title": "Timer", "rows": [["A", "1"]], "place": {"page": 3}}],
}


def test_every_part_of_a_reading_becomes_cells() -> None:
    read = reading(
        figure(A, 4),
        economy=MONEY,
        formal=[{"field": "report_year", "kind": "number", "value": 2013, "raw": "2013", "certain": True}],
        narratives=[{"code": "1.2", "kind": "text", "text": "Ja.", "certain": True}],
        matrix=[{"actor": "Politi", "level": "active", "certain": True}],
    )
    assert [c.address for c in cells_of(read)] == [
        "field:report_year",
        f"figure:{A}",
        "text:1.2",
        "money:activities:0",
        "money:sum:0",
        "money:years:0",
        "table:0",
        "tick:Politi",
    ]


def test_what_was_read_twice_and_differs_is_asked() -> None:
    (cell,) = cells_of(reading(figure(A, 4), figure(A, 5)))
    assert not cell.certain
    assert [c.value for c in cell.candidates] == [5]
    (same,) = cells_of(reading(figure(A, 4), figure(A, 4)))
    assert same.certain


def test_a_money_row_keeps_the_kind_of_its_empty_cells() -> None:
    cells = settled(cells_of(reading(economy=MONEY)), {}, certain_accepted=True)
    row = row_of(cells[0], reference="7", label="f.txt", layout="ost_section_5")
    assert (row["budget"], row["grant"], row["kinds"]) == (1000, None, {"grant": "dash"})
    year = row_of(cells[2], reference="7", label="f.txt", layout="ost_section_5")
    assert (year["block"], year["label"], year["planned"], year["certain"]) == ("years", "2013", True, False)


STANDINGS = [
    (True, None, False, Standing.CERTAIN),
    (True, None, True, Standing.TAKEN),
    (False, None, True, Standing.OPEN),
    (False, Choice.ACCEPT, False, Standing.TAKEN),
    (True, Choice.LEAVE, True, Standing.LEFT),
]


@pytest.mark.parametrize(("certain", "choice", "accepted", "standing"), STANDINGS)
def test_standing_of_a_cell(certain: bool, choice: Choice | None, accepted: bool, standing: Standing) -> None:
    said = {f"figure:{A}": Decided(choice=choice)} if choice else {}
    (cell,) = settled(cells_of(reading(figure(A, 4, certain=certain))), said, certain_accepted=accepted)
    assert cell.standing is standing


FITS: list[tuple[Decided, str]] = [
    (Decided(choice=Choice.ACCEPT), ""),
    (Decided(choice=Choice.CANDIDATE, candidate=0), ""),
    (Decided(choice=Choice.CANDIDATE, candidate=1), "no_such_candidate"),
    (Decided(choice=Choice.CANDIDATE), "no_such_candidate"),
    (Decided(choice=Choice.TYPED, kind="number", value=4), ""),
    (Decided(choice=Choice.TYPED, kind="number", value="fire"), "needs_a_number"),
    (Decided(choice=Choice.TYPED, kind="number", value=True), "needs_a_number"),
    (Decided(choice=Choice.TYPED, kind="dash"), ""),
    (Decided(choice=Choice.TYPED, kind="dash", value=0), "needs_no_number"),
    (Decided(choice=Choice.TYPED, kind="zero", value=0), "unknown_kind"),
]


@pytest.mark.parametrize(("decided", "reason"), FITS)
def test_a_decision_fits_its_cell(decided: Decided, reason: str) -> None:
    options: list[dict[str, Any]] = [{"value": 3, "kind": "number", "place": {}}]
    (cell,) = cells_of(reading(figure(A, 4, certain=False, candidates=options)))
    assert can_decide(cell, decided).reason == reason


@pytest.mark.parametrize(
    ("value", "reason"), [({"budget": 5}, ""), ({"budget": None}, ""), ({"budget": 1.5}, "needs_whole_kroner"),
                          ({"price": 1}, "unknown_column"), (7, "unknown_column")],
)  # fmt: skip
def test_a_typed_money_row_has_whole_kroner_in_known_columns(value: object, reason: str) -> None:
    cell = next(c for c in cells_of(reading(economy=MONEY)) if c.part is Part.MONEY)
    assert can_decide(cell, Decided(choice=Choice.TYPED, value=value)).reason == reason


@pytest.mark.parametrize(
    ("value", "text"), [(1_000_000, "1000000"), (0, "0"), (2.5, "2.5"), (None, None), (-3, "-3"), (4.0, "4")]
)
def test_numbers_are_told_without_padding(value: float | None, text: str | None) -> None:
    assert number_text(value) == text


def test_contact_details_are_blotted_and_nothing_moves() -> None:
    text = "Telefon: 61 18 95 00, E-post: post@example.no. I 2013 var det 945 boliger for 1 400 000 kr."
    masked = blotted(text)
    assert len(masked) == len(text)
    assert "61 18" not in masked
    assert "example" not in masked
    assert "945 boliger for 1 400 000 kr" in masked


SPANS = (
    Span(0, 6, Place(page=1, start=100, end=106)),
    Span(6, 14, Place(page=2, start=200, end=208)),
    Span(14, 18, Place(table=0, row=1, column=2)),
)


@pytest.mark.parametrize(
    ("place", "offsets"),
    [
        (Place(page=2, start=202, end=204), (8, 10)),
        (Place(table=0, row=1, column=2), (14, 18)),
        (Place(table=0, row=9, column=9), None),
        (Place(), None),
        (Place(page=5, start=900, end=910), None),
    ],
)
def test_a_place_is_found_again_in_the_text(place: Place, offsets: tuple[int, int] | None) -> None:
    assert offsets_of(SPANS, place) == offsets


def test_an_excerpt_names_page_and_line_and_what_stands_around() -> None:
    text = "side 1\nab 54 c1234"
    found = excerpt(text, SPANS, Place(page=2, start=204, end=206), "r.txt")
    assert found is not None
    assert (found.page, found.line, found.text) == (2, 2, "54")


@pytest.mark.parametrize(
    ("read", "stored"),
    [
        ("Gj\0vik", "Gj�vik"),
        ("halv \ud800 her", "halv � her"),
        ({"a": ["b\0", 1, None]}, {"a": ["b�", 1, None]}),
        ("hus 🏠 å", "hus 🏠 å"),
    ],
)
def test_what_a_database_cannot_hold_is_replaced_and_nothing_moves(read: Any, stored: Any) -> None:
    assert storable(read) == stored
