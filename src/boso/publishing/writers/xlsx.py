"""A publication as a workbook: a sheet a table, numbers as numbers with their kind beside, sources last."""

import io
import re
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from boso.publishing.values import Bars, Chart, Entry, Grid, Multiples, Paragraph, Points, Publication, TileMap
from boso.publishing.words import word

WIDEST, NARROWEST = 60, 10
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31


def write_xlsx(publication: Publication) -> bytes:
    """The workbook as bytes. Text is always written as text, so that no cell can become a formula."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": publication.title, "subject": publication.subtitle, "author": "boso"})
        styles = _styles(book)
        _front(book, publication, styles)
        for number, grid in enumerate(_grids(publication), 1):
            _sheet(book, grid, number, publication, styles)
        _sources(book, publication, styles)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "head_number": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "align": "right"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "# ##0.##;−# ##0.##;0", "align": "right", "valign": "top"}),
        "whole": book.add_format({"num_format": "# ##0;−# ##0;0", "align": "right", "valign": "top"}),
        "mark": book.add_format({"bold": True, "bg_color": "#FFF3D6", "text_wrap": True}),
    }


def _grids(publication: Publication) -> Iterator[Grid]:
    for block in publication.blocks:
        if isinstance(block, Grid):
            yield block
        elif isinstance(block, Multiples) or (isinstance(block, Chart | Bars | TileMap) and block.told):
            yield block.table


def _front(book: Any, publication: Publication, styles: dict[str, Any]) -> None:
    """The first sheet: what this is, its sentences, and the list of the tables that follow."""
    sheet = book.add_worksheet(word("overview", publication.language))
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, publication.title, styles["title"])
    lines = [publication.subtitle]
    for block in publication.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Points):
            lines.extend(block.items)
    row = 1
    if publication.invented:
        sheet.write_string(row, 0, word("invented", publication.language), styles["mark"])
        row += 1
    for line in lines:
        sheet.write_string(row, 0, line, styles["text"])
        row += 1


def _sheet(book: Any, grid: Grid, number: int, publication: Publication, styles: dict[str, Any]) -> None:
    """A table: each figure column is followed by one with the kind of the answer, so that a blank is never a zero."""
    name = f"{number} {FORBIDDEN_IN_SHEET_NAMES.sub(' ', grid.caption)}"[:LONGEST_SHEET_NAME].strip()
    sheet = book.add_worksheet(name)
    kinds = _columns_of_figures(grid)
    at = 0
    for place, column in enumerate(grid.columns):
        sheet.write_string(0, at, column.label, styles["head_number" if column.numeric else "head"])
        sheet.set_column(at, at, max(NARROWEST, min(WIDEST, _width(grid, place))))
        for line, row in enumerate(grid.rows, 1):
            _write(sheet, line, at, row[place], styles)
            if place in kinds:
                figure = row[place].figure
                sheet.write_string(line, at + 1, str(figure.kind) if figure else "", styles["text"])
        if place in kinds:
            kind = word("kind_of", publication.language, column=column.label)
            sheet.write_string(0, at + 1, kind, styles["head"])
            sheet.set_column(at + 1, at + 1, 16)
        at += 2 if place in kinds else 1
    sheet.freeze_panes(1, 1)
    for line, note in enumerate(grid.notes, len(grid.rows) + 2):
        sheet.write_string(line, 0, note, styles["text"])


def _columns_of_figures(grid: Grid) -> set[int]:
    return {place for row in grid.rows for place, entry in enumerate(row) if entry.figure is not None}


def _write(sheet: Any, line: int, at: int, entry: Entry, styles: dict[str, Any]) -> None:
    figure = entry.figure
    if figure is None or figure.value is None or not figure.certain:
        sheet.write_string(line, at, f"{entry.shown} {entry.note}".strip(), styles["text"])
        return
    whole = figure.value == figure.value.to_integral_value()
    sheet.write_number(line, at, float(figure.value), styles["whole" if whole else "number"])


def _width(grid: Grid, place: int) -> int:
    return max(len(grid.columns[place].label), *(len(row[place].shown) for row in grid.rows), 0) + 2


def _sources(book: Any, publication: Publication, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(word("sources", publication.language))
    sheet.set_column(0, 0, 90)
    lines = [*publication.sources, word("method_note", publication.language)]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, styles["text"])
