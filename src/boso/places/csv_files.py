"""CSV files that people keep by hand, read with the line of every row, so that a mistake can be shown."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from boso.kernel.errors import Invalid

Choice = TypeVar("Choice", bound=StrEnum)
LARGEST_FILE = 20_000_000  # bytes; a longer one is not what it says it is


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its cells by column, the file and the line it begins on. Asking for a cell of a kind checks it."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where the row stands, for a message."""
        return f"{self.file}, line {self.line}"

    def refuse(self, sentence: str) -> NoReturn:
        """Raise `Invalid` with the place and the sentence."""
        raise Invalid(f"{self.place}: {sentence}")

    def text(self, column: str) -> str:
        """The cell, which must not be blank."""
        return self.cells[column] or self.refuse(f"'{column}' is blank; it must be filled in.")

    def maybe(self, column: str) -> str:
        """The cell, perhaps blank."""
        return self.cells[column]

    def day(self, column: str) -> date | None:
        """The cell as a date (2020-01-01); None when blank."""
        cell = self.cells[column]
        if not cell:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return self.refuse(f"'{cell}' in '{column}' is no date; write it as 2020-01-31, or leave it blank.")

    def whole(self, column: str) -> int | None:
        """The cell as a whole number, at least zero; None when blank."""
        cell = self.cells[column]
        if cell and not (cell.isascii() and cell.isdigit()):
            self.refuse(f"'{cell}' in '{column}' is no whole number; write digits only, such as 29880.")
        return int(cell) if cell else None

    def yes(self, column: str) -> bool:
        """The cell as yes or no."""
        cell = self.cells[column]
        if cell not in ("yes", "no"):
            self.refuse(f"'{cell}' in '{column}' must be yes or no.")
        return cell == "yes"

    def one_of(self, column: str, choices: type[Choice]) -> Choice:
        """The cell as one of the values of an enumeration."""
        cell = self.cells[column]
        if cell not in list(choices):
            self.refuse(f"'{cell}' in '{column}' is none of {', '.join(choices)}.")
        return choices(cell)


def read_csv(path: Path, columns: Sequence[str], *, may_lack: bool = False) -> list[CsvRow]:
    """The rows of a comma-separated file whose head is exactly `columns`. Raises `Invalid` with file and line.

    With `may_lack` a file that is not there has no rows.
    """
    if may_lack and not path.exists():
        return []
    text = text_of(path)
    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    if head != list(columns):
        raise Invalid(f"{path.name}, line 1: the head must be {','.join(columns)}; it is {','.join(head) or 'blank'}.")
    rows = []
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) not in (0, len(columns)):
            raise Invalid(f"{path.name}, line {line}: {len(cells)} cells where the head has {len(columns)}.")
        if cells:
            rows.append(CsvRow(path.name, line, dict(zip(columns, (c.strip() for c in cells), strict=True))))
        line = reader.line_num + 1
    return rows


def text_of(path: Path, *encodings: str) -> str:
    """The text of a file in UTF-8, or else in the first of `encodings` that fits. Raises `Invalid`."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Invalid(f"{path.name} is {size // 1_000_000} MB; a file of tables is at most 20 MB.")
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror or error}.") from None
    for encoding in ("utf-8-sig", *encodings):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(f"{path.name} is not text in UTF-8; save it as CSV in UTF-8.")
