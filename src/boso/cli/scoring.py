"""The real reports beside the checkout, read by `boso read` and compared with the hand-checked truth."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPORTS = Path("../shared/reports")


@dataclass(frozen=True, slots=True)
class Score:
    """How the reading went: good or not, what the scorer said, and that in one line."""

    good: bool
    said: str
    note: str


def score_reports(checkout: Path, environ: dict[str, str]) -> Score:
    """Reads and scores; having no reports is a fault in CI only, where they must be there."""
    folder = checkout / REPORTS
    files = sorted(folder.glob("*.txt"))
    if not files or not (folder / "score.py").exists():
        in_ci = os.environ.get("CI", "").lower() == "true"
        note = f"0 real reports scored: {REPORTS} is not there{' (an error in CI)' if in_ci else ''}"
        return Score(not in_ci, note, note)
    with tempfile.TemporaryDirectory() as out:
        read = [sys.executable, "-P", "-m", "boso", "read", *map(str, files), "--json"]
        answer = subprocess.run(read, cwd=checkout, env=environ, capture_output=True, text=True, check=False)
        output = Path(out, "read.json")
        output.write_text(answer.stdout, encoding="utf-8")
        judged = subprocess.run(
            [sys.executable, "-P", str(folder / "score.py"), str(output)], capture_output=True, text=True, check=False
        )
    said = f"{answer.stderr}{judged.stdout}{judged.stderr}"
    last = (judged.stdout.strip().splitlines() or ["the scorer said nothing"])[-1]
    count = len(answer.stdout.splitlines())
    good = answer.returncode == 0 and judged.returncode == 0
    return Score(good, said, f"{count} real reports scored: {last}")
