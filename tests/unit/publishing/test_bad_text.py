"""Whatever a text holds, every writer makes a file that opens, runs nothing, and says the text."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pdfua  # type: ignore[import-untyped]
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from boso.cli.documents import write_all
from boso.importers.publications.wording import without_gaps
from boso.publishing.values import (
    Column,
    Entry,
    Grid,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Points,
    Publication,
)
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.html import write_html
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from boso.publishing.writers.printable import printable
from boso.publishing.writers.xlsx import write_xlsx
from tests.unit.publishing.drawn_blocks import five_places, two_parts
from tests.unit.publishing.generated import NASTY

texts = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=40)).map(lambda text: f"{text} n")
QUICK = settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))


def saying(text: str) -> Publication:
    """A publication that says the text in every place there is."""
    bars, tiles = two_parts(), five_places()
    return Publication(
        title=text,
        subtitle=text,
        language="nb",
        made=date(2014, 2, 10),
        invented=True,
        blocks=(
            Heading(text),
            Paragraph(text),
            Note(text),
            Points((text,)),
            KeyFigures((KeyFigure(label=text, shown=text, unit=text, year=2013, note=text, change=text),)),
            replace(bars, title=text, alternative=text, bars=tuple(replace(b, label=text) for b in bars.bars)),
            replace(tiles, title=text, missing=text, tiles=tuple(replace(t, label=text) for t in tiles.tiles)),
            Grid(
                caption=text,
                columns=(Column(label=text), Column(label=text, numeric=True)),
                rows=((Entry(shown=text), Entry(shown=text, note=text)),),
                notes=(text,),
            ),
        ),
        sources=(text,),
        definitions=((text, text),),
        attached={"text": text},
        keywords=(text,),
    )


@QUICK
@given(texts)
def test_a_word_file_opens_and_says_the_text(text: str) -> None:
    opened = docx.Document(io.BytesIO(write_docx(saying(text))))
    said = {without_gaps(paragraph.text) for paragraph in opened.paragraphs}
    assert without_gaps(printable(saying(text)).title) in said


@QUICK
@given(texts)
def test_no_cell_of_a_workbook_becomes_a_formula_or_a_link(text: str) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(write_xlsx(saying(text))))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [c for c in cells if c.hyperlink and c.hyperlink.target] == []


@QUICK
@given(texts)
def test_a_page_holds_the_text_and_no_markup_of_it(text: str) -> None:
    page = html.fromstring(write_html(saying(text)).decode())
    assert page.xpath("//script") == []
    assert without_gaps(page.xpath("//h1")[0].text_content()) == without_gaps(printable(saying(text)).title)


@QUICK
@given(texts)
def test_json_is_json(text: str) -> None:
    assert json.loads(write_json(saying(text)))["title"] == printable(saying(text)).title


@settings(QUICK, max_examples=3)
@given(texts)
def test_a_pdf_opens_and_keeps_the_checkable_rules(text: str) -> None:
    assert write_pdf(saying(text)).startswith(b"%PDF")


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_pdf_of_special_signs_keeps_the_rules_of_its_standard(text: str, tmp_path: Path) -> None:
    path = tmp_path / "special.pdf"
    path.write_bytes(write_pdf(saying(f"{text} n")))
    assert [f for f in pdfua.validate(str(path)).findings if str(f.severity).endswith("ERROR")] == []
    assert len(pdfium.PdfDocument(path)) >= 1


def test_a_sign_that_the_type_lacks_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "signs.pdf"
    path.write_bytes(write_pdf(saying("Bolig 😀")))
    assert "[U+1F600]" in pdfium.PdfDocument(path)[0].get_textpage().get_text_range()


def test_a_name_with_norwegian_letters_names_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_all(saying("Ål"), ["json", "docx"], stem="faktaark-ålesund-æøå", folder=tmp_path / "årsmelding")
    assert {p.name for p in (tmp_path / "årsmelding").iterdir()} == {
        "faktaark-ålesund-æøå.json",
        "faktaark-ålesund-æøå.docx",
    }
