"""A document gives away no number that it does not show: every byte of it is searched for one, as an attacker would."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from boso.kernel.figures import Figure, Kind, doubted, number
from boso.publishing.annual.composing import annual_report
from boso.publishing.comparison.composing import comparison
from boso.publishing.comparison.table_file import write_csv
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.values import MoneyLine
from boso.publishing.values import Publication
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.html import write_html
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from boso.publishing.writers.xlsx import write_xlsx
from tests.unit.publishing.annual_values import region_values
from tests.unit.publishing.comparison_values import compared
from tests.unit.publishing.factsheet_values import prove_vik
from tests.unit.publishing.test_fact_sheet import MADE

HIDDEN = 48_151_623  # stands nowhere by chance, in whatever way it is written
WRITTEN = re.compile(
    rb"48(?:[.,\s]|\xc2\xa0|\xe2\x80\xaf|&nbsp;|&#160;)?151(?:[.,\s]|\xc2\xa0|&nbsp;|&#160;)?623|4\.8151623e"
)
CODE, NEED = "C2.new_allocations", "A_no_dwelling.status_end"
DOUBTFUL = [
    doubted(number(HIDDEN)),
    Figure(kind=Kind.TENTATIVE, value=Decimal(HIDDEN), raw=f"({HIDDEN})", certain=False),
    Figure(kind=Kind.APPROXIMATE, value=Decimal(HIDDEN), raw=f"ca. {HIDDEN}", certain=False),
]
SUPPRESSED = Figure(kind=Kind.SUPPRESSED, raw=str(HIDDEN), comment=f"var {HIDDEN}")
WRITERS: dict[str, Callable[[Publication], bytes]] = {
    "json": write_json,
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}


def sheet(figure: Figure) -> Publication:
    values = prove_vik()
    series = {**values.series, CODE: {**values.series[CODE], 2012: figure, 2013: figure}}
    money = (MoneyLine(label="Boskole", amounts={"budget": number(1), "own": figure}),)
    return fact_sheet(replace(values, series=series, money=money), language="nb", made=MADE)


def report(figure: Figure) -> Publication:
    values = region_values()
    told = values.figures.told["p0"]
    changed = {**told, NEED: {year: replace(each, figure=figure) for year, each in told[NEED].items()}}
    figures = replace(values.figures, told={**values.figures.told, "p0": changed})
    return annual_report(replace(values, figures=figures), language="nb", made=MADE)


def beside(figure: Figure) -> Publication:
    values = compared()
    ((code, matrix),) = values.matrices.items()
    cells = {key: cell._replace(figure=figure) if key == (0, 2012) else cell for key, cell in matrix.cells.items()}
    return comparison(replace(values, matrices={code: replace(matrix, cells=cells)}), language="nb", made=MADE)


def opened(content: bytes) -> bytes:
    """The file and everything packed in it: parts of an Office file; text, streams and attachments of a PDF."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"\n".join([content, *(packed.read(name) for name in packed.namelist())])
    if not content.startswith(b"%PDF"):
        return content
    document = pdfium.PdfDocument(content)
    attached = [bytes(document.get_attachment(n).get_data()) for n in range(document.count_attachments())]
    pages = [page.get_textpage().get_text_range().encode() for page in document]
    told = [document.get_metadata_value(key).encode() for key in ("Title", "Subject", "Keywords")]
    assert attached
    return b"\n".join([content, *attached, *pages, *told])


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("document", [sheet, report, beside])
def test_no_byte_of_a_document_holds_a_number_that_is_doubtful_or_hidden(
    document: Callable[[Figure], Publication], ending: str
) -> None:
    for figure in (*DOUBTFUL, SUPPRESSED) if ending != "pdf" else (DOUBTFUL[0], SUPPRESSED):
        found = WRITTEN.search(opened(WRITERS[ending](document(figure))))
        assert found is None, f"{figure.kind}: {found}"


def test_the_search_finds_a_number_that_is_shown() -> None:
    for ending, write in WRITERS.items():
        assert WRITTEN.search(opened(write(sheet(number(HIDDEN))))), ending


def test_a_table_file_holds_no_doubtful_number() -> None:
    assert WRITTEN.search(write_csv(compared(hidden=HIDDEN), "nb")) is None


def test_a_doubtful_number_does_not_show_in_the_identifier_of_the_figures() -> None:
    one, other = (report(doubted(number(n))) for n in (HIDDEN, HIDDEN + 1))
    assert one.attached["identifier"] == other.attached["identifier"]
