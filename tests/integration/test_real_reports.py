"""The real reports, where they lie beside the checkout: scored as outside checks score them."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from boso.importers.documents.text import read_text
from boso.importers.reading.messages import in_words
from boso.importers.reading.result import as_json
from boso.importers.reading.understanding import understand

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
pytestmark = [
    pytest.mark.reports,
    pytest.mark.skipif(not (REPORTS / "truth.json").exists(), reason="the real reports are not beside the checkout"),
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer that comes with the reports."""
    found = importlib.util.spec_from_file_location("score", REPORTS / "score.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, Any]]:
    """Every real report as it is printed."""
    readings = {path.name: understand(read_text(path)) for path in sorted(REPORTS.glob("*.txt"))}
    return {name: as_json(r, {i: in_words(f) for i, f in enumerate(r.findings)}) for name, r in readings.items()}


def test_never_silently_wrong_and_nearly_all_right(
    scorer: ModuleType, read: dict[str, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    truths = json.loads((REPORTS / "truth.json").read_text(encoding="utf-8"))["reports"]
    counts: dict[str, int] = {}
    sure = can_be = 0
    for truth in (t for t in truths if "refused" not in t):
        tally = scorer.score(truth, read[truth["file"]], show=True)
        sure, can_be = sure + tally.certain_got, can_be + tally.certain_truth
        for part in tally.parts.values():
            for verdict, number in part.items():
                counts[verdict] = counts.get(verdict, 0) + number
    assert counts.get("wrong", 0) == 0, capsys.readouterr().out
    assert counts["right"] >= 0.95 * sum(counts.values()), capsys.readouterr().out
    assert sure >= 0.85 * can_be


def test_no_contact_detail_is_kept(read: dict[str, dict[str, Any]]) -> None:
    printed = json.dumps(list(read.values()), ensure_ascii=False)
    assert "@" not in printed
    assert "61 00 00 01" not in printed


def test_every_finding_is_said_in_words(read: dict[str, dict[str, Any]]) -> None:
    findings = [f for report in read.values() for f in report["findings"]]
    assert findings
    assert [f["code"] for f in findings if f["message"] in ("", f["code"])] == []
