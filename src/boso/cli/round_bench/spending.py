"""What the processors of the machine did meanwhile: for the server, its database, the people, and for others."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from boso.cli.round_bench.server import Server

Row = dict[str, object]
TICKS = os.sysconf("SC_CLK_TCK")
WORKING = 4  # the first columns of a processor's line: what it did, without waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds of work so far, and by the clock; nothing where the machine does not tell."""

    at: float
    web: float
    database: float
    people: float
    machine: float

    @classmethod
    def now(cls, server: Server) -> "Spent":
        """As it stands."""
        return cls(
            at=time.monotonic(),
            web=sum(map(_of, server.workers())),
            database=sum(map(_of, _children(server.database()))),
            people=time.process_time(),
            machine=_machine(),
        )


def others_share(before: Spent, after: Spent) -> Row:
    """How much of the machine others took while people wrote: above some percent the times are those of a busy one."""
    cores, seconds = os.cpu_count() or 1, after.at - before.at
    web, database, people = after.web - before.web, after.database - before.database, after.people - before.people
    others = max(0.0, after.machine - before.machine - web - database - people)
    whole = cores * seconds
    return {
        "name": "round: the machine's work for other programs under load",
        "value": round(100 * others / whole, 1),
        "unit": "%",
        "baseline": round(100 * (web + database + people) / whole, 1),
        "baseline_name": f"for the server ({web:.0f} s), its database ({database:.0f} s) and the people "
        f"({people:.0f} s) in {seconds:.0f} s on {cores} cores",
        "ratio": round(others / (web + database + people), 2),
    }


def _of(process: int) -> float:
    try:
        columns = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(columns[11]) + int(columns[12])) / TICKS
    except (OSError, IndexError):
        return 0.0


def _children(process: int) -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _machine() -> float:
    try:
        return sum(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:WORKING])) / TICKS
    except (OSError, IndexError):
        return 0.0
