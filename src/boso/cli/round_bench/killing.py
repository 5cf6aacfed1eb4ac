"""The web process and the database killed while people write, and what the database holds afterwards."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from boso.cli.round_bench.load import keep_writing, writers_of
from boso.cli.round_bench.server import Server
from boso.cli.round_bench.world import World
from boso.cli.round_bench.writing import Writer, begin_from_stored, lost
from boso.kernel.errors import BosoError

WEB_KILLS, DATABASE_KILLS = 200, 20
WRITERS, PAUSE = 20, 0.05
BETWEEN_KILLS = 0.3
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """How often something was killed, saves the server had said it keeps, and how many of the last ones are gone."""

    kills: int
    acknowledged: int
    fields: int
    lost: int
    refused: int
    longest_wait: float


def killed_servers(server: Server, world: World) -> Killed:
    """One process that answers pages, killed without warning, again and again."""

    def kill() -> bool:
        for worker in server.workers()[:1]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                return True
        return False

    return _killing(server, world, kill, WEB_KILLS)


def killed_databases(server: Server, world: World) -> Killed:
    """The database server, killed with all it had not written yet."""

    def kill() -> bool:
        with suppress(OSError, ValueError, IndexError):
            os.kill(server.database(), signal.SIGKILL)
            return True
        return False

    return _killing(server, world, kill, DATABASE_KILLS)


def _killing(server: Server, world: World, kill: Callable[[], bool], kills: int) -> Killed:
    writers = writers_of(server, world, WRITERS)
    begin_from_stored(writers)
    ending = threading.Event()
    threads = [threading.Thread(target=keep_writing(w, ending, PAUSE), daemon=True) for w in writers]
    for thread in threads:
        thread.start()
    done, longest = 0, 0.0
    while done < kills:
        time.sleep(BETWEEN_KILLS)
        done += kill()
        try:
            longest = max(longest, _until_saved(writers))
        except TimeoutError as fault:
            raise BosoError(f"Kill number {done}: {fault}. {server.last_words()}") from None
    ending.set()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    missing, looked_at = _after(writers)
    return Killed(
        kills=done,
        acknowledged=_saves(writers),
        fields=looked_at,
        lost=missing,
        refused=sum(len(w.refused) for w in writers),
        longest_wait=longest,
    )


def _saves(writers: list[Writer]) -> int:
    return sum(w.saves for w in writers)


def _until_saved(writers: list[Writer]) -> float:
    """Seconds until people's saves are answered again."""
    before, start = _saves(writers), time.monotonic()
    while _saves(writers) <= before:
        if time.monotonic() - start > LONGEST_WAIT:
            raise TimeoutError("nothing was saved within a minute of the kill")
        time.sleep(0.01)
    return time.monotonic() - start


def _after(writers: list[Writer]) -> tuple[int, int]:
    """What the database holds; asked again while it is still coming back."""
    from django.db import OperationalError, connection

    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            connection.close()
            return lost(writers)
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
