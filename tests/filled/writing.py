"""Blocks as files: Word, workbook and PDF, each with real tables, and PDF without rules."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import typst
import xlsxwriter
from docx.document import Document as WordDocument

from tests.filled.layout import Block, TableCell

SOFFICE = shutil.which("soffice")
PAGE = """
#let blocks = json(bytes(sys.inputs.blocks))
#let ruled = sys.inputs.ruled == "yes"
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(size: 10pt, lang: "nb", hyphenate: true)
#let shown(cell) = table.cell(colspan: cell.across, rowspan: cell.down, text(cell.text))
#for block in blocks {
  if block.level > 0 { heading(level: calc.min(block.level, 4), text(block.text)) }
  else if block.columns == 0 { par(text(block.text)) }
  else {
    table(columns: block.widths.map(w => w * 1fr), stroke: if ruled { 0.5pt } else { none },
      table.header(..block.head.map(shown)), ..block.body.map(shown))
  }
}
"""


def positions(rows: Sequence[Sequence[TableCell]]) -> Iterator[tuple[int, int, TableCell]]:
    """Where each cell of a table stands when those that reach over others are counted."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            taken |= {(row + r, column + c) for r in range(cell.down) for c in range(cell.across)}


def width(rows: Sequence[Sequence[TableCell]]) -> int:
    """Columns of a table."""
    return max(column + cell.across for _, column, cell in positions(rows))


def write_word(blocks: Sequence[Block], path: Path) -> Path:
    """A Word file."""
    word = docx.Document()
    for block in blocks:
        if block.rows:
            _word_table(word, block)
        elif block.level:
            word.add_heading(block.text, min(block.level, 4))
        else:
            word.add_paragraph(block.text)
    word.save(str(path))
    return path


def _word_table(word: WordDocument, block: Block) -> None:
    table = word.add_table(len(block.rows), width(block.rows))
    table.style = "Table Grid"
    grid = [row.cells for row in table.rows]
    for row, column, cell in positions(block.rows):
        first = grid[row][column]
        if cell.across > 1 or cell.down > 1:
            first = first.merge(grid[row + cell.down - 1][column + cell.across - 1])
        first.text = cell.text


def write_workbook(blocks: Sequence[Block], path: Path) -> Path:
    """A workbook with the whole form on one sheet, numbers as numbers where they are nothing else."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rapport")
        at = 0
        for block in blocks:
            if not block.rows:
                sheet.write_string(at, 0, block.text)
            for row, column, cell in positions(block.rows):
                value: Any = int(cell.text) if cell.text.isdecimal() and not cell.text.startswith("0") else cell.text
                if cell.across > 1 or cell.down > 1:
                    sheet.merge_range(at + row, column, at + row + cell.down - 1, column + cell.across - 1, value)
                elif value != "":
                    sheet.write(at + row, column, value)
            at += max(1, len(block.rows)) + 1
    return path


def write_pdf(blocks: Sequence[Block], path: Path, *, ruled: bool = True) -> Path:
    """A PDF with ruled tables, or with tables set by nothing but room."""
    content = json.dumps([_for_typst(block) for block in blocks], ensure_ascii=False)
    path.write_bytes(typst.compile(PAGE.encode(), sys_inputs={"blocks": content, "ruled": "yes" if ruled else "no"}))
    return path


def _for_typst(block: Block) -> dict[str, Any]:
    columns = width(block.rows) if block.rows else 0
    widths = [3, *([1] * (columns - 1))] if columns > 2 else [1] * columns
    cells = [(row, {"text": c.text, "across": c.across, "down": c.down}) for row, _, c in positions(block.rows)]
    return {
        "text": block.text,
        "level": block.level,
        "columns": columns,
        "widths": widths,
        "head": [cell for row, cell in cells if row < block.heads],
        "body": [cell for row, cell in cells if row >= block.heads],
    }


def converted(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it in another format, in the same folder."""
    assert SOFFICE
    profile = path.parent / "profile"
    command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix, "--outdir"]
    subprocess.run([*command, str(path.parent), str(path)], check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{suffix}")
