"""Tables of figures in flattened text: which number stands in which cell, and when a person is asked."""

from pathlib import Path

import pytest

from boso.importers.reading.understanding import understand
from boso.importers.values import ReadFigure, Reading
from tests.unit.reading.texts import DEFINITION, annual, document

NEED = "1.1 Anskaffe og beholde bolig Status behov pr. 01.01 Status behov pr. 31.12 "
A = f"A. Antall husstander uten eid eller leid bolig {{}} {DEFINITION} "
B = f"B. Antall husstander med fare for å miste boligen {{}} {DEFINITION} "
C = f"C. Antall husstander med uegnet bolig {{}} {DEFINITION} "
LOANS = (
    "Antall fullfinansierte boligkjøp med startlån {} Herav antall med fastrente {} "
    "Antall boligkjøp hvor startlån utgjør del av finansiering (samfinansierte boligkjøp) {} "
    "Antall boligkjøp med startlån, boligtilskudd {} "
    "Antall startlån som har muliggjort overgang fra kommunalt disponert bolig til egen eid bolig {} "
    "Antall tilskudd til tilpasning, ev. sammen med startlån, benyttet til private boliger {} "
)
ALLOWANCE = "Antall bostøttemottakere Januar {} "
NEXT = "C.2. Kommunalt disponerte boliger, søknader og tildelinger"


def _need(tmp_path: Path, a: str = "1 2 3", b: str = "4 5 6", c: str = "7 8 9") -> dict[str, ReadFigure]:
    return _figures(tmp_path, NEED + A.format(a) + B.format(b) + C.format(c) + "Samlet resultat innenfor 1.1. Bra.")


def _loans(tmp_path: Path, *values: str, allowance: str = "2014 953") -> dict[str, ReadFigure]:
    return _figures(
        tmp_path, "C.1. Økonomiske virkemidler " + LOANS.format(*values) + ALLOWANCE.format(allowance) + NEXT
    )


def _figures(tmp_path: Path, page: str) -> dict[str, ReadFigure]:
    return {f.code: f for f in understand(document(annual(page), tmp_path)).figures}


def _row(figures: dict[str, ReadFigure], row: str) -> list[tuple[str, object, bool]]:
    read = (figures[f"{row}.{c}"].figure for c in ("status_start", "status_end", "housed"))
    return [(str(f.kind), f.value, f.certain) for f in read]


def test_as_many_numbers_as_columns_are_certain(tmp_path: Path) -> None:
    assert _row(_need(tmp_path, "74 69 309"), "A_no_dwelling") == [
        ("number", 74, True),
        ("number", 69, True),
        ("number", 309, True),
    ]


@pytest.mark.parametrize("written", ["4", "4 9", "177 Endelig tall foreligger ikke før juni."])
def test_fewer_numbers_than_columns_are_asked_in_every_cell(tmp_path: Path, written: str) -> None:
    figures = _need(tmp_path, b=written)
    assert not any(certain for _, _, certain in _row(figures, "B_at_risk"))
    options = [c.value for c in figures["B_at_risk.status_start"].candidates]
    assert int(written.split(maxsplit=1)[0]) in options


def test_a_number_declared_not_final_is_provisional(tmp_path: Path) -> None:
    figures = _need(tmp_path, a="177 Endelig tall foreligger ikke før juni.")
    assert ("provisional", 177, False) in _row(figures, "A_no_dwelling")


def test_digits_in_a_comment_are_no_answer(tmp_path: Path) -> None:
    read = _row(_need(tmp_path, b="Det ble gjennomført 6 utkastelser, 4 av dem for restanser."), "B_at_risk")
    assert read == [("blank", None, False)] * 3


def test_what_is_not_registered_is_no_blank(tmp_path: Path) -> None:
    read = _row(_need(tmp_path, c="Dette registreres ikke i kommunen."), "C_unsuitable")
    assert read == [("not_registered", None, True)] * 3


def test_dashes_are_dashes(tmp_path: Path) -> None:
    assert _row(_need(tmp_path, c="- - -"), "C_unsuitable") == [("dash", None, True)] * 3


def test_heads_after_the_rows_change_nothing(tmp_path: Path) -> None:
    heads = "Status behov pr. 01.01.2013 Status behov pr. 31.12.2013 Eventuelle kommentarer "
    page = "1.1 Anskaffe og beholde bolig " + A.format("1 2 3") + B.format("4 5 6") + C.format("7 8 9") + heads
    figures = _figures(tmp_path, page + "Samlet resultat innenfor 1.1. Bra.")
    assert [v for _, v, _ in _row(figures, "C_unsuitable")] == [7, 8, 9]


def test_a_value_inside_its_two_line_label_is_its_value(tmp_path: Path) -> None:
    text = LOANS.replace("til egen eid bolig {}", "til egen 11 eid bolig").format(15, 3, 146, 15, 9)
    figures = _figures(tmp_path, "C.1. Økonomiske virkemidler " + text + ALLOWANCE.format("2014 953") + NEXT)
    assert figures["C1.rent_to_own"].figure.value == 11


@pytest.mark.parametrize(
    ("written", "value", "as_of", "certain"),
    [
        ("2014 953", 953, "2014-01", True),
        ("2044", 2044, None, False),
        ("953", 953, None, True),
        ("2014", 2014, None, False),
    ],
)
def test_a_year_beside_a_month_is_told_from_a_count(
    tmp_path: Path, written: str, value: int, as_of: str | None, certain: bool
) -> None:
    figure = _loans(tmp_path, "1", "1", "1", "1", "1", "1", allowance=written)["C1.housing_allowance_recipients"].figure
    assert (figure.value, figure.as_of, figure.certain) == (value, as_of, certain)


def test_numbers_moved_to_the_end_are_asked_with_both_readings(tmp_path: Path) -> None:
    figures = _loans(tmp_path, "", "", "56", "7", "0", "6 29 14")
    read = {code: [c.value for c in figures[f"C1.{code}"].candidates][:2] for code in ("full_financed", "co_financed")}
    assert read == {"full_financed": [29, 56], "co_financed": [56, 0]}
    assert not any(figures[f"C1.{c}"].figure.certain for c in ("full_financed", "adaptation_grant", "loan_and_grant"))


def test_an_empty_row_above_a_last_number_is_asked_with_it(tmp_path: Path) -> None:
    figures = _loans(tmp_path, "", "3", "5", "1", "1", "45", allowance="")
    assert not figures["C1.full_financed"].figure.certain
    assert not figures["C1.adaptation_grant"].figure.certain
    assert figures["C1.co_financed"].figure.certain


def test_the_same_word_moved_is_the_same_answer(tmp_path: Path) -> None:
    figures = _loans(tmp_path, "", "", "", "", "", "Ettersendes " * 6, allowance="2014 953")
    assert {str(f.figure.kind) for c, f in figures.items() if c.startswith("C1.") and "allowance" not in c} == {
        "pending"
    }


def test_a_table_without_anything_is_asked(tmp_path: Path) -> None:
    figures = _loans(tmp_path, "", "", "", "", "", "", allowance="")
    assert not any(f.figure.certain for c, f in figures.items() if c.startswith("C1."))


def test_places_lead_to_the_number_in_the_file(tmp_path: Path) -> None:
    text = annual(
        NEED + A.format("74 69 309") + B.format("4 5 6") + C.format("7 8 9") + "Samlet resultat innenfor 1.1."
    )
    place = {f.code: f for f in understand(document(text, tmp_path)).figures}["A_no_dwelling.housed"].place
    assert (place.page, text[place.start : place.end]) == (3, "309")


def _reading(tmp_path: Path, page: str, **changes: str | int) -> Reading:
    return understand(document(annual(page, **changes), tmp_path))  # type: ignore[arg-type]


def test_a_comment_split_by_the_definition_is_asked(tmp_path: Path) -> None:
    row = f"A. Antall husstander uten eid eller leid bolig 1 2 3 Tallet er hentet fra {DEFINITION} søknadene i år. "
    page = NEED + row + B.format("4 5 6") + C.format("7 8 9") + "Samlet resultat innenfor 1.1."
    comment = {t.code: t for t in _reading(tmp_path, page).narratives}["A_no_dwelling.comment"]
    assert (comment.text, comment.certain) == ("Tallet er hentet fra søknadene i år.", False)
