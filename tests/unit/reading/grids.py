"""Documents with tables, written as rows of texts, to try the reading by cells on."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from boso.importers.documents.composing import LINE_BREAK, Composer
from boso.importers.values import Cell, Document
from boso.kernel.sources import Place
from boso.questionnaires.loading import load
from tests.filled.layout import TableCell
from tests.filled.writing import positions

OST, SOR, PROGRAMME = load("ost_annual/2013"), load("sor_half_year/2012"), load("ost_programme_annual/2010")
Row = Sequence[str | TableCell]
NEED = [
    "",
    "Status behov pr. 01.01",
    "Status behov pr. 31.12",
    "Antall husstander som har fått egnet bolig i løpet av året",
]
NEED_HEADS = [*NEED, "Eventuelle kommentarer"]
A, B, C = (
    "A. Antall husstander uten eid eller leid bolig",
    "B. Antall husstander med fare for å miste boligen",
    "C. Antall husstander med uegnet bolig",
)
C1_HEADS = ["", "Resultat i løpet av året", "Eventuelle kommentarer"]


def cell(text: str, across: int = 1, down: int = 1) -> TableCell:
    """A merged cell."""
    return TableCell(text, across, down)


def document(*blocks: str | Sequence[Row], changed: Sequence[str] = ()) -> Document:
    """Paragraphs (texts) and tables (rows) in order; cells whose text is in `changed` have tracked changes."""
    composer = Composer(Path("rapport.docx"))
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            composer.write(block, Place(paragraph=number))
            continue
        index = composer.open_table()
        rows = [[TableCell(c) if isinstance(c, str) else c for c in row] for row in block]
        composer.close_table(index, [_cell(composer, index, *found, changed) for found in positions(rows)])
    return composer.document("docx")


def _cell(composer: Composer, table: int, row: int, column: int, written: TableCell, changed: Sequence[str]) -> Cell:
    place, start = Place(table=table, row=row, column=column), composer.position
    composer.write(written.text, place, after=LINE_BREAK)
    found = Cell(written.text, row, column, place, written.down, written.across, written.text in changed, start)
    return replace(found, end=composer.position)
