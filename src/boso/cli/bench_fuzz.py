"""`boso bench fuzz`: damaged workbooks, Word files and PDFs at the upload: no fault of the server, none that hangs."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boso.cli.fuzzing.workers import Done

FILES = 2_000
SECONDS, MEGABYTES = 60.0, 1_000  # for one file
ADDRESSES = 4_000  # megabytes of addresses a process may have, so that the machine lives on
SHOWN = 20


def run(files: int = FILES) -> list[dict[str, object]]:
    """Faults, hangs and the most memory of all files; and whether three planted faults were seen."""
    from boso.cli.bench_store import own_database

    with tempfile.TemporaryDirectory(prefix="boso-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with own_database(folder):
            return as_rows(measured(folder, files), planted(folder))


def measured(folder: Path, files: int) -> "list[Done]":
    """Every damaged file once, on every core."""
    from boso.cli.fuzzing.uploading import Upload, make_uploader
    from boso.cli.fuzzing.workers import each_done

    uploader = make_uploader(folder)
    _close()
    jobs = [Upload(number) for number in range(files)]
    workers = os.cpu_count() or 1
    found = list(each_done(jobs, uploader, workers=workers, seconds=SECONDS, megabytes=ADDRESSES))
    for done in [d for d in found if _bad(d)][:SHOWN]:
        what = "hangs" if done.hung else "the process died" if done.died else f"{done.given}, {done.megabytes:.0f} MB"
        print(f"  file {done.job.number}: {what}", file=sys.stderr)
    return found


def planted(folder: Path) -> "list[Done]":
    """Files that hold a fault of ours: what is measured above must see them."""
    from boso.access.models import User
    from boso.cli.fuzzing.uploading import FAULTS, Upload, Uploader
    from boso.cli.fuzzing.workers import each_done

    uploader = Uploader(folder, User.objects.get(username="leder"), 0, b"")
    _close()
    jobs = [Upload(number, fault) for number, fault in enumerate(FAULTS)]
    return list(each_done(jobs, uploader, workers=1, seconds=10.0, megabytes=ADDRESSES))


def as_rows(found: "Sequence[Done]", control: "Sequence[Done]") -> list[dict[str, object]]:
    """The rows of the table."""
    faults = sum(done.died or (done.given is not None and done.given.fault) for done in found)
    longest = max((done.seconds for done in found), default=0.0)
    most = max((done.megabytes for done in found), default=0.0)
    taken = sum(bool(done.given and 302 in done.given.statuses) for done in found)
    own = sum(bool(done.given and done.given.unforeseen) for done in found)
    seen = sum(_bad(done) for done in control)
    files = len(found)
    return [
        _row("fuzz: faults of the server, or a process that died", faults, "files", files, "files sent", aim=0),
        _row("fuzz: faults of boso's own that the person was told of", own, "files", files, "files sent", aim=0),
        _row("fuzz: files that hang", sum(done.hung for done in found), "files", files, "files sent", aim=0),
        _row("fuzz: longest time for a file", round(longest, 1), "s", SECONDS, "the bound", aim=SECONDS),
        _row("fuzz: most memory of a process", round(most), "MB", MEGABYTES, "the bound", aim=MEGABYTES),
        _row("fuzz: files read in spite of their damage", taken, "files", files, "files sent"),
        _row("fuzz: planted faults (error, hang, memory) that went unseen", len(control) - seen, "files", len(control),
             "files planted", aim=0),
    ]  # fmt: skip


def _bad(done: "Done") -> bool:
    return done.hung or done.died or done.given.fault or done.given.unforeseen or done.megabytes > MEGABYTES


def _row(
    name: str, value: float, unit: str, baseline: float, baseline_name: str, *, aim: float | None = None
) -> dict[str, object]:
    row: dict[str, object] = {"name": name, "value": value, "unit": unit, "baseline": baseline}
    row |= {"baseline_name": baseline_name, "ratio": round(value / baseline, 3)}
    return row if aim is None else row | {"aim": aim}


def _close() -> None:
    """Processes that are copies of this one take no connection along."""
    from django.db import connections

    connections.close_all()
