"""How a workbook to be filled in looks: its formats, widths, heights and print set-up."""

from decimal import Decimal
from math import ceil
from typing import Any

from boso.questionnaires.values import FieldType
from boso.reporting.rules.asking import FIGURES
from boso.reporting.workbooks.values import Written

INK, QUIET, LINE, ACCENT = "#1E2B3C", "#545B64", "#B5B9C0", "#0B5C8F"
TO_FILL, HEAD, WARN = "#FFF8DC", "#EAF1F6", "#8A3B12"
A4, LINE_HEIGHT, TALLEST, ROOM_FOR_TEXT, ROOM_FOR_COMMENT = 9, 15, 400, 75, 34
FREE = {"format_cells": True, "format_columns": True, "format_rows": True}  # what the protection leaves to people


def styles_of(book: Any) -> dict[str, Any]:
    """The formats of a workbook by name."""
    top = {"valign": "top", "font_color": INK}
    wrap = {**top, "text_wrap": True}
    fill = {**wrap, "bg_color": TO_FILL, "border": 1, "border_color": LINE, "locked": False}
    shut = {**wrap, "border": 1, "border_color": LINE}
    head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": HEAD, "font_color": INK}
    formats = {
        "title": {**top, "bold": True, "font_size": 16},
        "subtitle": {**wrap, "font_color": QUIET},
        "key": {"font_color": QUIET, "font_size": 8},
        "head": head,
        "head_number": {**head, "align": "right", "indent": 1},
        "group": {**wrap, "bold": True, "font_size": 12, "top": 1, "top_color": LINE, "valign": "vcenter"},
        "row_of_figures": {**wrap, "bold": True, "valign": "vcenter"},
        "number": {**top, "align": "right", "font_color": QUIET},
        "text": wrap,
        "question": {**wrap, "indent": 1},
        "quiet": {**wrap, "font_color": QUIET},
        "label": {**wrap, "bold": True},
        "link": {**top, "font_color": ACCENT, "underline": 1},
        "mark": {**wrap, "bold": True, "bg_color": "#FFF3D6"},
        "check": {**wrap, "font_color": WARN, "bold": True},
        "found": {**wrap, "font_color": WARN},
        "fill_text": fill,
        "fill_short": {**fill, "num_format": "@"},
        "fill_number": {**fill, "num_format": "#,##0", "align": "right", "indent": 1},
        "fill_fraction": {**fill, "num_format": "#,##0.00####", "align": "right"},
        "shut_text": shut,
        "shut_short": {**shut, "num_format": "@"},
        "shut_number": {**shut, "num_format": "#,##0", "align": "right", "indent": 1},
        "shut_fraction": {**shut, "num_format": "#,##0.00####", "align": "right"},
        "computed": {**top, "num_format": "#,##0", "align": "right", "indent": 1, "font_color": QUIET},
        "sum": {**top, "num_format": "#,##0", "align": "right", "indent": 1, "bold": True, "top": 1},
        "sum_label": {**top, "bold": True, "top": 1},
    }
    return {name: book.add_format(form) for name, form in formats.items()}


def style_of(type: FieldType, cells: Written, *, shut: bool = False) -> str:
    """The format of an answer: figures as numbers; short answers as text, so that no program turns them into dates.

    One that may not be changed (`shut`) is locked, and not yellow.
    """
    mark = "shut" if shut else "fill"
    if type in FIGURES:
        whole = not isinstance(cells.answer, Decimal) or cells.answer == cells.answer.to_integral_value()
        return f"{mark}_number" if whole else f"{mark}_fraction"
    return f"{mark}_text" if type is FieldType.TEXT else f"{mark}_short"


def height_of(*texts: tuple[str, float]) -> float:
    """The height that the tallest of some texts needs, each in a column of so many letters."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(TALLEST, LINE_HEIGHT * lines + 2)


def set_for_print(sheet: Any, *, repeat: tuple[int, int] | None, footer: str, landscape: bool = True) -> None:
    """A4, as wide as the page and as many pages long as it takes, whose it is on each of them."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if repeat is not None:
        sheet.repeat_rows(*repeat)
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')[:150]}&R&8&P / &N")


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(part) * 1.1 / width)) for part in text.split("\n"))
