"""The annual report adds only what is certain, compares like with like, and says what is missing."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfua  # type: ignore[import-untyped]
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.indicators.definitions import definition
from boso.indicators.evaluating import evaluate_alike, evaluate_together
from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.publishing.annual.cells import cells, identify
from boso.publishing.annual.composing import annual_report
from boso.publishing.values import Contents, Grid, Heading, KeyFigures, Multiples, Paragraph, Publication
from boso.publishing.words import word
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.html import write_html
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from boso.publishing.writers.xlsx import write_xlsx
from tests.unit.publishing.annual_values import region_values

MADE = date(2014, 2, 10)
CODE = "A_no_dwelling.status_end"
FIGURES = st.one_of(
    st.integers(0, 500).map(number),
    st.integers(0, 500).map(lambda n: doubted(number(n))),
    st.sampled_from([missing(Kind.BLANK), missing(Kind.DASH), missing(Kind.ABSENT)]),
)


def report(language: str = "nb", **changes: object) -> Publication:
    return annual_report(region_values(**changes), language=language, made=MADE)


def grid(publication: Publication, start: str) -> Grid:
    return next(b for b in publication.blocks if isinstance(b, Grid) and b.caption.startswith(start))


@given(st.lists(st.tuples(FIGURES, FIGURES), max_size=12))
def test_a_change_is_that_of_the_municipalities_that_count_in_both_years(pairs: list[tuple[Figure, Figure]]) -> None:
    before, after = ([{CODE: pair[year]} for pair in pairs] for year in (0, 1))
    first, second = evaluate_alike(definition(CODE), before, after)
    both = [(old.number, new.number) for old, new in pairs if old.counts and new.counts]
    assert first.coverage.counted == second.coverage.counted == len(both)
    if both:
        assert (first.value, second.value) == (sum(old for old, _ in both), sum(new for _, new in both))
    else:
        assert first.value is second.value is None


@given(st.lists(FIGURES, max_size=12))
def test_a_sum_leaves_out_what_is_doubtful_or_missing_and_says_so(figures: list[Figure]) -> None:
    together = evaluate_together(definition(CODE), [{CODE: figure} for figure in figures])
    certain = [figure.number for figure in figures if figure.counts]
    assert together.value == (sum(certain, Decimal(0)) if certain else None)
    assert (together.coverage.counted, together.coverage.asked) == (len(certain), len(figures))


def test_the_sum_says_its_coverage_and_the_change_its_own() -> None:
    row = next(r for r in grid(report(), "Behov,").rows if r[0].shown == "Husstander uten bolig 31.12")
    assert [entry.shown for entry in row[1:]] == ["97", "2 av 3", "−3", "1"]


def test_key_figures_say_how_many_reported() -> None:
    keys = next(b for b in report().blocks if isinstance(b, KeyFigures)).items
    assert [k.shown for k in keys] == ["3", "2", "97", "–"]
    assert keys[1].note == "av 3 i programmet"
    assert keys[2].change == "−3 fra 2012 i den ene kommunen med tall begge år"


def test_those_without_a_report_are_named_and_in_no_table_of_figures() -> None:
    publication = report()
    said = [b.text for b in publication.blocks if isinstance(b, Paragraph)]
    assert any("Uten rapport for 2013" in text and "#øy" in text for text in said)
    assert [row[0].shown for row in grid(publication, "Husstander med boligbehov").rows] == ["Prøvevik", "Prøvesund"]


def test_no_median_is_told_of_fewer_than_three() -> None:
    table = grid(report(), "Husstander med boligbehov")
    assert not any(row[0].shown == "Median" for row in table.rows)
    assert table.notes == (word("too_few", "nb", fewest=3),)


def test_a_doubtful_figure_is_never_printed_as_a_number() -> None:
    dwellings = grid(report(), "Kommunale boliger 2013")
    assert [row[1].shown for row in dwellings.rows] == ["100", "uavklart"]


def test_what_no_source_tells_is_said_to_be_unknown() -> None:
    members = grid(report(), "Kommunene i programmet")
    assert [entry.shown for entry in members.rows[0]] == ["9900 Prøvevik", "ukjent", "2010", "ukjent", "finnes"]
    assert "usikkert" in members.rows[2][0].shown


def test_texts_and_gatherings_that_are_not_there_are_said() -> None:
    said = " ".join(b.text for b in report().blocks if isinstance(b, Paragraph))
    assert "frigitt av en person" in said
    assert "Ingen samlinger er registrert for 2013" in said


def test_development_is_not_drawn_from_one_year() -> None:
    values = region_values()
    told = {
        slug: {code: {y: t for y, t in by_year.items() if y == 2013} for code, by_year in by_code.items()}
        for slug, by_code in values.figures.told.items()
    }
    publication = report(figures=replace(values.figures, told=told))
    assert not any(isinstance(b, Multiples) for b in publication.blocks)
    assert word("over_time_none", "nb", year=2013) in [b.text for b in publication.blocks if isinstance(b, Paragraph)]


def test_the_reports_of_a_form_are_one_source_with_all_their_places() -> None:
    assert "Prøvevik, Prøvesund" in report(titles={"ost_annual/2013": "Årsrapport"}).sources[0]


def test_headings_are_numbered_and_listed_in_the_contents() -> None:
    publication = report()
    heads = [b.text for b in publication.blocks if isinstance(b, Heading) and b.text[0].isdigit()]
    assert [text.split("\u2002")[0] for text in heads if "." not in text.split("\u2002")[0]] == list("12345678")
    contents = next(b for b in publication.blocks if isinstance(b, Contents))
    assert [entry.text for entry in contents.entries][1:-1] == heads


def test_the_identifier_tells_the_figures_and_nothing_else() -> None:
    same = [report(language).attached["identifier"] for language in ("nb", "nn", "en")]
    assert len(set(same)) == 1
    values = region_values()
    told = values.figures.told["p0"][CODE][2013]
    changed = {**values.figures.told, "p0": {CODE: {2013: replace(told, figure=number(8))}}}
    assert identify(cells(values)) != identify(cells(replace(values, figures=replace(values.figures, told=changed))))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_medium_holds_the_report_in_every_language(language: str) -> None:
    publication = report(language)
    page = write_html(publication).decode()
    assert "Prøve &lt;b&gt;&amp; #øy" in page
    assert "<b>&" not in page
    assert json.loads(write_json(publication))["data"]["region"]["invented"] is True
    assert write_docx(publication).startswith(b"PK")
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(publication)))
    assert any(cell.value == 97 for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_pdf_is_tagged_with_contents_bookmarks_and_data(tmp_path: Path) -> None:
    path = tmp_path / "årsmelding.pdf"
    path.write_bytes(write_pdf(report()))
    assert [f for f in pdfua.validate(str(path)).findings if str(f.severity).endswith("ERROR")] == []
    document = pdfium.PdfDocument(path)
    marks = [mark.get_title() for mark in document.get_toc()]
    assert "2\u2002Mål og resultater samlet" in marks
    attached = json.loads(bytes(document.get_attachment(0).get_data()))
    assert attached["data"]["identifier"] == report().attached["identifier"]


def test_several_years_are_drawn_small_on_one_scale_with_their_table() -> None:
    values = region_values()
    told = values.figures.told["p1"]
    second = {**told, CODE: {**told[CODE], 2012: replace(told[CODE][2013], year=2012, figure=number(80))}}
    figures = replace(values.figures, told={**values.figures.told, "p1": second})
    # Both years of two municipalities; the third has none and is not drawn.
    blocks = annual_report(replace(values, figures=figures), language="nb", made=MADE).blocks
    drawn = next(b for b in blocks if isinstance(b, Multiples))
    assert [chart.title for chart in drawn.charts] == ["Prøvevik", "Prøvesund"]
    assert {chart.top for chart in drawn.charts} == {90.0}
    assert [[entry.shown for entry in row[1:]] for row in drawn.table.rows] == [["10", "7"], ["80", "90"]]
