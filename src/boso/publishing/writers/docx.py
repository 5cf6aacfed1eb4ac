"""A publication as a Word document that can be edited: real styles, table heads, alternative texts."""

import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from boso.publishing.charts import Drawn, draw, draw_small, picture, width_of
from boso.publishing.values import (
    Bars,
    Block,
    Chart,
    Contents,
    Grid,
    Heading,
    KeyFigures,
    Multiples,
    Paragraph,
    Points,
    Publication,
    Sheet,
    TileMap,
)
from boso.publishing.words import word

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
ACCENT = RGBColor(0x0B, 0x5C, 0x8F)
INK = RGBColor(0x1E, 0x2B, 0x3C)
PAGE_WIDTH = 17.4  # centimetres between the margins
FIRST, TEXT = 2.0, 2.0  # how wide a column of names or of text is beside one of numbers
LINES = "A9AFB6"
LINES_WIDE, CENTIMETRES = 11.0, 0.024  # a time series; a unit of any other drawing


def write_docx(publication: Publication) -> bytes:
    """The document as bytes."""
    document = docx.Document()
    _set_up(document, publication)
    document.add_paragraph(publication.title, style="Title")
    document.add_paragraph(publication.subtitle, style="Subtitle")
    if publication.invented:
        document.add_paragraph(style="Normal").add_run(word("invented", publication.language)).bold = True
    for block in publication.blocks:
        _add(document, block)
    if publication.sources:
        document.add_heading(word("sources", publication.language), 1)
        for source in publication.sources:
            document.add_paragraph(source, style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any, publication: Publication) -> None:
    """Page, language and type once, in the styles, so that an editor changes them in one place."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = publication.title, publication.subtitle, "boso"
    properties.language = LOCALES[publication.language]
    for name, size in (("Normal", 9.5), ("Title", 20), ("Subtitle", 10.5), ("Heading 1", 13), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = "Inter", Pt(size)
        if name != "Normal":
            style.font.color.rgb, style.font.italic = INK, False
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[publication.language])
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    document.sections[0].footer.paragraphs[0].text = word(
        "footer", publication.language, date=publication.made.strftime("%d.%m.%Y")
    )


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(text, level)
        case Paragraph() | Points():
            _add_text(document, block)
        case KeyFigures():
            _add_key_figures(document, block)
        case Grid():
            _add_grid(document, block)
        case Chart() | Bars() | TileMap():
            _add_chart(document, block)
        case Multiples():
            _add_multiples(document, block)
        case Contents():
            _add_contents(document, block)
        case Sheet():
            document.add_page_break()


def _add_text(document: Any, block: Paragraph | Points) -> None:
    if isinstance(block, Paragraph):
        document.add_paragraph(block.text)
        return
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _add_key_figures(document: Any, block: KeyFigures) -> None:
    """One line each, so that a screen reader meets label, number and unit together."""
    for item in block.items:
        line = document.add_paragraph()
        line.add_run(f"{item.label}: ")
        number = line.add_run(item.shown)
        number.bold, number.font.size, number.font.color.rgb = True, Pt(14), ACCENT
        rest = [f"{item.unit}, {item.year}", item.change, item.note]
        line.add_run(" " + " · ".join(part for part in rest if part))


def _add_grid(document: Any, grid: Grid) -> None:
    caption = document.add_paragraph()
    caption.add_run(grid.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(grid.columns))
    _rule(table._tbl.tblPr, "w:tblBorders", {"bottom": 4, "insideH": 4})
    _mark_head(table.rows[0])
    for place, column in enumerate(grid.columns):
        _fill(table.rows[0].cells[place], column.label, right=column.numeric, bold=True)
        _rule(table.rows[0].cells[place]._tc.get_or_add_tcPr(), "w:tcBorders", {"bottom": 8})
    for row in grid.rows:
        cells = table.add_row().cells
        for place, entry in enumerate(row):
            _fill(cells[place], f"{entry.shown} {entry.note}".strip(), right=grid.columns[place].numeric)
    _set_widths(table, grid)
    for note in grid.notes:
        document.add_paragraph(note).runs[0].italic = True
    document.add_paragraph()


def _rule(properties: Any, tag: str, edges: Mapping[str, int]) -> None:
    """Thin grey lines at these edges and no others; thickness in eighths of a point."""
    borders = OxmlElement(tag)
    for edge, thickness in edges.items():
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", str(thickness)), ("color", LINES)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)


def _set_widths(table: Any, grid: Grid) -> None:
    """The first column holds names and is wider; a column of text is wider than one of numbers."""
    lone = len(grid.columns) == 2
    shares = [
        FIRST if place == 0 else (2 * FIRST if lone else TEXT) if column.wide else 1.0
        for place, column in enumerate(grid.columns)
    ]
    table.autofit = False
    for place, share in enumerate(shares):
        width = Cm(PAGE_WIDTH * share / sum(shares))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width


def _mark_head(row: Any) -> None:
    """The head row repeats on each page and is told to a screen reader as head."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def _fill(cell: Any, text: str, *, right: bool, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    words = paragraph.add_run(text)
    words.bold, words.font.size = bold, Pt(8.5)
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_chart(document: Any, chart: Drawn) -> None:
    """The drawing as a picture with its alternative text, and its table after it."""
    heading = document.add_paragraph()
    heading.add_run(chart.title).bold = True
    heading.add_run(f"\n{chart.subtitle}")
    heading.paragraph_format.keep_with_next = True
    drawing = draw(chart)
    wide = min(PAGE_WIDTH, width_of(drawing) * CENTIMETRES) if not isinstance(chart, Chart) else LINES_WIDE
    document.add_picture(io.BytesIO(picture(drawing)), width=Cm(wide))
    shape = document.inline_shapes[-1]._inline.docPr
    shape.set("descr", chart.alternative)
    shape.set("title", chart.title)
    if isinstance(chart, Chart) and chart.peers_label:
        document.add_paragraph(chart.peers_label).runs[0].italic = True
    if chart.told:
        _add_grid(document, chart.table)


def _add_multiples(document: Any, block: Multiples) -> None:
    """The drawings three to a line, each with its alternative text, and the table of them all."""
    heading = document.add_paragraph()
    heading.add_run(block.title).bold = True
    heading.add_run(f"\n{block.subtitle}")
    heading.paragraph_format.keep_with_next = True
    line = document.add_paragraph()
    for chart in block.charts:
        line.add_run(" ").add_picture(io.BytesIO(picture(draw_small(chart, heading=True))), width=Cm(5.4))
        inline = document.inline_shapes[-1]._inline
        for side in ("distL", "distR"):  # unsaid, a word processor puts room beside each
            inline.set(side, "0")
        inline.docPr.set("descr", chart.alternative)
        inline.docPr.set("title", chart.title)
    _add_grid(document, block.table)


def _add_contents(document: Any, block: Contents) -> None:
    """A table of contents that the word processor fills with page numbers; until then the headings themselves."""
    document.add_paragraph().add_run(block.title).bold = True
    line = document.add_paragraph()
    _field_mark(line, "begin")
    order = OxmlElement("w:instrText")
    order.set(qn("xml:space"), "preserve")
    order.text = 'TOC \\o "1-2" \\h \\z \\u'
    line.add_run()._r.append(order)
    _field_mark(line, "separate")
    for entry in block.entries:
        line.add_run(f"{'    ' * (entry.level - 1)}{entry.text}").add_break()
    _field_mark(line, "end")


def _field_mark(line: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if kind == "begin":
        mark.set(qn("w:dirty"), "true")
    line.add_run()._r.append(mark)
