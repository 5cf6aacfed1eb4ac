"""A workbook is read as a person sees it: values as written, merged cells once, hidden sheets named and left out."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from boso.importers.documents.opening import open_document
from boso.importers.documents.sheets import as_written, cell_name, position
from boso.kernel.errors import Unreadable


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
    assert position(name) == (row, column)


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
    path = tmp_path / "fjern.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(0, 0, "Rapport")
    changed = tmp_path / "endret.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content.replace(b'<c r="A1"', f'<c r="{name}"'.encode()))
    with pytest.raises(Unreadable, match="skadet"):
        open_document(changed)
