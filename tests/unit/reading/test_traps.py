"""Traps of flattened reports: numbers ahead of labels, years and fractions among counts, headings in sentences."""

from pathlib import Path

import pytest

from boso.importers.reading.amounts import atoms_in, rows_of
from boso.importers.reading.understanding import understand
from boso.importers.values import Reading
from boso.kernel.masking import masked
from tests.unit.reading.texts import DEFINITION, annual, document

A = "A. Antall husstander uten eid eller leid bolig"
B = "B. Antall husstander med fare for å miste boligen"
C = "C. Antall husstander med uegnet bolig"
NEED = "1.1 Anskaffe og beholde bolig Status behov pr. 01.01 Status behov pr. 31.12 Eventuelle kommentarer "
DWELLINGS = (
    "Antall kommunalt disponerte boliger",
    "Antall fremskaffede kommunalt disponerte boliger med tilsagn om boligtilskudd",
    "Antall fremskaffede kommunalt disponerte boliger med tilsagn om investeringstilskudd",
    "Antall nye søknader om kommunalt disponerte boliger",
    "Antall nye tildelinger av kommunal utleiebolig",
)
C2 = "C.2. Kommunalt disponerte boliger, søknader og tildelinger Tall kan hentes fra kommunens rapportering til KOSTRA "
C2_ROWS = (
    "C2.municipal_dwellings",
    "C2.acquired_housing_grant",
    "C2.acquired_investment_grant",
    "C2.new_applications",
    "C2.new_allocations",
)


def _reading(tmp_path: Path, *pages: str) -> Reading:
    return understand(document(annual(*pages), tmp_path))


def _need(tmp_path: Path, rows: str) -> Reading:
    return _reading(tmp_path, f"{NEED}{rows} Samlet resultat innenfor 1.1. Bra.")


def _figures(reading: Reading, start: str) -> list[tuple[str, object, bool]]:
    return [(str(f.figure.kind), f.figure.value, f.figure.certain) for f in reading.figures if f.code.startswith(start)]


@pytest.mark.parametrize(
    "rows",
    [
        f"41 37 52 {A} {DEFINITION} 19 23 30 {B} {DEFINITION} 70 60 50 {C} {DEFINITION}",
        f"{A} {DEFINITION} 41 37 52 Fra NAV. 19 23 30 {B} {DEFINITION} Fra namsmannen. 70 60 50 {C} {DEFINITION}",
        f"41 37 52 Fra NAV. {A} {DEFINITION} {B} 19 23 30 {DEFINITION} {C} 70 60 50 {DEFINITION}",
        f"{A} {DEFINITION} 41 37 52 19 23 30 Fra namsmannen. {B} {DEFINITION} {C} 70 60 50 {DEFINITION}",
    ],
)
def test_rows_whose_numbers_may_stand_ahead_of_their_labels_are_asked(tmp_path: Path, rows: str) -> None:
    truth = {"A_no": (41, 37, 52), "B_at": (19, 23, 30), "C_un": (70, 60, 50)}
    reading = _need(tmp_path, rows)
    for row, values in truth.items():
        read = _figures(reading, row)
        assert all(value == true for (_, value, certain), true in zip(read, values, strict=True) if certain)


@pytest.mark.parametrize(
    ("written", "comment", "kind"),
    [
        ("Avventer tall fra NAV.", "Avventer tall fra NAV.", "pending"),
        ("Avventer NIBR. Det var 6 utkastelser.", "Avventer NIBR. Det var 6 utkastelser.", "pending"),
        ("1 2 3 20 av dem bor trangt.", "20 av dem bor trangt.", "number"),
        ("Blir ikke registrert. Registreres ikke.", "Blir ikke registrert. Registreres ikke.", "not_registered"),
    ],
)
def test_a_comment_keeps_the_word_or_number_it_begins_with(
    tmp_path: Path, written: str, comment: str, kind: str
) -> None:
    reading = _need(tmp_path, f"{A} 1 2 3 {DEFINITION} {B} {DEFINITION} {written} {C} 7 8 9 {DEFINITION}")
    assert [k for k, _, _ in _figures(reading, "B_at")] == [kind] * 3
    assert {t.code: t.text for t in reading.narratives}["B_at_risk.comment"] == comment


def test_a_number_that_begins_the_comment_is_no_figure(tmp_path: Path) -> None:
    reading = _need(tmp_path, f"{A} 1 2 3 {DEFINITION} {B} {DEFINITION} 6 begjæringer {C} 7 8 9 {DEFINITION}")
    assert _figures(reading, "B_at") == [("blank", None, False)] * 3
    row = next(f for f in reading.figures if f.code == "B_at_risk.status_end")
    assert 6 in [c.value for c in row.candidates]


@pytest.mark.parametrize("written", ["2013", "2012: 48", "12/15", "51 mill."])
def test_what_may_be_a_year_a_fraction_or_kroner_is_asked(tmp_path: Path, written: str) -> None:
    values = ("612", "9", "0", written, "143")
    page = C2 + " ".join(f"{label} {value}" for label, value in zip(DWELLINGS, values, strict=True))
    read = dict(zip(C2_ROWS, _figures(_reading(tmp_path, page), "C2."), strict=True))
    assert not read["C2.new_applications"][2]
    assert read["C2.new_allocations"] == ("number", 143, True)


def test_a_note_above_a_table_speaks_of_all_its_rows(tmp_path: Path) -> None:
    page = C2 + "Tallene ettersendes i juni 2014. " + " ".join(DWELLINGS)
    need = f"{NEED}{A} 1 2 3 {DEFINITION} {B} 4 5 6 {DEFINITION} {C} 7 8 9 {DEFINITION}"
    reading = _reading(tmp_path, need, page)
    assert _figures(reading, "C2.") == [("pending", None, True)] * 5


def test_a_note_in_one_row_may_speak_of_all(tmp_path: Path) -> None:
    read = _figures(_reading(tmp_path, C2 + " ".join(DWELLINGS) + " Ettersendes"), "C2.")
    assert [(kind, certain) for kind, _, certain in read[:4]] == [("pending", False)] * 4
    assert read[4][0] == "pending"


@pytest.mark.parametrize(
    "answer",
    [
        "Arbeidet følger Rapportering på delmål slik planen sier.",
        "Vi har kurset alle. Se også C.1. Økonomiske virkemidler.",
        "Ingen endring, se punkt A.3.",
        "Målet er 40 boliger innen 31.12.2015.",
    ],
)
def test_headings_and_references_inside_a_sentence_stay(tmp_path: Path, answer: str) -> None:
    a4 = "A.4. Annet arbeid med kunnskap og kompetanse Nettverk er laget."
    page = f"A.2. Kunnskap om bruk av boligsosiale virkemidler Godt. A.3. Intern kompetanseheving {answer} {a4}"
    text = {t.code: t for t in _reading(tmp_path, page).narratives}["A.3"]
    assert text.text == answer


def test_a_zero_begins_no_amount() -> None:
    rows = rows_of(atoms_in("500 000 300 000 200 000 500 000 0 0 250 000 100 000 100 000 200 000 - 50 000")).rows
    assert [(r.budget, r.total, r.deviation, r.grant_deviation) for r in rows] == [
        (500000, 500000, 0, 0),
        (250000, 200000, -50000, None),
    ]


@pytest.mark.parametrize("text", ["Bosatt 10 12 14 16 i årene", "i 2012 23 30 saker", "sak 20131234"])
def test_counts_and_case_numbers_are_no_telephone(text: str) -> None:
    assert masked(text) == text
