"""Processes that are given one job at a time, each with so much time and memory; one that overruns is replaced."""

import contextlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
KILOBYTES = 1024


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: what it gave, or that it took too long or its process died; seconds, and megabytes of
    memory at the most."""

    job: Any
    given: Any
    seconds: float
    megabytes: float
    hung: bool = False
    died: bool = False


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    job: Any = None
    since: float = 0.0


def each_done(
    jobs: Sequence[Any], work: Callable[[Any], Any], *, workers: int, seconds: float, megabytes: int
) -> Iterator[Done]:
    """Every job once, in the order they are done. `work` runs in processes that are copies of this one."""
    waiting = list(reversed(jobs))
    team = [_started(work, megabytes) for _ in range(workers)]
    try:
        while waiting or any(w.job is not None for w in team):
            for worker in team:
                if worker.job is None and waiting:
                    worker.job, worker.since = waiting.pop(), time.monotonic()
                    worker.pipe.send(worker.job)
            wait([w.pipe for w in team if w.job is not None], timeout=0.5)
            for place, worker in enumerate(team):
                done = _looked_at(worker, seconds)
                if done is None:
                    continue
                if done.hung or done.died:
                    worker.process.kill()
                    team[place] = _started(work, megabytes)
                yield done
    finally:
        for worker in team:
            worker.process.kill()


def _looked_at(worker: _Worker, seconds: float) -> Done | None:
    """The worker's job if it is over, by itself or by us."""
    if worker.job is None:
        return None
    took, job = time.monotonic() - worker.since, worker.job
    if worker.pipe.poll():
        worker.job = None
        try:
            given, most = worker.pipe.recv()
        except (EOFError, OSError):
            return Done(job, None, took, 0.0, died=True)
        return Done(job, given, took, most)
    if took > seconds:
        worker.job = None
        return Done(job, None, took, 0.0, hung=True)
    return None


def _started(work: Callable[[Any], Any], megabytes: int) -> _Worker:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(work, theirs, megabytes), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _run(work: Callable[[Any], Any], pipe: Connection, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    while True:
        job = pipe.recv()
        forget_the_most()
        given = work(job)
        pipe.send((given, _most()))


def forget_the_most() -> None:
    """Linux counts the most memory anew from here; elsewhere it stays what it was since the process began."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _most() -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / KILOBYTES
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
