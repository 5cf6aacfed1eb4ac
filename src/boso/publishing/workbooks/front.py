"""The first sheet of a workbook: whose it is, of which period and version, when it was made, and how to use it."""

from boso.publishing.workbooks.sheets import KEY_COLUMN, Paper
from boso.publishing.workbooks.styles import FREE, height_of, set_for_print
from boso.reporting.workbooks.values import FRONT, Workbook
from boso.reporting.workbooks.words import ABOUT, HOW, HOW_SHUT, said

NARROW, WIDE = 26, 84


def write_front(paper: Paper, names: list[str]) -> None:
    """What a colleague who got the file by mail needs to know."""
    workbook, sheet = paper.workbook, paper.sheet
    sheet.set_column(KEY_COLUMN, KEY_COLUMN, 12, None, {"hidden": True})
    sheet.set_column(1, 1, NARROW)
    sheet.set_column(2, 2, WIDE)
    paper.key(0, FRONT)
    paper.text(0, 1, workbook.title, "title")
    sheet.set_row(0, 26)
    row = 1
    if workbook.whose.invented:
        paper.text(row, 1, said(ABOUT, "invented", paper.language), "mark")
        row += 1
    row = _about(paper, row + 1)
    row = _how(paper, row + 1)
    paper.text(row, 1, said(ABOUT, "sheets", paper.language), "label")
    for place, (name, page) in enumerate(zip(names, workbook.sheets, strict=True)):
        title = f"{page.title[:230]} ({said(ABOUT, 'shut', paper.language)})" if page.closed else page.title[:250]
        sheet.write_url(row + place, 2, f"internal:'{name}'!A1", paper.styles["link"], string=title)
    sheet.hide_gridlines(2)
    sheet.protect("", FREE)
    set_for_print(sheet, repeat=None, footer=workbook.title, landscape=False)


def _about(paper: Paper, row: int) -> int:
    workbook = paper.workbook
    whose = workbook.whose
    told = {
        "municipality": f"{whose.number} {whose.municipality}".strip(),
        "form": workbook.form,
        "period": workbook.period,
        "version": str(whose.version),
        "made": whose.made.strftime("%d.%m.%Y %H.%M"),
    }
    for place, (name, text) in enumerate(told.items(), row):
        paper.text(place, 1, said(ABOUT, name, paper.language), "label")
        paper.text(place, 2, text, "text")
    return row + len(told)


def _how(paper: Paper, row: int) -> int:
    paper.text(row, 1, said(ABOUT, "how", paper.language), "label")
    lines = _lines(paper.workbook)
    for place, line in enumerate(lines, row):
        paper.text(place, 2, line, "text")
        paper.sheet.set_row(place, height_of((line, float(WIDE))))
    return row + len(lines) + 1


def _lines(workbook: Workbook) -> tuple[str, ...]:
    """How to fill it in; where nothing can be, why; where only some parts can be, that first."""
    language = workbook.whose.language
    if workbook.closed:
        return (workbook.closed, *HOW_SHUT.get(language, HOW_SHUT["nb"]))
    lines = HOW.get(language, HOW["nb"])
    partly = any(page.closed for page in workbook.sheets)
    return (said(ABOUT, "partly", language), *lines) if partly else lines
