"""A generated report as a file of each format, the same file without its own data, and with one answer edited."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from boso.kernel.carried import ATTACHMENT
from boso.publishing.report.values import Front
from boso.publishing.report.writing import write_report
from boso.publishing.workbooks.writing import write_workbook
from boso.publishing.writers.carrying import PART
from boso.questionnaires.values import Edition
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.telling import told
from boso.reporting.values import ReportContent
from boso.reporting.workbooks.composing import workbook_of
from boso.reporting.workbooks.values import HIDDEN_SHEET, Whose

FORMATS = ("docx", "pdf", "xlsx")
MADE = datetime(2014, 2, 10, 9, tzinfo=UTC)
RELATION = re.compile(rb'<Relationship Id="rIdBoso"[^>]*/>')


def write(content: ReportContent, edition: Edition, format: str, language: str) -> bytes:
    """The report as `docx`, `pdf` or `xlsx`."""
    report = content.report
    if format == "xlsx":
        whose = Whose(
            report_id=report.id,
            municipality=report.name,
            number=report.number,
            period=str(report.period),
            edition=edition.address,
            revision=edition.revision,
            digest=edition.digest,
            version=report.version,
            made=MADE,
            language=language,
            invented=True,
        )
        return write_workbook(workbook_of(edition, draft_of(content), whose))
    made = MADE.date()
    return write_report(told(content), edition, front_of(content), format=format, language=language, made=made)


def front_of(content: ReportContent) -> Front:
    """The title page of a generated report."""
    report = content.report
    return Front(
        number=report.number,
        name=report.name,
        invented=report.invented,
        period=report.period,
        version=report.version,
        status="Levert",
        delivered="10.02.2014",
        receipt="0" * 64,
    )


def without_own_data(path: Path) -> Path:
    """A copy beside the file, without what boso put into it unseen."""
    copy = path.with_stem(f"{path.stem}-bare")
    _STRIP[path.suffix](path, copy)
    return copy


def _strip_pdf(path: Path, copy: Path) -> None:
    with pdfium.PdfDocument(path) as opened:
        for number in reversed(range(opened.count_attachments())):
            if opened.get_attachment(number).get_name() == ATTACHMENT:
                raw.FPDFDoc_DeleteAttachment(opened, number)
        opened.save(copy)


def _strip_word(path: Path, copy: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != PART:
                part = old.read(item)
                new.writestr(item, RELATION.sub(b"", part) if item.filename.endswith(".rels") else part)
    copy.write_bytes(packed.getvalue())


def _strip_workbook(path: Path, copy: Path) -> None:
    """As somebody's own program may save it: no hidden sheet, no keys in the columns that nobody sees."""
    book = openpyxl.load_workbook(path)
    del book[HIDDEN_SHEET]
    for sheet in book.worksheets:
        sheet.protection.disable()
        hidden = [letter for letter, width in sheet.column_dimensions.items() if width.hidden]
        for letter in hidden:
            for cell in sheet[letter]:
                cell.value = None
    book.save(copy)


_STRIP: Mapping[str, Callable[[Path, Path], None]] = MappingProxyType(
    {".pdf": _strip_pdf, ".docx": _strip_word, ".xlsx": _strip_workbook}
)
