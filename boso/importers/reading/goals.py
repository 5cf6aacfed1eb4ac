"""Tables of goals in flattened text (goal, result, duration): the results of each sub-goal, always asked about."""

import re
from collections.abc import Iterator, Sequence

from boso.importers.reading.anchors import find_exact
from boso.importers.reading.covering import Stretch, words_of
from boso.importers.reading.masking import masked
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, StopKind, heads_of
from boso.importers.values import ReadText
from boso.kernel.text import joined
from boso.questionnaires.values import Table, TableKind

SUB_GOAL = re.compile(r"\bDelmål\s*(?:nr\.?\s*)?(?P<number>\d{1,2}|[a-h])\b\s*[:.)-]?", re.IGNORECASE)
DURATION = re.compile(r"(?<!\d)20\d\d\s*(?:[-–]\s*(?:20)?\d\d|[-–](?!\s*\d)|\s+20\d\d)?(?=[\s.]*\Z)")
FIRST_SENTENCE = re.compile(r".+?[.:!?](?=\s)", re.DOTALL)
LONGEST_GOAL = 260  # letters of the description before the result


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
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], spot.end], strict=True), start=1):
        stretch = words_of(flow, Stretch(_result_begins(flow, a, b), b))
        if stretch:
            words = _without_duration(joined(flow.text[stretch.start : stretch.end]))
            place = flow.place(stretch.start, stretch.end)
            code = table.text_code.format(n=number)
            yield ReadText(code=code, kind="text", text=masked(words), certain=False, place=place)


def _after_heads(flow: Flow, table: Table, spot: Placed) -> int:
    """After the heads of the columns, which stand together at the top."""
    reach = spot.start + 150
    ends = [h.end for ways in heads_of(table) for w in ways[:1] for h in find_exact(flow, w, spot.start, reach)]
    return max(ends, default=spot.start)


def _sub_goals(flow: Flow, start: int, end: int) -> list[re.Match[str]]:
    """The sub-goals in their order: only those that count on from the one before."""
    kept: list[re.Match[str]] = []
    for match in SUB_GOAL.finditer(flow.text, start, end):
        written = match["number"].lower()
        number = int(written) if written.isdigit() else ord(written) - ord("a") + 1
        if number == len(kept) + 1:
            kept.append(match)
    return kept


def _result_begins(flow: Flow, start: int, end: int) -> int:
    """After the description: its first sentence, where that is not too long."""
    mark = SUB_GOAL.match(flow.text, start)
    after = mark.end() if mark else start
    sentence = FIRST_SENTENCE.match(flow.text, after, min(end, after + LONGEST_GOAL))
    return sentence.end() if sentence else after


def _without_duration(text: str) -> str:
    last = DURATION.search(text)
    return text[: last.start()].rstrip() if last else text
