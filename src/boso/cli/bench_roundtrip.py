"""`boso bench roundtrip`: generated reports of all forms through Word, PDF and workbook, read back as stored."""

import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

REPORTS = 207  # every form and language the same number of times
EVERY_EDITED = 4  # one report in so many is edited too
SHOWN = 20


def run() -> list[dict[str, object]]:
    """How many files said anything else than was stored, and how many edits nobody was asked about."""
    counted: Counter[str] = Counter()
    faults: list[str] = []
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for told, wrong in pool.map(measured, range(REPORTS)):
            counted.update(told)
            faults += wrong
    for fault in faults[:SHOWN]:
        print(f"  {fault}", file=sys.stderr)
    return list(_rows(counted))


def measured(seed: int) -> tuple[Counter[str], list[str]]:
    """What one report counts for, and what was wrong in words."""
    from boso.cli.roundtrip.comparing import round_trip
    from boso.cli.roundtrip.editing import unnoticed
    from boso.cli.roundtrip.files import FORMATS

    counted: Counter[str] = Counter()
    wrong = []
    with tempfile.TemporaryDirectory(prefix="boso-round-trip-") as name:
        for outcome in round_trip(seed, FORMATS, Path(name)):
            kind = f"{outcome.format} {'with' if outcome.own_data else 'without'} its own data"
            counted.update({f"files {kind}": 1, f"faults {kind}": bool(outcome.faults)})
            wrong += [f"report {seed} ({outcome.edition}), {kind}: {fault}" for fault in outcome.faults]
        if seed % EVERY_EDITED == 0:
            missed = list(unnoticed(seed, Path(name)))
            counted.update({"files edited": 1, "faults edited": len(missed)})
            wrong += [f"an edit in {format} was not noticed: {what}" for format, what in missed]
    return counted, wrong


def _rows(counted: "Counter[str]") -> "list[dict[str, object]]":
    rows: list[dict[str, object]] = []
    for name in sorted(key.removeprefix("files ") for key in counted if key.startswith("files ")):
        files, faults = counted[f"files {name}"], counted[f"faults {name}"]
        what = "reports with an edit in Word, PDF or workbook that nobody was asked about"
        rows.append(
            {
                "name": what if name == "edited" else f"reports read back otherwise than stored: {name}",
                "value": faults,
                "unit": "files",
                "aim": 0,
                "baseline": files,
                "baseline_name": "files tried",
                "ratio": round(faults / files, 4),
            }
        )
    return rows
