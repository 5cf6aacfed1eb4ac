"""`boso check --file`: what is printed, in three languages and as JSON, without a database."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from boso.cli.bench_check import FIGURES, ROWS, TEXTS, full_report
from boso.cli.bench_check import run as bench
from boso.cli.check import as_json, as_text
from boso.cli.main import main
from boso.kernel.sources import Place
from boso.questionnaires.checks.engine import run_checks
from tests.spec.checks.reports import figures, money, report

ROWS_OFF = (money("Kurs", budget=30, own=5, total=6, deviation_total=-24),)


def results(**parts: Any) -> Any:
    return run_checks(report(**parts))


def test_the_most_grave_comes_first_and_totals_last() -> None:
    printed = list(as_text("Prøvevik 2013", results(rows=ROWS_OFF, stated_year=2014), "nb", everything=False))
    assert printed[0] == "Prøvevik 2013"
    assert printed[1].startswith("  E1   feil: Kurs: totalt er 6")
    assert printed[2].startswith("  F1   advarsel:")
    assert printed[-1].startswith("  31 kontroller: 2 slo ut")


@pytest.mark.parametrize(("language", "said"), [("nb", "mangler"), ("nn", "manglar"), ("en", "lacks")])
def test_what_could_not_be_tested_is_told_on_request(language: str, said: str) -> None:
    short = list(as_text("P", results(), language, everything=False))
    long = list(as_text("P", results(), language, everything=True))
    assert not any(said in line for line in short[:-1])
    assert sum(said in line for line in long) >= 30


def test_the_page_of_a_finding_is_told() -> None:
    from dataclasses import replace

    rows = (replace(ROWS_OFF[0], place=Place(page=13)),)
    assert any(line.endswith("[s. 13]") for line in as_text("P", results(rows=rows), "nb", everything=False))


def test_json_has_every_rule() -> None:
    printed = as_json("P", results(figures=figures(A_no_dwelling__housed=-1)), "en")
    again = json.loads(json.dumps(printed))
    assert len(again["results"]) == 31
    assert again["results"][0]["findings"][0]["place"]["field"] == "A_no_dwelling.housed"


def test_a_file_that_is_no_report_gives_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Kjære alle sammen, dette er et brev og ikke en rapport.\n", encoding="utf-8")
    assert main(["check", "--file", str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_checking_a_file_starts_without_django(tmp_path: Path) -> None:
    code = (
        "import sys; from boso.cli.main import main; "
        f"main(['check', '--file', {str(tmp_path / 'ingen.txt')!r}]); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_bench_measures_a_full_report() -> None:
    full = full_report(ROWS)
    assert (len(full.figures), len(full.texts), len(full.rows)) == (FIGURES, TEXTS, ROWS) == (60, 40, 20)
    (row,) = bench()
    assert {"name", "value", "unit", "baseline", "ratio", "growth"} <= set(row)
