"""Starting: bad surroundings end in one sentence and status 2, and nothing is half done."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import boso
from boso.config.postgres.cluster import APP, OWNER
from boso.config.postgres.joining import Joined

ROOT = str(Path(boso.__path__[0]).parent)


def run(*words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """One `boso` in surroundings of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOSO_", "DATABASE_", "SECRET"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "boso", *words],
        env={**kept, "PYTHONPATH": ROOT, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def refused(answer: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence of a command that was refused."""
    assert answer.returncode == 2, answer.stderr
    lines = [line for line in answer.stderr.splitlines() if line.startswith("boso: ")]
    assert len(lines) == 1, answer.stderr
    assert "Traceback" not in answer.stderr
    return lines[0]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A data folder with all tables, as after the first start."""
    with tempfile.TemporaryDirectory(prefix="boso-start-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        answer = run("manage", "migrate", "--verbosity", "0", BOSO_DATA=str(data))
        assert answer.returncode == 0, answer.stderr
        yield data


@pytest.fixture
def server(home: Path) -> Iterator[Joined]:
    joined = Joined(home)
    yield joined
    joined.leave()


def tell(server: Joined, statement: str) -> None:
    with psycopg.connect(host=server.socket(), user=OWNER, dbname="boso", autocommit=True) as connection:
        connection.execute(statement.encode())


def test_a_database_that_is_up_to_date_is_taken(home: Path, server: Joined) -> None:
    assert "No report is stored here yet" in refused(run("check", BOSO_DATA=str(home)))


def test_the_app_owns_nothing_and_may_write_rows(server: Joined) -> None:
    with psycopg.connect(host=server.socket(), user=APP, dbname="boso") as connection:
        owned = connection.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()
        assert owned == (0,)
        connection.execute("INSERT INTO django_session VALUES ('key', '', now())")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM django_migrations")


def test_a_database_that_is_newer_than_the_program_is_left_alone(home: Path, server: Joined) -> None:
    tell(server, "INSERT INTO django_migrations (app, name, applied) VALUES ('places', '9999_later', now())")
    sentence = refused(run("check", BOSO_DATA=str(home)))
    tell(server, "DELETE FROM django_migrations WHERE name = '9999_later'")
    assert "newer than this program" in sentence
    assert "9999_later" in sentence


def test_a_client_waits_for_a_server_that_died(home: Path) -> None:
    """As between two requests: the lost connection is put away, and the next query gets its answer."""
    program = """
import os, signal
from boso.cli.database import with_database
with_database(migrate=False)
from django.db import OperationalError, close_old_connections, connection
def ask(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
first = ask("SELECT pg_postmaster_start_time()")
note = os.path.join(os.environ["BOSO_DATA"], "postgresql", "postmaster.pid")
os.kill(int(open(note).readline()), signal.SIGKILL)
lost = False
while not lost:
    try:
        ask("SELECT 1")
    except OperationalError:
        lost = True
close_old_connections()
print(ask("SELECT pg_postmaster_start_time()") > first)
"""
    answer = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={**os.environ, "PYTHONPATH": ROOT, "BOSO_DATA": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.splitlines()[-1:] == ["True"], answer.stderr


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "Cannot write" in refused(run("check", BOSO_DATA=str(tmp_path / "file/data")))


@pytest.mark.parametrize(
    ("environ", "part"),
    [
        ({"BOSO_DATTA": "x"}, "did you mean BOSO_DATA?"),
        ({"BOSO_WORKERS": "many"}, "BOSO_WORKERS"),
        ({"BOSO_HTTPS": "perhaps"}, "write 1 or 0"),
        ({"BOSO_TODAY": "2014-02-10"}, "demo only"),
        ({"SECRET_KEY": "short"}, "at least 32"),
        ({"DATABASE_URL": "mysql://here/boso"}, "postgresql://"),
        ({"DATABASE_URL": "postgresql://here"}, "names no database"),
    ],
    ids=lambda part: next(iter(part), "") if isinstance(part, dict) else "",
)
def test_a_variable_that_is_wrong_is_named(environ: dict[str, str], part: str, tmp_path: Path) -> None:
    assert part in refused(run("check", **{"BOSO_DATA": str(tmp_path), **environ}))


def test_a_server_that_does_not_let_us_in_is_said(server: Joined, tmp_path: Path) -> None:
    url = f"postgresql://stranger@/boso?host={server.socket()}"
    sentence = refused(run("check", BOSO_DATA=str(tmp_path), DATABASE_URL=url))
    assert "DATABASE_URL cannot be used" in sentence


def test_a_server_reached_as_owner_and_as_app_is_taken(server: Joined, tmp_path: Path) -> None:
    owner, app = (f"postgresql://{role}@/boso?host={server.socket()}" for role in (OWNER, APP))
    answer = run("check", BOSO_DATA=str(tmp_path), DATABASE_URL=app, DATABASE_OWNER_URL=owner)
    assert "No report is stored here yet" in refused(answer)


def test_a_server_reached_as_owner_lends_the_app_its_role(server: Joined, tmp_path: Path) -> None:
    url = f"postgresql://{OWNER}@/boso?host={server.socket()}"
    assert "No report is stored here yet" in refused(run("check", BOSO_DATA=str(tmp_path), DATABASE_URL=url))


def test_an_app_that_could_see_past_the_guard_is_refused(server: Joined, tmp_path: Path) -> None:
    owner = f"postgresql://{OWNER}@/boso?host={server.socket()}"
    sentence = refused(run("check", BOSO_DATA=str(tmp_path), DATABASE_URL=owner, DATABASE_OWNER_URL=owner))
    assert "may see past row-level security" in sentence


def test_a_server_that_could_lose_what_it_acknowledged_is_refused(server: Joined, tmp_path: Path) -> None:
    url = f"postgresql://{OWNER}@/boso?host={server.socket()}&options=-csynchronous_commit%3Doff"
    assert "synchronous_commit = off" in refused(run("check", BOSO_DATA=str(tmp_path), DATABASE_URL=url))


def test_serving_needs_a_secret(home: Path) -> None:
    assert "SECRET_KEY is missing" in refused(run("serve", BOSO_DATA=str(home)))


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_busy_port_is_said(command: str, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        answer = run(command, "--port", port, BOSO_DATA=str(home), SECRET_KEY="k" * 40)
    assert f"port {port}" in refused(answer)


@pytest.mark.parametrize("port", ["0", "99999"])
def test_a_port_that_is_none_is_refused(port: str, home: Path) -> None:
    assert "There is no port" in refused(run("demo", "--port", port, BOSO_DATA=str(home)))


def test_demo_accounts_cannot_be_served(home: Path) -> None:
    assert "boso demo" in refused(run("serve", BOSO_DATA=str(home), BOSO_DEMO="1", SECRET_KEY="k" * 40))
