"""The fact sheet says what the figures say, and what is missing; never a number nobody confirmed."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from boso.kernel.figures import Figure, Kind, missing, number
from boso.publishing.charts import draw
from boso.publishing.factsheet.changes import change_in_short
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.gaps import what_is_missing
from boso.publishing.factsheet.wording import in_short, shown
from boso.publishing.values import Chart, Grid, KeyFigures, Publication
from boso.publishing.words import word
from boso.publishing.writers.html import write_html
from boso.publishing.writers.plain import write_json
from tests.unit.publishing.factsheet_values import one_year, prove_vik

MADE = date(2014, 2, 10)


def sheet(**changes: object) -> Publication:
    return fact_sheet(prove_vik(**changes), language="nb", made=MADE)


def test_key_figures_are_four_and_sums_say_their_coverage() -> None:
    keys = next(b for b in sheet().blocks if isinstance(b, KeyFigures)).items
    assert [k.shown for k in keys] == ["69", "309", "161", "1\u00a0000"]
    assert keys[1].note == "bygger på 1 av 3 tall"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (69, 74, "−5 fra 2012"),
        (74, 69, "+5 fra 2012"),
        (69, 69, "uendret fra 2012"),
        (69, None, ""),
        (None, 69, ""),
    ],
)
def test_change_is_said_only_between_two_certain_numbers(now: int | None, before: int | None, said: str) -> None:
    cell = {2013: now, 2012: before}
    series = {"x": {year: missing(Kind.DASH) if n is None else number(n) for year, n in cell.items()}}
    assert change_in_short(prove_vik(series=series), "x", "nb") == said


def test_a_doubtful_figure_is_never_printed_as_a_number() -> None:
    values = prove_vik()
    assert shown(values.figure("C2.acquired_investment_grant"), "nb") == "uavklart"
    pages = write_html(fact_sheet(values, language="nb", made=MADE)).decode()
    assert "(60)" not in pages


def test_missing_is_told_by_kind_with_doubtful_first() -> None:
    lines = what_is_missing(
        prove_vik(), ["C2.acquired_investment_grant", "C2.new_allocations", "B_at_risk.housed"], "nb"
    )
    assert lines[0].startswith("Uavklart i kilden")
    assert lines[1] == "Strek i rapporten, uten forklaring: C2.new_allocations."
    assert lines[2] == "Skjemaet for 2013 spør ikke om dette: B_at_risk.housed."


@pytest.mark.parametrize(("kind", "language", "said"), [
    (Kind.BLANK, "nb", "Stod tomt i rapporten: x."), (Kind.DASH, "en", "A dash in the report, unexplained: x."),
    (Kind.SUPPRESSED, "nn", "Skjult fordi talet er så lite at einskilde kunne kjennast att: x."),
    (Kind.PENDING, "nb", "Ettersendes (ventes juni 2014): x."), (Kind.ABSENT, "nb", "Mangler i rapporten: x."),
])  # fmt: skip
def test_each_kind_of_missing_has_its_words(kind: Kind, language: str, said: str) -> None:
    figure = Figure(kind=kind, expected="2014-06" if kind is Kind.PENDING else None)
    values = prove_vik(series={"x": {2013: figure}}, asked=frozenset({"x"}))
    assert what_is_missing(values, ["x"], language)[0] == said


@pytest.mark.parametrize(("population", "reported", "said"), [
    ({}, range(2009, 2014), "Folketallet 1.1.2014 er ikke kjent, så tall per 1 000 innbyggere kan ikke regnes ut."),
    ({2014: 5}, (2009, 2012, 2013), "Ingen rapport er publisert for 2010 og 2011."),
])  # fmt: skip
def test_years_without_a_report_and_an_unknown_population_are_said(
    population: dict[int, int], reported: Iterable[int], said: str
) -> None:
    assert said in what_is_missing(prove_vik(population=population, reported=frozenset(reported)), [], "nb")


def test_at_most_so_many_are_named_and_the_others_counted() -> None:
    codes = [f"x{number}" for number in range(9)]
    series = {code: {2013: missing(Kind.DASH)} for code in codes}
    lines = what_is_missing(prove_vik(series=series), codes, "nb", most=2)
    assert lines == ["Strek i rapporten, uten forklaring: x0; x1 og 7 tall til."]


def test_in_short_names_the_largest_need_and_says_when_not_all_groups_are_counted() -> None:
    assert in_short(prove_vik(), "nb") == [
        "Tallet på husstander uten bolig gikk fra 74 til 69 i løpet av 2013.",
        "Minst 309 husstander fikk egnet bolig; ikke alle gruppene er talt.",
    ]
    assert in_short(prove_vik(series={}), "nb") == ["Det finnes ingen sikre tall for 2013 ennå."]


def test_one_year_gives_a_sheet_without_charts_of_one_dot() -> None:
    blocks = fact_sheet(one_year(), language="nb", made=MADE).blocks
    assert not any(isinstance(block, Chart) for block in blocks)
    assert any(isinstance(block, Grid) for block in blocks)


def test_a_gap_stays_a_gap_in_the_chart_and_its_table() -> None:
    chart = next(b for b in sheet().blocks if isinstance(b, Chart))
    assert chart.lines[0].values[2010] is None
    assert [row[1].shown for row in chart.table.rows][1] == "–"


def test_a_chart_is_one_image_with_title_and_description_and_no_other_roles() -> None:
    drawing = draw(next(b for b in sheet().blocks if isinstance(b, Chart)))
    assert drawing.count("role=") == 1
    assert "<title" in drawing
    assert "2009" in drawing


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_special_signs_reach_the_page_as_text(language: str) -> None:
    page = write_html(fact_sheet(prove_vik(), language=language, made=MADE)).decode()
    assert "Boskole &lt;b&gt;&amp;#1" in page
    assert f'lang="{language}"' in page
    assert word("invented", language) in page


def test_every_row_of_every_table_has_as_many_cells_as_columns() -> None:
    grids = [b for b in sheet().blocks if isinstance(b, Grid)]
    widths = Counter(len(row) == len(grid.columns) for grid in grids for row in grid.rows)
    assert widths[False] == 0
    assert widths[True] > 20


def test_json_holds_numbers_as_numbers_with_kind() -> None:
    read = json.loads(write_json(sheet()))
    cells = {(f["code"], f["year"]): f for f in read["data"]["figures"]}
    assert cells["A_no_dwelling.status_end", 2013] == {
        "code": "A_no_dwelling.status_end",
        "year": 2013,
        "kind": "number",
        "value": 69,
        "certain": True,
    }
    assert cells["C2.acquired_investment_grant", 2013]["certain"] is False


def test_real_and_invented_are_told_apart() -> None:
    real = fact_sheet(replace(prove_vik(), invented=False), language="nb", made=MADE)
    assert word("invented", "nb") not in write_html(real).decode()
