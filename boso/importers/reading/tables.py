"""The form's tables read by their cells, where a document has tables; what is left is read as running text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from boso.importers.reading.cellwise.figure_tables import read_figure_tables
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.values import Cell, Document, Economy, ReadFigure, ReadText, Tick
from boso.kernel.findings import Finding
from boso.questionnaires.values import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesRead:
    """What the tables gave. `rest` is the document without the cells that were read, for the reading of its text."""

    rest: Document
    figures: tuple[ReadFigure, ...] = ()
    texts: tuple[ReadText, ...] = ()
    economy: Economy = Economy(layout="absent")
    matrix: tuple[Tick, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_tables(document: Document, edition: Edition, report_year: int | None = None) -> TablesRead:
    """Figures, comments, texts, money and ticks of the form's tables, as far as they stand in tables of the file.

    `report_year` tells planned years of the economy from past ones.
    """
    grids = [Grid(table, number) for number, table in enumerate(document.tables)]
    if not grids:
        return TablesRead(rest=document)
    figures = read_figure_tables(grids, edition)
    return TablesRead(rest=without(document, figures.used), figures=figures.figures, texts=figures.comments)


def without(document: Document, cells: Iterable[Cell]) -> Document:
    """The document with the text of these cells left out of what is to be read; places stay as they are."""
    stretches = sorted((cell.start, cell.end) for cell in cells if cell.end > cell.start)
    starts = [start for start, _ in stretches]

    def read_already(start: int, end: int) -> bool:
        at = bisect_right(starts, start) - 1
        return at >= 0 and end <= stretches[at][1]

    kept = tuple(span for span in document.spans if not read_already(span.start, span.end))
    return replace(document, spans=kept)


def figures_of(tables: TablesRead, flat: Iterable[ReadFigure]) -> tuple[ReadFigure, ...]:
    """Figures by code in the order of the form: those of the tables, and from the text what the tables did not give."""
    by_cells = {figure.code: figure for figure in tables.figures}
    return tuple(by_cells.get(figure.code, figure) for figure in flat)


def texts_of(tables: TablesRead, flat: Iterable[ReadText]) -> tuple[ReadText, ...]:
    """Texts by code: those of the tables in place of the same ones of the text, and new ones after them."""
    by_cells = {text.code: text for text in tables.texts}
    kept = [by_cells.pop(text.code, text) for text in flat]
    return (*kept, *by_cells.values())
