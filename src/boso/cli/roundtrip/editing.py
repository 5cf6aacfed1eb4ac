"""One answer edited by hand in a file, as somebody might: the edit must be seen and asked about, never just taken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import docx
import openpyxl

from boso.cli.roundtrip.comparing import read_file
from boso.cli.roundtrip.files import MADE, front_of, without_own_data, write
from boso.cli.roundtrip.generating import report
from boso.publishing.report.composing import publication_of
from boso.publishing.report.writing import write_paper
from boso.publishing.values import Publication
from boso.questionnaires.values import Edition
from boso.reporting.rules.telling import told
from boso.reporting.values import ReportContent
from boso.reporting.values.told import Said, Told

PUT = "31 717"  # a number that no generated report has
SEEN = ("paper.changed", "paper.checksum", "workbook.altered")


def unnoticed(seed: int, folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a report, each with one answer edited, in which nobody is asked about it: format and what."""
    content, edition = report(seed)
    random = Random(seed)  # noqa: S311  # the same edit again, nothing secret
    for path in edited(content, edition, random, folder):
        for own_data, file in ((True, path), *([(False, without_own_data(path))] if path.suffix != ".xlsx" else [])):
            read = read_file(file)
            if read is None or not any(finding.code in SEEN for finding in read.findings):
                yield path.suffix[1:], f"report {seed}, {'with' if own_data else 'without'} its own data"


def edited(content: ReportContent, edition: Edition, random: Random, folder: Path) -> Iterator[Path]:
    """The files, each with one answer edited; none where a file has no figure to edit."""
    seed = content.report.id
    word = folder / f"{seed}-edited.docx"
    word.write_bytes(write(content, edition, "docx", "nb"))
    if _edit_word(word, random):
        yield word
    paper = _edited_paper(content, edition, random)
    if paper:
        (folder / f"{seed}-edited.pdf").write_bytes(paper)
        yield folder / f"{seed}-edited.pdf"
    book = folder / f"{seed}-edited.xlsx"
    book.write_bytes(write(content, edition, "xlsx", "nb"))
    if _edit_workbook(book, random):
        yield book


def _edit_word(path: Path, random: Random) -> bool:
    """Another number in a cell of the report's tables, which come after that of the title page."""
    document = docx.Document(str(path))
    rows = [row for table in document.tables[1:-1] for row in table.rows[1:] if len(row.cells) > 1]
    cells = [row.cells[-1] for row in rows if row.cells[-1].text.strip() not in ("", PUT)]
    if not cells:
        return False
    random.choice(cells).text = PUT
    document.save(str(path))
    return True


def _edited_paper(content: ReportContent, edition: Edition, random: Random) -> bytes | None:
    """A PDF that shows another figure than it carries: what a program that edits pages leaves."""
    whole = told(content)
    figures = sorted(key for key in whole.answers if key.startswith(("figure:", "text:")))
    if not figures:
        return None
    key = random.choice(figures)
    said = Said("number", "31717") if key.startswith("figure:") else Said("text", PUT)
    shown = _publication(replace(whole, answers={**whole.answers, key: said}), content, edition)
    own = _publication(whole, content, edition)
    front = own.blocks[0]
    return write_paper(replace(shown, attached=own.attached, blocks=(front, *shown.blocks[1:])))


def _publication(whole: Told, content: ReportContent, edition: Edition) -> Publication:
    return publication_of(whole, edition, front_of(content), language="nb", made=MADE.date())


def _edit_workbook(path: Path, random: Random) -> bool:
    book = openpyxl.load_workbook(path)
    cells = [
        cell
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int) and not cell.protection.locked
    ]
    if not cells:
        return False
    random.choice(cells).value = 31717
    book.save(path)
    return True
