"""A Word file is read as it is meant: what is inserted is there, what is deleted, hidden or only asked for is not."""

from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from boso.importers.documents.opening import open_document
from boso.importers.values import Cell, Document

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIELD = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
NAMES_14 = NAMES + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def opened(word: WordDocument, folder: Path) -> Document:
    """The document as it is read from a file."""
    path = folder / "rapport.docx"
    word.save(str(path))
    return open_document(path)


def paragraph(inner: str) -> str:
    """The text of a file with one paragraph of this markup."""
    return f"<w:p {NAMES_14}>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("Vi kjøpte ") + "<w:ins w:id='1'>" + run("tolv") + "</w:ins>" + run(" hus"), "Vi kjøpte tolv hus"),
        (
            run("Vi kjøpte ") + "<w:del w:id='1'><w:r><w:delText>ti</w:delText></w:r></w:del>" + run("tolv"),
            "Vi kjøpte tolv",
        ),
        (run("Synlig") + run(" skjult", "<w:vanish/>"), "Synlig"),
        (run("Gjelder") + run(" gjelder ikke", "<w:strike/>"), "Gjelder"),
        (run("Gjelder") + run(" også dette", '<w:strike w:val="0"/>'), "Gjelder også dette"),
        ("<w:sdt><w:sdtContent>" + run("Prøvevik") + "</w:sdtContent></w:sdt>", "Prøvevik"),
        (
            run("Svar: ") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("Klikk her for å skrive") + "</w:sdtContent></w:sdt>",
            "Svar:",
        ),
        (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            + run("?") + "</w:sdtContent></w:sdt>",
            "☒",
        ),
        (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            + run("?") + "</w:sdtContent></w:sdt>",
            "☐",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
        (
            FIELD.format("begin", "") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            + FIELD.format("separate", "") + run("7") + FIELD.format("end", ""),
            "7",
        ),
        (
            FIELD.format("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
            + FIELD.format("end", ""),
            "☒",
        ),
        ("<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t></w:r>", "A\tB\nC-D"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_was_meant(tmp_path: Path, inner: str, text: str) -> None:
    word = docx.Document()
    word.element.body.insert(0, parse_xml(paragraph(inner)))
    word.add_paragraph("Slutt")
    assert opened(word, tmp_path).text.split("\n\n")[0] == text


def test_numbers_that_word_prints_by_itself_are_part_of_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("Innledning", "Status"):
        word.add_paragraph(text, style="List Number")
    word.add_paragraph("Løst", style="List Bullet")
    assert opened(word, tmp_path).text.split("\n\n")[:3] == ["1. Innledning", "2. Status", "Løst"]


def test_headers_footers_and_tables_of_contents_are_no_text_and_footnotes_are_findings(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Topptekst"
    word.sections[0].footer.paragraphs[0].text = "Bunntekst"
    style = word.styles.add_style("TOC 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("1.1 Anskaffe og beholde bolig 3", style=style)
    word.add_paragraph("1.1 Anskaffe og beholde bolig")
    document = opened(word, tmp_path)
    assert document.text.strip() == "1.1 Anskaffe og beholde bolig"
    assert document.place(0, 5).paragraph == 1


def test_cells_stand_where_the_grid_has_them(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 4)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "bred"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "høy"
    table.cell(2, 3).text = "siste"
    cells = {c.text: c for c in opened(word, tmp_path).tables[0].cells if c.text}
    assert [(c.row, c.column, c.row_span, c.column_span) for c in cells.values()] == [
        (0, 1, 1, 2),
        (1, 0, 2, 1),
        (2, 3, 1, 1),
    ]


def test_every_cell_knows_its_stretch_of_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Før")
    table = word.add_table(2, 2)
    for n, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"celle {n}"
    word.add_paragraph("Etter")
    document = opened(word, tmp_path)
    found = document.tables[0]
    assert [document.text[c.start : c.end].strip() for c in found.cells] == ["celle 0", "celle 1", "celle 2", "celle 3"]
    assert document.text[: found.start].strip() == "Før"
    assert document.text[found.end :].strip() == "Etter"
    assert document.place(found.cells[3].start, found.cells[3].end).as_json() == {"table": 0, "row": 1, "column": 1}


def test_a_table_in_a_cell_is_a_table_of_its_own_within_the_cell(tmp_path: Path) -> None:
    word = docx.Document()
    outer = word.add_table(1, 1).cell(0, 0)
    outer.text = "Svar"
    outer.add_table(1, 2).cell(0, 1).text = "indre"
    document = opened(word, tmp_path)
    whole, inner = document.tables
    assert (whole.cells[0].text, [c.text for c in inner.cells]) == ("Svar", ["", "indre"])
    assert whole.cells[0].start <= inner.start < inner.end <= whole.cells[0].end


def test_a_cell_with_tracked_changes_says_so_and_a_deleted_row_is_gone(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 2)
    for n, row in enumerate(table.rows):
        row.cells[0].text = f"rad {n}"
    table.cell(0, 1).paragraphs[0]._p.append(parse_xml(f"<w:ins {NAMES}>{run('12')}</w:ins>"))
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {NAMES}/>"))
    cells: list[Cell] = list(opened(word, tmp_path).tables[0].cells)
    assert [(c.row, c.text, c.changed) for c in cells if c.text] == [
        (0, "rad 0", False),
        (0, "12", True),
        (1, "rad 2", False),
    ]


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "a", "b"
    row = table.rows[1]._tr
    control = parse_xml(f"<w:sdt {NAMES}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    assert [(c.row, c.column) for c in opened(word, tmp_path).tables[0].cells if c.text] == [(0, 0), (1, 1)]


def test_a_cell_that_says_it_reaches_over_more_columns_than_there_can_be_costs_nothing(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(2, 2).rows[0].cells[0]
    cell.text = "Sum"
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(f'<w:gridSpan {NAMES} w:val="99999999"/>'))
    grid = opened(word, tmp_path).tables[0].grid()
    assert max(len(row) for row in grid) < 1_000
