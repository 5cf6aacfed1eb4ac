"""The web server and, beside it, the process that does the background work; they end together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from boso.config.env import Environment
from boso.kernel.errors import BosoError

PAUSE_BEFORE_RESTART = 3.0
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
    background = _Background()
    background.start()
    threading.Thread(target=_when_open, args=(host, port, ready), daemon=True).start()
    try:
        Granian(
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
        ).serve()
    finally:
        background.stop()


def _when_open(host: str, port: int, ready: Callable[[], None]) -> None:
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- the way to it from here
    while True:
        try:
            socket.create_connection((reached, port), timeout=1).close()
        except OSError:
            time.sleep(LOOK_EVERY)
        else:
            return ready()


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
