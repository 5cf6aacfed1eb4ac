"""A report as a file: Word to read and comment on, PDF in the form's own order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from boso.publishing.report.composing import publication_of
from boso.publishing.report.values import Front
from boso.publishing.values import Publication
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.printable import told_apart
from boso.questionnaires.values import Edition
from boso.reporting.values.told import Told


def write_word(publication: Publication) -> bytes:
    """The report in Word."""
    return write_docx(publication)


def write_paper(publication: Publication) -> bytes:
    """The report as a PDF. What looks like a sign told by its number is told apart from one, and tabs from spaces."""
    return write_pdf(replace(publication, blocks=told_apart(publication.blocks)))


WRITERS: Mapping[str, Callable[[Publication], bytes]] = MappingProxyType({"docx": write_word, "pdf": write_paper})


def write_report(
    told: Told, edition: Edition, front: Front, *, format: str, language: str, made: date, contacts: bool = True
) -> bytes:
    """The report as `docx` (what was answered) or `pdf` (every question)."""
    whole = format == "pdf"
    made_up = publication_of(told, edition, front, language=language, made=made, whole=whole, contacts=contacts)
    return WRITERS[format](made_up)
