"""Tables say quietly what the gate did: hidden, or small and shown as published."""

from boso.indicators.release.figures import own
from boso.kernel.figures import Figure, Kind, missing, number
from boso.kernel.number_printing import print_figure
from boso.publishing.marks import with_marks
from boso.publishing.values import Column, Entry, Grid, Paragraph
from boso.publishing.writers.plain import plain_block
from boso.publishing.writers.xlsx import kind_shown

SMALL = own(number(2), code="A_no_dwelling.housed", year=2013)
HIDDEN = missing(Kind.SUPPRESSED)


def grid(*figures: Figure) -> Grid:
    columns = (Column(label="Tall"), *(Column(label=str(n), numeric=True) for n, _ in enumerate(figures)))
    row = (Entry(shown="A"), *(Entry(shown=print_figure(figure), figure=figure) for figure in figures))
    return Grid(caption="Tall", columns=columns, rows=(row,), notes=("Fra før.",))


def notes(language: str, *figures: Figure) -> tuple[str, ...]:
    (block,) = with_marks([grid(*figures)], language)
    assert isinstance(block, Grid)
    return block.notes


def test_a_plain_table_and_text_stay_as_they_are() -> None:
    blocks = (grid(number(20)), Paragraph("Ord"))
    assert with_marks(blocks, "nb") == blocks


def test_a_table_says_what_is_hidden_and_what_is_small_in_three_languages() -> None:
    assert notes("nb", SMALL, number(9), HIDDEN) == (
        "Fra før.",
        "2: slik kommunen selv publiserte det",
        ": skjult: få tilfeller",
    )
    assert notes("nn", SMALL)[-1] == "2: slik kommunen sjølv publiserte det"
    assert notes("en", HIDDEN)[-1] == ": hidden: few cases"


def test_the_workbook_and_the_data_say_it_in_each_cell() -> None:
    assert [kind_shown(figure) for figure in (SMALL, HIDDEN, number(9))] == ["as_published", "suppressed", "number"]
    cells = plain_block(grid(SMALL, HIDDEN))["rows"][0]
    assert [(c["figure"]["value"], c["figure"]["kind"], c["figure"]["as_published"]) for c in cells[1:]] == [
        (2, "number", True),
        (None, "suppressed", False),
    ]
