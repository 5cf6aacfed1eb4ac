"""The real reports as Word files and PDFs without a table, scored like the text files they are made of."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap
from types import ModuleType

import docx
import pytest
import typst

from boso.importers.documents.opening import open_document
from boso.importers.reading.result import as_json
from boso.importers.reading.understanding import understand
from tests.filled.layout import Block
from tests.filled.writing import SOFFICE, converted, write_pdf, write_word
from tests.integration.test_real_reports import REPORTS, pytestmark, scorer

__all__ = ["pytestmark", "scorer"]
START = "Transkript"


def paragraphs(text: str) -> list[Block]:
    """One for each line that says something."""
    return [Block(line) for line in text.split("\n") if line.strip()]


def report_only(text: str) -> str:
    """The transcript without the list of other documents before it."""
    return text[text.index(START) :].split("\n", 1)[1]


def as_word(text: str, path: Path) -> Path:
    """All of it as Word paragraphs."""
    return write_word(paragraphs(text), path.with_suffix(".docx"))


def as_word_of_report(text: str, path: Path) -> Path:
    """The report alone as Word paragraphs."""
    return write_word(paragraphs(report_only(text)), path.with_suffix(".docx"))


def as_one_paragraph(text: str, path: Path) -> Path:
    """All of it in a single Word paragraph with line breaks."""
    word = docx.Document()
    word.add_paragraph(text)
    word.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def as_narrow_lines(text: str, path: Path) -> Path:
    """All of it in lines of a hundred letters, as a text printed to a PDF."""
    lines = json.dumps([line for block in text.split("\n") for line in wrap(block, 95) or [""]])
    source = """#set text(font: "DejaVu Sans Mono", size: 8pt)
    #for line in json(bytes(sys.inputs.lines)) { raw(line); linebreak() }"""
    path.with_suffix(".pdf").write_bytes(typst.compile(source.encode(), sys_inputs={"lines": lines}))
    return path.with_suffix(".pdf")


def as_pdf(text: str, path: Path) -> Path:
    """All of it as pages of running text."""
    return write_pdf(paragraphs(text), path.with_suffix(".pdf"))


def as_pdf_of_report(text: str, path: Path) -> Path:
    """The report alone as pages of running text."""
    return write_pdf(paragraphs(report_only(text)), path.with_suffix(".pdf"))


def as_converted(text: str, path: Path) -> Path:
    """All of it as LibreOffice makes a PDF of the Word file."""
    return converted(as_word(text, path), "pdf")


@pytest.mark.parametrize(
    "rewritten",
    [
        as_word,
        as_word_of_report,
        as_one_paragraph,
        as_narrow_lines,
        as_pdf,
        as_pdf_of_report,
        pytest.param(
            as_converted, marks=pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not found")
        ),
    ],
)
def test_a_report_in_another_file_is_read_as_well_as_its_text(
    tmp_path: Path, rewritten: Callable[[str, Path], Path], scorer: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    truths = json.loads((REPORTS / "truth.json").read_text(encoding="utf-8"))["reports"]
    right = cells = sure = can_be = 0
    for truth in (t for t in truths if "refused" not in t):
        path = rewritten((REPORTS / truth["file"]).read_text(encoding="utf-8"), tmp_path / Path(truth["file"]).stem)
        tally = scorer.score(truth, as_json(understand(open_document(path)), {}), show=True)
        counts = [part[verdict] for part in tally.parts.values() for verdict in ("wrong", "missed")]
        assert not any(counts), capsys.readouterr().out
        right += sum(part["right"] for part in tally.parts.values())
        cells += sum(sum(part.values()) for part in tally.parts.values())
        sure, can_be = sure + tally.certain_got, can_be + tally.certain_truth
    assert right >= 0.95 * cells, capsys.readouterr().out
    assert sure >= 0.85 * can_be


def test_the_wrapped_file_leads_to_its_own_pages(tmp_path: Path) -> None:
    text = (REPORTS / "gjovik-2013.txt").read_text(encoding="utf-8")
    reading = understand(open_document(as_pdf(text, tmp_path / "gjovik")))
    places: Sequence[dict[str, object]] = [f.place.as_json() for f in reading.figures]
    assert all(place.get("bbox") and place.get("page") for place in places)
