"""The keeper: a small process beside every `boso`, of which the one that holds the lock runs the database server.

It lives exactly as long as its parent holds the other end of its standard input, restarts a server that died,
and takes over the server when the keeper that ran it ends. It tells its parent one line of JSON: ready, or why not.
"""

import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from boso.config.postgres import cluster, folders
from boso.config.postgres.folders import Folders
from boso.config.postgres.identity import ServerUser, reachable_installation, server_user
from boso.config.postgres.installation import Installation, find_installation
from boso.kernel.errors import BosoError

PULSE = 0.1
FIRST_PULSE = 0.02
START_SECONDS = 60
LONGEST_PAUSE = 5.0


class Keeper:
    """Waits for the lock, then runs the server until the parent is gone."""

    def __init__(self, places: Folders, user: ServerUser, installation: Installation) -> None:
        self.places, self.user, self.installation = places, user, installation
        self.server: subprocess.Popen[bytes] | None = None
        self.ending = False
        self.told = False
        self.pause = FIRST_PULSE
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _end(self, *_: object) -> None:
        self.ending = True

    def run(self) -> None:
        """Until the parent is gone: hold the server up, or wait to take it over."""
        try:
            lock = self.places.lock.open("w")
        except OSError as fault:
            raise folders.unwritable(self.places.lock, fault) from fault
        with lock:
            while not _try(lock):
                self._tell_when_ready()
                if self._parent_gone():
                    return
            try:
                self._hold_up()
            finally:
                if self.server:
                    cluster.stop(self.server)

    def _hold_up(self) -> None:
        if self.places.made_by is None:
            cluster.create(self.places, self.user, self.installation)
        while not self._parent_gone():
            if self.server is None or self.server.poll() is not None:
                self._start_again()
            self._tell_when_ready()

    def _start_again(self) -> None:
        if self.server is not None:
            time.sleep(self.pause)
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.server = cluster.start(self.places, self.user, self.installation)
        until = time.monotonic() + START_SECONDS
        while self.server.poll() is None and not cluster.answers(self.places, self.installation):
            if time.monotonic() > until or self.ending:
                break
            time.sleep(FIRST_PULSE)
        if self.server.poll() is not None and not self.told:
            raise cluster.ServerFailed(cluster.explain(cluster.last_words(self.places)))

    def _tell_when_ready(self) -> None:
        if not self.told and cluster.answers(self.places, self.installation):
            self.pause = FIRST_PULSE
            self.told = True
            _tell({"socket": str(self.places.socket)})

    def _parent_gone(self) -> bool:
        """The parent never writes: its pipe becomes readable only when it is closed."""
        readable, _, _ = select.select([sys.stdin], [], [], PULSE if self.told else FIRST_PULSE)
        return bool(readable) or self.ending


def _try(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tell(message: dict[str, str]) -> None:
    try:
        print(json.dumps(message), flush=True)  # noqa: T201 -- the line its parent waits for
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 -- the parent is gone


def main(home: Path) -> int:
    """Runs the keeper of one data folder; 0 when its parent went, 2 when there can be no server."""
    try:
        user = server_user()
        folders.make_home(home)
        places = folders.folders(home, user)
        installation = reachable_installation(find_installation(places.made_by), user)
        folders.prepare(places, user)
        Keeper(places, user, installation).run()
    except BosoError as fault:
        _tell({"error": str(fault)})
        return 2
    except OSError as fault:
        _tell({"error": str(folders.unwritable(home, fault))})
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
