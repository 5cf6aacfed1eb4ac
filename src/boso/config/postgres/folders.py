"""Where the embedded server keeps its things: data, socket, lock and log, all below the one data folder."""

import hashlib
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from boso.config.postgres.identity import ServerUser, shared_folder
from boso.kernel.errors import BosoError

CLUSTER = "postgresql"
LONGEST_SOCKET_FOLDER = 85  # the socket's whole path must be below 104 bytes, and its file name takes 14


class BadFolder(BosoError):
    """The data folder cannot be used."""


@dataclass(frozen=True, slots=True)
class Folders:
    """`home` is the person's data folder; `cluster` may lie elsewhere when root lends the server a user."""

    home: Path
    cluster: Path
    socket: Path

    @property
    def lock(self) -> Path:
        """Whoever holds this file's lock runs the server."""
        return self.home / "server.lock"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "postgresql.log"

    @property
    def made_by(self) -> int | None:
        """The major version the cluster was made by; None when there is no cluster yet."""
        try:
            return int((self.cluster / "PG_VERSION").read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None


def folders(home: Path, user: ServerUser) -> Folders:
    """The folders that belong to a data folder; the same for every process, so that they find each other.

    `home` must exist: whether the server's user can pass the way to it decides where the cluster lies.
    """
    key = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    base = home
    if user.lent and not user.can_reach(home.parent):
        base = _elsewhere(home)
    socket = base / "run"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
        socket = Path(tempfile.gettempdir()) / f"boso-{os.geteuid()}-{key}"
    return Folders(home, base / CLUSTER, socket)


def prepare(places: Folders, user: ServerUser) -> None:
    """Makes the folders, for their owners only; one sentence where that is impossible."""
    try:
        if places.cluster.parent != places.home:
            places.cluster.parent.mkdir(mode=0o755, exist_ok=True)
            places.cluster.parent.chmod(0o755)
        elif not user.can_reach(places.home):
            places.home.chmod(0o711)
        _own_socket_folder(places.socket, user)
    except OSError as fault:
        raise unwritable(places.home, fault) from fault


def make_home(home: Path) -> None:
    """The data folder, closed to others when it is made here."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritable(home, fault) from fault


def unwritable(path: Path, fault: OSError) -> BadFolder:
    """The sentence for a folder or file that cannot be written."""
    return BadFolder(
        f"Cannot write {fault.filename or path} ({fault.strerror}); make it writable and see that the disk is not "
        "full, or set BOSO_DATA to another folder."
    )


def _elsewhere(home: Path) -> Path:
    """A folder of its own in the shared one. A link in the data folder points there: a new data folder, a new one."""
    sign = home / CLUSTER
    with suppress(FileExistsError):
        sign.symlink_to(shared_folder() / secrets.token_hex(6) / CLUSTER)
    return sign.readlink().parent if sign.is_symlink() else home


def _own_socket_folder(folder: Path, user: ServerUser) -> None:
    """In a folder all may write to, somebody else may have made ours first: then it is not used."""
    if folder.exists() and (folder.is_symlink() or folder.stat().st_uid not in (user.uid, os.geteuid())):
        raise BadFolder(f"The folder {folder} belongs to somebody else; remove it, or set BOSO_DATA to a shorter path.")
    user.own(folder)
