"""The form's tables read by their cells, where a document has tables; what is left is read as running text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from boso.importers.reading.cellwise.activity_tables import LAYOUT, read_activities
from boso.importers.reading.cellwise.figure_tables import read_figure_tables
from boso.importers.reading.cellwise.goal_tables import read_goal_tables
from boso.importers.reading.cellwise.grids import Grid
from boso.importers.reading.cellwise.matrix_tables import read_matrix
from boso.importers.reading.cellwise.own_tables import own_tables, read_grants
from boso.importers.reading.cellwise.page_breaks import grids_of
from boso.importers.reading.cellwise.sections import headings
from boso.importers.reading.cellwise.year_tables import read_years
from boso.importers.values import Cell, Document, Economy, EconomyRow, ReadFigure, ReadText, Tick
from boso.kernel.findings import Finding
from boso.questionnaires.values import Edition, TableKind

ABSENT = Economy(layout="absent")
OWN = "own"
NUMBERED = re.compile(r"(.+\.D)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesRead:
    """What the tables gave. `rest` is the document without the cells that were read, for the reading of its text."""

    rest: Document
    figures: tuple[ReadFigure, ...] = ()
    texts: tuple[ReadText, ...] = ()
    economy: Economy = ABSENT
    matrix: tuple[Tick, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_tables(document: Document, edition: Edition, report_year: int | None = None) -> TablesRead:
    """Figures, comments, texts, money and ticks of the form's tables, as far as they stand in tables of the file.

    `report_year` tells planned years of the economy from past ones.
    """
    grids = grids_of(document)
    if not grids:
        return TablesRead(rest=document)
    figures = read_figure_tables(grids, edition)
    goals = read_goal_tables(grids, edition, headings(document, edition))
    matrix = read_matrix(grids, edition)
    money = _read_money(document, grids, edition, report_year, [*figures.used, *goals.used, *matrix.used])
    return TablesRead(
        rest=without(document, [*figures.used, *goals.used, *matrix.used, *money.used]),
        figures=figures.figures,
        texts=(*figures.comments, *goals.texts),
        economy=money.economy,
        matrix=matrix.ticks,
        findings=matrix.findings,
    )


@dataclass(frozen=True, slots=True)
class _Money:
    economy: Economy
    used: tuple[Cell, ...]


def _read_money(
    document: Document, grids: list[Grid], edition: Edition, report_year: int | None, taken: list[Cell]
) -> _Money:
    """The tables of money the edition asks for, and those the municipality made itself."""
    rows: tuple[EconomyRow, ...] = ()
    totals: EconomyRow | None = None
    years: tuple[EconomyRow, ...] = ()
    layout, used = ABSENT.layout, list(taken)
    for table in edition.tables():
        if table.code == "activities" and (found := read_activities(grids, table)):
            rows, totals, layout = found.rows, found.totals, LAYOUT
            used += found.used
        elif table.code == "grants" and (granted := read_grants(grids, table)):
            rows, layout = granted.rows, "grant_overview"
            used += granted.used
        elif table.kind is TableKind.YEARS and (yearly := read_years(grids, table, report_year)):
            used += yearly.used
            if table.code == "resources":
                rows, layout = yearly.rows, "sor_section_7"
            else:
                years = yearly.rows
    own, cells = own_tables(document, grids, used)
    if layout == ABSENT.layout and (own or years):
        layout = LAYOUT if years else OWN
    economy = Economy(layout=layout, rows=rows, totals=totals, multi_year=years, tables=tuple(own))
    return _Money(economy, (*used[len(taken) :], *cells))


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
    """Texts by code: those of the tables in place of the same ones of the text, and new ones after them.

    Where a numbered series ("H1.D1", "H1.D2") stands in a table, the text has no more of it.
    """
    by_cells = {text.code: text for text in tables.texts}
    series = {match[1] for code in by_cells if (match := NUMBERED.fullmatch(code))}
    kept = []
    for text in flat:
        numbered = NUMBERED.fullmatch(text.code)
        if text.code in by_cells or numbered is None or numbered[1] not in series:
            kept.append(by_cells.pop(text.code, text))
    return (*kept, *by_cells.values())


def economy_of(tables: TablesRead, flat: Economy) -> Economy:
    """The money of the tables, and from the text the parts that no table gave."""
    read = tables.economy
    if read.layout == ABSENT.layout:
        return flat
    from_text = not read.rows and bool(flat.rows)
    return replace(
        read,
        layout=flat.layout if from_text or (read.layout == OWN and flat.multi_year) else read.layout,
        rows=flat.rows if from_text else read.rows,
        totals=flat.totals if from_text else read.totals,
        multi_year=read.multi_year or flat.multi_year,
        tables=(*read.tables, *flat.tables),
    )
