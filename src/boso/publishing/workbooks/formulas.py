"""The checks beside the answers, as formulas that look at their own sheet only; each with what it says as made."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.rules.economy import PARTS
from boso.reporting.workbooks.values import HIDDEN_SHEET, Line
from boso.reporting.workbooks.words import CHECKS, CHOSEN, KINDS, MISSING, meant, said

KIND_COLUMN = "F"  # of the hidden sheet: the words that may be chosen, those with a number first
NUMBERED = len(CHOSEN) - len(MISSING)
WITH_NUMBER = f"{HIDDEN_SHEET}!${KIND_COLUMN}$1:${KIND_COLUMN}${NUMBERED}"
WITHOUT = f"{HIDDEN_SHEET}!${KIND_COLUMN}${NUMBERED + 1}:${KIND_COLUMN}${len(CHOSEN)}"
ALL_KINDS = f"{HIDDEN_SHEET}!${KIND_COLUMN}$1:${KIND_COLUMN}${len(CHOSEN)}"


def check_of_line(line: Line, answer: str, kind: str, language: str) -> tuple[str, str]:
    """The check of a figure whose answer and kind stand in these cells, and what it says now."""
    words = {name: said(CHECKS, name, language) for name in CHECKS}
    below = f'IF({answer}<0,"{words["below_zero"]}",' if line.type is FieldType.INT else "("
    opening = f'IF({answer}<>{line.opening},"{words["opening"]}","")' if line.opening is not None else '""'
    number = f'IF({answer}<>INT({answer}),"{words["fraction"]}",{below}{opening}))'
    empty = f'IF(COUNTIF({WITH_NUMBER},{kind})>0,"{words["no_number"]}","")'
    both = f'AND(LEN({answer})>0,COUNTIF({WITHOUT},{kind})>0),"{words["both"]}"'
    formula = f'=IF({both},IF(LEN({answer})=0,{empty},IF(NOT(ISNUMBER({answer})),"{words["letters"]}",{number})))'
    code = _said_now(line)
    return formula, words[code] if code else ""


def _said_now(line: Line) -> str:
    answer, kind = line.written.answer, meant(KINDS, line.written.kind)
    if answer != "" and kind in {k.value for k in MISSING}:
        return "both"
    if answer == "":
        return "no_number" if kind in {k.value for k in Kind if k.has_value} else ""
    if not isinstance(answer, Decimal):
        return "letters"
    return _of_number(line, answer)


def _of_number(line: Line, answer: Decimal) -> str:
    if answer != answer.to_integral_value():
        return "fraction"
    if answer < 0 and line.type is FieldType.INT:
        return "below_zero"
    return "opening" if line.opening is not None and answer != line.opening else ""


def check_of_row(figures: Sequence[str], places: Mapping[str, str], language: str) -> str:
    """The check of a row of an open table: letters among its figures, and more spent than planned."""
    listed = ",".join(figures)
    over = '""'
    if {"total", "budget"} <= places.keys():
        total, budget = places["total"], places["budget"]
        more = f"ISNUMBER({total}),ISNUMBER({budget}),{total}>{budget}"
        over = f'IF(AND({more}),"{said(CHECKS, "budget", language)}","")'
    return f'=IF(COUNTA({listed})>COUNT({listed}),"{said(CHECKS, "letters", language)}",{over})'


def computed(code: str, places: Mapping[str, str]) -> str:
    """A cell of a money table that follows from others of its row (`reporting.rules.economy`)."""
    parts = ",".join(places[part] for part in PARTS if part in places)
    if code == "total":
        return f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    total, budget = places["total"], places["budget"]
    return f'=IF(AND(ISNUMBER({total}),ISNUMBER({budget})),{total}-{budget},"")'
