"""A workbook is read as a person sees it: values as written, merged cells once, hidden sheets named and left out."""

import datetime
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import openpyxl
import pytest
import python_calamine as calamine
import xlsxwriter

from boso.importers.documents import trying
from boso.importers.documents.opening import open_document
from boso.importers.documents.sheet_cells import TooManyCells, seen_cells
from boso.importers.documents.sheets import as_written, cell_name
from boso.importers.reports.workbooks.opening import raw_sheets
from boso.kernel.errors import Unreadable

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (74.0, "74"),
        (1_850_000.0, "1850000"),
        (56.25, "56,25"),
        (0, "0"),
        (True, "ja"),
        ("  tekst ", "tekst"),
        (datetime.date(2014, 2, 19), "19.02.2014"),
        (datetime.datetime(2014, 2, 19), "19.02.2014"),  # noqa: DTZ001
        (datetime.datetime(2014, 2, 19, 9, 30), "19.02.2014 kl. 09.30"),  # noqa: DTZ001
        (datetime.time(9, 0), "09.00"),
    ],
)
def test_values_are_written_as_norwegians_do(value: object, written: str) -> None:
    assert as_written(value) == written


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (6, 2, "C7"), (0, 25, "Z1"), (9, 26, "AA10"), (0, 701, "ZZ1")]
)
def test_cells_are_named_as_the_sheet_names_them(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


def test_sheets_become_tables_with_places(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first = book.add_worksheet("Behov")
        first.merge_range("A1:B1", "Overskrift")
        first.write("B3", 74)
        hidden = book.add_worksheet("Kladd")
        hidden.write("A1", "hemmelig")
        hidden.hide()
        book.add_worksheet("Økonomi").write("A1", 30000)
    document = open_document(path)
    assert document.text.split() == ["Overskrift", "74", "30000"]
    head, number = document.tables[0].cells
    assert (head.column_span, head.place.cell, number.place.cell, number.place.sheet) == (2, "A1", "B3", "Behov")
    assert document.tables[1].cells[0].place.sheet == "Økonomi"
    assert [(f.code, f.params["sheet"]) for f in document.findings] == [("file.hidden_sheet", "Kladd")]


def test_a_formula_counts_with_its_last_value_and_without_one_is_not_taken_for_blank(tmp_path: Path) -> None:
    computed, never = tmp_path / "regnet.xlsx", tmp_path / "aldri.xlsx"
    with xlsxwriter.Workbook(str(computed)) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Sum")
        sheet.write_formula("B1", "=40+2", value=42)
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "Sum", "=40+2"
    book.save(never)
    assert [c.text for c in open_document(computed).tables[0].cells] == ["Sum", "42"]
    assert [(c.text, c.changed) for c in open_document(never).tables[0].cells] == [("Sum", False), ("#", True)]


@pytest.mark.parametrize("name", ["ZZZZ99999999", "A0", "A1048577", "XFE1", "", "A1:B2"])
def test_a_cell_that_no_sheet_has_is_damage_and_ends_no_process(tmp_path: Path, name: str) -> None:
    changed = spoilt(tmp_path, {SHEET: lambda markup: markup.replace(b'<c r="A1"', f'<c r="{name}"'.encode())})
    with pytest.raises(Unreadable, match="skadet"):
        open_document(changed)


SHEET = "xl/worksheets/sheet1.xml"
FAR = b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"


def spoilt(
    folder: Path, changes: dict[str, Callable[[bytes], bytes]], renamed: dict[str, str] | None = None, number: str = "1"
) -> Path:
    """A workbook of one word and one number, with parts changed and renamed."""
    whole, changed = folder / "hel.xlsx", folder / f"endret{number}.xlsx"
    with xlsxwriter.Workbook(str(whole)) as book:
        book.add_worksheet().write_row(0, 0, ["Rapport", 2013])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            change = changes.get(part, bytes)
            new.writestr((renamed or {}).get(part, part), change(old.read(part)))
    return changed


def far(markup: bytes) -> bytes:
    return markup.replace(b"</sheetData>", FAR + b"</sheetData>")


def unnamed(markup: bytes) -> bytes:
    cells = b"<row r='1048576'>" + b"<c><v>1</v></c>" * 16_384 + b"</row>"
    return markup.replace(b"</sheetData>", cells + b"</sheetData>")


def unnamed_after_a_named(markup: bytes) -> bytes:
    cells = b"<row r='1048576'><c r='XFC1'><v>1</v></c><c><v>1</v></c></row>"
    return markup.replace(b"</sheetData>", cells + b"</sheetData>")


def one_more(markup: bytes) -> bytes:
    return markup.replace(b"</sheets>", b'<sheet name="Borte" sheetId="9" r:id="rId99"/></sheets>')


def related(markup: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    lost = b'<Relationship Id="rId99" Type="%s" Target="worksheets/borte.xml"/>' % kind
    return markup.replace(b"</Relationships>", lost + b"</Relationships>")


def elsewhere(markup: bytes) -> bytes:
    return markup.replace(b"worksheets/sheet1.xml", b"/annet/ark.bin")


RELATIONS = "xl/_rels/workbook.xml.rels"
REACHING = {
    "single quotes": ({SHEET: far}, {}),
    "cells without a name": ({SHEET: unnamed}, {}),
    "a cell without a name after one in another row": ({SHEET: unnamed_after_a_named}, {}),
    "another sheet is missing": ({SHEET: far, "xl/workbook.xml": one_more, RELATIONS: related}, {}),
    "another case": ({SHEET: far}, {SHEET: "xl/worksheets/Sheet1.XML"}),
    "a part elsewhere": ({SHEET: far, RELATIONS: elsewhere}, {SHEET: "annet/ark.bin"}),
}


@pytest.mark.parametrize(("changes", "renamed"), REACHING.values(), ids=REACHING)
def test_a_sheet_that_claims_to_reach_too_far_is_refused_however_it_is_written(
    tmp_path: Path, changes: dict[str, Callable[[bytes], bytes]], renamed: dict[str, str]
) -> None:
    with pytest.raises(Unreadable, match="flere celler i et ark"):
        open_document(spoilt(tmp_path, changes, renamed))


@pytest.mark.parametrize("count", ["99999999", "99999999999", "9999999999999999999"])
def test_a_table_of_texts_that_claims_too_many_is_refused(tmp_path: Path, count: str) -> None:
    texts = {"xl/sharedStrings.xml": lambda m: m.replace(b'uniqueCount="1"', f"uniqueCount='{count}'".encode())}
    with pytest.raises(Unreadable, match=r"flere celler|skadet"):
        open_document(spoilt(tmp_path, texts))


@pytest.mark.parametrize("repeated", [b'<c r="A1" ' + b'r="A1" ' * 20_000, b"<c r='A1' " * 20_000], ids=["r", "c"])
def test_markup_that_repeats_itself_is_damage_told_at_once(tmp_path: Path, repeated: bytes) -> None:
    with pytest.raises(Unreadable, match="skadet"):
        open_document(spoilt(tmp_path, {SHEET: lambda markup: markup.replace(b'<c r="A1"', repeated)}))
    book = {"xl/workbook.xml": lambda markup: markup.replace(b"<sheet ", b"<sheet " * 20_000)}
    with pytest.raises(Unreadable, match="skadet"):
        open_document(spoilt(tmp_path, book, number="2"))


def test_a_part_is_found_in_another_case_and_its_formulas_with_it(tmp_path: Path) -> None:
    formula = {SHEET: lambda markup: markup.replace(b"<v>2013</v>", b"<f>A1</f>")}
    document = open_document(spoilt(tmp_path, formula, {SHEET: "xl/worksheets/Sheet1.xml"}))
    assert [(c.text, c.changed) for c in document.tables[0].cells] == [("Rapport", False), ("#", True)]


def test_cells_without_names_stand_where_the_library_puts_them() -> None:
    markup = b"<sheetData><row r='3'><c r='B9'/><c><f>1</f></c></row><row><c/><c/><c><f/><v>2</v></c></row></sheetData>"
    seen = seen_cells(markup, most=5)
    assert (seen.rows, seen.columns, seen.count) == (9, 3, 5)
    assert (seen.formulas, seen.uncomputed) == ({(2, 2), (3, 2)}, {(2, 2)})
    with pytest.raises(TooManyCells):
        seen_cells(markup, most=4)


def test_many_formulas_that_were_never_computed_are_each_asked_about(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><f>1</f></c></row>' % (n, n) for n in range(2, 20_002))
    path = spoilt(tmp_path, {SHEET: lambda markup: markup.replace(b"</sheetData>", rows + b"</sheetData>")})
    assert sum(cell.changed for cell in open_document(path).tables[0].cells) == 20_000


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            b"<table:table-row table:number-rows-repeated='99999'><table:table-cell office:value-type='float'/>",
            "pakker",
        ),
        (
            b"<table:table-row><table:table-cell office:value-type='float' table:number-columns-repeated='9999'/>",
            "pakker",
        ),
        (b"<table:table-row><table:table-cell " + b"office:value-type=" * 20_000, "skadet"),
    ],
    ids=["a row", "a cell", "markup"],
)
def test_an_open_document_that_repeats_a_value_is_refused(tmp_path: Path, cells: bytes, why: str) -> None:
    path = tmp_path / "bok.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"<table:table>" + cells + b"</table:table-row></table:table>")
    with pytest.raises(Unreadable, match=why):
        open_document(path)


@pytest.mark.parametrize(
    ("ends", "why"),
    [("import os; os.abort()", "er skadet"), ("import time; time.sleep(60)", "tok mer enn 1 sekunder")],
    ids=["memory", "time"],
)
def test_an_old_workbook_that_ends_the_process_it_is_tried_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, why: str
) -> None:
    path = tmp_path / "gammel.xls"
    path.write_bytes(OLD + "Workbook".encode("utf-16-le"))
    run = subprocess.run
    monkeypatch.setattr(trying, "SECONDS", 1)
    monkeypatch.setattr(
        trying.subprocess, "run", lambda _command, **how: run([sys.executable, "-c", ends], **{**how, "timeout": 1})
    )
    with pytest.raises(Unreadable, match=f"«gammel.xls» {why}"):
        open_document(path)


def test_an_old_workbook_is_tried_with_so_much_memory_and_then_read_or_refused_in_order(tmp_path: Path) -> None:
    path = tmp_path / "gammel.xls"
    path.write_bytes(OLD + "Workbook".encode("utf-16-le"))
    trying.tried_out(path)
    with pytest.raises(Unreadable, match=r"«gammel\.xls» er skadet"):
        open_document(path)


class PanicException(BaseException):
    """What the library that reads the cells raises when it gives up: no `Exception`."""


@pytest.mark.parametrize("at", ["from_path", "sheet"])
def test_a_panic_of_the_library_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    path = tmp_path / "bok.xlsx"
    openpyxl.Workbook().save(path)

    def panics(*_args: object) -> None:
        raise PanicException("index out of bounds")

    book = MagicMock(sheets_metadata=[MagicMock(visible=calamine.SheetVisibleEnum.Visible)])
    book.sheets_metadata[0].typ = calamine.SheetTypeEnum.WorkSheet
    book.get_sheet_by_index = panics
    book.__enter__.return_value = book
    book.__exit__.return_value = False
    opens = MagicMock(from_path=panics if at == "from_path" else lambda _path: book)
    monkeypatch.setattr(calamine, "CalamineWorkbook", opens)
    for reads in (open_document, raw_sheets):
        with pytest.raises(Unreadable, match=r"«bok\.xlsx» er skadet"):
            reads(path)
