"""Money by cells: every amount in its own column, held against the sums of its row and its column."""

from collections.abc import Sequence

import pytest

from boso.importers.reading.tables import economy_of, read_tables
from boso.importers.values import Economy, EconomyRow
from boso.kernel.sources import Place
from tests.unit.reading.grids import OST, PROGRAMME, SOR, Row, cell, document

HEADS = [
    "Aktivitet",
    "Budsjett",
    "Tilskudd fra HB (kompetansetilskudd)",
    "Egen finansiering kommunen",
    "Annen finansiering",
    "TOTALT",
]
ACTIVITY_HEADS = [*HEADS, "Avvik totalt (+/-)", "Tilskudd HB Avvik (+/-)"]
FIRST = ["Kartlegging", "150000", "135.000", "50.000", "", "185.000", "+ 35.000", "+ 35.000"]
SECOND = ["Boligskole", "50 000", "", "27 000", "", "27 000", "-23 000", ""]
SUM = ["Sum", "200.000", "135.000", "77.000", "", "212.000", "12.000", "35.000"]
COLUMNS = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")


def economy(*rows: Row, year: int = 2013) -> Economy:
    """The money of one table of the annual form."""
    return read_tables(document("5. Rapportering på økonomi", rows), OST, year).economy


def amounts(row: EconomyRow) -> list[int | None]:
    """A row's amounts in the order of the form."""
    return [row.amounts[c] for c in COLUMNS]


def test_every_amount_stands_in_its_own_column() -> None:
    read = economy(ACTIVITY_HEADS, FIRST, SECOND, SUM)
    assert [r.label for r in read.rows] == ["Kartlegging", "Boligskole"]
    assert amounts(read.rows[0]) == [150_000, 135_000, 50_000, None, 185_000, 35_000, 35_000]
    assert amounts(read.rows[1]) == [50_000, None, 27_000, None, 27_000, -23_000, None]
    assert read.totals is not None
    assert amounts(read.totals) == [200_000, 135_000, 77_000, None, 212_000, 12_000, 35_000]
    assert all(r.certain for r in (*read.rows, read.totals))
    assert read.rows[1].kinds == {"grant": "blank", "other": "blank", "deviation_grant": "blank"}


def test_heads_may_stand_over_two_rows() -> None:
    above = ["", "Budsjett", cell("Regnskap", across=4), cell("Avvik", across=2)]
    below = ["", "", *ACTIVITY_HEADS[2:]]
    assert [amounts(r) for r in economy(above, below, FIRST, SUM).rows] == [
        amounts(economy(ACTIVITY_HEADS, FIRST).rows[0])
    ]


@pytest.mark.parametrize("column", range(1, 8))
def test_a_digit_moved_anywhere_makes_its_row_or_the_sum_row_a_question(column: int) -> None:
    wrong = [*FIRST]
    wrong[column] = wrong[column].replace("5", "7", 1) if wrong[column] else "5.000"
    read = economy(ACTIVITY_HEADS, wrong, SECOND, SUM)
    assert read.totals is not None
    assert not read.rows[0].certain or not read.totals.certain
    assert read.rows[1].certain or column == 7


def test_a_sum_row_that_does_not_add_up_is_asked_and_rows_that_do_are_not() -> None:
    read = economy(
        ACTIVITY_HEADS, FIRST, SECOND, ["Sum", "200.000", "135.000", "77.000", "", "221.000", "21.000", "35.000"]
    )
    assert [r.certain for r in read.rows] == [True, True]
    assert read.totals is not None
    assert not read.totals.certain


def test_words_instead_of_money_are_kept_out_of_the_sums() -> None:
    other = ["Stillinger i drift", cell("Øvrige kommunale budsjett", across=7)]
    read = economy(
        ACTIVITY_HEADS, FIRST, other, ["Sum", "150.000", "135.000", "50.000", "", "185.000", "35.000", "35.000"]
    )
    assert amounts(read.rows[1]) == [None] * 7
    assert read.rows[1].kinds["budget"] == "text_instead"
    assert read.rows[0].certain


def test_a_column_whose_head_is_not_understood_makes_its_rows_a_question() -> None:
    read = economy([*HEADS, "Avvik totalt (+/-)", "Differanse"], FIRST, SECOND, SUM)
    assert [r.certain for r in read.rows] == [False, True]


def test_two_lines_under_one_label_stay_two_rows_and_are_asked() -> None:
    upper, lower = ["125000", "", "0", "", "0", "-125.000", ""], ["175000", "", "0", "", "0", "-175.000", ""]
    read = economy(ACTIVITY_HEADS, [cell("Kompetanseheving", down=2), *upper], lower)
    assert [(r.label, r.amounts["budget"]) for r in read.rows] == [
        ("Kompetanseheving", 125_000),
        ("Kompetanseheving", 175_000),
    ]
    assert not read.rows[1].certain


YEARS_DOWN: list[Row] = [
    [
        "",
        "Tilskudd fra Husbanken",
        "Egenfinansiering fra kommunen",
        "Annen finansiering",
        "Overføring av ubrukte Husbank midler",
    ],
    ["2012", "975000", "425000", "", ""],
    ["2013", "1000000", "682752", "", "110 000"],
    ["2014", "1565000", "870000", "25 000", ""],
]
YEARS_ACROSS = [list(row) for row in zip(*YEARS_DOWN, strict=True)]


@pytest.mark.parametrize("rows", [YEARS_DOWN, YEARS_ACROSS], ids=["a line a year", "a column a year"])
def test_money_by_year_is_read_either_way_round_and_years_to_come_are_planned(rows: Sequence[Row]) -> None:
    read = economy(*rows)
    assert [(r.label, dict(r.amounts), r.planned, r.certain) for r in read.multi_year] == [
        ("2012", {"grant": 975_000, "own": 425_000, "other": None, "unused_carried": None}, False, True),
        ("2013", {"grant": 1_000_000, "own": 682_752, "other": None, "unused_carried": 110_000}, False, True),
        ("2014", {"grant": 1_565_000, "own": 870_000, "other": 25_000, "unused_carried": None}, True, True),
    ]


@pytest.mark.parametrize(("spent", "certain"), [("1 650 000", True), ("1 560 000", False)])
def test_in_region_south_commitment_and_own_money_are_what_was_spent(spent: str, *, certain: bool) -> None:
    rows = [
        ["", "2013", "2014"],
        ["Tilsagn om kompetansetilskudd", "1 100 000", "400 000"],
        ["Utbetalt beløp", "0", ""],
        ["Kommunal egenfinansiering", "550 000", "300 000"],
        ["Totalt forbruk per dato", spent, "700 000"],
    ]
    read = read_tables(document("7. Ressursbruk", rows), SOR, 2014).economy
    assert read.layout == "sor_section_7"
    assert [(r.label, r.amounts["paid"], r.certain) for r in read.rows] == [("2013", 0, certain), ("2014", None, True)]


def test_the_programmes_grants_are_a_row_for_each_municipality() -> None:
    rows = [
        ["Kommune", "Bevilgning", "Beskrivelse"],
        ["Prøvevik", "1 200 000", "Tilskudd til planfasen"],
        ["Prøvesund", "", "Planfasen"],
    ]
    read = read_tables(document("5.3 Rammeoverføring", rows), PROGRAMME).economy
    assert [(r.label, r.amounts["amount"], r.kinds.get("amount")) for r in read.rows] == [
        ("Prøvevik", 1_200_000, None),
        ("Prøvesund", None, "blank"),
    ]
    assert (read.layout, read.rows[0].kinds["description"]) == ("grant_overview", "Tilskudd til planfasen")


@pytest.mark.parametrize(
    ("title", "heads", "kind"),
    [
        ("Vedlegg 1: Egeninnsats", ["Aktivitet", "Sum timer 2013", "Kostnad"], "own_effort"),
        ("Regnskap 2013", ["Aktiviteter", "Kostnader 2012", "Kostnader 2013"], "cost_account"),
        ("Avrundede beløp", ["Dekning", "2012", "2013"], "coverage"),
        ("Oversikt over tilsagn", ["Dato", "Beløp", "Frist"], "grant_list"),
        ("Noe annet", ["Hva", "Fjor", "År"], "other"),
    ],
)
def test_the_municipalitys_own_tables_are_told_by_their_heads(title: str, heads: list[str], kind: str) -> None:
    rows = [heads, ["Møter", "120", "50 400"], ["Kurs", "40", "16 800"], ["Sum", "160", "67 200"]]
    read = read_tables(document("Et svar som slutter her.", title, rows), OST)
    table = read.economy.tables[0]
    assert (table.type, table.title, table.rows[1]) == (kind, title, ("Møter", "120", "50 400"))
    left = [read.rest.text[s.start : s.end] for s in read.rest.spans]
    assert left == ["Et svar som slutter her."]


def test_a_table_of_words_stays_in_the_text() -> None:
    rows = [["Aktivitet", "Resultat"], ["Kartlegging", "Gjennomført i mai"], ["Kurs", "24 deltok"]]
    plain = document("3.2 Innsats", rows)
    read = read_tables(plain, OST)
    assert read.economy.layout == "absent"
    assert len(read.rest.spans) == len(plain.spans)


def test_what_no_table_gave_is_taken_from_the_text() -> None:
    read = read_tables(document("Samlet oversikt", YEARS_DOWN), OST, 2013)
    row = EconomyRow(label="Kartlegging", amounts={"budget": 1}, certain=False, place=Place())
    together = economy_of(read, Economy(layout="ost_section_5", rows=(row,)))
    assert (together.layout, together.rows, len(together.multi_year)) == ("ost_section_5", (row,), 3)
