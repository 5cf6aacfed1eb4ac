"""A report read back from a file that boso wrote – a workbook, a Word file, a PDF: its answers as they are visible."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.kernel.findings import Finding
from boso.kernel.sources import Place
from boso.reporting.values.fields import Content
from boso.reporting.values.told import ToldFile, ToldTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer:
    """One answer. `certain` is false where a person must look: it was changed after the file was made, or is doubtful.

    `why` names the question to ask (a code of `importers/reports/wording.py`), empty for what is plainly read.
    """

    address: str
    content: Content
    certain: bool = True
    shown: str = ""
    place: Place = field(default_factory=Place)
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row of an open table: its answers by column; `label` is the first column of a money table.

    `key` is the stored row's own name ("money:12") where the file carries it; "new:…" a spare row that was filled in.
    Money rows of the sum stand in table `sum`, and only where the file shows them as stored.
    """

    table: str
    cells: Mapping[str, ReadAnswer]
    key: str = ""
    planned: bool = False
    certain: bool = True
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """All that was read. `own_data`: the file carried boso's data; `checksum_holds`: they are as they were written,
    None where nobody can tell."""

    file: str
    format: str
    own_data: bool
    edition: str  # "ost_annual/2013"
    revision: int
    municipality: str
    number: str
    period: str  # "2013", "2013-1"
    version: int
    language: str
    answers: tuple[ReadAnswer, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    tables: tuple[ToldTable, ...] = ()
    files: tuple[ToldFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    checksum_holds: bool | None = None
