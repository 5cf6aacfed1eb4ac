"""A transcript in a Word file or PDF is read as the text file it came from: its own pages, nothing around them."""

from pathlib import Path

import docx
import pytest
import typst

from boso.importers.documents.opening import open_document
from boso.importers.values import Document

BODY = " ".join(["Kommunen har arbeidet med boliger hele dette året og fortsetter neste år."] * 8)
PAGES = [f"{n} Side {n} begynner her. {BODY}" for n in range(1, 6)]
NOTICES = ["Et helt annet dokument", "Et helt annet dokument og litt av det som står der", "Detaljer"]
BEFORE = ["ÅRSRAPPORT 2013", "Like dokumenter", "4 ting å huske på", "Transkript:"]


def as_word(paragraphs: list[str], folder: Path) -> Path:
    """One paragraph for each."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    word.save(str(folder / "avskrift.docx"))
    return folder / "avskrift.docx"


def as_pdf(paragraphs: list[str], folder: Path) -> Path:
    """One paragraph for each, broken over lines and pages as they come."""
    path = folder / "avskrift.pdf"
    lines = "\n\n".join(f'#par(text("{text}"))' for text in paragraphs)
    path.write_bytes(typst.compile(f'#set page(numbering: "1")\n#set par(spacing: 1.5em)\n{lines}'.encode()))
    return path


def read(document: Document) -> str:
    """What stands in the spans of a document."""
    return " ".join(" ".join(document.text[s.start : s.end] for s in document.spans).split())


@pytest.mark.parametrize("written", [as_word, as_pdf])
@pytest.mark.parametrize("before", [[], BEFORE])
@pytest.mark.parametrize("after", [[], NOTICES])
def test_only_the_report_is_read_and_page_numbers_are_not(tmp_path: Path, written, before, after) -> None:  # type: ignore[no-untyped-def]
    document = open_document(written([*before, *PAGES, *(after if before else [])], tmp_path))
    assert read(document) == " ".join(f"Side {n} begynner her. {BODY}" for n in range(1, 6))
    assert sorted({s.page for s in document.spans}) == [1, 2, 3, 4, 5]


def test_a_page_left_out_of_the_transcript_does_not_stop_the_counting(tmp_path: Path) -> None:
    document = open_document(as_word([*BEFORE, *PAGES[:2], *PAGES[3:]], tmp_path))
    assert sorted({s.page for s in document.spans}) == [1, 2, 4, 5]


def test_numbered_headings_are_no_page_numbers(tmp_path: Path) -> None:
    headings = [text for n in range(1, 7) for text in (f"{n} Kapittel", "Litt tekst under overskriften.")]
    document = open_document(as_word(headings, tmp_path))
    assert {s.page for s in document.spans} == {None}
    assert "3 Kapittel" in read(document)


def test_places_lead_to_the_file_and_not_to_the_transcripts_pages(tmp_path: Path) -> None:
    document = open_document(as_pdf([*BEFORE, *PAGES], tmp_path))
    last = document.spans[-1]
    assert last.page == 5
    assert (last.place.page or 0) < 5
