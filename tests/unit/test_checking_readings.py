"""A reading as the checks see it: what is uncertain stays so, and places lead back to the source."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from boso.importers.checking import check_reading, fired, values_of
from boso.importers.values import Economy, EconomyRow, ReadField, ReadFigure, Reading, ReadText
from boso.kernel.dates import PartialDate
from boso.kernel.figures import Figure, Kind, number
from boso.kernel.findings import Severity
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Place
from boso.questionnaires.checks.values import State
from boso.questionnaires.loading import load

TODAY = date(2014, 2, 10)
OST, SOR = load("ost_annual/2013"), load("sor_half_year/2012")
REPORTS = Path(__file__).parents[3] / "shared" / "reports"


def field(name: str, value: object, raw: str, *, certain: bool = True) -> ReadField:
    return ReadField(field=name, kind="date", value=value, raw=raw, certain=certain, place=Place(page=1))


def row(label: str, *, certain: bool = True, kinds: dict[str, str] | None = None, **amounts: int | None) -> EconomyRow:
    return EconomyRow(label=label, amounts=amounts, kinds=kinds or {}, certain=certain, place=Place(page=9))


def reading(**parts: object) -> Reading:
    known: dict[str, object] = {
        "file": "prøve.txt",
        "document_type": "annual_report",
        "template": "ost_annual",
        "template_edition": "2013",
        "municipality_name": "Prøvevik",
        "municipality_number": "9901",
        "report_year": 2013,
    }
    return Reading(**(known | parts))  # type: ignore[arg-type]


def test_fields_become_years_and_dates() -> None:
    formal = (
        field("report_year", 2014, "2014"),
        field("report_date", "2014-02-19", "19.02.14"),
        field("programme_start", "2010-12-22", "22.12.10", certain=False),
        field("template_deadline", "31. juni", "31. juni"),
        field("programme_leader", "Kari Prøve", "Kari Prøve"),
    )
    values = values_of(reading(formal=formal), OST, today=TODAY)
    assert (values.period, values.stated_year) == (ReportPeriod(2013), 2014)
    assert values.report_date == PartialDate(2014, 2, 19)
    assert values.programme_start is None, "what is not certain is not tested"
    assert set(values.dates) == {"report_date", "programme_start", "template_deadline"}
    states = {(f.code, f.params["case"]) for f in fired(reading(formal=formal), OST, today=TODAY)}
    assert states == {("F1", "year"), ("F2", "no_such_day")}


def test_figures_bring_their_place() -> None:
    place = Place(page=3, start=100, end=102)
    read = ReadFigure(code="A_no_dwelling.housed", figure=number(-1), place=place)
    (found,) = fired(reading(figures=(read,)), OST, today=TODAY)
    assert (found.code, found.severity) == ("N1", Severity.ERROR)
    assert (found.place.page, found.place.start, found.place.field) == (3, 100, "A_no_dwelling.housed")


def test_a_doubtful_figure_fires_nothing() -> None:
    read = ReadFigure(
        code="A_no_dwelling.housed",
        figure=Figure(kind=Kind.NUMBER, value=Decimal(-1), certain=False),
        place=Place(),
    )
    assert fired(reading(figures=(read,)), OST, today=TODAY) == ()


def test_rows_of_money_keep_their_kinds_of_missing() -> None:
    economy = Economy(
        layout="ost_section_5",
        rows=(
            row("Kurs", own=5, grant=None, total=6),
            row("Stilling", kinds={"budget": "text_instead"}, budget=None),
            row("Kurs som utgår", own=1, total=1),
        ),
        totals=row("Sum", own=5, total=6),
        multi_year=(row("2013", own=5, year=2013), row("2014", own=7)),
    )
    values = values_of(reading(economy=economy), OST, today=TODAY)
    assert values.rows[0].amounts["grant"].kind is Kind.BLANK
    assert values.rows[1].amounts["budget"].kind is Kind.TEXT_INSTEAD
    assert [r.withdrawn for r in values.rows] == [False, False, True]
    assert [(r.year, r.table, sorted(r.amounts)) for r in values.multi_year] == [
        (2013, "whole_period", ["own"]),
        (2014, "whole_period", ["own"]),
    ]
    found = fired(reading(economy=economy), OST, today=TODAY)
    assert [(f.code, f.params["case"], f.place.page) for f in found] == [
        ("E1", "differs", 9),
        ("E1", "differs", 9),
        ("E5", "text", 9),
        ("E5", "withdrawn", 9),
    ]


def test_an_uncertain_row_is_not_tested() -> None:
    economy = Economy(layout="ost_section_5", rows=(row("Kurs", certain=False, own=5, total=6),))
    results = {r.rule_id: r for r in check_reading(reading(economy=economy), OST, today=TODAY)}
    assert results["E1"].state is State.NOT_TESTABLE


def test_the_table_of_resources_of_region_sor() -> None:
    rows = (row("2013", commitment=600, paid=0, own=200, total_spent=900, year=2013),)
    read = reading(
        template="sor_half_year", report_half=2, economy=Economy(layout="sor_section_7", rows=rows), report_year=2014
    )
    results = {r.rule_id: r for r in check_reading(read, SOR, today=TODAY)}
    assert results["E13"].findings[0].place.section == "7"
    assert results["E1"].state is State.NOT_VALID


def test_texts_are_looked_through() -> None:
    texts = (ReadText(code="B.1", kind="text", text="Se punkt A.4", certain=True, place=Place(page=5)),)
    (found,) = fired(reading(narratives=texts), OST, today=TODAY)
    assert (found.code, found.params["target"]) == ("F3", "A.4")


def test_a_report_whose_year_is_not_known_is_not_judged_by_it() -> None:
    formal = (field("report_date", "2012-02-19", "19.02.12"),)
    assert fired(reading(report_year=None, formal=formal), OST, today=TODAY) == ()


@pytest.mark.reports
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not beside the checkout")
@pytest.mark.parametrize("name", ["gjovik-2013", "sarpsborg-2013"])
def test_no_error_fires_on_real_reports_that_add_up(name: str) -> None:
    from boso.importers.documents.opening import open_document
    from boso.importers.reading.understanding import understand

    read = understand(open_document(REPORTS / f"{name}.txt"))
    found = fired(read, OST, today=TODAY)
    assert [f for f in found if f.severity is Severity.ERROR] == []
