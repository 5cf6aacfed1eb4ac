"""`boso annual-report` in the demo: real and invented apart, the same figures every time, faults in one sentence."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from boso.cli.main import main
from boso.kernel.errors import NotFound
from boso.publishing.annual.cells import SHORT
from boso.publishing.annual.loading import find_region, load_annual
from boso.publishing.annual.values import AnnualValues

CODE = "A_no_dwelling.status_end"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filled(demo_of_module: None, settings: Settings) -> None:
    settings.DEMO = True


def values(region: str, year: int) -> AnnualValues:
    return load_annual(find_region(region), year, language="nb")


def test_real_and_invented_never_meet_and_a_sum_says_over_how_many() -> None:
    real, invented = values("øst", 2013), values("Prøve", 2012)
    assert not any(m.municipality.invented for m in real.members)
    assert all(m.municipality.invented for m in invented.members)
    assert real.figures.sums[CODE].now.value == 69 + 2
    assert (real.figures.sums[CODE].now.coverage.counted, len(real.members)) == (2, 14)
    assert invented.figures.sums[CODE].both == 12
    assert real.figures.sums[CODE].change is None


def test_the_queries_are_the_same_for_many_municipalities_as_for_few() -> None:
    def count(region: str, year: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            values(region, year)
        return len([q for q in seen.captured_queries if q["sql"].startswith("SELECT")])

    assert count("prove", 2012) <= count("ost", 2013) + 2


@pytest.mark.parametrize(
    ("region", "year", "said"),
    [
        ("nord-nord", 2013, "Det finnes ingen region «nord-nord»; skriv en av: .*øst"),
        ("øst", 2012, "Region øst har ingen offentlige rapporter for 2012. Det finnes for 2013."),
        ("øst", 1999, "Ingen kommuner er kjent som deltakere i region øst i 1999"),
        ("prove", 2013, "Det finnes for 2009, 2010, 2011, 2012"),
    ],
)
def test_what_cannot_be_shown_is_said_with_what_can(region: str, year: int, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        values(region, year)


def test_the_command_writes_each_format_and_the_same_figures_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["annual-report", "--region", "Prøve", "--year", "2012", "--format", "html,json,xlsx", "--out"]
    found = []
    for folder in ("først", "så"):
        assert main([*asked, str(tmp_path / folder)]) == 0
        found.append((tmp_path / folder / "arsmelding-prove-2012.json").read_text("utf-8"))
    assert found[0] == found[1]
    read = json.loads(found[0])
    assert read["invented"] is True
    assert read["subtitle"].endswith(read["data"]["identifier"][:SHORT])
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_an_unknown_format_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annual-report", "--region", "øst", "--year", "2013", "--format", "odt"]) == 2
    assert "Formatet «odt» finnes ikke" in capsys.readouterr().err
