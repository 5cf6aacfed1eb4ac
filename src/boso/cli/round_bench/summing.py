"""What was measured as rows of the table."""

from collections.abc import Sequence
from statistics import quantiles

from boso.cli.round_bench.killing import Killed
from boso.cli.round_bench.load import BARE, Times

Row = dict[str, object]
NAMES = {
    "save": "saves of a field",
    "form": "pages of a form",
    "checks": "checks of a section",
    "page": "other pages",
    "export": "reports taken out whole",
}
AIM_FORM_MS, AIM_LOAD_MS = 40, 300


def rows_alone(quiet: Times) -> list[Row]:
    """Answers with nobody else there."""
    return [
        _row("round: a page of a form, alone (p50)", quiet, "form", 50, AIM_FORM_MS),
        _row("round: a save of a field, alone (p50)", quiet, "save", 50, None),
        _counted("round: errors alone", len(quiet.faults), sum(map(len, quiet.seconds.values())), "answers"),
    ]


def rows_under_load(busy: Times) -> list[Row]:
    """Answers while everyone is there."""
    rows = []
    for name, what in NAMES.items():
        for share in (50, 95, 99):
            aim = AIM_LOAD_MS if share == 95 and name in ("save", "form") else None
            rows.append(_row(f"round: {what} under load (p{share})", busy, name, share, aim))
    answers = sum(map(len, busy.seconds.values()))
    rows.append(_counted("round: errors under load", len(busy.faults), answers, "answers"))
    return rows


def _row(name: str, times: Times, what: str, share: int, aim: int | None) -> Row:
    answers = times.seconds.get(what, [])
    value, bare = _share(answers, share), _share(times.seconds.get("bare", []), share)
    return {
        "name": name,
        "value": round(value * 1000, 1),
        "unit": "ms",
        "aim": aim,
        "baseline": round(bare * 1000, 1),
        "baseline_name": f"{BARE} of the same server in the same minute, p{share}; {len(answers)} answers",
        "ratio": round(value / bare, 2) if bare else 0,
    }


def _share(seconds: Sequence[float], share: int) -> float:
    """The time that so many in a hundred answers took at most."""
    if len(seconds) < 2:
        return sum(seconds)
    return quantiles(seconds, n=100, method="inclusive")[share - 1]


def rows_of_killed(what: str, killed: Killed) -> list[Row]:
    """Saves lost when something was killed again and again."""
    name = f"round: {what} killed {killed.kills} times: acknowledged saves lost"
    longest = round(killed.longest_wait, 1)
    return [
        _counted(name, killed.lost, killed.acknowledged, f"saves acknowledged, {killed.fields} fields looked at"),
        _counted(
            f"round: {what} killed: saves refused, longest wait {longest} s",
            killed.refused,
            killed.acknowledged,
            "saves",
        ),
    ]


def _counted(name: str, value: int, of: int, what: str) -> Row:
    return {
        "name": name,
        "value": value,
        "unit": "",
        "aim": 0,
        "baseline": of,
        "baseline_name": what,
        "ratio": round(value / of, 4) if of else 0,
    }
