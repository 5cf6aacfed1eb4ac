"""How wide the columns of a table are: no word is cut that a column can be made wide for."""

from boso.publishing.values import Column, Entry, Grid
from boso.publishing.writers.widths import PAGE, shares

ECONOMY = (
    "Budsjett",
    "Tilskudd fra HB (kompetansetilskudd) (kr)",
    "Egen finansiering",
    "Annen",
    "Totalt",
    "Avvik",
    "HB",
)


def grid(heads: tuple[str, ...], *rows: tuple[str, ...], wide: bool = False) -> Grid:
    columns = (Column(label="Hva", wide=wide), *(Column(label=head, numeric=True) for head in heads))
    return Grid(caption="Tall", columns=columns, rows=tuple(tuple(map(entry, row)) for row in rows))


def entry(text: str) -> Entry:
    return Entry(shown=text)


def test_in_a_full_table_every_column_has_room_for_its_longest_word() -> None:
    found = shares(grid(ECONOMY, ("Kartlegging av boliger i hele kommunen", *["1\u00a0017\u00a0000"] * 7)))
    assert sum(found) <= PAGE
    assert found[2] > len("(kompetansetilskudd)")
    assert all(each > len("1\u00a0017\u00a0000") for each in found[1:]), "a number is not parted"


def test_columns_of_numbers_are_alike_where_no_word_asks_for_more() -> None:
    first, *numbers = shares(grid(("2012", "2013"), ("Boliger", "5", "registreres ikke")))
    assert len(set(numbers)) == 1
    assert numbers[0] > first


def test_a_kind_in_words_stays_on_its_line_beside_long_questions() -> None:
    kind = "2 044 (ikke bekreftet)"
    _first, number = shares(grid(("Resultat",), ("Antall boligkjøp " * 5, kind), wide=True))
    assert number > len(kind)
