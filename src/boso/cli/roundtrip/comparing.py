"""What a file must give back of a report, and where it does not."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from boso.cli.roundtrip.files import without_own_data, write
from boso.cli.roundtrip.generating import report
from boso.importers.documents.opening import open_document
from boso.importers.editions import edition_read
from boso.importers.reports.reading import read_own_report
from boso.importers.reports.telling import told_of
from boso.importers.reports.values import ReadReport
from boso.questionnaires.values import Edition
from boso.reporting.rules.paper import parts_of, types_of
from boso.reporting.rules.paper_words import LANGUAGES
from boso.reporting.rules.telling import differing, told
from boso.reporting.values.told import Said, Told

COMPUTED = ("total", "deviation_total")  # of activities: the workbook works them out of the others
TAKES_TURNS = 9  # the forms take turns; the languages one round of them each


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file that was read back. `faults` says where it differs from what was stored; empty for none."""

    seed: int
    edition: str
    format: str
    own_data: bool
    faults: tuple[str, ...]


def round_trip(seed: int, formats: tuple[str, ...], folder: Path | None = None) -> Iterator[Outcome]:
    """A generated report through each format, with its own data and without."""
    content, edition = report(seed)
    language = LANGUAGES[seed // TAKES_TURNS % len(LANGUAGES)]
    with tempfile.TemporaryDirectory(prefix="boso-round-trip-") as name:
        for format in formats:
            path = (folder or Path(name)) / f"{seed}.{format}"
            path.write_bytes(write(content, edition, format, language))
            stored = held(told(content), format, edition)
            yield Outcome(seed, edition.address, format, True, faults(path, stored, own_data=True))
            yield Outcome(seed, edition.address, format, False, faults(without_own_data(path), stored, own_data=False))


def faults(path: Path, stored: Told, *, own_data: bool) -> tuple[str, ...]:
    """Where the file says something else than was stored, or asks about what nobody touched."""
    read = read_file(path)
    if read is None:
        return ("not read as a report of boso",)
    edition = edition_read(read)
    back = held(told_of(read), read.format, edition)
    different = [f"{key}: {_said(one)} was read as {_said(other)}" for key, one, other in differing(stored, back)]
    asked = [f"asked without a reason: {f.code}" for f in read.findings if not f.code.endswith(".no_data")]
    wrong = [] if read.own_data == own_data else ["own data: not as expected"]
    return (*different, *asked, *wrong)


def read_file(path: Path) -> ReadReport | None:
    """The report in a file, by the way that `boso read` and the import go."""
    return read_own_report(open_document(path), path)


def held(whole: Told, format: str, edition: Edition) -> Told:
    """What a format holds of a report. A workbook, made to be filled in, has no room for days that figures speak of,
    marks of doubt, comments on figures, sums, and what the form does not ask."""
    if format != "xlsx":
        return whole
    asked = _asked(edition)
    answers = {
        key: replace(said, as_of="", certain=True)
        for key, said in whole.answers.items()
        if _fits(key, asked) and not replace(said, as_of="", certain=True).nothing
    }
    rows = {key: count for key, count in whole.rows.items() if key != "money:sum"}
    return Told(answers=answers, rows=rows, files=whole.files)


def _fits(key: str, asked: frozenset[str]) -> bool:
    home, _, rest = key.partition(":")
    if home in ("money", "row"):
        table, _, column = rest.rpartition(":")
        block = table.partition(":")[0]
        return f"{home}:{block}:{column}" in asked and not (block == "activities" and column in COMPUTED)
    return key in asked


def _asked(edition: Edition) -> frozenset[str]:
    keys = set()
    for part in parts_of(edition, "nb"):
        keys |= {cell.key for cell in types_of(part)}
        keys |= {f"{table.key}:{column}" for table in part.tables for column, _ in table.columns}
    return frozenset(keys)


def _said(said: Said) -> str:
    return f"{said.kind} «{said.value[:60]}»" + ("" if said.certain else " in doubt")
