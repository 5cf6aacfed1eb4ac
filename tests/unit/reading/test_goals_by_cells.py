"""Region south's goal tables and matrix by cells: results gathered by sub-goal, one tick for each partner."""

import pytest

from boso.importers.reading.tables import TablesRead, read_tables, texts_of
from boso.importers.values import ReadText
from boso.kernel.sources import Place
from tests.unit.reading.grids import SOR, Row, cell, document

H1 = "Programmets hovedmål 1: Økt forebygging og bekjempelse av bostedsløshet"
H2 = "Programmets hovedmål 2: Økt boligsosial kompetanse i kommunene"
HEADS = ["Beskrivelse av mål", "Resultat", "Varighet (ferdig når)"]
FIRST = ["Delmål 1: Færre bostedsløse", "Ni har fått bolig.", "2012-2014"]
PROJECT = ["Delprosjekt: Småhus", "Fire hus er bygd.", "2013-"]
SECOND = ["Delmål 2: Raskere hjelp", "Ventetiden er halvert.", "2014-"]
LEVELS = ["", "Formell deltakelse", "Aktiv deltakelse", "Blir informert", "Ingen deltakelse"]


def texts(*blocks: str | list[Row]) -> list[tuple[str, str, bool]]:
    """Code, text and certainty of every text read."""
    return [(t.code, t.text, t.certain) for t in read_tables(document(*blocks), SOR).texts]


def test_a_sub_goal_has_the_results_of_all_its_projects() -> None:
    assert texts(H1, [HEADS, FIRST, PROJECT, SECOND]) == [
        ("H1.D1", "Ni har fått bolig. Fire hus er bygd.", True),
        ("H1.D2", "Ventetiden er halvert.", True),
    ]


def test_each_table_belongs_to_the_main_goal_above_it() -> None:
    assert texts(H1, [HEADS, FIRST], H2, [HEADS, PROJECT]) == [
        ("H1.D1", "Ni har fått bolig.", True),
        ("H2", "Fire hus er bygd.", True),
    ]


def test_a_table_for_each_sub_goal_with_heads_again() -> None:
    assert [code for code, _, _ in texts(H1, [HEADS, FIRST, PROJECT], "Neste", [HEADS, SECOND])] == ["H1.D1", "H1.D2"]


def test_a_merged_result_counts_once() -> None:
    rows = [HEADS, [FIRST[0], cell("Ni har fått bolig.", down=2), ""], [PROJECT[0], ""]]
    assert texts(H1, rows) == [("H1.D1", "Ni har fått bolig.", True)]


def test_sub_goals_that_do_not_say_they_are_any_are_asked() -> None:
    rows = [HEADS, ["Færre bostedsløse", "Ni har fått bolig.", ""], ["Raskere hjelp", "Ventetiden er halvert.", ""]]
    assert not any(certain for _, _, certain in texts(H1, rows))


def test_a_series_in_a_table_leaves_no_more_of_it_to_the_text() -> None:
    read = read_tables(document(H1, [HEADS, FIRST]), SOR)
    flat = [ReadText(code=c, kind="text", text="annet", certain=False, place=Place()) for c in ("2", "H1.D1", "H1.D2")]
    assert [(t.code, t.text) for t in texts_of(read, flat)] == [("2", "annet"), ("H1.D1", "Ni har fått bolig.")]


def matrix(*rows: Row) -> TablesRead:
    """What a matrix gives."""
    return read_tables(document("5. Samarbeidspartnere og aktører", [LEVELS, *rows]), SOR)


@pytest.mark.parametrize("sign", ["x", "X", "☒", "✓", "[x]", "■", "×"])
def test_a_tick_may_look_in_many_ways(sign: str) -> None:
    read = matrix(["Politi", "", sign, "", ""], ["Namsmyndighet", "☐", "☐", "☐", "☒"])
    assert [(t.actor, t.level, t.certain) for t in read.matrix] == [
        ("Politi", "active", True),
        ("Namsmyndighet", "none", True),
    ]


def test_others_have_the_name_the_reporter_gave_them() -> None:
    read = matrix(
        ["Kommunale aktører", "", "", "", ""], ["Andre: Kirkens bymisjon", "x", "", "", ""], ["Andre", "", "", "x", ""]
    )
    assert [(t.actor, t.level) for t in read.matrix] == [("Kirkens bymisjon", "formal"), ("Andre", "informed")]


def test_two_ticks_or_an_odd_sign_in_a_row_are_asked() -> None:
    read = matrix(["Politi", "x", "x", "", ""], ["Namsmyndighet", "", "delvis", "", ""])
    assert [(t.actor, t.certain) for t in read.matrix] == [
        ("Politi", False),
        ("Politi", False),
        ("Namsmyndighet", False),
    ]


def test_a_matrix_without_a_single_tick_has_lost_them() -> None:
    read = matrix(["Politi", "", "", "", ""], ["Namsmyndighet", "", "", "", ""])
    assert not read.matrix
    assert [f.code for f in read.findings] == ["read.ticks_lost"]
