"""A figure is the value where its label and its head meet, and a question whenever the grid leaves a doubt."""

from collections.abc import Sequence

import pytest

from boso.importers.reading.tables import TablesRead, read_tables
from boso.importers.values import ReadFigure
from tests.unit.reading.grids import C1_HEADS, NEED_HEADS, OST, A, B, C, Row, cell, document

FULL, FIXED = "Antall fullfinansierte boligkjøp med startlån", "Herav antall med fastrente"
RENT_TO_OWN = "Antall startlån som har muliggjort overgang fra kommunalt disponert bolig til egen eid bolig"
RECIPIENTS = "Antall bostøttemottakere Januar"
DWELLINGS = "Antall kommunalt disponerte boliger"


def read(*rows: Row, changed: Sequence[str] = ()) -> TablesRead:
    """What one table gives."""
    return read_tables(document("Innledning", rows, changed=changed), OST, 2013)


def figures(*rows: Row, changed: Sequence[str] = ()) -> dict[str, ReadFigure]:
    """The figures of one table by code."""
    return {f.code: f for f in read(*rows, changed=changed).figures}


def shown(found: dict[str, ReadFigure], row: str) -> list[tuple[object, bool]]:
    """Value (or kind of missing) and certainty of a row's three cells."""
    codes = [f"{row}.{column}" for column in ("status_start", "status_end", "housed")]
    return [
        (int(f.figure.value) if f.figure.value is not None else str(f.figure.kind), f.figure.certain)
        for f in map(found.__getitem__, codes)
    ]


SURE = [(74, True), (69, True), (309, True)]
HOUSED = NEED_HEADS[3]


@pytest.mark.parametrize(
    "rows",
    [
        [NEED_HEADS, [A, "74", "69", "309", ""]],
        [NEED_HEADS, [A.upper(), "74", "69", "309", ""]],
        [NEED_HEADS, ["A.  Antall   husstander\nuten eid eller leid bolig", "74", "69", "309", ""]],
        [NEED_HEADS, ["A. Antal husstander uten eid eller leid bolig", "74", "69", "309", ""]],
        [NEED_HEADS, [A + "\nDette omfatter husstander som bor ute (2 mnd.)", "74", "69", "309", ""]],
        [["", "Kommentarer", *NEED_HEADS[1:4]], [A, "", "74", "69", "309"]],
        [["", "Status behov pr. 01.01.2013", "Status behov pr. 31.12.2013", HOUSED, ""], [A, "74", "69", "309", ""]],
        [["", "Status behov 01.01", "Status behov 31.12", "Resultat: " + HOUSED], [A, "74", "69", "309"]],
        [["", NEED_HEADS[1], "", NEED_HEADS[2], HOUSED], [A, "74", "", "69", "309"]],
        [[*NEED_HEADS, "Ansvarlig"], [A, "74", "69", "309", "", "Boligkontoret"]],
        [[*NEED_HEADS, "Antall personer"], [A, "74", "69", "309", "", "412"]],
        [
            [cell("", down=2), cell("Status behov", across=2), cell(HOUSED, down=2)],
            ["pr. 01.01", "pr. 31.12"],
            [A, "74", "69", "309"],
        ],
        [NEED_HEADS, [B, "1", "2", "3", ""], NEED_HEADS, [A, "74", "69", "309", ""]],
        [["Tabell 1", "", "", ""], [""] * 4, ["", *NEED_HEADS[1:4]], [A, "74", "69", "309"]],
    ],
    ids=[
        "plain", "capitals", "two lines", "a slip", "definition", "comment first", "years", "other words",
        "blank column", "more columns", "more numbers", "heads over two rows", "heads again", "title above",
    ],
)  # fmt: skip
def test_the_value_stands_where_label_and_head_meet(rows: list[Row]) -> None:
    assert shown(figures(*rows), "A_no_dwelling") == SURE


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", "number", 0), ("", "blank", None), ("-", "dash", None), ("(60)", "tentative", 60),
        ("ca. 250", "approximate", 250),
        ("Ettersendes", "pending", None), ("1 000", "number", 1000), ("Registreres ikke", "not_registered", None),
    ],
)  # fmt: skip
def test_a_blank_a_dash_and_a_zero_are_three_things(text: str, kind: str, value: int | None) -> None:
    figure = figures(C1_HEADS, [FULL, text, ""])["C1.full_financed"].figure
    assert (str(figure.kind), figure.value, figure.certain) == (kind, value, True)


def test_a_value_over_two_columns_is_asked_for_both() -> None:
    found = figures(NEED_HEADS, [B, cell("4", across=2), "", ""])
    assert shown(found, "B_at_risk") == [(4, False), (4, False), ("blank", True)]
    assert found["B_at_risk.status_start"].candidates[0].value == 4


def test_a_value_over_two_rows_is_asked_for_both() -> None:
    found = figures(C1_HEADS, [FULL, cell("15", down=2), ""], [FIXED, ""])
    assert [found[c].figure.certain for c in ("C1.full_financed", "C1.full_financed_fixed_rate")] == [False, False]


def test_a_split_cell_is_clear_while_one_part_is_empty() -> None:
    heads = ["", cell("Resultat i løpet av året", across=2), "Eventuelle kommentarer"]
    assert figures(heads, [FULL, "", "15", ""])["C1.full_financed"].figure.certain
    asked = figures(heads, [FULL, "12", "3", ""])["C1.full_financed"]
    assert not asked.figure.certain
    assert {c.value for c in asked.candidates} == {12, 3}


@pytest.mark.parametrize(
    "rows",
    [
        [
            C1_HEADS,
            ["Antall startlån som har muliggjort overgang fra", "11", ""],
            ["kommunalt disponert bolig til egen eid bolig", "", ""],
        ],
        [
            C1_HEADS,
            ["Antall startlån som har muliggjort overgang fra", "", ""],
            ["kommunalt disponert bolig til egen eid bolig", "11", ""],
        ],
        [C1_HEADS, [cell(RENT_TO_OWN, down=2), "11", ""], ["", ""]],
    ],
    ids=["above", "below", "merged"],
)
def test_a_label_over_two_rows_is_one_label(rows: list[Row]) -> None:
    figure = figures(*rows)["C1.rent_to_own"].figure
    assert (figure.value, figure.certain) == (11, True)


@pytest.mark.parametrize(
    ("rows", "code", "options"),
    [
        ([C1_HEADS, [FULL + ": 15", "", ""]], "C1.full_financed", {15}),
        ([C1_HEADS, [RENT_TO_OWN.replace("egen", "egen 11"), "", ""]], "C1.rent_to_own", {11}),
        ([["", "", "Eventuelle kommentarer"], [FULL, "15", ""]], "C1.full_financed", {15}),
        ([C1_HEADS, [RECIPIENTS, "Januar 2044", ""]], "C1.housing_allowance_recipients", {2044}),
        ([["", *C1_HEADS], ["", DWELLINGS, "", ""], ["", "", "945", ""]], "C2.municipal_dwellings", {945}),
        ([C1_HEADS, [FULL, "15 eller 16", ""]], "C1.full_financed", {15, 16}),
    ],
    ids=["after the label", "inside the label", "no head", "month and year", "a row below", "two numbers"],
)
def test_a_value_that_stands_elsewhere_is_asked_with_where_it_stands(
    rows: list[Row], code: str, options: set[int]
) -> None:
    asked = figures(*rows)[code]
    assert not asked.figure.certain
    assert options <= {int(str(c.value)) for c in asked.candidates if c.value is not None}


def test_a_number_under_no_head_makes_its_row_a_question() -> None:
    found = figures(["", "Status behov pr. 01.01", "", HOUSED], [A, "74", "69", "309"])
    assert not found["A_no_dwelling.status_start"].figure.certain
    assert not found["A_no_dwelling.housed"].figure.certain


def test_a_cell_with_tracked_changes_is_asked() -> None:
    found = figures(NEED_HEADS, [A, "74", "69", "309", ""], changed=["69"])
    assert shown(found, "A_no_dwelling") == [(74, True), (69, False), (309, True)]


def test_a_row_whose_comment_says_why_there_is_no_number_has_that_kind() -> None:
    found = figures(NEED_HEADS, [C, "", "", "", "Dette registreres ikke i kommunen. Spørsmålet er for upresist."])
    assert shown(found, "C_unsuitable") == [("not_registered", True)] * 3
    assert found["C_unsuitable.housed"].has_comment


def test_a_comment_with_digits_is_no_number_and_is_kept() -> None:
    result = read(NEED_HEADS, [B, "", "", "", "6 utkastelser i løpet av året."])
    assert shown({f.code: f for f in result.figures}, "B_at_risk") == [("blank", True)] * 3
    assert [(t.code, t.text, t.certain) for t in result.texts] == [
        ("B_at_risk.comment", "6 utkastelser i løpet av året.", True)
    ]


def test_numbers_that_are_not_final_are_provisional() -> None:
    result = figures(NEED_HEADS, [A, "177", "", "", "Endelig tall foreligger ikke før juni."])
    assert str(result["A_no_dwelling.status_start"].figure.kind) == "provisional"


def test_the_same_figure_printed_twice_is_asked_when_it_differs() -> None:
    same = figures(NEED_HEADS, [A, "74", "69", "309", ""], NEED_HEADS, [A, "74", "69", "309", ""])
    other = figures(NEED_HEADS, [A, "74", "69", "309", ""], NEED_HEADS, [A, "74", "96", "309", ""])
    assert shown(same, "A_no_dwelling") == SURE
    assert shown(other, "A_no_dwelling") == [(74, True), (69, False), (309, True)]


def test_a_table_that_goes_on_without_heads_keeps_those_above() -> None:
    first, second = [NEED_HEADS, [A, "74", "69", "309", ""]], [[B, "1", "2", "3", "x"]]
    found = {f.code: f for f in read_tables(document(first, second), OST).figures}
    assert shown(found, "B_at_risk") == [(1, True), (2, True), (3, True)]


def test_only_the_rows_of_figures_are_taken_out_of_the_text() -> None:
    rows = [
        NEED_HEADS,
        [A, "74", "69", "309", "ord"],
        [cell("Samlet resultat innenfor 1.1. Kommunen er fornøyd.", across=5)],
    ]
    left = read_tables(document("Før", rows, "Etter"), OST).rest
    assert [left.text[s.start : s.end] for s in left.spans] == [
        "Før",
        "Samlet resultat innenfor 1.1. Kommunen er fornøyd.",
        "Etter",
    ]


def test_a_document_without_tables_is_left_as_it_is() -> None:
    plain = document("Bare tekst")
    assert read_tables(plain, OST).rest is plain


def test_contact_details_in_a_comment_are_masked() -> None:
    result = read(NEED_HEADS, [A, "1", "2", "3", "Ring 61 00 00 01 eller skriv til ola@eksempel.no"])
    assert result.texts[0].text == "Ring [telefon] eller skriv til [e-post]"
