"""Tables of a Word document: a real style, a head that is told as head and repeats, widths by content."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from boso.publishing.values import Grid, KeyFigures
from boso.publishing.writers import word_styles as styles
from boso.publishing.writers.widths import shares

PAGE_WIDTH = 17.4  # centimetres between the margins
WHOLE = 15  # rows up to which a table is never parted between pages


def add_grid(document: Any, grid: Grid) -> None:
    """The caption on a line of its own, the table, and its notes."""
    document.add_paragraph(" ".join(grid.caption.split("\n")), style="Caption")
    table = _add_table(document, rows=len(grid.rows) + 1, widths=shares(grid), about=grid.caption)
    for place, column in enumerate(grid.columns):
        style = styles.HEAD_NUMBER if column.numeric else styles.HEAD
        _fill(table, 0, place, column.label, style)
    for line, row in enumerate(grid.rows, 1):
        for place, entry in enumerate(row):
            style = styles.NUMBER if grid.columns[place].numeric else styles.CELL
            _fill(table, line, place, entry.text, style)
    _keep_together(table)
    for note in grid.notes:
        document.add_paragraph(note, style=styles.NOTE)


def add_key_figures(document: Any, block: KeyFigures, about: str) -> None:
    """A table with what is counted as heads, the numbers under them, and what qualifies them."""
    table = _add_table(document, rows=3, widths=[1.0] * len(block.items), about=about)
    for place, item in enumerate(block.items):
        _fill(table, 0, place, item.label, styles.HEAD)
        _fill(table, 1, place, item.shown, styles.KEY)
        rest = (f"{item.unit}, {item.year}", item.change, item.note)
        _fill(table, 2, place, "; ".join(part for part in rest if part), styles.NOTE)
    _keep_together(table)


def _add_table(document: Any, *, rows: int, widths: list[float], about: str) -> Any:
    table = document.add_table(rows=rows, cols=len(widths), style=styles.TABLE)
    table.autofit = False
    for place, share in enumerate(widths):
        width = Cm(PAGE_WIDTH * share / sum(widths))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width
    _describe(table, about)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    return table


def _describe(table: Any, about: str) -> None:
    """What the table is, for who cannot see it; the first row and the first column are heads."""
    properties = table._tbl.tblPr
    for tag in ("w:tblLook", "w:tblCaption"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    heads = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    look = "".join(f' w:{name}="{on}"' for name, on in heads.items())
    properties.append(parse_xml(f'<w:tblLook {nsdecls("w")} w:val="06A0"{look}/>'))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), about)
    properties.append(caption)


def _fill(table: Any, row: int, column: int, text: str, style: str) -> None:
    paragraph = table._cells[row * len(table.columns) + column].paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)


def _keep_together(table: Any) -> None:
    """A short table is never parted; of a long one the head keeps its first rows, and the last rows stay together."""
    count = len(table.rows)
    kept = range(count - 1) if count - 1 <= WHOLE else (0, 1, count - 2)
    width = len(table.columns)
    for row in kept:
        for cell in table._cells[row * width : (row + 1) * width]:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
