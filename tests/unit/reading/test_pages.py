"""Pages as printed, the report's own text among other documents, and the way back to the file."""

from pathlib import Path

import pytest

from boso.importers.documents.text import decoded, read_text
from boso.kernel.errors import Unreadable
from tests.unit.reading.texts import document, flow

TRANSCRIPT = """ÅRSRAPPORT 2013 KOMMUNE: Prøvevik

Like dokumenter
ÅRSRAPPORT 2012 KOMMUNE: Prøvesund

Transkript:

1 Forside

2 Andre side med 3 tall

3

2015 4

Et annet dokument

Et annet dokument 2 av samme slag

Detaljer
"""


def test_only_pages_after_the_transcript_mark_and_before_notices_are_the_report(tmp_path: Path) -> None:
    read = flow(TRANSCRIPT, tmp_path)
    assert read.text == "Forside\nAndre side med 3 tall\n2015 "


def test_pages_are_those_printed_and_the_number_is_no_text(tmp_path: Path) -> None:
    read = flow(TRANSCRIPT, tmp_path)
    assert [p.page for p in read.pieces] == [1, 2, 4]


def test_a_place_counts_code_points_of_the_whole_file(tmp_path: Path) -> None:
    read = flow(TRANSCRIPT, tmp_path)
    start = read.text.index("Andre")
    place = read.place(start, start + 10)
    assert (place.page, TRANSCRIPT[place.start : place.end]) == (2, "Andre side")


def test_a_number_that_does_not_rise_is_part_of_the_text(tmp_path: Path) -> None:
    assert flow("Transkript:\n\n1 En\n\n7 familier flyttet\n\n2 To", tmp_path).text == "En\n7 familier flyttet\nTo"


def test_a_missing_page_leaves_a_gap(tmp_path: Path) -> None:
    read = flow("Transkript:\n\n1 En\n\n2 To\n\n4 Fire\n\n5 Fem", tmp_path)
    assert [p.page for p in read.pieces] == [1, 2, 4, 5]
    assert [read.page_gap(p.start) for p in read.pieces[1:]] == [False, True, False]


@pytest.mark.parametrize("first", [True, False])
def test_a_printed_page_number_is_taken_away_where_most_pages_have_one(tmp_path: Path, first: bool) -> None:
    pages = [f"{n} ord på siden" if first else f"ord på siden {n}" for n in range(1, 6)]
    text = "Transkript:\n\n" + "\n\n".join(f"{n} {page}" for n, page in enumerate(pages, start=1))
    assert flow(text, tmp_path).text.split("\n") == ["ord på siden"] * 5


def test_form_feeds_part_pages_where_nothing_is_numbered(tmp_path: Path) -> None:
    assert [p.page for p in flow("En\n\nmer\fTo\f\fFire", tmp_path).pieces] == [1, 1, 2, 4]


@pytest.mark.parametrize(
    ("encoding", "finding"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", "file.encoding"), ("latin-1", "file.encoding")],
)
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str, finding: str | None) -> None:
    path = tmp_path / "rapport.txt"
    path.write_bytes("Årsrapport for Prøvevik, æøå".encode(encoding))
    read = read_text(path)
    assert read.text == "Årsrapport for Prøvevik, æøå"
    assert [f.code for f in read.findings] == ([finding] if finding else [])


def test_text_saved_in_the_wrong_encoding_is_put_right_and_told() -> None:
    text, findings = decoded("Årsrapport på bokmål, æøå".encode().decode("cp1252", "replace").encode(), "rapport.txt")
    assert text == "Årsrapport på bokmål, æøå" or [f.code for f in findings] == ["file.letters_lost"]


def test_an_empty_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="tom"):
        document("  \n", tmp_path)
