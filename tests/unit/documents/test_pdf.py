"""A PDF is read in the order a person reads it, its tables by their rules, without what every page repeats."""

from pathlib import Path

import pikepdf
import pytest
import typst

from boso.importers.documents.attached import attached_to_pdf
from boso.importers.documents.opening import open_document
from boso.importers.documents.pdf_lines import unbroken
from boso.importers.documents.pdf_page import FORCED_BREAK, SOFT_BREAK
from boso.importers.values import Document
from boso.kernel.carried import ATTACHMENT

LONG = "Kommunen har leid ut alle boligene og kartlagt behovet hos dem som venter. "


def opened(source: str, folder: Path) -> Document:
    """The document as it is read from a PDF set from this source."""
    path = folder / "rapport.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return open_document(path)


def grid(document: Document) -> list[list[str | None]]:
    """The texts of the first table, None where a merged cell covers."""
    return [[c.text.replace("\n", " ") if c else None for c in row] for row in document.tables[0].grid()]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (f"bolig{SOFT_BREAK}sosialt", "boligsosialt"),
        (f"låne{SOFT_BREAK}og tilskudd", "låne- og tilskudd"),
        (f"IKT{SOFT_BREAK}systemer", "IKT-systemer"),
        (f"Nord{SOFT_BREAK}Odal", "Nord-Odal"),
        (f"kompe{FORCED_BREAK}\ntanse", "kompetanse"),
        (f"122.00{FORCED_BREAK}\n0", "122.000"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_put_together(broken: str, whole: str) -> None:
    assert unbroken(broken) == whole


def test_cells_are_found_by_their_rules_merged_ones_once(tmp_path: Path) -> None:
    source = """#table(columns: 4, [Label], table.cell(colspan: 2)[Begge], [Ord],
      table.cell(rowspan: 2)[Høy], [74], [69], [77 husstander], [1], [], [-])"""
    document = opened(LONG + source, tmp_path)
    assert grid(document) == [
        ["Label", "Begge", None, "Ord"],
        ["Høy", "74", "69", "77 husstander"],
        [None, "1", "", "-"],
    ]
    number = next(c for c in document.tables[0].cells if c.text == "69")
    assert (number.place.page, document.text[number.start : number.end].strip()) == (1, "69")
    assert number.place.bbox is not None


def test_numbers_in_neighbouring_cells_never_run_together(tmp_path: Path) -> None:
    source = "#table(columns: 3, inset: 1pt, [303], [160], [295 260], [1], [2], [3])"
    assert grid(opened(LONG + source, tmp_path))[0] == ["303", "160", "295 260"]


def test_gridlines_without_words_and_frames_around_text_are_no_tables(tmp_path: Path) -> None:
    chart = "#table(columns: 6, rows: 12pt, ..range(60).map(_ => []), [0], [], [], [], [], [2013])"
    frame = f"#rect(width: 100%)[{LONG * 4}]"
    assert opened(LONG + frame + chart, tmp_path).tables == ()


def test_a_table_over_two_pages_is_two_tables_with_the_same_edges(tmp_path: Path) -> None:
    rows = "".join(f"[rad {n}], [{n}]," for n in range(60))
    document = opened(f"#table(columns: (1fr, 2fr), {rows})", tmp_path)
    assert len(document.tables) == 2
    assert document.tables[0].edges == document.tables[1].edges
    assert [t.cells[0].place.page for t in document.tables] == [1, 2]


def test_what_returns_on_every_page_is_not_read(tmp_path: Path) -> None:
    pages = "#pagebreak()".join(f"Kapittel {word}. {LONG * 3}" for word in ("en", "to", "tre", "fire"))
    source = f"#set page(header: [Årsrapport for Prøvevik], footer: context [Side #counter(page).display()])\n{pages}"
    text = opened(source, tmp_path).text
    assert "Årsrapport for Prøvevik" not in text
    assert "Side" not in text
    assert text.count("Kapittel") == 4


def test_lines_of_a_paragraph_stay_together_and_paragraphs_apart(tmp_path: Path) -> None:
    document = opened(f"#set par(spacing: 1.6em)\n{LONG * 4}\n\n{LONG * 4}", tmp_path)
    blocks = [" ".join(b.split()) for b in document.text.strip().split("\n\n")]
    assert blocks == [(LONG * 4).strip()] * 2
    assert all(s.place.bbox for s in document.spans)


def test_a_landscape_page_is_read_upright(tmp_path: Path) -> None:
    source = "#set page(flipped: true)\n" + LONG + "#table(columns: 2, [A], [1], [B], [2])"
    assert grid(opened(source, tmp_path)) == [["A", "1"], ["B", "2"]]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    path = tmp_path / "snudd.pdf"
    path.write_bytes(typst.compile((LONG + "#table(columns: 2, [A], [1], [B], [2])").encode()))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        width, height = (float(v) for v in page.MediaBox[2:])
        matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[turn]
        if turn != 180:
            page.MediaBox = [0, 0, height, width]
        page.contents_add(f"q {matrix} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.Rotate = turn
        pdf.save(path)
    document = open_document(path)
    assert grid(document) == [["A", "1"], ["B", "2"]]
    assert document.text.startswith("Kommunen har leid")


def test_own_data_that_cannot_be_taken_out_are_none(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[ATTACHMENT] = b"{}"
        pdf.save(path)
    assert attached_to_pdf(path) is None
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.Names.EmbeddedFiles.Names[1].EF
        pdf.save(path)
    assert attached_to_pdf(path) is None
