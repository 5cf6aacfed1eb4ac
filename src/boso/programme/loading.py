"""The files of the programme, read and checked: rows for the tables, with names where the tables have ids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from boso.places.csv_files import CsvRow, read_csv
from boso.places.loading import Sources, fingerprint, read_sources, source_of
from boso.programme.rules import partial_date
from boso.programme.values import DocumentKind, GatheringKind, GoalLevel, MeetingKind, PhaseKind, Standing

FILES = Path(__file__).parent / "files"
Record = dict[str, Any]

INTAKES = ("region", "ordinal", "opened", "source", "note")
DATES_OF_AGREEMENT = ("signed", "period_from", "period_to", "programme_start")
AGREEMENTS = (
    *("municipality", "region", "intake", "standing", "parties"),
    *DATES_OF_AGREEMENT,
    *("districts", "unknown", "source", "note"),
)
PHASES = ("municipality", "intake", "kind", "start", "end", "seen", "source", "note")
WORDS_OF_GOAL = ("nb", "nn", "en", "about_nb", "about_nn", "about_en")
GOALS = ("region", "code", "level", "parent", *WORDS_OF_GOAL, "valid_from", "valid_to", "source", "note")
GATHERINGS = ("region", "kind", "held", "ordinal", "participants", "source", "note")
MEETINGS = ("municipality", "kind", "held", "attended", "source", "note")
DOCUMENTS = ("region", "municipality", "kind", "title", "covers", "dated", "publisher", "source", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFiles:
    """Everything a folder of programme files says. Regions and municipalities are named by code and slug."""

    intakes: tuple[Record, ...]
    agreements: tuple[Record, ...]
    phases: tuple[Record, ...]
    goals: tuple[Record, ...]
    gatherings: tuple[Record, ...]
    meetings: tuple[Record, ...]
    documents: tuple[Record, ...]
    fingerprint: str


def read_folder(folder: Path) -> ProgrammeFiles:
    """Read a folder of programme files; any but the sources may be missing.

    Raises `Invalid` with file and line of the first mistake.
    """
    sources = read_sources(folder)

    def read(name: str, columns: Sequence[str], build: Callable[[CsvRow], Record]) -> tuple[Record, ...]:
        rows = read_csv(folder / f"{name}.csv", columns, may_lack=True)
        return tuple(build(row) | _backing(row, sources) for row in rows)

    return ProgrammeFiles(
        intakes=read("intakes", INTAKES, _intake),
        agreements=read("agreements", AGREEMENTS, _agreement),
        phases=read("phases", PHASES, _phase),
        goals=read("goals", GOALS, _goal),
        gatherings=read("gatherings", GATHERINGS, _gathering),
        meetings=read("meetings", MEETINGS, _meeting),
        documents=read("documents", DOCUMENTS, _document),
        fingerprint=fingerprint(folder),
    )


def _backing(row: CsvRow, sources: Sources) -> Record:
    return {"source": source_of(row, sources), "note": row.maybe("note")}


def _partial(row: CsvRow, column: str) -> str:
    cell = row.maybe(column)
    try:
        partial_date(cell)
    except ValueError:
        row.refuse(f"'{cell}' in '{column}' is no date; write 2010-12-22, 2010-12, 2010, or leave it blank.")
    return cell


def _when(row: CsvRow, column: str) -> str:
    return _partial(row, column) or row.refuse(f"'{column}' is blank; a year is enough.")


def _kind(row: CsvRow, kinds: type[StrEnum], column: str = "kind") -> str:
    return row.one_of(column, kinds).value


def _intake(row: CsvRow) -> Record:
    return {"region": row.text("region"), "ordinal": row.whole("ordinal"), "opened": _partial(row, "opened")}


def _agreement(row: CsvRow) -> Record:
    dates: Record = {column: _partial(row, column) for column in DATES_OF_AGREEMENT}
    unknown = row.maybe("unknown").split()
    blank = [column for column in DATES_OF_AGREEMENT if not dates[column]]
    if sorted(unknown) != sorted(blank):
        row.refuse(f"'unknown' must name the dates that are blank: {' '.join(blank) or 'none'}.")
    names: Record = {"municipality": row.text("municipality"), "region": row.text("region")}
    terms: Record = {"standing": _kind(row, Standing, "standing"), "parties": row.maybe("parties")}
    lists: Record = {"districts": tuple(row.maybe("districts").split()), "unknown": unknown}
    return names | {"intake": row.whole("intake")} | terms | dates | lists


def _phase(row: CsvRow) -> Record:
    times = {column: _partial(row, column) for column in ("start", "end", "seen")}
    if not any(times.values()):
        row.refuse("a phase needs a start, an end or a time at which it was seen.")
    names: Record = {"municipality": row.text("municipality"), "intake": row.whole("intake")}
    return names | {"kind": _kind(row, PhaseKind)} | times


def _goal(row: CsvRow) -> Record:
    level = _kind(row, GoalLevel, "level")
    if (level == GoalLevel.SUB) != bool(row.maybe("parent")):
        row.refuse("a sub-goal has a parent, a main goal has none.")
    names: Record = {"region": row.text("region"), "code": row.text("code"), "level": level}
    words: Record = {column: row.text(column) for column in WORDS_OF_GOAL}
    years: Record = {column: row.whole(column) for column in ("valid_from", "valid_to")}
    return names | {"parent": row.maybe("parent")} | words | years


def _gathering(row: CsvRow) -> Record:
    return {
        "region": row.text("region"),
        "kind": _kind(row, GatheringKind),
        "held": _when(row, "held"),
        "ordinal": row.whole("ordinal"),
        "participants": tuple(row.maybe("participants").split()),
    }


def _meeting(row: CsvRow) -> Record:
    return {
        "municipality": row.text("municipality"),
        "kind": _kind(row, MeetingKind),
        "held": _when(row, "held"),
        "attended": row.maybe("attended").split(),
    }


def _document(row: CsvRow) -> Record:
    if row.maybe("region") and row.maybe("municipality"):
        row.refuse("a document is of a region or of a municipality, not of both.")
    texts: Record = {column: row.maybe(column) for column in ("region", "municipality", "title", "covers", "publisher")}
    return texts | {"kind": _kind(row, DocumentKind), "dated": _partial(row, "dated")}
