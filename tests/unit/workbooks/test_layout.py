"""What stands on the sheets of a workbook: every question once, found again by what is visible, in every language."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from boso.cli.roundtrip.generating import report
from boso.importers.documents.active import active_in
from boso.importers.reports.workbooks.opening import MOST_MERGED, RawSheet, raw_sheets
from boso.importers.reports.workbooks.reading import read_workbook
from boso.importers.rules.uploads.comparing import changes_of
from boso.kernel.figures import Kind
from boso.publishing.workbooks.writing import write_workbook
from boso.questionnaires.loading import all_editions, load
from boso.questionnaires.values import Edition
from boso.reporting.rules.answering import MOST_CHARACTERS
from boso.reporting.rules.asking import OPEN, asked_by, pages_of
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.rules.paper_words import form_words, period_words
from boso.reporting.workbooks.composing import Beside, blank_sheets, workbook_of
from boso.reporting.workbooks.sealing import as_rows, from_rows, holds, sealed
from boso.reporting.workbooks.values import SPARE_ROWS, Line, Whose, Workbook
from boso.reporting.workbooks.words import CHOSEN, HOW, HOW_SHUT, KINDS, LANGUAGES, meant
from tests.factories.workbooks import cell_of, edited, without_carried

EDITIONS = [pytest.param(e, id=e.address) for e in all_editions()]
SECRET = "en hemmelighet av rette lengden, til prøver"


def workbook(draft: Draft, edition: Edition, language: str = "nb", beside: Beside | None = None) -> Workbook:
    row = draft.content.report
    whose = Whose(
        report_id=7,
        municipality="Prøvevik",
        number="9901",
        period=str(row.period),
        edition=edition.address,
        revision=edition.revision,
        digest=edition.digest,
        version=1,
        made=datetime(2014, 2, 10, 9, tzinfo=UTC),
        language=language,
        invented=True,
    )
    return sealed(workbook_of(edition, draft, whose, beside), SECRET)


def first() -> tuple[Workbook, bytes]:
    content, edition = report(1, load("ost_annual/2013"))
    made = workbook(draft_of(content), edition)
    return made, write_workbook(made)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_stands_once_under_a_number_and_a_title_of_its_own(edition, language):
    sheets = blank_sheets(edition, language)
    lines = [line for sheet in sheets for line in sheet.lines if isinstance(line, Line)]
    assert [line.key for line in lines] == list(dict.fromkeys(asked_by(edition)))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len({sheet.title for sheet in sheets}) == len({sheet.code for sheet in sheets}) == len(sheets)
    grids = [sheet.grid for sheet in sheets if sheet.grid]
    assert [grid.table for grid in grids] == [t.code for t in edition.tables() if t.kind in OPEN]
    assert all(len(grid.rows) == SPARE_ROWS for grid in grids)


def test_every_kind_has_a_word_and_no_two_the_same():
    assert {k.value for k in Kind} - KINDS.keys() == {Kind.BLANK.value}
    for language in range(3):
        assert len({words[language] for words in KINDS.values()}) == len(KINDS)
    assert all(meant(KINDS, words[n].upper()) == kind for kind, words in KINDS.items() for n in range(3))


def test_kinds_are_called_what_the_editor_calls_them():
    from boso.web.presenters.editor.words import KINDS as EDITORS

    assert {kind: str(words) for kind, words in EDITORS.items()} == {kind: KINDS[kind][0] for kind in EDITORS}


def test_only_answers_are_open_and_formulas_look_nowhere_else():
    _made, content = first()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert all(sheet.protection.sheet for sheet in book)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                formula = isinstance(cell.value, str) and cell.data_type == "f"
                assert not (formula and not cell.protection.locked), cell
                assert not (formula and re.search(r"[\[\]]|https?:|WEBSERVICE|INDIRECT", cell.value)), cell
                assert not (isinstance(cell.value, str) and cell.value.startswith("boso:") and cell.column > 4)
    assert book["boso"].sheet_state == "veryHidden"
    assert [book["boso"].cell(n, 6).value for n in range(1, len(CHOSEN) + 1)] == [KINDS[k][0] for k in CHOSEN]


def open_cells(content: bytes) -> dict[str, int]:
    """How many cells of each sheet are not locked."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row]
    return Counter(title for title, cell in cells if not cell.protection.locked)


def test_a_part_that_may_not_change_is_locked_not_yellow_and_says_why_and_reads_back_the_same(tmp_path: Path):
    content, edition = report(1, load("ost_annual/2013"))
    draft, pages = draft_of(content), [page.code for page in pages_of(edition)]
    whole = workbook(draft, edition)
    partly = Beside(closed=dict.fromkeys(pages[1:], "Ingen har spurt om denne."))
    shut = Beside(closed=dict.fromkeys(pages, "Rapporten er levert."))
    partly_shut, all_shut = (workbook(draft, edition, beside=beside) for beside in (partly, shut))
    first_name = openpyxl.load_workbook(io.BytesIO(write_workbook(partly_shut))).sheetnames[1]
    assert set(open_cells(write_workbook(whole))) > {first_name}
    assert set(open_cells(write_workbook(partly_shut))) == {first_name}
    assert not open_cells(write_workbook(all_shut))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(all_shut)))
    assert not any(cell.fill.fgColor.rgb == "FFFFF8DC" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not any(validation for sheet in book for validation in sheet.data_validations.dataValidation)
    said = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Rapporten er levert.", *HOW_SHUT["nb"]} <= said
    assert HOW["nb"][0] not in said
    front = openpyxl.load_workbook(io.BytesIO(write_workbook(partly_shut))).worksheets[0]
    words = [str(cell.value) for row in front.iter_rows() for cell in row if cell.value]
    assert sum(text.endswith("(låst)") for text in words) == len(whole.sheets) - 1
    files = [tmp_path / "åpen.xlsx", tmp_path / "låst.xlsx"]
    for file, made in zip(files, (whole, all_shut), strict=True):
        file.write_bytes(write_workbook(made))
    told = [
        ({a.address: (a.content, a.why) for a in read.report.answers}, len(read.report.rows))
        for read in map(read_workbook, files)
        if read
    ]
    assert told[0] == told[1]


def test_no_two_forms_and_no_two_periods_are_called_the_same_and_each_is_known_by_what_it_is_called():
    from boso.importers.reports.naming import edition_called, period_called
    from boso.kernel.periods import ReportPeriod

    again = replace(load("ost_annual/2013"), revision=2)
    assert form_words(again, "nb") == "Årsrapport, utgave 2013, 2. opptrykk"
    for language in LANGUAGES:
        for edition in all_editions():
            words = form_words(edition, language)
            assert edition.address not in words
            assert edition_called(words.upper(), language) == edition
        for half in (None, 1, 2):
            period = ReportPeriod(2013, half)
            assert period_called(period_words(period, language), language) == period
        assert edition_called("Årsrapport", language) is None
        assert period_called("i fjor", language) is period_called("2013-1", language) is None


def test_the_seal_notices_every_change():
    made, _content = first()
    rows = as_rows(made)
    carried = from_rows(rows)
    assert carried is not None
    assert holds(carried, ["another", SECRET])
    assert not holds(carried, ["another"])
    assert not holds(replace(carried, seal="é"), [SECRET])
    for place, row in enumerate(rows[1:12] + rows[-3:], start=1):
        altered = [*rows[:place], (*row[:-1], f"{row[-1]}1"), *rows[place + 1 :]]
        changed = from_rows(altered)
        assert changed is None or not holds(changed, [SECRET]), row


def test_a_foreign_workbook_of_labels_and_merged_cells_alone_is_none_of_ours(tmp_path: Path):
    path = tmp_path / "fremmed.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(5_000):
            sheet.write_row(row, 0, ["Kommune", "Rapport"])
        for row in range(0, 300, 100):
            sheet.merge_range(row, 5, row + 99, 500, "")
    assert read_workbook(path) is None
    assert len(raw_sheets(path)[0].merged) == MOST_MERGED


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/connections.xml"])
def test_what_acts_by_itself_is_noticed(tmp_path: Path, part: str):
    _made, content = first()
    file = tmp_path / "bok.xlsx"
    file.write_bytes(content)
    assert active_in(file) == ""
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(part, "x")
    assert active_in(file) == ("macros" if "vba" in part else "links")


def test_another_program_may_save_it(tmp_path: Path):
    """What LibreOffice leaves of a workbook still says whose it is, and every answer."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice found")
    made, content = first()
    file, home = tmp_path / "bok.xlsx", tmp_path / "home"
    file.write_bytes(content)
    kind = "xlsx:Calc MS Excel 2007 XML"
    asked = [office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*asked, str(tmp_path / "out"), str(file)], capture_output=True, check=True, timeout=120)
    before, after = read_workbook(file), read_workbook(tmp_path / "out/bok.xlsx")
    assert before is not None
    assert after is not None
    assert after.carried is not None
    assert holds(after.carried, [SECRET])
    assert not after.wrong_keys
    assert [(a.address, a.content, a.why) for a in after.report.answers] == [
        (a.address, a.content, "") for a in before.report.answers
    ]
    assert len(after.report.rows) == len(before.report.rows)
    assert made.whose == after.carried.whose


@pytest.mark.parametrize("wrong", ["../../etc/2013", "*/2013", "", "ost_annual/9999"])
@pytest.mark.parametrize("name", ["edition", "period", "language", "revision"])
def test_what_a_hidden_sheet_says_wrongly_is_not_believed(tmp_path: Path, name: str, wrong: str):
    _made, content = first()

    def change(book):
        row = next(row for row in book["boso"].iter_rows(max_col=2) if row[0].value == name)
        row[1].value = wrong

    file = tmp_path / "bok.xlsx"
    file.write_bytes(edited(content, change))
    read = read_workbook(file)
    assert read is None or (read.report.edition, read.report.language) == ("ost_annual/2013", "nb")


def test_an_answer_longer_than_one_may_be_is_told_and_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _made, content = first()
    file = tmp_path / "bok.xlsx"
    file.write_bytes(content)
    raws = raw_sheets(file)

    def long(raw: RawSheet, key: str) -> RawSheet:
        row = next((row for (row, _), value in raw.cells.items() if value == f"boso:{key}"), None)
        column = next((c for (_, c), value in raw.cells.items() if value in ("Svar", "Aktivitet")), 0)
        return raw if row is None else replace(raw, cells={**raw.cells, (row, column): "x" * (MOST_CHARACTERS + 1)})

    for key in ("text:1.2", "new:activities:1"):
        changed = tuple(long(raw, key) for raw in raws)
        monkeypatch.setattr("boso.importers.reports.workbooks.reading.raw_sheets", lambda _path, found=changed: found)
        read = read_workbook(file)
        assert read is not None
        assert [f.code for f in read.report.findings] == ["workbook.too_long"]
        assert changes_of(read) == ()


def test_without_keys_it_is_read_by_its_words_and_an_edit_is_told(tmp_path: Path):
    made, content = first()
    key = next(line.key for sheet in made.sheets for line in sheet.lines if isinstance(line, Line) and line.has_kind)

    def edit(book):
        cell_of(book, key).value = 31717

    whole, bare, touched = (tmp_path / name for name in ("whole.xlsx", "bare.xlsx", "touched.xlsx"))
    whole.write_bytes(content)
    bare.write_bytes(without_carried(content))
    touched.write_bytes(edited(content, edit))
    said = [{a.address: a.content for a in read.report.answers} for f in (whole, bare) if (read := read_workbook(f))]
    assert said[0] == said[1]
    read = read_workbook(touched)
    assert read is not None
    assert [a.address for a in read.report.answers if a.why] == [key]
    assert [f.code for f in read.report.findings] == ["workbook.altered"]
    assert read.report.checksum_holds is False
