"""Reads a report back from a file that boso wrote, whatever its format; None for every other file."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from boso.importers.reports.values import ReadReport
from boso.importers.reports.workbooks.reading import read_workbook_report
from boso.importers.values import Document

PAPER = "boso.importers.reports.word_pdf"


def read_own_report(document: Document, path: Path) -> ReadReport | None:
    """The report in a workbook, a Word file or a PDF of boso's, as it is visible there."""
    if document.format == "xlsx":
        return read_workbook_report(path)
    if document.format not in ("docx", "pdf") or find_spec(PAPER) is None:
        return None
    read: Callable[[Document, Path], ReadReport | None] = import_module(PAPER).read_paper_report
    return read(document, path)
