"""`boso serve` as a process of its own, and a person's way to it over HTTP."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

from boso.cli.round_bench.world import Person
from boso.kernel.errors import BosoError

WORKERS, THREADS = 2, 8
CSRF = "b" * 32
PATIENCE = 30.0
FORM = "application/x-www-form-urlencoded"


class Server:
    """The server under test, from start to end."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        surroundings = {**os.environ, "BOSO_WORKERS": str(WORKERS), "BOSO_THREADS": str(THREADS)}
        command = [sys.executable, "-P", "-m", "boso", "serve", "--port", str(self.port)]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- a pipe that nobody reads would stop the server when full
        self._process = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=self._said)

    def __enter__(self) -> "Server":
        deadline = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            if self.answers():
                return self
            time.sleep(0.2)
        self._process.kill()
        raise BosoError(f"The server did not answer. {self.last_words()}")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def last_words(self) -> str:
        """What it wrote last, and whether it still runs: for whoever must find out why it does not answer."""
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()[-2000:]
        state = "It runs" if self._process.poll() is None else f"It ended with {self._process.returncode}"
        return f"{state}, and said last: {said or 'nothing'}"

    def answers(self) -> bool:
        """Does it answer a page now?"""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/logg-inn/")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False

    def workers(self) -> list[int]:
        """The processes that answer pages: children of the server that granian made."""
        listed = subprocess.run(
            [shutil.which("ps") or "ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        found = [line.split(None, 2) for line in listed.splitlines()]
        return [int(pid) for pid, parent, args in found if int(parent) == self._process.pid and " serve " in args]

    @staticmethod
    def database() -> int:
        """The process of the database server."""
        found = list(Path(os.environ["BOSO_DATA"]).rglob("postmaster.pid"))
        return int(found[0].read_text().splitlines()[0])


@dataclass
class Visit:
    """One person's connection, kept open between requests as a browser does, and opened again when it broke."""

    port: int
    person: Person
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and content of a page. Raises OSError or HTTPException when the server is gone."""
        return self._ask("GET", path)

    def post(self, path: str, form: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """Status and JSON of what the page's own script would send."""
        status, content = self._ask("POST", path, urlencode(form))
        try:
            return status, json.loads(content)
        except ValueError:
            return status, {}

    def send_file(self, path: str, name: str, content: bytes) -> int:
        """The status of a form with one file."""
        edge = "a-line-between-parts"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")[0]

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = FORM) -> tuple[int, bytes]:
        headers = {"Cookie": f"sessionid={self.person.session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        if body is not None:
            headers["Content-Type"] = kind
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self._connection = None
            raise
