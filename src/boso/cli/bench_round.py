"""`boso bench round`: many people writing reports at once, and the server and the database killed while they do.

Runs in a process, a database and a server of its own, made for it and thrown away.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from boso.kernel.errors import BosoError

PARTS = ("alone", "following", "load", "web", "database")
OWN = ("BOSO_DATA", "BOSO_DEMO", "BOSO_TODAY", "BOSO_HTTPS", "DATABASE_URL", "DATABASE_OWNER_URL")


def run(parts: Sequence[str] = ()) -> list[dict[str, object]]:
    """The rows of the table: of all parts, or of some."""
    with tempfile.TemporaryDirectory(prefix="boso-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        surroundings = {name: value for name, value in os.environ.items() if name not in OWN}
        surroundings |= {"BOSO_DATA": f"{folder}/data", "SECRET_KEY": secrets.token_urlsafe(48)}
        command = [sys.executable, "-P", "-m", "boso.cli.round_bench", folder, *(parts or PARTS)]
        done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise BosoError("The benchmark of a round did not come to its end; what stopped it stands above.")
    rows: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return rows
