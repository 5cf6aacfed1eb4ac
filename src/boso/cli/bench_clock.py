"""Time a benchmark spends working: of this process and of its database, whatever else the machine does meanwhile.

Where the database's share cannot be read (another machine, no /proc) the clock on the wall is taken for both.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

NANO = 1e-9


def spent() -> float:
    """Seconds worked so far; only differences mean anything."""
    database = _database()
    return perf_counter() if database is None else process_time() + database


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = spent()
    work()
    return spent() - start


def middle(work: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    return median(seconds(work) for _ in range(times))


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs by the clock on the wall; the first, which loads what is loaded once, is left out."""
    work()
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def _database() -> float | None:
    """Seconds the process behind the connection has worked, as Linux counts them."""
    from django.db import connection

    if connection.connection is None:
        connection.ensure_connection()
    file = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(file.read_text().split()[0]) * NANO
    except (OSError, ValueError, IndexError):
        return None
