"""What all sheets of a workbook share: where its cells are, its head, its answers, its protection."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from boso.publishing.workbooks.formulas import ALL_KINDS
from boso.publishing.workbooks.styles import FREE, height_of, set_for_print, style_of
from boso.publishing.writers.printable import NOT_IN_XML
from boso.questionnaires.values import FieldType
from boso.reporting.workbooks.values import HEAD, KEY, SHEET, Workbook, Written
from boso.reporting.workbooks.values import Sheet as Page

LONGEST_TEXT, LONGEST_NOTE = 32_000, 2_000
TITLE_ROW, HINT_ROW, CLOSED_ROW, HEAD_ROW = 0, 1, 2, 3
KEY_COLUMN, FIRST = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet being written, with the workbook it belongs to and where the choices of its drop-downs stand; `shut`: its
    answers may not be changed."""

    sheet: Any
    styles: Mapping[str, Any]
    workbook: Workbook
    choices: Mapping[tuple[str, ...], str]
    shut: bool = False

    @property
    def language(self) -> str:
        """Of the workbook's words."""
        return self.workbook.whose.language

    def text(self, row: int, column: int, text: str, style: str) -> None:
        """A text, never a formula; signs that no file can hold are left out."""
        self.sheet.write_string(row, column, NOT_IN_XML.sub("", text)[:LONGEST_TEXT], self.styles[style])

    def key(self, row: int, key: str) -> None:
        """The key of a row in the hidden column."""
        self.text(row, KEY_COLUMN, f"{KEY}{key}", "key")

    def note(self, row: int, column: int, text: str) -> None:
        """What a question means, as a note at its cell."""
        if text:
            size = {"width": 320, "height": min(400, 40 + len(text) // 2), "author": "boso"}
            self.sheet.write_comment(row, column, NOT_IN_XML.sub("", text)[:LONGEST_NOTE], size)

    def answer(self, row: int, column: int, type: FieldType, cells: Written) -> None:
        """The cell of an answer, open where the sheet is."""
        style = self.styles[style_of(type, cells, shut=self.shut)]
        if isinstance(cells.answer, Decimal):
            self.sheet.write_number(row, column, float(cells.answer), style)
        elif cells.answer:
            self.sheet.write_string(row, column, NOT_IN_XML.sub("", cells.answer), style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def open_text(self, row: int, column: int, text: str) -> None:
        """A cell for a short text, open where the sheet is."""
        style = "shut_short" if self.shut else "fill_short"
        if text:
            self.text(row, column, text, style)
        else:
            self.sheet.write_blank(row, column, None, self.styles[style])

    def choose(self, row: int, column: int, choices: tuple[str, ...]) -> None:
        """A drop-down of these answers."""
        self._list(row, column, self.choices[choices])

    def choose_kind(self, row: int, column: int) -> None:
        """A drop-down of the kinds of answer."""
        self._list(row, column, ALL_KINDS)

    def _list(self, row: int, column: int, source: str) -> None:
        if self.shut:
            return
        self.sheet.data_validation(
            row, column, row, column, {"validate": "list", "source": f"={source}", "error_type": "warning"}
        )


def begin(
    paper: Paper, page: Page, heads: Sequence[tuple[str, float]], *, frozen: int, figures: Collection[int] = ()
) -> None:
    """Title, hint and column heads with their widths; they stay in sight, and so do the columns before `frozen`.

    `figures` are the columns whose heads stand to the right, above their numbers.
    """
    paper.key(TITLE_ROW, f"{SHEET}:{page.code}")
    paper.text(TITLE_ROW, FIRST, page.title, "title")
    paper.sheet.set_row(TITLE_ROW, 24)
    width = sum(size for _label, size in heads)
    if page.hint:
        text = NOT_IN_XML.sub("", page.hint)
        paper.sheet.merge_range(HINT_ROW, FIRST, HINT_ROW, len(heads), text, paper.styles["subtitle"])
        paper.sheet.set_row(HINT_ROW, height_of((text, width)))
    if page.closed:
        paper.sheet.merge_range(CLOSED_ROW, FIRST, CLOSED_ROW, len(heads), page.closed, paper.styles["mark"])
        paper.sheet.set_row(CLOSED_ROW, height_of((page.closed, width)))
    paper.key(HEAD_ROW, HEAD)
    for place, (label, size) in enumerate(heads, FIRST):
        paper.text(HEAD_ROW, place, label, "head_number" if place in figures else "head")
        paper.sheet.set_column(place, place, size)
    paper.sheet.set_row(HEAD_ROW, max(20, height_of(*((label, size * 0.75) for label, size in heads))))
    paper.sheet.set_column(KEY_COLUMN, KEY_COLUMN, 12, None, {"hidden": True})
    paper.sheet.freeze_panes(HEAD_ROW + 1, frozen)
    paper.sheet.hide_gridlines(2)
    paper.sheet.protect("", FREE)
    set_for_print(paper.sheet, repeat=(HEAD_ROW, HEAD_ROW), footer=paper.workbook.title)


def cell(row: int, column: int) -> str:
    """A cell by its name."""
    name: str = xl_rowcol_to_cell(row, column)
    return name
