"""The web server and, beside it, the process that does the background work; they end together."""

import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from boso.config.env import Environment
from boso.kernel.errors import BosoError

PAUSE_BEFORE_RESTART = 3.0
PATIENCE = 5.0  # seconds to wait for a sign of life
LOOK_EVERY = 0.1
HIGHEST_PORT = 65535
KEPT_FOR = 600  # seconds an idle thread stays, and with it its connection to the database


class CannotListen(BosoError):
    """The address or port cannot be used."""


def assert_free(host: str, port: int) -> None:
    """One sentence now, rather than a stack of workers that cannot listen."""
    if not 1 <= port <= HIGHEST_PORT:
        raise CannotListen(f"There is no port {port}; choose one from 1024 to {HIGHEST_PORT} with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CannotListen(f"Port {port} is for the system's own; choose one above 1023 with --port.") from None
        except OSError as fault:
            raise CannotListen(
                f"Cannot listen on {host} port {port} ({fault.strerror}); choose another with --port {port + 1}."
            ) from None


def serve(environment: Environment, *, host: str, port: int, ready: Callable[[], None]) -> None:
    """Answers until it is told to stop; calls `ready` once the first page could be fetched."""
    background, answered = _Background(), threading.Event()
    background.start()
    threading.Thread(target=_when_answered, args=(host, port, answered, ready), daemon=True).start()
    try:
        keep_up(lambda: _granian(environment, host, port), answered)
    finally:
        background.stop()


def keep_up(
    make: Callable[[], AbstractServer[Any]], answered: threading.Event, *, pause: float = PAUSE_BEFORE_RESTART
) -> None:
    """Serve until told to stop. Granian gives up when the same worker dies twice within seconds, and the server would
    be gone; it is made anew instead. One that never answered a page is not: it will not the next time either.

    Raises SystemExit when the server gives up before it answered anything.
    """
    while True:
        server = make()
        try:
            server.serve()
        except SystemExit:
            if not answered.is_set():
                raise
        if not server.interrupt_signal:
            logging.getLogger(__name__).error("The web server gave up; it is started again in %s seconds.", pause)
            time.sleep(pause)
        if server.interrupt_signal:  # told while it waited, too: its handler of signals stands until the next one's
            return


def _granian(environment: Environment, host: str, port: int) -> AbstractServer[Any]:
    return Granian(
        "boso.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=environment.workers,
        blocking_threads=environment.threads,
        blocking_threads_idle_timeout=KEPT_FOR,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    )


def _when_answered(host: str, port: int, answered: threading.Event, ready: Callable[[], None]) -> None:
    """Wait for any answer at all: a refusal of the name we ask by is one too."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- the way to it from here
    while not answered.is_set():
        time.sleep(LOOK_EVERY)
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection(reached, port, timeout=PATIENCE)
            asked.request("HEAD", "/logg-inn/")
            asked.getresponse()
            answered.set()
    ready()


class _Background(threading.Thread):
    """Keeps the process with the background work alive."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="background")
        self._ending = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while not self._ending.is_set():
            command = [sys.executable, "-P", "-m", "boso.config.background", str(os.getpid())]
            self._worker = subprocess.Popen(command, stdin=subprocess.DEVNULL)
            while self._worker.poll() is None and not self._ending.wait(LOOK_EVERY):
                pass
            if self._worker.poll() is not None:
                self._ending.wait(PAUSE_BEFORE_RESTART)
        self._end_worker()

    def _end_worker(self) -> None:
        if self._worker and self._worker.poll() is None:
            self._worker.send_signal(signal.SIGTERM)
            try:
                self._worker.wait(5)
            except subprocess.TimeoutExpired:
                self._worker.kill()

    def stop(self) -> None:
        """Ends the process and waits for it."""
        self._ending.set()
        self.join(10)
