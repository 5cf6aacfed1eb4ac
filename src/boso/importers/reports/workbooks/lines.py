"""The answers of a sheet of questions, each found by its key, else by its number and words, else by its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from boso.importers.documents.sheets import cell_name
from boso.importers.reports.values import ReadAnswer
from boso.importers.reports.workbooks.finding import FoundSheet
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.reporting.rules.answering import MOST_CHARACTERS
from boso.reporting.workbooks.cells import as_text, mark_of_cells, meaning, says_both
from boso.reporting.workbooks.values import Base, Line, Written

Choices = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(slots=True)
class Gathered:
    """What is gathered of one answer while its sheet is gone through."""

    line: Line
    row: int
    parts: dict[int, Written] = field(default_factory=dict)
    why: str = ""

    @property
    def cells(self) -> Written:
        """The answer of all its parts."""
        first = self.parts[min(self.parts)]
        if len(self.parts) == 1 or not any(as_text(self.parts[p].answer) for p in self.parts if p > 1):
            return first
        text = "".join(as_text(self.parts[part].answer) for part in sorted(self.parts))
        return Written(text, first.kind, first.expected)


def answers_of(sheet: FoundSheet, choices: Choices, base: Mapping[str, Base]) -> Iterator[ReadAnswer]:
    """The answers of a sheet. Certain is what the base says was not touched; without one, what is plainly there."""
    column = sheet.columns.get("answer")
    if column is None:
        return
    for address, found in _gathered(sheet, column).items():
        cells = found.cells
        known = base.get(address)
        altered = known is not None and known.cells != mark_of_cells(cells)
        why = found.why or (_why_asked(found.line, cells) if altered else "")
        yield ReadAnswer(
            address=address,
            content=meaning(found.line.type, cells, choices.get(address)),
            certain=not why,
            shown=", ".join(part for part in (as_text(cells.answer), cells.kind, cells.expected) if part),
            place=Place(
                sheet=sheet.raw.name, cell=cell_name(found.row, column), field=found.line.key.partition(":")[2]
            ),
            why=why,
        )


def _why_asked(line: Line, cells: Written) -> str:
    """What is to be said of an answer that was changed in the workbook."""
    if len(as_text(cells.answer)) > MOST_CHARACTERS:
        return "too_long"
    return "both" if says_both(line.type, cells) else "altered"


def _gathered(sheet: FoundSheet, column: int) -> dict[str, Gathered]:
    lines = [line for line in sheet.page.lines if isinstance(line, Line) and line.part == 1]
    by_key = {line.key: line for line in lines}
    found: dict[str, Gathered] = {}
    at = -1
    for row in sheet.rows:
        line, part, why = _line_of(sheet, row, lines, by_key, at)
        if line is None:
            continue
        at = lines.index(line)
        gathered = found.setdefault(line.key, Gathered(line, row))
        if part in gathered.parts:
            gathered.why = "twice"
            continue
        gathered.parts[part] = _written(sheet, row, column)
        gathered.why = gathered.why or why or sheet.raw.spoilt(row, column)
    return found


def _line_of(
    sheet: FoundSheet, row: int, lines: list[Line], by_key: Mapping[str, Line], at: int
) -> tuple[Line | None, int, str]:
    """The question of a row, which part of its answer stands there, and why that is in doubt."""
    key, _, part = sheet.keys.get(row, "").partition("#")
    asked = folded(sheet.raw.text(row, sheet.columns.get("question")))
    number = sheet.raw.text(row, sheet.columns.get("number"))
    if key in by_key:
        line = by_key[key]
        fits = part or not asked or asked.startswith(folded(line.label))
        return line, int(part) if part.isdecimal() else 1, "" if fits else "other_question"
    numbered = next((line for line in lines if number == str(line.number)), None)
    if numbered is not None and asked == folded(numbered.label):
        return numbered, 1, ""
    if at >= 0 and _continues(asked, lines[at]):
        return lines[at], _part_of(asked), ""
    worded = next((line for line in lines[at + 1 :] if asked and asked == folded(line.label)), None)
    return worded, 1, ""


def _continues(asked: str, line: Line) -> bool:
    words = [folded(word) for word in ("fortsettelse", "framhald", "continued")]
    return any(asked.startswith(folded(line.label) + word) for word in words)


def _part_of(asked: str) -> int:
    digits = asked[len(asked.rstrip("0123456789")) :]
    return int(digits) if digits else 2


def _written(sheet: FoundSheet, row: int, column: int) -> Written:
    kind = sheet.raw.text(row, sheet.columns.get("kind"))
    expected = sheet.raw.text(row, sheet.columns.get("expected"))
    return Written(sheet.raw.cells.get((row, column), ""), kind, expected)
