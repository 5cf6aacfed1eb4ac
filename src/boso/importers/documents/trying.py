"""Tries a workbook out in a process of its own, with so much memory and time: `python -m … FILE`.

The library believes what an old workbook (XLS) says of its own sizes, and ends the whole process where there is not so
much memory. Workbooks of today (packages) are looked through before (`sheets_seen`).
"""

import contextlib
import resource
import subprocess
import sys
from pathlib import Path

import python_calamine as calamine

from boso.importers.documents.refusals import unreadable

MEGABYTE = 1024 * 1024
MEGABYTES, SECONDS = 1_500, 30
ALONE = "boso.importers.documents.trying"


def tried_out(path: Path) -> None:
    """Returns for a file whose cells can be read, or that the library refuses in order.

    Raises `Unreadable` for one that made the process end, or took too long.
    """
    try:
        command = [sys.executable, "-P", "-m", ALONE, str(path)]
        done = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise unreadable("slow", path, limit=SECONDS) from fault
    if done.returncode != 0:
        raise unreadable("damaged", path)


def main(path: str) -> None:
    """Read every cell. Ends otherwise than by returning where the library gives up."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * MEGABYTE, MEGABYTES * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(Exception), calamine.CalamineWorkbook.from_path(path) as book:
        for index in range(len(book.sheets_metadata)):
            book.get_sheet_by_index(index).to_python(skip_empty_area=False)


if __name__ == "__main__":
    main(sys.argv[1])
