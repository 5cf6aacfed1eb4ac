"""Opens a workbook with the library that reads its cells; whatever it comes upon, the file is refused in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine as calamine

from boso.importers.documents.refusals import unreadable
from boso.importers.documents.trying import tried_out
from boso.kernel.errors import panicked


@contextmanager
def opened_book(path: Path) -> Iterator[calamine.CalamineWorkbook]:
    """The workbook, for as long as its sheets are read.

    Raises `Unreadable` for one that is protected or damaged: also where the library gives up in a panic, which is no
    `Exception` and would otherwise pass every guard up to the server.
    """
    if not _is_package(path):
        tried_out(path)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except calamine.PasswordError as fault:
        raise unreadable("password", path) from fault
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as fault:
        raise unreadable("damaged", path) from fault
    except BaseException as fault:
        if panicked(fault):
            raise unreadable("damaged", path) from fault
        raise


def _is_package(path: Path) -> bool:
    with path.open("rb") as content:
        return content.read(2) == b"PK"
