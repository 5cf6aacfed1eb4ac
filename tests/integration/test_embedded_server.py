"""The embedded database server: joined by the second, taken over, restarted, clean after every kind of death."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from boso.config.postgres.cluster import APP, OWNER
from boso.config.postgres.joining import Joined, NoServer

HOLDER = """
import sys
from pathlib import Path
from boso.config.postgres.joining import joined
print(joined(Path(sys.argv[1])).socket(), flush=True)
sys.stdin.read()
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder the server's user may pass, also when root runs the tests."""
    with tempfile.TemporaryDirectory(prefix="boso-server-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder / "data"


@pytest.fixture
def here(home: Path) -> Iterator[Joined]:
    """This process's own hold of the server."""
    server = Joined(home)
    yield server
    server.leave()


class Other:
    """Another `boso` on the same data folder."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", HOLDER, str(home)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.socket = self.process.stdout.readline().strip()

    def end(self) -> None:
        with self.process:
            pass

    def kill(self) -> None:
        self.process.kill()
        with self.process:
            pass


@pytest.fixture
def other(home: Path) -> Iterator[Other]:
    another = Other(home)
    yield another
    another.end()


def ask(socket: str, statement: str, *, user: str = APP, patience: float = 10) -> object:
    """The value a statement gives if it gives one, waiting for the server as clients of the program do."""
    until = time.monotonic() + patience
    while True:
        try:
            with psycopg.connect(host=socket, user=user, dbname="boso", autocommit=True) as connection:
                answer = connection.execute(statement.encode())
                row = answer.fetchone() if answer.description else None
                return row and row[0]
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def server_pid(socket: str) -> int:
    return int(str(ask(socket, "SELECT pg_read_file('postmaster.pid')", user="boso_admin")).split()[0])


def test_the_server_listens_on_a_socket_only_its_user_can_open(here: Joined) -> None:
    assert ask(here.socket(), "SHOW listen_addresses") == ""
    assert Path(here.socket()).stat().st_mode & 0o077 == 0
    assert ask(here.socket(), "SHOW unix_socket_permissions") == "0700"


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"])
def test_acknowledged_means_stored(here: Joined, setting: str) -> None:
    assert ask(here.socket(), f"SHOW {setting}") == "on"


def test_letters_beyond_a_to_z_are_known(here: Joined) -> None:
    assert ask(here.socket(), "SELECT lower('ÆØÅ') || current_setting('server_encoding')") == "æøåUTF8"


@pytest.mark.parametrize("role", [APP, OWNER])
def test_no_role_of_the_program_can_bypass_row_level_security(here: Joined, role: str) -> None:
    rights = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert ask(here.socket(), rights, user=role) is False


def test_the_data_folder_is_closed_to_others(here: Joined, home: Path) -> None:
    here.socket()
    clusters = [home / "postgresql", (home / "postgresql").resolve()]
    assert all(cluster.stat().st_mode & 0o077 == 0 for cluster in clusters)


def test_a_second_joins_the_running_server(here: Joined, other: Other) -> None:
    assert here.socket() == other.socket
    assert ask(here.socket(), "SELECT pg_postmaster_start_time()") == ask(
        other.socket, "SELECT pg_postmaster_start_time()"
    )


def test_the_second_takes_over_when_the_first_ends(other: Other, here: Joined) -> None:
    first = server_pid(here.socket())
    other.end()
    assert server_pid(here.socket()) != first


def test_the_second_takes_over_when_the_first_is_killed(other: Other, here: Joined) -> None:
    first = server_pid(here.socket())
    other.kill()
    assert server_pid(here.socket()) != first


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGQUIT])
def test_a_server_that_died_is_started_again(here: Joined, how: signal.Signals) -> None:
    ask(here.socket(), "DROP TABLE IF EXISTS kept", user=OWNER)
    ask(here.socket(), "CREATE TABLE kept AS SELECT 42 AS answer", user=OWNER)
    first = server_pid(here.socket())
    os.kill(first, how)
    assert ask(here.socket(), "SELECT answer FROM kept", user=OWNER) == 42
    assert server_pid(here.socket()) != first


def runs(pid: int) -> bool:
    """The process lives; one that has ended and waits for its parent to notice does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_nothing_runs_after_the_last_one_was_killed(home: Path) -> None:
    last = Other(home)
    pid = server_pid(last.socket)
    last.kill()
    until = time.monotonic() + 10
    while Path(last.socket, ".s.PGSQL.5432").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(last.socket, ".s.PGSQL.5432").exists()
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs(pid)


def test_a_keeper_that_was_killed_is_replaced(here: Joined) -> None:
    socket = here.socket()
    keeper = here._keeper
    assert keeper
    keeper.kill()
    keeper.wait()
    assert here.socket() == socket
    assert ask(here.socket(), "SELECT 1") == 1
    with keeper:
        pass


def test_two_that_start_at_once_on_an_empty_folder_share_one_server() -> None:
    with open_folder() as folder:
        command = [sys.executable, "-c", HOLDER, str(folder / "data")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        twins = [subprocess.Popen(command, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
        sockets = {twin.stdout.readline().strip() for twin in twins}
        starts = {ask(socket, "SELECT pg_postmaster_start_time()") for socket in sockets}
        for twin in twins:
            with twin:
                pass
    assert len(sockets) == len(starts) == 1


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(NoServer, match=r"Cannot write .*BOSO_DATA"):
        Joined(in_the_way / "data").socket()


def test_a_cluster_of_another_version_is_left_alone() -> None:
    with open_folder() as folder:
        cluster = folder / "data/postgresql"
        cluster.mkdir(parents=True)
        (cluster / "PG_VERSION").write_text("99\n")
        with pytest.raises(NoServer, match="PostgreSQL 99"):
            Joined(folder / "data").socket()


def test_a_long_path_gets_a_short_socket() -> None:
    with open_folder() as folder:
        server = Joined(folder / ("long" * 20) / "data")
        socket = Path(server.socket())
        try:
            assert len(str(socket)) < 86
            assert ask(str(socket), "SELECT 1") == 1
        finally:
            server.leave()
            socket.rmdir()
