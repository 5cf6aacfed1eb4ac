"""Reads a workbook of a report: told by what it carries hidden or by its first sheet, read by what is visible."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from boso.importers.editions import edition_read
from boso.importers.reports.naming import edition_called, period_called
from boso.importers.reports.values import ReadAnswer, ReadReport
from boso.importers.reports.workbooks.finding import FoundSheet, found_sheets
from boso.importers.reports.workbooks.grids import rows_of
from boso.importers.reports.workbooks.lines import answers_of
from boso.importers.reports.workbooks.opening import RawSheet, raw_sheets
from boso.kernel.errors import BosoError
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.questionnaires.loading import addresses
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.values.told import ToldFile
from boso.reporting.workbooks.bases import choices_of
from boso.reporting.workbooks.composing import blank_sheets
from boso.reporting.workbooks.sealing import Carried, from_rows
from boso.reporting.workbooks.values import HIDDEN_SHEET, Named, Sheet
from boso.reporting.workbooks.words import ABOUT, LANGUAGES

REPORT = re.compile(r"(?P<edition>[a-z0-9_]+/\d{4}) r(?P<revision>\d{1,3}), (?P<period>\d{4}(?:-[12])?)")
NUMBER_FIRST = re.compile(r"(?:(?P<number>\d{4}) )?(?P<name>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWorkbook:
    """A workbook as it was read, with what it carried and the keys that fit nothing."""

    report: ReadReport
    edition: Edition
    carried: Carried | None
    wrong_keys: tuple[str, ...] = ()
    added_columns: tuple[tuple[str, str], ...] = ()  # sheet and head
    gone: tuple[str, ...] = ()  # titles of sheets that are not there any more


@dataclass(frozen=True, slots=True)
class _Front:
    edition: str
    revision: int
    period: str
    municipality: str
    number: str
    version: int
    language: str


def read_workbook_report(path: Path) -> ReadReport | None:
    """The report in a workbook that boso wrote; None for any other workbook."""
    read = read_workbook(path)
    return read.report if read else None


def read_workbook(path: Path) -> ReadWorkbook | None:
    """The same with what the file carried. The file was looked through before (`open_document`)."""
    raws = raw_sheets(path)
    carried = next((c for raw in raws if raw.name.casefold() == HIDDEN_SHEET and (c := _carried(raw))), None)
    told = _of_carried(carried) if carried else None
    front = told if told and _sound(told) else next((f for raw in raws if (f := _front(raw))), None)
    edition = _edition(front) if front else None
    if front is None or edition is None:
        return None
    pages = blank_sheets(edition, front.language)
    return _read(path, front, edition, carried, found_sheets([r for r in raws if r.name != HIDDEN_SHEET], pages), pages)


def _read(
    path: Path,
    front: _Front,
    edition: Edition,
    carried: Carried | None,
    found: Sequence[FoundSheet],
    pages: Sequence[Sheet],
) -> ReadWorkbook:
    base = carried.base if carried else {}
    first = {each.page.code: each for each in reversed(found)}
    sheets = [first[page.code] for page in pages if page.code in first]
    choices = choices_of(edition)
    answers = [a for sheet in sheets for a in answers_of(sheet, choices, base)]
    rows = [row for sheet in sheets if sheet.page.grid for row in rows_of(sheet, sheet.page.grid, base)]
    in_rows = [cell for row in rows for cell in row.cells.values()]
    altered = any(a.why for a in (*answers, *in_rows))
    report = ReadReport(
        file=path.name,
        format="xlsx",
        own_data=carried is not None,
        edition=front.edition,
        revision=front.revision,
        municipality=front.municipality,
        number=front.number,
        period=front.period,
        version=front.version,
        language=front.language,
        answers=tuple(answers),
        rows=tuple(rows),
        files=tuple(_files(sheets, edition)),
        findings=tuple(_findings([*answers, *in_rows], sheets, found, pages, own=carried is not None)),
        checksum_holds=not altered if carried else None,
    )
    return ReadWorkbook(
        report=report,
        edition=edition,
        carried=carried,
        wrong_keys=tuple(_wrong_keys(sheets, answers, base)),
        added_columns=tuple((s.raw.name, head) for s in sheets for head in s.added),
        gone=tuple(page.title for page in pages if page.code not in first),
    )


def _carried(raw: RawSheet) -> Carried | None:
    rows: dict[int, dict[int, str]] = {}
    for row, column in raw.cells:
        rows.setdefault(row, {})[column] = raw.text(row, column)
    return from_rows([[cells.get(c, "") for c in range(max(cells) + 1)] for _row, cells in sorted(rows.items())])


def _of_carried(carried: Carried) -> _Front:
    w = carried.whose
    return _Front(w.edition, w.revision, w.period, w.municipality, w.number, w.version, w.language)


def _sound(front: _Front) -> bool:
    """What a hidden sheet says can be so: it may have been written by anyone."""
    written = f"{front.edition} r{front.revision}, {front.period}"
    return REPORT.fullmatch(written) is not None and front.language in LANGUAGES


def _front(raw: RawSheet) -> _Front | None:
    """Whose the workbook is, from the words of its first sheet: each label has its value to the right."""
    for place, language in enumerate(LANGUAGES):
        told = dict(_labelled(raw, place))
        edition = edition_called(told.get("form", ""), language)
        period = period_called(told.get("period", ""), language)
        if edition is None or period is None or told.get("made") is None:
            continue
        whose = NUMBER_FIRST.fullmatch(told.get("municipality", ""))
        version = told.get("version", "")
        return _Front(
            edition=edition.address,
            revision=edition.revision,
            period=str(period),
            municipality=whose["name"] if whose else "",
            number=(whose["number"] or "") if whose else "",
            version=int(version) if version.isdecimal() else 0,
            language=language,
        )
    return None


def _labelled(raw: RawSheet, language: int) -> Iterator[tuple[str, str]]:
    names = {folded(words[language]): name for name, words in ABOUT.items()}
    cells = sorted(raw.cells)
    for (row, column), (next_row, following) in pairwise(cells):
        name = names.get(folded(raw.text(row, column)))
        if name and next_row == row:
            yield name, raw.text(row, following).strip()


def _edition(front: _Front) -> Edition | None:
    if front.edition not in addresses():
        return None
    try:
        return edition_read(front)
    except (BosoError, LookupError, ValueError, OSError):
        return None


def _files(sheets: Sequence[FoundSheet], edition: Edition) -> Iterator[ToldFile]:
    """The names of files that the workbook shows under their questions."""
    codes = {
        folded(q.label.in_language(each)): q.code
        for q in edition.fields()
        if q.type is FieldType.FILE
        for each in LANGUAGES
    }
    none = {folded(words) for words in ABOUT["no_files"]}
    for sheet in sheets:
        asked = {folded(line.label) for line in sheet.page.lines if isinstance(line, Named)} & codes.keys()
        for row in sheet.rows if asked else ():
            question = folded(sheet.raw.text(row, sheet.columns.get("question")))
            text = sheet.raw.text(row, sheet.columns.get("answer"))
            if question in asked and text and folded(text) not in none:
                yield from (ToldFile(codes[question], name) for name in text.split("\n"))


def _wrong_keys(
    sheets: Sequence[FoundSheet], answers: Sequence[ReadAnswer], base: Mapping[str, object]
) -> Iterator[str]:
    """Keys that are not of this workbook, stand twice, or stand beside another question."""
    rows = {key.rpartition(":")[0] for key in base if key.startswith(("money:", "row:"))}
    for sheet in sheets:
        seen = set()
        for key in sheet.keys.values():
            bare = key.partition("#")[0]
            known = bare in base or bare in rows or bare.startswith("new:")
            if not known or key in seen:
                yield key
            seen.add(key)
    yield from (a.address for a in answers if a.why == "other_question")


def _findings(
    answers: Sequence[ReadAnswer],
    sheets: Sequence[FoundSheet],
    found: Sequence[FoundSheet],
    pages: Sequence[Sheet],
    *,
    own: bool,
) -> Iterator[Finding]:
    if not own:
        yield Finding(code="workbook.no_data", severity=Severity.INFO)
    there = {sheet.page.code for sheet in sheets}
    for page in pages:
        if page.code not in there:
            yield _finding("workbook.sheet_gone", Place(sheet=page.title), sheet=page.title)
    for sheet in sheets:
        if sum(each.page.code == sheet.page.code for each in found) > 1:
            yield _finding("workbook.sheet_twice", Place(sheet=sheet.raw.name), sheet=sheet.page.title)
        for column in _gone_columns(sheet):
            yield _finding("workbook.column_gone", Place(sheet=sheet.raw.name), sheet=sheet.raw.name, column=column)
        for head in sheet.added:
            yield _finding("workbook.new_column", Place(sheet=sheet.raw.name), sheet=sheet.raw.name, column=head)
    for answer in answers:
        if answer.why:
            cell = answer.place.cell or ""
            yield _finding(f"workbook.{answer.why}", answer.place, sheet=answer.place.sheet or "", cell=cell)


def _gone_columns(sheet: FoundSheet) -> Iterator[str]:
    """The heads of columns without which answers cannot be read."""
    if sheet.page.grid is None:
        needed = {"answer": "Svar"}
    else:
        needed = {c.code: c.label for c in sheet.page.grid.columns if not c.computed}
    yield from (label for code, label in needed.items() if code not in sheet.columns)


def _finding(code: str, place: Place, **params: object) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, place=place, params=params)
