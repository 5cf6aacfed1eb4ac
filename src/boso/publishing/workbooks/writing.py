"""Writes a workbook to be filled in: a sheet a part of the form, answers open and everything else protected."""

import io
import re
from itertools import chain, count
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from boso.publishing.workbooks.formulas import KIND_COLUMN
from boso.publishing.workbooks.front import write_front
from boso.publishing.workbooks.grids import write_grid
from boso.publishing.workbooks.lines import write_lines
from boso.publishing.workbooks.sheets import Paper
from boso.publishing.workbooks.styles import styles_of
from boso.publishing.writers.printable import NOT_IN_XML
from boso.reporting.workbooks.sealing import as_rows
from boso.reporting.workbooks.values import HIDDEN_SHEET, Line, Workbook
from boso.reporting.workbooks.words import ABOUT, CHOSEN, KINDS, said

FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME, LONGEST_PROPERTY = 31, 255
# Text is text, whatever it begins with: no cell of ours can become a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_OF_CHOICES = ord(KIND_COLUMN) - ord("A") + 1


def write_workbook(workbook: Workbook) -> bytes:
    """The workbook as bytes. The same values give the same file, but for the moment the file says it was made."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        _describe(book, workbook)
        styles = styles_of(book)
        front = book.add_worksheet(said(ABOUT, "front", workbook.whose.language))
        names = _names(workbook)
        sheets = [book.add_worksheet(name) for name in names]
        choices = _hidden(book, workbook)
        write_front(Paper(sheet=front, styles=styles, workbook=workbook, choices=choices), names)
        for sheet, page in zip(sheets, workbook.sheets, strict=True):
            paper = Paper(sheet=sheet, styles=styles, workbook=workbook, choices=choices, shut=bool(page.closed))
            if page.grid is not None:
                write_grid(paper, page, page.grid)
            else:
                write_lines(paper, page)
        front.activate()
    return buffer.getvalue()


def _describe(book: Any, workbook: Workbook) -> None:
    told = {"title": workbook.title, "subject": workbook.form, "author": "boso", "company": workbook.whose.municipality}
    made = workbook.whose.made.replace(tzinfo=None)
    book.set_properties({name: text[:LONGEST_PROPERTY] for name, text in told.items()} | {"created": made})
    book.set_size(2400, 1600)


def _names(workbook: Workbook) -> list[str]:
    """Short names of the sheets, each another; the whole title stands on the sheet."""
    taken = {said(ABOUT, "front", workbook.whose.language).casefold(), HIDDEN_SHEET, "history"}
    names: list[str] = []
    for page in workbook.sheets:
        bare = " ".join(FORBIDDEN_IN_NAMES.sub(" ", page.name).split()) or page.code.replace(":", " ")
        tries = (
            f"{bare[: LONGEST_NAME - len(more)].strip()}{more}" for more in chain([""], (f" {n}" for n in count(2)))
        )
        name = next(each for each in tries if each.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _hidden(book: Any, workbook: Workbook) -> dict[tuple[str, ...], str]:
    """The sheet nobody sees: what is carried along, and the words of all drop-downs; returns where those stand."""
    sheet = book.add_worksheet(HIDDEN_SHEET)
    for row, told in enumerate(as_rows(workbook)):
        for column, text in enumerate(told):
            sheet.write_string(row, column, NOT_IN_XML.sub("", text))
    language = workbook.whose.language
    for row, kind in enumerate(CHOSEN):
        sheet.write_string(row, FIRST_OF_CHOICES - 1, said(KINDS, kind.value, language))
    places: dict[tuple[str, ...], str] = {}
    for column, choices in enumerate(_choices(workbook), FIRST_OF_CHOICES):
        for row, choice in enumerate(choices):
            sheet.write_string(row, column, choice)
        letters = xl_col_to_name(column)
        places[choices] = f"{HIDDEN_SHEET}!${letters}$1:${letters}${len(choices)}"
    sheet.protect("")
    sheet.very_hidden()
    return places


def _choices(workbook: Workbook) -> list[tuple[str, ...]]:
    lines = [line.choices for page in workbook.sheets for line in page.lines if isinstance(line, Line)]
    columns = [c.choices for page in workbook.sheets if page.grid for c in page.grid.columns]
    return list(dict.fromkeys(choices for choices in (*lines, *columns) if choices))
