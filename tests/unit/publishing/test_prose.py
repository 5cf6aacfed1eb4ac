"""Editors' texts: a little Markdown, marks that stand for figures, and nothing else that is more than words."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind, missing, number
from boso.publishing.annual.linked import Linked, Unlinked, faults_in, link, print_link
from boso.publishing.annual.prose import blocks_of, marks_in
from boso.publishing.stored import from_text, to_text
from boso.publishing.values import Block, Heading, Paragraph, Points, Publication, Run
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.html import body
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from tests.unit.publishing.annual_values import region_values

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [lenke](javascript:alert(1)) ![bilde](http://x/y.png)\n\n"
    '#let x = 1 $ #eval("1") @ref \\ ` * _ ~ < > & =CMD() +1 -2 {{ 7*7 }} {% load %} &amp; &lt;\n\n'
    "> sitat\n\n    kode\n\n---\n\n| a | b |\n|---|---|\n"
)


def printed(said: str) -> Run:
    return Run(f"<{said}>", figure=number(1), code=said)


def blocks(text: str) -> tuple[Block, ...]:
    return blocks_of(text, printed)


def words(text: str) -> str:
    return " ".join(getattr(block, "text", "") or " ".join(getattr(block, "items", ())) for block in blocks(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Ett avsnitt\nover to linjer.", (Paragraph("Ett avsnitt over to linjer."),)),
        ("Ett.\n\nTo.", (Paragraph("Ett."), Paragraph("To."))),
        ("## Mellomtittel", (Heading("Mellomtittel", 2),)),
        ("# Aldri høyere", (Heading("Aldri høyere", 2),)),
        ("- en\n- to", (Points(("en", "to")),)),
        ("1. en\n2. to", (Points(("en", "to"), ordered=True),)),
        ("- en\n  - under", (Points(("en", "under")),)),
        ("**Fet** tekst", (Paragraph("Fet tekst", (Run("Fet", bold=True), Run(" tekst"))),)),
        ("5 * 3 * 2 og a_b_c", (Paragraph("5 * 3 * 2 og a_b_c"),)),
    ],
)
def test_what_may_be_written(text: str, expected: tuple[Block, ...]) -> None:
    assert blocks(text) == expected


def test_a_mark_prints_its_figure_also_in_bold_and_in_a_list() -> None:
    (points,) = blocks("- Vi hjalp **[[tall: Prøvevik A_no_dwelling.status_end 2013]]** i år")
    assert isinstance(points, Points)
    run = points.runs[0][1]
    assert (run.text, run.bold, run.code) == (
        "<Prøvevik A_no_dwelling.status_end 2013>",
        True,
        "Prøvevik A_no_dwelling.status_end 2013",
    )


@pytest.mark.parametrize("said", ["tall", "tal", "Figure", " tall "])
def test_a_mark_is_read_in_every_language(said: str) -> None:
    assert marks_in(f"x [[{said}: region housed_total]] y") == ("region housed_total",)


def test_markup_of_any_other_kind_is_words() -> None:
    found = blocks(HOSTILE)
    assert {type(block) for block in found} <= {Paragraph, Heading, Points}
    said = words(HOSTILE)
    for part in ("<script>alert(1)</script>", "[lenke](javascript:alert(1))", "#let x = 1", "{{ 7*7 }}", "&amp;"):
        assert part in said


@given(st.text(max_size=400))
def test_any_text_becomes_blocks_that_are_stored_and_read_back_the_same(text: str) -> None:
    document = publication(blocks(text))
    assert from_text(to_text(document)) == document
    assert to_text(from_text(to_text(document))) == to_text(document)


def publication(content: tuple[Block, ...]) -> Publication:
    return Publication(
        title="T", subtitle="S", language="nb", made=date(2014, 2, 10), invented=True, blocks=content, attached={"a": 1}
    )


def test_hostile_text_does_nothing_in_any_medium() -> None:
    document = publication(blocks(HOSTILE))
    page = body(document)
    assert "<script" not in page
    assert "<img" not in page
    assert "<a " not in page
    assert "&lt;script&gt;" in page
    assert write_docx(document)
    assert write_pdf(document).startswith(b"%PDF")
    assert json.loads(write_json(document))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Prøvevik A_no_dwelling.status_end 2013", "7 husstander"),
        ("p0 A_no_dwelling.status_end", "7 husstander"),
        ("9900 C2.municipal_dwellings 2013", "100 boliger"),
        ("Prøvesund A_no_dwelling.status_end 2012", "(–"),
        ("Prøvevik A_no_dwelling.housed 2013", "(ikke levert)"),
        ("A_no_dwelling.status_end", "97 husstander (sum over 2 av 3 kommuner)"),
        ("Region Prøve A_no_dwelling.status_end 2013", "97 husstander (sum over 2 av 3 kommuner)"),
        ("tull", "[ukjent tall: tull]"),
    ],
)
def test_a_figure_prints_with_unit_and_kind(said: str, shown: str) -> None:
    assert print_link(said, region_values(), "nb").text.startswith(shown)


def test_a_hidden_and_a_doubtful_figure_give_no_number() -> None:
    doubtful = print_link("Prøvesund C2.municipal_dwellings 2013", region_values(), "nb")
    assert "5" not in doubtful.text
    values = region_values()
    told = values.figures.told["p0"]["A_no_dwelling.status_end"]
    told[2013] = type(told[2013])(  # type: ignore[index]
        code="A_no_dwelling.status_end", year=2013, figure=missing(Kind.SUPPRESSED), report=told[2013].report
    )
    assert print_link("Prøvevik A_no_dwelling.status_end 2013", values, "nb").text == "(skjult: få tilfeller)"


def test_a_figure_carries_its_way_back() -> None:
    run = print_link("Prøvevik A_no_dwelling.status_end", region_values(), "nb")
    assert run.code == "Prøvevik A_no_dwelling.status_end 2013"
    assert isinstance(run.figure, Figure)
    assert run.figure.value == 7


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Prøvevik A_no_dweling.status_end", "Mente du A_no_dwelling.status_end"),
        ("Prøve A_no_dwelling.status_end 2012", "bare for 2013"),
        ("Prøvev A_no_dwelling.status_end", None),
        ("Prøve  A_no_dwelling.status_end", None),
        ("Utopia A_no_dwelling.status_end", "ingen av kommunene i region Prøve i 2013"),
        ("Prøvevik A_no_dwelling.status_end 1999", "ikke for 1999"),
        ("Prøv A_no_dwelling.status_end", "kan være Prøvevik, Prøvesund"),
        ("", "Skriv slik"),
    ],
)
def test_what_a_mark_points_to_is_found_or_told(said: str, why: str | None) -> None:
    found = link(said, region_values(), "nb")
    assert isinstance(found, Linked) if why is None else isinstance(found, Unlinked) and why in found.why


def test_a_mark_that_is_not_finished_is_told() -> None:
    assert faults_in("Vi hjalp [[tall: Prøvevik", region_values(), "nb")
    assert faults_in("Vi hjalp [[Prøvevik]]", region_values(), "nb")
    assert not faults_in("Vi hjalp [[tall: Prøvevik housed_total]] [ja]", region_values(), "nb")
