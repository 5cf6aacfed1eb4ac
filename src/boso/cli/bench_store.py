"""`boso bench store`: a workbook in, checked and stored, in a database that is made for it and thrown away."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

TURNS = 5
ACTIVITIES = 20
AIM_S = 1.0
AIM_MS_A_ROW = 0.75  # a tenth of the 4–7.5 ms a row that a comparable system took
OWN = ("BOSO_DATA", "DATABASE_URL", "DATABASE_OWNER_URL")


@dataclass(frozen=True, slots=True)
class Turn:
    """One workbook: seconds in all, from the proposal to the stored report, and of plain SQL; rows stored."""

    whole: float
    storing: float
    rows: int
    plain: float


def run() -> list[dict[str, object]]:
    """Seconds a workbook and milliseconds a stored row, each beside the same rows inserted by one plain statement."""
    with tempfile.TemporaryDirectory(prefix="boso-bench-") as folder:
        Path(folder).chmod(0o711)
        with own_database(Path(folder)):
            places(Path(folder))
            small = measured(Path(folder), ACTIVITIES)
            large = measured(Path(folder), ACTIVITIES * 10)
    return as_rows(small, large)


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """The embedded server in a folder of its own, whatever database the surroundings name; for other benches too."""
    from boso.cli.database import with_database

    before = {name: os.environ.pop(name) for name in OWN if name in os.environ}
    os.environ["BOSO_DATA"] = str(folder / "data")
    try:
        with_database()
        yield
    finally:
        from django.db import connection

        connection.close()
        os.environ.pop("BOSO_DATA", None)
        os.environ.update(before)


def places(folder: Path) -> None:
    """The municipality of the workbooks."""
    from django.utils import timezone

    from boso.cli.bench_workbook import write_places
    from boso.kernel.decisions import SYSTEM
    from boso.places.actions import load_files

    load_files(actor=SYSTEM, now=timezone.now(), folder=write_places(folder / "places"))


def measured(folder: Path, activities: int, turns: int = TURNS) -> list[Turn]:
    """So many workbooks, each other than the last, one after the other; the first only warms up."""
    return [_turn(folder, activities, turn) for turn in range(turns + 1)][1:]


def _turn(folder: Path, activities: int, turn: int) -> Turn:
    from django.utils import timezone

    from boso.cli.bench_workbook import write_workbook
    from boso.importers.actions import accept_certain, apply_import, propose, undo_import
    from boso.kernel.decisions import SYSTEM
    from boso.places import rls
    from boso.questionnaires.checks.engine import run_checks
    from boso.reporting.queries import report_values

    file = write_workbook(folder / f"{activities}-{turn}.xlsx", activities=activities, turn=turn)
    now = timezone.now()
    start = perf_counter()
    proposed = propose(path=file, actor=SYSTEM, now=now, within=rls.ALL)
    read = perf_counter()
    accept_certain(import_id=proposed.import_id, actor=SYSTEM, now=now, within=rls.ALL)
    done = apply_import(import_id=proposed.import_id, actor=SYSTEM, now=now, within=rls.ALL)
    stored = perf_counter()
    run_checks(report_values(done.report_id, within=rls.ALL, today=now.date()))
    whole = perf_counter() - start
    plain = _plain_insert(done.report_id)
    undo_import(import_id=proposed.import_id, reason="bench", actor=SYSTEM, now=now, within=rls.ALL)
    return Turn(whole, stored - read, done.counts.add, plain)


def _plain_insert(report_id: int) -> float:
    """Seconds to insert the report's answers, texts and money again by plain statements, without keys or history."""
    from django.db import connection, transaction

    from boso.places import rls

    tables = ("reporting_answer", "reporting_textanswer", "reporting_fieldanswer", "reporting_economyrow")
    rows = {}
    with rls.scope(rls.ALL), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t WHERE report_id = %s", [report_id])  # noqa: S608
            rows[table] = cursor.fetchall()
        start = perf_counter()
        with transaction.atomic():
            cursor.execute("CREATE TEMPORARY TABLE plain_rows (name text, content jsonb) ON COMMIT DROP")
            for table, contents in rows.items():
                cursor.executemany("INSERT INTO plain_rows VALUES (%s, %s)", [(table, text) for (text,) in contents])
        return perf_counter() - start


def as_rows(small: list[Turn], large: list[Turn]) -> list[dict[str, object]]:
    """The two measurements, with growth from twenty activity rows to two hundred (1 is linear)."""
    whole, longest = median(t.whole for t in small), median(t.whole for t in large)
    storing, most = median(t.storing / t.rows for t in small), median(t.storing / t.rows for t in large)
    plain, rows = median(t.plain for t in small), small[0].rows
    by_rows = f"{large[0].rows} rows against {rows}"
    return [
        {
            "name": f"store: a workbook in, checked and stored ({rows} rows)",
            "value": round(whole, 3),
            "unit": "s",
            "aim": AIM_S,
            "baseline": round(plain, 4),
            "baseline_name": "the stored rows inserted by plain statements, nothing read, checked or kept",
            "ratio": round(whole / plain, 1),
            "growth": round(longest / whole / (large[0].rows / rows), 2),
            "growth_name": f"{by_rows}, divided by the rows",
        },
        {
            "name": "store: planned, stored and logged, a row",
            "value": round(storing * 1000, 3),
            "unit": "ms",
            "aim": AIM_MS_A_ROW,
            "baseline": round(plain / rows * 1000, 3),
            "baseline_name": "a row inserted by plain statements; the aim is a tenth of 4–7.5 ms, 0.4–0.75",
            "ratio": round(storing / (plain / rows), 1),
            "growth": round(most / storing, 2),
            "growth_name": f"a row of {by_rows}",
        },
    ]
