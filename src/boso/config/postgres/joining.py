"""A process's own end of the embedded server: starts its keeper, learns where the socket is, and notices its loss."""

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import boso
from boso.kernel.errors import BosoError


class NoServer(BosoError):
    """There is no embedded server to be had; the message is the keeper's sentence."""


class Joined:
    """The embedded server of one data folder, as this process holds it up together with others."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._keeper: subprocess.Popen[str] | None = None
        self._socket = ""
        self._guard = threading.Lock()
        self._process = os.getpid()

    def socket(self) -> str:
        """The folder of the server's socket; starts or joins the server, and does so again when the keeper is gone."""
        with self._guard:
            if self._process != os.getpid():
                self._keeper, self._process = None, os.getpid()
            if self._keeper is None or self._keeper.poll() is not None:
                self._keeper = self._start()
            return self._socket

    def _start(self) -> "subprocess.Popen[str]":
        root = str(Path(boso.__path__[0]).parent)
        keeper = subprocess.Popen(
            [sys.executable, "-P", "-m", "boso.config.postgres.keeper", str(self.home)],
            env={**os.environ, "PYTHONPATH": root},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        line = keeper.stdout.readline() if keeper.stdout else ""
        answer = json.loads(line) if line else {"error": "The keeper of the database ended without a word."}
        if "error" in answer:
            keeper.communicate()
            raise NoServer(answer["error"])
        self._socket = answer["socket"]
        return keeper

    def leave(self) -> None:
        """Lets go of the server; it stops, unless another process holds it up."""
        with self._guard:
            keeper, self._keeper = self._keeper, None
        if keeper and self._process == os.getpid():
            with keeper:  # closes both pipes, at which the keeper ends, and waits for it
                pass


_joined: dict[Path, Joined] = {}


def joined(home: Path) -> Joined:
    """The one `Joined` of this process for a data folder."""
    if home not in _joined:
        _joined[home] = Joined(home)
        atexit.register(_joined[home].leave)
    return _joined[home]
