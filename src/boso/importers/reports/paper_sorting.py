"""Which visible block of a report stands under which heading of its form, after somebody may have edited it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from boso.importers.publications.values import SeenTable
from boso.importers.publications.wording import without_gaps
from boso.importers.reports.paper_values import SeenBlock, SeenHeading, SeenLines, SeenNote
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place
from boso.reporting.rules.paper_words import word
from boso.reporting.values.paper import PaperPart

OWN_TABLES, FILES, OTHERS, REMARKS = "own_tables", "files", "others", "remarks"
AFTER = (OWN_TABLES, FILES, OTHERS, REMARKS)
LETTERS_SHOWN = 60


@dataclass(slots=True)
class Spot:
    """What stands under one heading: of the form's part `part`, or of a chapter that follows the form."""

    part: PaperPart | None = None
    chapter: str = ""
    tables: list[SeenTable] = field(default_factory=list)
    lines: list[SeenLines] = field(default_factory=list)
    notes: list[SeenNote] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """The spots in order; what nobody can place is told."""

    spots: list[Spot] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sort_blocks(blocks: Sequence[SeenBlock], parts: Sequence[PaperPart], language: str) -> Sorted:
    """Each block to its heading. What stands before the first heading of the form is the title page."""
    wanted = list(_wanted(parts, language))
    heads = [block for block in blocks if isinstance(block, SeenHeading)]
    at = _paired([without_gaps(text) for text, _ in wanted], [without_gaps(head.text) for head in heads])
    found, number = Sorted(), -1
    spot: Spot | None = None
    for block in blocks:
        if isinstance(block, SeenHeading):
            number += 1
            place = at[number]
            spot = _spot(found, spot, None if place is None else wanted[place][1], block)
        elif spot is not None:
            _put(spot, block)
    found.findings += list(_unplaced(found.spots))
    return found


def finding(code: str, place: Place | None = None, **params: str) -> Finding:
    """A question about a report on paper."""
    return Finding(code=f"paper.{code}", severity=Severity.WARNING, params=params, place=place or Place())


def excerpt(text: str) -> str:
    """The beginning of a text, for a finding."""
    line = " ".join(text.split())
    return line if len(line) <= LETTERS_SHOWN else f"{line[: LETTERS_SHOWN - 1]}…"


def _wanted(parts: Sequence[PaperPart], language: str) -> Iterator[tuple[str, PaperPart | str]]:
    """The headings that the document may have, in order. The one over the table of contents stands for nothing."""
    yield word("contents", language), ""
    for part in parts:
        yield part.heading, part
        if part.subheading:
            yield part.subheading, part
    for chapter in AFTER:
        yield word(chapter, language), chapter


def _paired(wanted: list[str], seen: list[str]) -> list[int | None]:
    """For each visible heading the one it is, in order. One that was reworded is the only one missing in its place."""
    at: list[int | None] = []
    following = 0
    for text in seen:
        place = next((n for n in range(following, len(wanted)) if wanted[n] == text), None)
        at.append(place)
        following = following if place is None else place + 1
    for number, place in enumerate(at):
        if place is None:
            at[number] = _between(at, number, len(wanted))
    return at


def _between(at: Sequence[int | None], number: int, end: int) -> int | None:
    before = at[number - 1] if number else -1
    after = at[number + 1] if number + 1 < len(at) else end
    alone = before is not None and after is not None and after - before == 2
    return before + 1 if alone and before is not None else None


def _spot(found: Sorted, current: Spot | None, what: "PaperPart | str | None", heading: SeenHeading) -> Spot | None:
    if what is None:
        if current is not None:
            found.findings.append(finding("unknown_heading", heading.place, text=excerpt(heading.text)))
            found.spots.append(Spot())
            return found.spots[-1]
        return None
    if what == "":
        return None
    if isinstance(what, PaperPart) and current is not None and current.part is what:
        return current
    spot = Spot(part=what) if isinstance(what, PaperPart) else Spot(chapter=what)
    found.spots.append(spot)
    return spot


def _put(spot: Spot, block: SeenBlock) -> None:
    if isinstance(block, SeenTable):
        spot.tables.append(block)
    elif isinstance(block, SeenLines):
        spot.lines.append(block)
    elif isinstance(block, SeenNote):
        spot.notes.append(block)


def _unplaced(spots: Sequence[Spot]) -> Iterator[Finding]:
    """Text where the form asks none."""
    for spot in spots:
        if (spot.part and spot.part.narrative) or spot.chapter == REMARKS:
            continue
        for lines in spot.lines:
            text = "\n".join(lines.lines).strip()
            if text:
                yield finding("unplaced", lines.place, text=excerpt(text))
