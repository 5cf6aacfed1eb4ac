"""`boso check` on stored reports: this year's against last year's, with the exemption somebody gave."""

from datetime import UTC, date, datetime

import pytest

from boso.cli.main import main
from boso.kernel.decisions import SYSTEM
from boso.kernel.periods import ReportPeriod
from boso.places import actions as places
from boso.places.queries import get_municipality
from boso.questionnaires.loading import load
from boso.reporting.actions.exemptions import grant_exemption
from boso.reporting.actions.opening import open_report
from boso.reporting.actions.storing import store_steps
from boso.reporting.values import EventKind, RowStep, Table

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)


def stored(year: int, **figures: int) -> int:
    """A historical report of Gjøvik with these figures; the id of the municipality."""
    municipality = get_municipality("gjovik").id
    report = open_report(
        municipality_id=municipality,
        edition=load("ost_annual/2013" if year == 2013 else "ost_annual/2012"),
        period=ReportPeriod(year),
        actor=SYSTEM,
        now=NOW,
        historical=True,
    )
    steps = [
        RowStep(table=Table.ANSWERS, key=(code,), before=None, after=answer(code, value))
        for code, value in ((c.replace("__", "."), v) for c, v in figures.items())
    ]
    store_steps(report_id=report.id, steps=steps, event=EventKind.ANSWERS_IMPORTED, actor=SYSTEM, now=NOW)
    return municipality


def answer(code: str, value: int) -> dict[str, object]:
    return {
        "code": code,
        "kind": "number",
        "value": str(value),
        "raw": str(value),
        "certain": True,
        "origin": "imported",
    }


@pytest.fixture
def gjovik() -> int:
    """Two years that do not meet at new year."""
    places.load_files(actor=SYSTEM, now=NOW)
    stored(2012, A_no_dwelling__status_end=9)
    return stored(2013, A_no_dwelling__status_start=8)


def test_last_year_is_looked_at(gjovik: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "Gjøvik", "--year", "2013"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Gjøvik 2013, ost_annual/2013")
    assert "N2   advarsel: A – uten eid eller leid bolig, behov 1. januar: 8. Rapporten for 2012 sa 9" in printed


def test_all_reports_are_checked_oldest_first(gjovik: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--language", "en"]) == 0
    titles = [line for line in capsys.readouterr().out.splitlines() if line and not line.startswith(" ")]
    assert titles == ["Gjøvik 2012, ost_annual/2012", "Gjøvik 2013, ost_annual/2013"]


def test_an_exemption_is_counted_and_not_shown(gjovik: int, capsys: pytest.CaptureFixture[str]) -> None:
    grant_exemption(
        municipality_id=gjovik,
        rule="N2",
        field="A_no_dwelling.status_start",
        start=date(2014, 1, 1),
        end=None,
        reason="Ny måte å telle på.",
        actor=SYSTEM,
        now=NOW,
    )
    main(["check", "0502", "--year", "2013"])
    printed = capsys.readouterr().out
    assert "N2 " not in printed
    assert "1 er unntatt" in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "Atlantis"], "No municipality is called 'Atlantis' here"),
        (["check", "Gjøvik", "--year", "2011"], "No report is stored for Gjøvik 2011"),
    ],
)
def test_what_is_not_there_gives_one_sentence(
    gjovik: int, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
