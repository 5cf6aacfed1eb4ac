"""A report in Word and PDF is read back as it was stored, with its own data and from what is visible alone."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from boso.cli.roundtrip.comparing import faults, read_file, round_trip
from boso.cli.roundtrip.editing import unnoticed
from boso.cli.roundtrip.files import MADE, front_of, without_own_data, write
from boso.cli.roundtrip.generating import report
from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.reports.paper_reading import answers_of
from boso.importers.reports.paper_values import SeenBlock, SeenHeading, SeenLines, SeenNote, SeenPaper
from boso.kernel.sources import Place
from boso.publishing.report.composing import publication_of
from boso.publishing.report.writing import write_word
from boso.publishing.values import Block, Grid, Heading, Note, Written
from boso.publishing.writers.lines import line_groups
from boso.questionnaires.loading import load
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.paper_words import LANGUAGES
from boso.reporting.rules.telling import as_json, checksum, differing, from_json, told
from boso.reporting.values.told import Said, Told

NARRATIVE = "text:1.2"
FORM = "ost_annual/2013"


def seen_blocks(block: Block) -> list[SeenBlock]:
    """The block as a reader sees it, whatever the medium."""
    if isinstance(block, Heading):
        return [SeenHeading(text=block.text, place=Place())]
    if isinstance(block, Note):
        return [SeenNote(text=block.text, place=Place())]
    if isinstance(block, Written):
        lines = [f"- {x}" if points else x for points, group in line_groups(block.text) for x in group]
        return [SeenLines(lines=tuple(lines), place=Place())]
    if isinstance(block, Grid):
        rows = tuple(tuple(SeenCell(text=entry.shown, place=Place()) for entry in row) for row in block.rows)
        table = SeenTable(caption=block.caption, heads=tuple(c.label for c in block.columns), rows=rows)
        return [table, *(SeenNote(text=note, place=Place()) for note in block.notes)]
    return []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from(LANGUAGES), st.booleans())
def test_whatever_a_report_says_is_read_back_from_its_blocks(seed: int, language: str, whole: bool) -> None:
    content, edition = report(seed)
    stored = told(content)
    publication = publication_of(stored, edition, front_of(content), language=language, made=MADE.date(), whole=whole)
    paper = SeenPaper(blocks=tuple(seen for block in publication.blocks for seen in seen_blocks(block)))
    found, gathered = answers_of(paper, edition, language)
    assert differing(stored, found) == []
    assert gathered.findings == []
    assert checksum(found) == checksum(stored)
    assert from_json(as_json(stored)) == stored


@pytest.mark.parametrize(("seed", "format"), [(13, "docx"), (17, "docx"), (2, "pdf")])
def test_a_report_through_a_file_and_back_is_the_same_with_and_without_its_own_data(seed: int, format: str) -> None:
    assert [outcome.faults for outcome in round_trip(seed, (format,))] == [(), ()]


def test_an_answer_edited_in_a_file_is_seen_and_asked_about(tmp_path: Path) -> None:
    assert list(unnoticed(2, tmp_path)) == []


def form() -> Edition:
    return load(FORM)


def document(answers: dict[str, Said], folder: Path, *, contacts: bool = True) -> Path:
    content, edition = report(4, form())
    publication = publication_of(
        Told(answers=answers),
        edition,
        front_of(content),
        language="nb",
        made=MADE.date(),
        whole=False,
        contacts=contacts,
    )
    path = folder / "rapport.docx"
    path.write_bytes(write_word(publication))
    return path


def paragraph_of(opened: "docx.document.Document", text: str) -> "docx.text.paragraph.Paragraph":
    return next(p for p in opened.paragraphs if p.text == text)


def test_text_put_in_and_taken_out_by_tracked_changes_is_read_so_and_asked_about(tmp_path: Path) -> None:
    path = document({NARRATIVE: Said("text", "Vi bygde to hus.")}, tmp_path)
    opened = docx.Document(str(path))
    run = paragraph_of(opened, "Vi bygde to hus.").runs[0]
    gone, came = OxmlElement("w:del"), OxmlElement("w:ins")
    put = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "Vi bygde tre hus."
    put.append(text)
    came.append(put)
    run._r.addprevious(gone)
    gone.append(run._r)
    run._r.find(qn("w:t")).tag = qn("w:delText")
    gone.addnext(came)
    opened.save(str(path))
    read = read_file(path)
    assert read is not None
    answer = next(a for a in read.answers if a.address == NARRATIVE)
    assert (answer.content.value, answer.certain, answer.why) == ("Vi bygde tre hus.", False, "tracked")
    assert {"paper.tracked", "paper.changed", "paper.checksum"} <= {f.code for f in read.findings}


def test_text_that_a_person_adds_in_any_style_is_read_with_the_answer(tmp_path: Path) -> None:
    path = document({NARRATIVE: Said("text", "Første.\n\nAndre.")}, tmp_path)
    opened = docx.Document(str(path))
    paragraph_of(opened, "Andre.").insert_paragraph_before("Ny.", style="Normal")
    opened.save(str(path))
    read = read_file(without_own_data(path))
    assert read is not None
    answer = next(a for a in read.answers if a.address == NARRATIVE)
    assert answer.content.value == "Første.\nNy.\n\nAndre."
    assert {"paper.checksum", "paper.no_data"} == {f.code for f in read.findings}


def test_what_is_not_answered_is_one_line_a_chapter(tmp_path: Path) -> None:
    path = document({"figure:A_no_dwelling.housed": Said("number", "7")}, tmp_path)
    lines = [p.text for p in docx.Document(str(path)).paragraphs]
    unanswered = [line for line in lines if line.startswith("Ikke besvart: ")]
    assert len(unanswered) == len([s for s in form().sections if s.level == 1 and s.code != "cover"])
    assert "1.2 Kvalitet på boliger, bomiljø og bo oppfølging" in unanswered[1]
    assert "1.2 Kvalitet på boliger, bomiljø og bo oppfølging" not in lines


def test_there_is_room_to_write_remarks_and_every_page_says_whose_report_it_is(tmp_path: Path) -> None:
    content, edition = report(5, form())
    file = tmp_path / "rapport.docx"
    file.write_bytes(write(content, edition, "docx", "nb"))
    document = docx.Document(str(file))
    room = document.tables[-1]
    title = document.paragraphs[0].text
    assert room.columns[1].width > room.columns[0].width
    assert all(len(row.cells[1].text.split("\n")) > 2 for row in room.rows[1:])
    assert document.sections[0].footer.paragraphs[0].text.startswith(f"{title} · Laget med boso")


def test_a_key_broken_over_lines_is_the_same_and_a_comment_is_called_by_its_figure() -> None:
    stored = Told(answers={"comment:A_no_dwelling.housed": Said("text", "Talt i mai."), "figure:x_y": Said("dash")})
    for language in LANGUAGES:
        content, edition = report(1, form())
        publication = publication_of(stored, edition, front_of(content), language=language, made=MADE.date())
        table = next(block for block in reversed(publication.blocks) if isinstance(block, Grid))
        assert not any("comment:" in row[0].shown for row in table.rows)
        broken = tuple(SeenCell(text=text, place=Place()) for text in ("figure:x_\u200by", "–"))
        seen = [each for block in publication.blocks for each in seen_blocks(block)]
        last = next(each for each in reversed(seen) if isinstance(each, SeenTable))
        changed = SeenTable(caption=last.caption, heads=last.heads, rows=(*last.rows[:-1], broken))
        paper = SeenPaper(blocks=tuple(changed if each is last else each for each in seen))
        assert answers_of(paper, edition, language)[0].answers.keys() == stored.answers.keys()


@pytest.mark.parametrize(("sign", "asked"), [("X", []), ("ja ", []), ("31 717", ["paper.tick"])])
def test_a_sign_that_is_no_tick_is_asked_about(sign: str, asked: list[str]) -> None:
    edition = load("sor_half_year/2012")
    key = next(key for key in asked_by(edition) if key.startswith("tick:"))
    matrix = next(t for t in edition.tables() if any(f"tick:{row.code}" == key for row in t.rows))
    stored = Told(answers={key: Said("text", matrix.columns[0].code)})
    publication = publication_of(stored, edition, front_of(report(8)[0]), language="nb", made=MADE.date())
    blocks = [
        replace(each, rows=tuple(tuple(replace(c, text=c.text.replace("×", sign)) for c in row) for row in each.rows))
        if isinstance(each, SeenTable)
        else each
        for block in publication.blocks
        for each in seen_blocks(block)
    ]
    found, gathered = answers_of(SeenPaper(blocks=tuple(blocks)), edition, "nb")
    assert found.answers == {key: Said("text", matrix.columns[0].code, certain=not asked)}
    assert [finding.code for finding in gathered.findings] == asked


def test_a_copy_for_a_council_holds_no_contact_details_anywhere(tmp_path: Path) -> None:
    answers = {
        "field:email": Said("text", "prove@eksempel.example"),
        "field:phone": Said("text", "22 33 44 55"),
        NARRATIVE: Said("text", "Spør prove@eksempel.example eller ring 98 76 54 32."),
    }
    parts = zipfile.ZipFile(io.BytesIO(document(answers, tmp_path, contacts=False).read_bytes()))
    whole = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert "tatt ut av denne utgaven" in whole
    assert not re.search("eksempel.example|22 33 44 55|98 76 54 32", whole)
    assert "prove@eksempel.example" in "".join(
        zipfile.ZipFile(document(answers, tmp_path)).read("word/document.xml").decode().splitlines()
    )


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_fault_of_the_reader_would_be_found(format: str, tmp_path: Path) -> None:
    content, edition = report(5)
    path = tmp_path / f"x.{format}"
    path.write_bytes(write(content, edition, format, "nb"))
    other = replace(told(content), answers={**told(content).answers, NARRATIVE: Said("text", "noe annet")})
    assert faults(path, other, own_data=True)


def test_damage_differs_by_its_number_and_not_by_the_day() -> None:
    from boso.cli.fuzzing.mutating import damaged

    content, edition = report(1)
    whole = write(content, edition, "docx", "nb")
    assert damaged(whole, "docx", Random(1)) == damaged(whole, "docx", Random(1))
    assert len({damaged(whole, "docx", Random(seed))[0] for seed in range(20)}) > 5
