"""`boso test`: the whole test run, the same that CI calls; what was skipped, and why, is said at the end."""

import argparse
import importlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from boso.cli import scoring

FAILED = 1
LONGEST_FILE = 350
MOST_WORKERS = 4
NEVER_IN_TESTS = ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "BOSO_DEMO", "BOSO_TODAY")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step went. `said` is its output, shown when it failed; `note` is one line for the summary."""

    step: str
    good: bool
    seconds: float
    said: str = ""
    note: str = ""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `test` to the command line."""
    parser = subparsers.add_parser(
        "test",
        help="the whole test run",
        description="Format, lint, types, import contracts, all tests on a real PostgreSQL, browser stories where "
        "Chromium is found, and the real reports read and scored. With words, only pytest with these words.",
        epilog="Example: boso test\n         boso test tests/unit -k numbers",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="…", help="only pytest, with these words")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Runs everything; 1 when anything failed."""
    checkout = _checkout()
    with tempfile.TemporaryDirectory(prefix="boso-test-") as folder:
        Path(folder).chmod(0o711)
        run_of = _Run(checkout, _surroundings(Path(folder)))
        if args.words:
            return subprocess.run(run_of.pytest(args.words), cwd=checkout, env=run_of.environ, check=False).returncode
        outcomes = run_of.everything()
    _summarise(outcomes, sizes(checkout / run_of.package))
    return 0 if all(outcome.good for outcome in outcomes) else FAILED


def _checkout() -> Path:
    checkout: Path = importlib.import_module("boso.config.installing").CHECKOUT
    return checkout


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment of the tests: nothing of the person's own database or settings."""
    kept = {name: value for name, value in os.environ.items() if name not in NEVER_IN_TESTS}
    return {**kept, "BOSO_DATA": str(folder / "data"), "PYTHONPATH": os.pathsep.join(_import_path())}


def _import_path() -> list[str]:
    import boso

    return [str(Path(folder).parent) for folder in boso.__path__]


class _Run:
    """One run: pytest in one lane, with a worker for each core, everything else in another."""

    def __init__(self, checkout: Path, environ: dict[str, str]) -> None:
        self.checkout, self.environ = checkout, environ
        self.package = Path(_import_path()[0], "boso").relative_to(checkout)
        self._printing = threading.Lock()

    def pytest(self, words: list[str]) -> list[str]:
        """The command that runs pytest."""
        return [sys.executable, "-P", "-m", "pytest", *words]

    def whole_pytest(self) -> list[str]:
        """All tests, by a worker for each core with a database of its own; the tests of a file stay together."""
        workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
        return self.pytest(["-rs", "--color=no", "-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"])

    def everything(self) -> list[Outcome]:
        """All steps, those that fail too."""
        with ThreadPoolExecutor(max_workers=2) as lanes:
            tests = lanes.submit(self._tests)
            others = lanes.submit(self._others)
            return [*others.result(), tests.result()]

    def _others(self) -> list[Outcome]:
        module = [sys.executable, "-P", "-m"]
        steps = {
            "format": [*module, "ruff", "format", "--check", "."],
            "lint": [*module, "ruff", "check", "."],
            "contracts": [str(Path(sys.executable).with_name("lint-imports"))],
            "types": [*module, "mypy", str(self.package)],
        }
        outcomes = [self._step(name, command) for name, command in steps.items()]
        return [*outcomes, self._scored()]

    def _step(self, name: str, command: list[str]) -> Outcome:
        began = time.monotonic()
        answer = subprocess.run(
            command,
            cwd=self.checkout,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return self._told(Outcome(name, answer.returncode == 0, time.monotonic() - began, answer.stdout))

    def _scored(self) -> Outcome:
        began = time.monotonic()
        score = scoring.score_reports(self.checkout, self.environ)
        return self._told(Outcome("reports", score.good, time.monotonic() - began, score.said, score.note))

    def _tests(self) -> Outcome:
        began, said = time.monotonic(), []
        with subprocess.Popen(
            self.whole_pytest(),
            cwd=self.checkout,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as pytest:
            for line in pytest.stdout or ():
                said.append(line)
                self._print(line.rstrip("\n"))
        return Outcome("tests", pytest.returncode == 0, time.monotonic() - began, "".join(said))

    def _told(self, outcome: Outcome) -> Outcome:
        self._print(_line(outcome) if outcome.good else f"{_line(outcome)}\n{outcome.said}")
        return outcome

    def _print(self, text: str) -> None:
        with self._printing:
            print(text, flush=True)


def _line(outcome: Outcome) -> str:
    return f"{'ok    ' if outcome.good else 'FAILED'}  {outcome.step:<10} {outcome.seconds:6.1f} s"


def sizes(package: Path) -> str:
    """How long the files are: aims of the house, not a gate."""
    files = [file for file in package.rglob("*.py") if "migrations" not in file.parts]
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    full = sorted(count for count in lines.values() if count)
    over = ", ".join(f"{file.relative_to(package)} {count}" for file, count in lines.items() if count > LONGEST_FILE)
    return (
        f"{len(full)} files, median {median(full):.0f} lines, nine in ten below {full[len(full) * 9 // 10]}, "
        f"over {LONGEST_FILE}: {over or 'none'}"
    )


def _summarise(outcomes: list[Outcome], size: str) -> None:
    """What was done, what was skipped and why, pytest's own closing line, and how the real reports went."""
    tests = outcomes[-1]
    print("\nSummary")
    for outcome in outcomes:
        print(f"  {_line(outcome)}")
    print(f"  sizes   {size}")
    for reason, count in skipped(tests.said).items():
        print(f"  SKIPPED {count}: {reason}")
    print(closing_line(tests.said))
    print(next(outcome.note for outcome in outcomes if outcome.step == "reports"))


def skipped(said: str) -> dict[str, int]:
    """Why tests were skipped, and how many for each reason."""
    reasons: dict[str, int] = {}
    for count, reason in re.findall(r"^SKIPPED \[(\d+)\] \S+ (.+)$", said, flags=re.MULTILINE):
        reasons[reason] = reasons.get(reason, 0) + int(count)
    return reasons


def closing_line(said: str) -> str:
    """Pytest's own last word, as `512 passed, 3 skipped in 61.20s`."""
    found = re.findall(r"^(?:=+ )?(\d+ \w+.* in [\d.]+s.*?)(?: =+)?$", said, flags=re.MULTILINE)
    return found[-1] if found else "pytest did not come to an end"
