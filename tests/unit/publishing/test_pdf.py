"""The PDF is tagged, carries its data, and survives every sign a text can hold."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua  # type: ignore[import-untyped]
import pypdfium2 as pdfium
import pytest

from boso.kernel.figures import number
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.values import MoneyLine
from boso.publishing.writers.pdf import write_pdf
from tests.unit.publishing.factsheet_values import one_year, prove_vik

MADE = date(2014, 2, 10)
SPECIAL = "#let x = 1 [*_`$@<label> \\ // /* \" ' &amp; {{ }} =cmd|' /C calc'!A0 æøå «» – ⟨∅⟩"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    values = replace(prove_vik(), money=(MoneyLine(label=SPECIAL, amounts={"budget": number(1)}),))
    path = tmp_path_factory.mktemp("pdf") / "faktaark.pdf"
    path.write_bytes(write_pdf(fact_sheet(values, language="nb", made=MADE)))
    return path


def test_the_checkable_rules_of_pdf_ua_hold(pdf: Path) -> None:
    report = pdfua.validate(str(pdf))
    assert [f for f in report.findings if str(f.severity).endswith("ERROR")] == []


def test_title_language_and_marks_of_the_standards_are_set(pdf: Path) -> None:
    raw = pdf.read_bytes()
    assert b"pdfuaid:part" in raw
    assert b"pdfaid:part" in raw
    document = pdfium.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "Faktaark 2013: Prøvevik"


def test_special_signs_are_printed_as_they_are(pdf: Path) -> None:
    document = pdfium.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    folded = "".join(text.split())
    for piece in ("#letx=1[*_`$@<label>", "&amp;{{}}", "æøå«»"):
        assert piece in folded


def test_the_data_is_attached_and_reads_back(pdf: Path) -> None:
    document = pdfium.PdfDocument(pdf)
    attachment = document.get_attachment(0)
    read = json.loads(bytes(attachment.get_data()))
    assert read["title"] == "Faktaark 2013: Prøvevik"
    assert {f["code"] for f in read["data"]["figures"]} >= {"A_no_dwelling.housed", "C1.co_financed"}


def test_the_first_page_holds_the_whole_first_sheet(pdf: Path) -> None:
    document = pdfium.PdfDocument(pdf)
    first = document[0].get_textpage().get_text_range()
    assert "Hva som mangler" in first
    assert "Økonomi" not in first


def test_a_municipality_with_one_year_gets_a_sheet() -> None:
    assert write_pdf(fact_sheet(one_year(), language="nn", made=MADE)).startswith(b"%PDF")
