"""Tables of goals in flattened text (goal, result, duration): the results of each sub-goal, always asked about."""

import re
from collections.abc import Iterator, Sequence

from boso.importers.reading.anchors import find_exact
from boso.importers.reading.covering import Stretch, words_of
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, StopKind, heads_of
from boso.importers.values import ReadText
from boso.kernel.masking import masked
from boso.kernel.text import joined
from boso.questionnaires.values import Table, TableKind

SUB_GOAL = re.compile(r"\bDelmål\s*(?:nr\.?\s*)?(?P<number>\d{1,2}|[a-h])\b\s*[:.)-]?", re.IGNORECASE)
DURATION = re.compile(
    r"(?<![\d.])20\d\d(?:\s?[-–]\s?(?:20\d\d|\d\d)?|\s20\d\d)(?=\s+[A-ZÆØÅ]|[\s.]*\Z)|(?<![\d.])20\d\d(?=[\s.]*\Z)"
)
VERB = (
    r"(?:har|er|ble|blir|skal|vil|kan|fikk|får|ser|har|møtes|følger|arbeider|planlegger|vurderer|deltar|gjennomfør\w+)"
)
RESULT = re.compile(rf"(?<=[a-zæøå0-9)»] )(?=[A-ZÆØÅ]\w+(?: [\wæøåÆØÅ]+){{0,4}}? {VERB}\b)|(?<=[.!?] )(?=[A-ZÆØÅ])")
NEAR, LONGEST_HEAD = 4, 40  # letters between one head and the next, and of the longest head
LONGEST_GOAL = 400  # letters of the description before the result


def read_goals(flow: Flow, form: Form, placed: Sequence[Placed]) -> list[ReadText]:
    """The result of each sub-goal under the codes of the table; where columns were mixed a person must look."""
    texts: list[ReadText] = []
    for table in form.edition.tables():
        if table.kind is TableKind.ROWS and table.text_code:
            spot = next((p for p in placed if p.stop.table is table or _is_home(p, table)), None)
            texts += _of_table(flow, table, spot) if spot else []
    return texts


def _is_home(placed: Placed, table: Table) -> bool:
    return placed.stop.kind is StopKind.HEADING and table in placed.stop.section.tables


def _of_table(flow: Flow, table: Table, spot: Placed) -> Iterator[ReadText]:
    start = _after_heads(flow, table, spot)
    marks = _sub_goals(flow, start, spot.end) if "{n}" in table.text_code else []
    starts = [m.start() for m in marks] or [start]
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], spot.end], strict=False), start=1):
        results = [r for entry in _entries(flow, a, b) if (r := words_of(flow, _result(flow, entry)))]
        if results:
            words = joined(" ".join(flow.text[r.start : r.end] for r in results))
            place = flow.place(results[0].start, results[-1].end)
            code = table.text_code.format(n=number)
            yield ReadText(code=code, kind="text", text=masked(words), certain=False, place=place)


def _entries(flow: Flow, start: int, end: int) -> Iterator[Stretch]:
    """The lines of a sub-goal, each ended by its duration."""
    at = start
    for duration in DURATION.finditer(flow.text, start, end):
        yield Stretch(at, duration.start())
        at = duration.end()
    yield Stretch(at, end)


def _after_heads(flow: Flow, table: Table, spot: Placed) -> int:
    """After the heads of the columns, which stand together at the top."""
    at, heads = spot.start, [way for ways in heads_of(table) for way in ways]
    while True:
        after = [
            h.end
            for way in heads
            for h in find_exact(flow, way, at, min(spot.end, at + LONGEST_HEAD))
            if h.start - at < NEAR
        ]
        if not after:
            return at
        at = max(after)


def _sub_goals(flow: Flow, start: int, end: int) -> list[re.Match[str]]:
    """The sub-goals in their order: only those that count on from the one before."""
    kept: list[re.Match[str]] = []
    for match in SUB_GOAL.finditer(flow.text, start, end):
        written = match["number"].lower()
        number = int(written) if written.isdigit() else ord(written) - ord("a") + 1
        if number == len(kept) + 1:
            kept.append(match)
    return kept


def _result(flow: Flow, entry: Stretch) -> Stretch:
    """What follows the description: from the first words that read like a sentence of their own."""
    mark = SUB_GOAL.search(flow.text, entry.start, min(entry.end, entry.start + 12))
    after = mark.end() if mark else entry.start
    begins = RESULT.search(flow.text, after + 1, min(entry.end, after + LONGEST_GOAL))
    return Stretch(begins.start() if begins else after, entry.end)
