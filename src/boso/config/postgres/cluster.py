"""One PostgreSQL server on one data folder: making the folder, starting, stopping, and cleaning up after a crash."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from boso.config.postgres.folders import Folders, unwritable
from boso.config.postgres.identity import ServerUser, caller_name
from boso.config.postgres.installation import Installation
from boso.kernel.errors import BosoError

ADMIN, OWNER, APP = "boso_admin", "boso_owner", "boso_app"
DATABASES = ("boso", "boso_demo")
FIRST_WITH_BUILTIN_LOCALE = 17
PORT = "5432"  # only part of the socket's name; nothing listens on the network
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 20
DISK_FULL = ("No space left", "could not extend file", "Disk quota exceeded")

ROLES = f"""
CREATE ROLE {OWNER} LOGIN NOSUPERUSER CREATEDB NOBYPASSRLS
CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS
GRANT {APP} TO {OWNER}
"""


class ServerFailed(BosoError):
    """The server could not be made or started; the message holds what it said."""


def create(places: Folders, user: ServerUser, installation: Installation) -> None:
    """A new cluster with its roles and databases, made beside its place and moved there when it is whole."""
    unfinished = places.cluster.with_name(f"{places.cluster.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        user.own(unfinished)
        _run([installation.program("initdb"), "-D", str(unfinished), *_initdb_options(installation)], user)
        _run(_single_user(installation, unfinished), user, statements=_statements())
        (unfinished / "pg_hba.conf").write_text("local all all peer map=boso\n", encoding="utf-8")
        (unfinished / "pg_ident.conf").write_text(_who_may_be_whom(), encoding="utf-8")
        unfinished.rename(places.cluster)
    except OSError as fault:
        raise unwritable(places.cluster, fault) from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _initdb_options(installation: Installation) -> list[str]:
    locale = ["--locale=C.UTF-8"]
    if installation.major >= FIRST_WITH_BUILTIN_LOCALE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["-U", ADMIN, "--auth=reject", "--encoding=UTF8", *locale, "--data-checksums", "--no-sync"]


def _single_user(installation: Installation, cluster: Path) -> list[str]:
    return [installation.program("postgres"), "--single", "-j", "-D", str(cluster), "template1"]


def _statements() -> str:
    databases = [f"CREATE DATABASE {name} OWNER {OWNER}" for name in DATABASES]
    return "".join(f"{line};\n\n" for line in [*ROLES.strip().splitlines(), *databases])


def _who_may_be_whom() -> str:
    return "".join(f"boso {caller_name()} {role}\n" for role in (ADMIN, OWNER, APP))


def _run(command: list[str], user: ServerUser, statements: str | None = None) -> None:
    answer = subprocess.run(
        command, cwd="/", input=statements, capture_output=True, text=True, check=False, **user.popen_options()
    )
    said = answer.stderr.strip().splitlines()
    wrong = [line for line in said if "ERROR" in line or "FATAL" in line or "error:" in line]
    if answer.returncode or wrong:
        raise ServerFailed(explain(wrong or said))


def start(places: Folders, user: ServerUser, installation: Installation) -> "subprocess.Popen[bytes]":
    """The server as a child that ends when this process ends; it answers a moment later."""
    _clear_leftovers(places)
    command = [installation.program("postgres"), "-D", str(places.cluster)]
    for name, value in _settings(places).items():
        command += ["-c", f"{name}={value}"]
    try:
        with open(places.log, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as log:
            return subprocess.Popen(
                command,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 -- the keeper has one thread
                **user.popen_options(),
            )
    except OSError as fault:
        raise unwritable(places.log, fault) from fault


def _settings(places: Folders) -> dict[str, str]:
    return {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": str(places.socket),
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "default_text_search_config": "pg_catalog.norwegian",
        "timezone": "Europe/Oslo",
        "log_timezone": "Europe/Oslo",
        "log_line_prefix": "%t [%p] ",
    }


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux the kernel stops the server (fast shutdown) when its parent is gone, however it went."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def in_child() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: clients are sent away, everything acknowledged is on disk."""
    for how in (signal.SIGINT, signal.SIGQUIT):
        if server.poll() is None:
            server.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
            return
    server.kill()
    server.wait()


def answers(places: Folders, installation: Installation) -> bool:
    """Does a server accept connections on the socket?"""
    where = ["-h", str(places.socket), "-p", PORT, "-U", APP, "-d", DATABASES[0]]
    asked = subprocess.run([installation.program("pg_isready"), "-q", "-t", "2", *where], cwd="/", check=False)
    return asked.returncode == 0


def _clear_leftovers(places: Folders) -> None:
    """A server that outlived its keeper is stopped; the note of one that is gone is removed.

    Only called by the one who holds the lock, so nobody else starts a server meanwhile.
    """
    note = places.cluster / "postmaster.pid"
    until = time.monotonic() + STOP_SECONDS
    while (pid := _noted(note)) and _is_postgres(pid):
        if time.monotonic() > until:
            raise ServerFailed(f"An older database server (process {pid}) does not stop; end it and try again.")
        os.kill(pid, signal.SIGINT)
        time.sleep(0.1)
    note.unlink(missing_ok=True)


def _noted(note: Path) -> int | None:
    try:
        return int(note.read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    """Another program may have got the number since; one that ended and was not yet buried does not count."""
    if sys.platform == "linux":
        try:
            name, _, state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")
        except OSError:
            return False
        return "(postgres" in name and not state.startswith("Z")
    answer = subprocess.run(["/bin/ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in answer.stdout


def explain(said: list[str]) -> str:
    """One sentence out of what PostgreSQL wrote, with what to do about the usual causes."""
    text = " ".join(said[-3:]) or "it said nothing"
    if any(sign in text for sign in DISK_FULL):
        return "The disk is full, the database cannot be written; free some space, or set BOSO_DATA to another disk."
    if "Permission denied" in text:
        return f"The database may not use its folder: {text}; make it accessible, or set BOSO_DATA to another folder."
    return f"The database server does not start: {text}"


def last_words(places: Folders) -> list[str]:
    """The faults at the end of the server's log."""
    try:
        lines = places.log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
    except OSError:
        return []
    return [line for line in lines if "FATAL" in line or "PANIC" in line or "ERROR" in line] or lines[-2:]
