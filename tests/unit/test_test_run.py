"""The summary of the test run: what was skipped and why, and pytest's own last word."""

from pathlib import Path

import pytest

from boso.cli.bench import verdict
from boso.cli.scoring import score_reports
from boso.cli.testing import closing_line, sizes, skipped


def test_skipped_tests_are_counted_by_their_reason() -> None:
    said = (
        "SKIPPED [3] tests/browser/test_leader.py:12: there is no Chromium\n"
        "SKIPPED [1] tests/browser/test_editor.py:9: there is no Chromium\n"
        "SKIPPED [2] tests/unit/test_x.py:1: the real reports are not here\n"
    )
    assert skipped(said) == {"there is no Chromium": 4, "the real reports are not here": 2}


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("....\n512 passed in 61.20s\n", "512 passed in 61.20s"),
        (
            "1 failed, 511 passed, 3 skipped in 219.35s (0:03:39)\n",
            "1 failed, 511 passed, 3 skipped in 219.35s (0:03:39)",
        ),
        ("==== 2 passed, 1 warning in 0.02s ====\n", "2 passed, 1 warning in 0.02s"),
        ("Traceback\n", "pytest did not come to an end"),
    ],
)
def test_the_closing_line_is_pytests_own(said: str, last: str) -> None:
    assert closing_line(said) == last


@pytest.mark.parametrize(("ci", "good"), [("true", False), ("", True)])
def test_no_real_report_is_a_fault_in_ci_only(
    ci: str, good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    score = score_reports(tmp_path, {})
    assert score.good is good
    assert score.note.startswith("0 real reports scored")


def test_sizes_name_the_files_that_are_too_long(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("x = 1\n" * 351)
    (tmp_path / "short.py").write_text("x = 1\n")
    assert sizes(tmp_path).endswith("over 350: long.py 351")


@pytest.mark.parametrize(("value", "aim", "word"), [(49.9, 50, "reached"), (50.1, 50, "MISSED"), (1, None, "")])
def test_a_missed_aim_is_said(value: float, aim: float | None, word: str) -> None:
    assert verdict({"value": value, "aim": aim}) == word
