"""A report that boso wrote as Word or PDF, read back: what is visible is read, its own data only confirm it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from boso.importers.publications.values import SeenTable
from boso.importers.reports.naming import edition_called, period_called
from boso.importers.reports.paper_pdf import seen_pdf
from boso.importers.reports.paper_reading import answers_of
from boso.importers.reports.paper_sorting import excerpt, finding
from boso.importers.reports.paper_tables import Gathered
from boso.importers.reports.paper_values import SeenPaper
from boso.importers.reports.paper_word import seen_word
from boso.importers.reports.telling import report_parts
from boso.importers.reports.values import ReadReport
from boso.importers.values import Document
from boso.kernel.carried import MARK, PUBLICATION
from boso.kernel.findings import Finding, Severity
from boso.questionnaires.values import Edition
from boso.reporting.rules.paper_words import LANGUAGES, word
from boso.reporting.rules.telling import checksum, differing, from_json
from boso.reporting.values.told import NOTHING, Said, Told

KIND = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What the title page says."""

    language: str
    edition: Edition
    number: str
    name: str
    period: str
    version: int
    checksum: str


def read_paper_report(document: Document, path: Path) -> ReadReport | None:
    """The report; None for a file that is none of boso's reports, which is then read as any other."""
    own = _own(document.attached)
    paper = seen_word(path) if document.format == "docx" else seen_pdf(path)
    front = _front(paper) if paper else None
    if paper is None or front is None:
        return None
    told, gathered = answers_of(paper, front.edition, front.language)
    changed = {} if own is None else {key: (seen, stored) for key, stored, seen in differing(own, told)}
    settled = {key: seen for key, (seen, _) in changed.items()}
    answers, rows = report_parts(told, front.edition, gathered.cells, gathered.places, asked=_asked(settled, gathered))
    holds = front.checksum == checksum(told) if front.checksum else None
    return ReadReport(
        file=document.name,
        format=document.format,
        own_data=own is not None,
        edition=front.edition.address,
        revision=front.edition.revision,
        municipality=front.name,
        number=front.number,
        period=front.period,
        version=front.version,
        language=front.language,
        answers=answers,
        rows=rows,
        tables=told.tables,
        files=told.files,
        findings=(
            *gathered.findings,
            *_on_changes(changed, gathered),
            *_on_paper(paper, own is not None, holds),
        ),
        checksum_holds=holds,
    )


def _own(data: Mapping[str, Any] | None) -> Told | None:
    """The answers that the file carries."""
    mark = data.get(MARK) if data else None
    if not data or not isinstance(mark, Mapping) or mark.get("shape") != PUBLICATION or data.get("kind") != KIND:
        return None
    carried = data.get("data")
    return from_json(carried.get("told")) if isinstance(carried, Mapping) else None


def _front(paper: SeenPaper) -> _Front | None:
    for table in (block for block in paper.blocks if isinstance(block, SeenTable)):
        for language in LANGUAGES:
            said = {row[0].text.strip(): row[1].text.strip() for row in table.rows if len(row) > 1}
            edition = edition_called(said.get(word("form", language), ""), language)
            if edition and word("checksum", language) in said:
                return _told_front(said, language, edition)
    return None


def _told_front(said: Mapping[str, str], language: str, edition: Edition) -> _Front | None:
    period = period_called(said.get(word("period", language), ""), language)
    version = said.get(word("version", language), "")
    number, _, name = said.get(word("municipality", language), "").partition(" ")
    if period is None or not version.isdecimal():
        return None
    if not number.isdecimal():
        number, name = "", f"{number} {name}".strip()
    return _Front(
        language=language,
        edition=edition,
        number=number,
        name=name,
        period=str(period),
        version=int(version[:6]),
        checksum=said[word("checksum", language)],
    )


def _asked(changed: Mapping[str, Said], gathered: Gathered) -> Mapping[str, tuple[str, Said]]:
    """Keys that a person must look at, why, and what is visible there."""
    tracked = {key: ("tracked", gathered.answers.get(key, NOTHING)) for key, c in gathered.cells.items() if c.changed}
    return {**{key: ("changed", said) for key, said in changed.items()}, **tracked}


def _on_changes(changed: Mapping[str, tuple[Said, Said]], gathered: Gathered) -> Iterator[Finding]:
    for key, (seen, stored) in changed.items():
        cell = gathered.cells.get(key)
        place = cell.place if cell else None
        yield finding("changed", place, key=key, seen=_shown(seen), own=_shown(stored))


def _shown(said: Said) -> str:
    if said.nothing:
        return "–"
    return excerpt(said.value) if said.value else said.kind


def _on_paper(paper: SeenPaper, has_data: bool, holds: bool | None) -> Iterator[Finding]:
    if paper.changed:
        yield finding("tracked")
    if paper.remarks:
        yield replace(finding("comments", count=str(paper.remarks)), severity=Severity.INFO)
    if not has_data:
        yield replace(finding("no_data"), severity=Severity.INFO)
    if holds is False:
        yield finding("checksum")
