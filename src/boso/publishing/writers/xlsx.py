"""A publication as a workbook: a sheet a table, numbers as numbers with their kind beside, definitions and sources."""

import io
import re
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from boso.kernel.figures import Figure, Kind
from boso.publishing.values import (
    Bars,
    Chart,
    Entry,
    Grid,
    Multiples,
    Note,
    Paragraph,
    Points,
    Publication,
    TileMap,
    Written,
)
from boso.publishing.words import word
from boso.publishing.writers.carrying import WORKBOOK, into_package
from boso.publishing.writers.printable import printable

WIDEST, NARROWEST, OF_KINDS, OF_TEXT = 60, 10, 16, 90
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_SHEET_NAME, LONGEST_TEXT, LONGEST_PROPERTY = 31, 32_767, 255
MOST_DECIMALS = 3
A4 = 9
AS_PUBLISHED = "as_published"
# Text is text, whatever it begins with: no cell of ours can become a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(publication: Publication) -> bytes:
    """The workbook as bytes, with the publication's data in a part of its own."""
    publication = printable(publication)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        _describe(book, publication)
        styles = _styles(book)
        grids = list(_grids(publication))
        names = [_sheet_name(grid, number) for number, grid in enumerate(grids, 1)]
        _front(book, publication, list(zip(names, grids, strict=True)), styles)
        for name, grid in zip(names, grids, strict=True):
            _sheet(book, grid, name, publication, styles)
        _definitions(book, publication, styles)
    return into_package(buffer.getvalue(), publication, relations=WORKBOOK)


def _describe(book: Any, publication: Publication) -> None:
    told = {"title": publication.title, "subject": publication.subtitle, "keywords": ", ".join(publication.keywords)}
    cut = {name: text[:LONGEST_PROPERTY] for name, text in told.items()}
    book.set_properties(cut | {"author": "boso"})


def _styles(book: Any) -> dict[str, Any]:
    number = {"align": "right", "valign": "top"}
    decimals = {places: {"num_format": "#,##0" + (f".{'0' * places}" if places else "")} for places in range(4)}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "head_number": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "align": "right", "valign": "bottom"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "said": book.add_format({"align": "right", "valign": "top", "text_wrap": True}),
        "kind": book.add_format({"font_color": "#545B64", "valign": "top"}),
        "link": book.add_format({"font_color": "#0B5C8F", "underline": 1, "valign": "top"}),
        "mark": book.add_format({"bold": True, "bg_color": "#FFF3D6", "text_wrap": True}),
        **{f"number_{places}": book.add_format(number | form) for places, form in decimals.items()},
    }


def _grids(publication: Publication) -> Iterator[Grid]:
    for block in publication.blocks:
        if isinstance(block, Grid):
            yield block
        elif isinstance(block, Multiples) or (isinstance(block, Chart | Bars | TileMap) and block.told):
            yield block.table


def _sheet_name(grid: Grid, number: int) -> str:
    """Its number makes it unique; the whole caption stands on the first sheet."""
    return f"{number} {FORBIDDEN_IN_SHEET_NAMES.sub(' ', grid.caption)}"[:LONGEST_SHEET_NAME].strip()


def _front(book: Any, publication: Publication, tables: list[tuple[str, Grid]], styles: dict[str, Any]) -> None:
    """The first sheet: what this is, its sentences, and the list of the tables that follow, each a link."""
    sheet = _text_sheet(book, word("overview", publication.language))
    sheet.write_string(0, 0, publication.title[:LONGEST_TEXT], styles["title"])
    row = 1
    if publication.invented:
        sheet.write_string(row, 0, word("invented", publication.language), styles["mark"])
        row += 1
    for line in _sentences(publication):
        sheet.write_string(row, 0, line[:LONGEST_TEXT], styles["text"])
        row += 1
    sheet.write_string(row + 1, 0, word("tables_head", publication.language), styles["head"])
    for place, (name, grid) in enumerate(tables, row + 2):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", styles["link"], string=grid.caption[:LONGEST_TEXT])


def _sentences(publication: Publication) -> Iterator[str]:
    yield publication.subtitle
    for block in publication.blocks:
        if isinstance(block, Paragraph | Note | Written):
            yield block.text
        elif isinstance(block, Points):
            yield from block.items


def _text_sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, OF_TEXT)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return sheet


def _sheet(book: Any, grid: Grid, name: str, publication: Publication, styles: dict[str, Any]) -> None:
    """A table: each figure column is followed by one with the kind of the answer, so that a blank is never a zero."""
    sheet = book.add_worksheet(name)
    kinds = _columns_of_figures(grid)
    at = 0
    for place, column in enumerate(grid.columns):
        sheet.write_string(0, at, column.label[:LONGEST_TEXT], styles["head_number" if column.numeric else "head"])
        sheet.set_column(at, at, max(NARROWEST, min(WIDEST, _width(grid, place))))
        for line, row in enumerate(grid.rows, 1):
            _write(sheet, line, at, row[place], styles["said" if column.numeric else "text"], styles)
        if place in kinds:
            _write_kinds(sheet, grid, place, at + 1, word("kind_of", publication.language, column=column.label), styles)
        at += 2 if place in kinds else 1
    for line, note in enumerate(grid.notes, len(grid.rows) + 2):
        sheet.write_string(line, 0, note[:LONGEST_TEXT], styles["text"])
    _print_set_up(sheet, grid, at)


def _print_set_up(sheet: Any, grid: Grid, columns: int) -> None:
    """The head stays in sight, on every printed page too; as many pages long as it takes, one wide."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_paper(A4)
    if columns > MOST_DECIMALS + 1:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{grid.caption[:100].replace('&', '&&')}")
    sheet.set_footer("&R&P / &N")


def _columns_of_figures(grid: Grid) -> set[int]:
    return {place for row in grid.rows for place, entry in enumerate(row) if entry.figure is not None}


def _write_kinds(sheet: Any, grid: Grid, place: int, at: int, head: str, styles: dict[str, Any]) -> None:
    sheet.write_string(0, at, head[:LONGEST_TEXT], styles["head"])
    sheet.set_column(at, at, OF_KINDS)
    for line, row in enumerate(grid.rows, 1):
        figure = row[place].figure
        if figure is not None:
            sheet.write_string(line, at, kind_shown(figure), styles["kind"])


def kind_shown(figure: Figure) -> str:
    """The kind of a figure in its column; a doubtful one is marked as such, its kind is not settled either. So is a
    plain number that is small and stands because its municipality published it."""
    if figure.as_published and figure.kind is Kind.NUMBER:
        return AS_PUBLISHED
    return str(figure.kind) if figure.certain else "doubtful"


def _write(sheet: Any, line: int, at: int, entry: Entry, text_style: Any, styles: dict[str, Any]) -> None:
    """A certain number as a number with the decimals that are printed elsewhere; anything else as its words."""
    figure = entry.figure
    if entry.count is not None:
        sheet.write_number(line, at, entry.count, styles["number_0"])
        return
    if figure is None or figure.value is None or not figure.certain:
        sheet.write_string(line, at, entry.text.strip()[:LONGEST_TEXT], text_style)
        return
    _, _, decimals = entry.shown.partition(",")
    places = min(MOST_DECIMALS, len("".join(sign for sign in decimals if sign.isdigit())))
    sheet.write_number(line, at, float(figure.value), styles[f"number_{places}"])


def _width(grid: Grid, place: int) -> int:
    """Letters of the longest cell and of the longest word of the head, which may break."""
    head = max((len(part) for part in grid.columns[place].label.split()), default=0)
    return max([head, *(len(row[place].shown) for row in grid.rows)]) + 2


def _definitions(book: Any, publication: Publication, styles: dict[str, Any]) -> None:
    """The last sheet: what the figures and the kinds mean, and where they come from."""
    language = publication.language
    sheet = _text_sheet(book, word("definitions_and_sources", language))
    sheet.set_column(0, 0, WIDEST)
    sheet.set_column(1, 1, OF_TEXT)
    kinds = [(str(kind), word(f"kind_means_{kind}", language)) for kind in Kind]
    kinds.append(("doubtful", word("kind_means_doubtful", language)))
    kinds.append((AS_PUBLISHED, word("kind_means_as_published", language)))
    row = 0
    for head, lines in (
        (word("definitions", language), publication.definitions),
        (word("kinds", language), kinds),
        (word("sources", language), [(source, "") for source in publication.sources]),
        (word("method", language), [(word("method_note", language), "")]),
    ):
        if not lines:
            continue
        sheet.write_string(row, 0, head, styles["head"])
        for place, (name, meaning) in enumerate(lines, row + 1):
            sheet.write_string(place, 0, name[:LONGEST_TEXT], styles["text"])
            sheet.write_string(place, 1, meaning[:LONGEST_TEXT], styles["text"])
        row += len(lines) + 2
