"""A sheet of questions: each with last time's answer, the open cells of its own, and what is wrong with it."""

from boso.publishing.workbooks.formulas import check_of_line
from boso.publishing.workbooks.sheets import FIRST, HEAD_ROW, Paper, begin, cell
from boso.publishing.workbooks.styles import ROOM_FOR_COMMENT, ROOM_FOR_TEXT, height_of
from boso.questionnaires.values import FieldType
from boso.reporting.workbooks.cells import as_text
from boso.reporting.workbooks.values import Heading, Line, Named, Sheet
from boso.reporting.workbooks.words import COLUMNS, said

WIDTHS = {"number": 6, "question": 40, "last": 18, "answer": 38, "kind": 22, "expected": 12, "check": 18, "said": 34}
WIDE = {"last": 40, "answer": 70}  # where the answers are texts
OF_FIGURES = ("kind", "expected", "check")


def write_lines(paper: Paper, page: Sheet) -> None:
    """The questions of a part of the form."""
    asked = [line for line in page.lines if isinstance(line, Line)]
    figures = any(line.has_kind or line.written.kind or line.written.expected for line in asked)
    names = [name for name in WIDTHS if figures or name not in OF_FIGURES]
    columns = {name: place for place, name in enumerate(names, FIRST)}
    texts = any(line.type is FieldType.TEXT for line in asked)
    widths = WIDTHS | WIDE if texts and not figures else WIDTHS
    heads = [(said(COLUMNS, name, paper.language), widths[name]) for name in names]
    begin(paper, page, heads, frozen=columns["question"] + 1)
    for row, line in enumerate(page.lines, HEAD_ROW + 1):
        if isinstance(line, Heading):
            _heading(paper, row, line, columns, widths)
        elif isinstance(line, Named):
            _named(paper, row, line, columns, widths)
        else:
            _line(paper, row, line, columns, widths)


def _heading(paper: Paper, row: int, line: Heading, columns: dict[str, int], widths: dict[str, int]) -> None:
    style = "group" if line.level == 1 else "row_of_figures"
    for column in columns.values() if line.level == 1 else ():
        paper.text(row, column, "", style)
    paper.text(row, columns["question"], line.text, style)
    paper.note(row, columns["question"], line.explained)
    if line.found:
        paper.text(row, columns["said"], line.found, "found")
    paper.sheet.set_row(row, height_of((line.text, widths["question"]), (line.found, widths["said"])) + 8)


def _named(paper: Paper, row: int, line: Named, columns: dict[str, int], widths: dict[str, int]) -> None:
    paper.text(row, columns["question"], line.label, "text")
    paper.text(row, columns["answer"], line.text, "quiet")
    paper.text(row, columns["said"], line.note, "quiet")
    paper.sheet.set_row(row, height_of((line.label, widths["question"]), (line.text, widths["answer"])))


def _line(paper: Paper, row: int, line: Line, columns: dict[str, int], widths: dict[str, int]) -> None:
    paper.key(row, line.key if line.part == 1 else f"{line.key}#{line.part}")
    if line.part == 1:
        paper.sheet.write_number(row, columns["number"], line.number, paper.styles["number"])
    paper.text(row, columns["question"], line.label, "question")
    paper.note(row, columns["question"], line.explained)
    paper.text(row, columns["last"], line.last, "quiet")
    paper.answer(row, columns["answer"], line.type, line.written)
    if line.choices:
        paper.choose(row, columns["answer"], line.choices)
    if line.part == 1 and (line.has_kind or line.written.kind or line.written.expected):
        _kind(paper, row, line, columns)
    paper.text(row, columns["said"], line.found, "found")
    texts = (
        (line.label, widths["question"]),
        (line.last, widths["last"]),
        (as_text(line.written.answer), widths["answer"]),
        (line.found, widths["said"]),
    )
    text = line.type is FieldType.TEXT and line.key.startswith("text:")
    least = (ROOM_FOR_COMMENT if line.key.endswith(".comment") else ROOM_FOR_TEXT) if text else 0
    paper.sheet.set_row(row, max(least, height_of(*texts)))


def _kind(paper: Paper, row: int, line: Line, columns: dict[str, int]) -> None:
    paper.open_text(row, columns["kind"], line.written.kind)
    paper.open_text(row, columns["expected"], line.written.expected)
    if line.has_kind:
        paper.choose_kind(row, columns["kind"])
        answer, kind = cell(row, columns["answer"]), cell(row, columns["kind"])
        formula, now = check_of_line(line, answer, kind, paper.language)
        paper.sheet.write_formula(row, columns["check"], formula, paper.styles["check"], now)
