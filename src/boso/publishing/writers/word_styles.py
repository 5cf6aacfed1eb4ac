"""The styles of a Word document, set once, so that an editor changes type, colour and lines in one place."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
TYPE = "Arial"  # on every machine that opens the file; the type of the house is on few of them
ACCENT = RGBColor(0x0B, 0x5C, 0x8F)
INK = RGBColor(0x1E, 0x2B, 0x3C)
QUIET = RGBColor(0x54, 0x5B, 0x64)
LINES, STRONG_LINE = "A9AFB6", "545B64"

TABLE, CELL, NUMBER, HEAD, HEAD_NUMBER = "Boso Table", "Boso Cell", "Boso Number", "Boso Head", "Boso Head Number"
TEXT, LINE, POINT, FIRST_POINT = "Boso Text", "Boso Line", "Boso Point", "Boso First Point"  # what a person wrote
CHART_TITLE, NOTE, REMARK, KEY, MARK = "Boso Chart Title", "Boso Note", "Boso Remark", "Boso Key Figure", "Boso Mark"

# name: based on, size, bold, colour, points before and after
BUILT_IN: dict[str, tuple[float, bool, RGBColor, float, float]] = {
    "Normal": (9.5, False, INK, 0, 5),
    "Title": (20, True, INK, 0, 2),
    "Subtitle": (10, False, QUIET, 0, 8),
    "Heading 1": (13, True, INK, 12, 3),
    "Heading 2": (11, True, INK, 10, 3),
    "Heading 3": (9.5, True, INK, 8, 2),
    "Caption": (9.5, True, INK, 8, 3),
    "List Bullet": (9.5, False, INK, 0, 2),
    "List Number": (9.5, False, INK, 0, 2),
}
OWN: dict[str, tuple[float, bool, RGBColor, float, float]] = {
    CELL: (8.5, False, INK, 1, 1),
    NUMBER: (8.5, False, INK, 1, 1),
    HEAD: (8, True, INK, 1, 1),
    HEAD_NUMBER: (8, True, INK, 1, 1),
    CHART_TITLE: (9.5, True, INK, 10, 0),
    NOTE: (8, False, QUIET, 2, 4),
    REMARK: (9, False, INK, 4, 6),
    KEY: (16, True, ACCENT, 0, 0),
    MARK: (9.5, True, INK, 4, 6),
}
WRITTEN = {TEXT: ("Normal", 6), LINE: ("Normal", 0), POINT: ("List Bullet", 0), FIRST_POINT: ("List Bullet", 6)}
RIGHT = (NUMBER, HEAD_NUMBER)
CLOSE = (CELL, NUMBER, HEAD, HEAD_NUMBER, NOTE)  # lines as close as the type has them, so that tables stay whole
LISTS, HANGING = ("List Bullet", "List Number"), Cm(0.45)
KEPT_WITH_NEXT = ("Caption", CHART_TITLE, "Heading 1", "Heading 2", "Heading 3")


def set_styles(document: Any, language: str) -> None:
    """Type, colour, room and language of every style the document uses."""
    for name, looks in BUILT_IN.items():
        _set(document.styles[name], *looks)
    for name, looks in OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set(style, *looks)
    for name, (base, before) in WRITTEN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
    for name in RIGHT:
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in CLOSE:
        document.styles[name].paragraph_format.line_spacing = 1.0
    for name in LISTS:
        form = document.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = HANGING, -HANGING
    for name in KEPT_WITH_NEXT:
        document.styles[name].paragraph_format.keep_with_next = True
    _set_lines(document)
    _set_table_style(document)
    _set_language(document, LOCALES[language])


def _set(style: Any, size: float, bold: bool, colour: RGBColor, before: float, after: float) -> None:
    style.font.name, style.font.size, style.font.bold = TYPE, Pt(size), bold
    style.font.italic, style.font.color.rgb = False, colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    run = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:kern"):  # the template spaces out the letters of titles
        for found in run.findall(qn(tag)):
            run.remove(found)
    fonts = run.get_or_add_rFonts()
    for name in [n for n in fonts.attrib if n.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), TYPE)


def _set_lines(document: Any) -> None:
    """No line under the title; an accent beside a remark, a frame around the mark of what is invented."""
    title = document.styles["Title"].element.get_or_add_pPr()
    for found in title.findall(qn("w:pBdr")):
        title.remove(found)
    left = '<w:left w:val="single" w:sz="18" w:space="8" w:color="0B5C8F"/>'
    around = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="B97C00"/>'
        for side in ("top", "left", "bottom", "right")
    )
    for name, edges in ((REMARK, left), (MARK, around)):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )


def _set_table_style(document: Any) -> None:
    """Thin lines under the rows, a stronger one under the head, no box."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            f'<w:bottom w:val="single" w:sz="4" w:color="{LINES}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:color="{LINES}"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:color="{STRONG_LINE}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        )
    )


def _set_language(document: Any, locale: str) -> None:
    """The language of the text, for hyphenation, spelling and reading aloud."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for run in (defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"), document.styles["Normal"].element.rPr):
        for found in run.findall(qn("w:lang")):
            run.remove(found)
        run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{locale}" w:eastAsia="{locale}"/>'))


def set_page(document: Any) -> None:
    """A4 with the margins of the house."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)
