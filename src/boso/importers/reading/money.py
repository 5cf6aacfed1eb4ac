"""The table of activities: rows proven by arithmetic, columns settled by their sums, names paired by page."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from boso.importers.reading.amounts import Amounts, Atom, atoms_in, rows_of, runs_of
from boso.importers.reading.anchors import Hit, find_exact, find_interrupted, find_prompt
from boso.importers.reading.columns import Financing, Settled, settle_columns
from boso.importers.reading.covering import Stretch
from boso.importers.reading.labels import Labelled, name_entries
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.single_column import in_one_column
from boso.importers.reading.stops import heads_of
from boso.importers.values import EconomyRow
from boso.kernel.figures import Kind
from boso.kernel.text import joined
from boso.questionnaires.values import FieldType, Table

COLUMNS = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")
LEAST_HEADS = 3  # heads of the form that must stand in the table for it to be the form's own
LEAST_AMOUNT = 1000  # kroner; a smaller number by itself among words is part of a name
YEARS = range(1990, 2031)
OUTSIDE = re.compile(
    r"(?:øvrige|andre|annet|ordinære|ordinært|eget) (?:kommunale? )?budsjett(?:er)?"
    r"|(?:dekkes|dekket|finansieres|finansiert|føres) (?:av|over|innenfor|på)(?: \w+){1,3}? ?budsjett(?:er)?"
    r"|(?:er )?(?:utgått|utgår|trukket ut|ikke igangsatt|ikke påbegynt)",
    re.IGNORECASE,
)
TRIMMED = " \t\r\n\f:;*|"


def heads_found(flow: Flow, table: Table, start: int, end: int) -> list[Hit]:
    """Column heads of the table that stand in a stretch, each once a page, written with a capital as heads are."""
    hits: list[Hit] = []
    money = [ways for ways, c in zip(heads_of(table), table.columns, strict=True) if c.type is FieldType.MONEY]
    for ways in money:
        seen: set[int | None] = set()
        for hit in (h for way in ways for h in find_exact(flow, way, start, end)):
            page = flow.page(hit.start)
            clear = all(hit.end <= o.start or o.end <= hit.start for o in hits)
            if page not in seen and clear and not flow.text[hit.start].islower():
                seen.add(page)
                hits.append(hit)
    return hits


def is_forms_own(flow: Flow, table: Table, start: int, end: int) -> bool:
    """The table is the form's and not one the reporter put in its place."""
    return len(heads_found(flow, table, start, end)) >= LEAST_HEADS


def read_activities(
    flow: Flow, table: Table, placed: Placed, known: Financing | None
) -> tuple[list[EconomyRow], EconomyRow | None]:
    """The rows of the table and its printed sum row. `known` is the report year's financing said elsewhere."""
    prompts = [h for p in table.prompts for h in find_prompt(flow, p, placed.start, placed.end) if not h.broken]
    covers = [*heads_found(flow, table, placed.start, placed.end), *prompts]
    outside = _outside(flow, placed)
    atoms = _atoms(flow, placed, [Stretch(c.start, c.end) for c in covers] + [s for phrase in outside for s in phrase])
    rows = _proven_or_single(atoms)
    labels, sum_at = _sum_row(flow, table, placed, rows)
    sum_row = rows.pop(sum_at)[0] if sum_at is not None else None
    entries = [Labelled(row.start, row.end) for row, _ in rows]
    texts = [Labelled(phrase[0].start, phrase[0].start) for phrase in outside]
    taken = (
        [Stretch(h.start, h.end) for h in (*covers, *labels)]
        + [Stretch(e.start, e.end) for e in entries]
        + [s for phrase in outside for s in phrase]
    )
    taken += [Stretch(sum_row.start, sum_row.end)] if sum_row else []
    left_over = name_entries(flow, sorted([*entries, *texts], key=lambda e: e.start), _words(flow, placed, taken))
    settled = settle_columns([row for row, _ in rows], sum_row, known)
    read = _rows(flow, rows, entries, settled, sum_row)
    read += [_without_amounts(flow, t, Kind.TEXT_INSTEAD) for t in texts]
    read += [_without_amounts(flow, Labelled(placed.start, placed.start, [n]), Kind.BLANK) for n in left_over]
    return read, _totals(flow, sum_row, settled) if sum_row else None


def _outside(flow: Flow, placed: Placed) -> list[list[Stretch]]:
    """Words that stand where amounts are asked; repeated ones are found even when cells of others came between."""
    found = [[Stretch(m.start(), m.end())] for m in OUTSIDE.finditer(flow.text, placed.start, placed.end)]
    for phrase in {joined(flow.text[s.start : s.end]) for (s,) in found}:
        for hit in find_interrupted(flow, phrase, placed.start, placed.end):
            if hit.gaps and all(hit.start >= s.end or hit.end <= s.start for p in found for s in p):
                found.append([Stretch(hit.start, hit.gaps[0][0]), Stretch(hit.gaps[-1][1], hit.end)])
    return sorted(found, key=lambda phrase: phrase[0].start)


def _atoms(flow: Flow, placed: Placed, taken: Sequence[Stretch]) -> list[list[Atom]]:
    text = list(flow.text[placed.start : placed.end])
    for stretch in taken:
        for i in range(max(stretch.start, placed.start), min(stretch.end, placed.end)):
            text[i - placed.start] = "|"
    plain = "".join(text)
    return runs_of(plain, atoms_in(plain, placed.start), placed.start)


def _proven_or_single(runs: Sequence[Sequence[Atom]]) -> list[tuple[Amounts, bool]]:
    """Rows that arithmetic explains; where it explains none, the amounts as one column with its sum, if that holds."""
    read = [rows_of(run) for run in runs]
    if not any(row.proof for run in read for row in run.rows):
        single = in_one_column(runs)
        if single:
            return [(row, True) for row in single]
    return [(row, run.unique) for run in read for row in run.rows if not _part_of_a_name(row)]


def _part_of_a_name(row: Amounts) -> bool:
    """A small number or a year that belongs to no sum, as in "2 stillinger" or "plan (2004)"."""
    alone = not row.proof and row.total is None
    return alone and (abs(row.budget or 0) < LEAST_AMOUNT or row.budget in YEARS)


def _sum_row(
    flow: Flow, table: Table, placed: Placed, rows: Sequence[tuple[Amounts, bool]]
) -> tuple[list[Hit], int | None]:
    """The row after the word for a sum, or else the last row when it is the sum of the others."""
    words = [h for w in table.sum_row for h in find_exact(flow, w, placed.start, placed.end)]
    for hit in sorted(words, key=lambda h: -h.start):
        after = [i for i, (row, _) in enumerate(rows) if 0 <= row.start - hit.end <= 3]
        if after:
            return [hit], after[0]
    if len(rows) > 2 and _adds_up([r for r, _ in rows[:-1]], rows[-1][0]):
        return [], len(rows) - 1
    return [], None


def _adds_up(rows: Iterable[Amounts], last: Amounts) -> bool:
    each = list(rows)
    totals = sum(r.total or 0 for r in each) == (last.total or 0)
    return totals and sum(r.budget or 0 for r in each) == (last.budget or 0) and bool(last.budget or last.total)


def _words(flow: Flow, placed: Placed, taken: Sequence[Stretch]) -> list[Stretch]:
    words, at = [], placed.start
    for stretch in sorted(taken, key=lambda s: s.start):
        if stretch.start > at:
            words.append(Stretch(at, stretch.start))
        at = max(at, stretch.end)
    words.append(Stretch(at, placed.end))
    edges = [Stretch(a, b) for s in words for a, b in _by_page(flow, s)]
    return [s for s in edges if any(c.isalnum() for c in flow.text[s.start : s.end].strip(TRIMMED))]


def _by_page(flow: Flow, stretch: Stretch) -> Iterable[tuple[int, int]]:
    cuts = [stretch.start, *flow.page_breaks(stretch.start, stretch.end), stretch.end]
    return itertools.pairwise(cuts)


def _rows(
    flow: Flow,
    rows: Sequence[tuple[Amounts, bool]],
    entries: Sequence[Labelled],
    settled: Settled,
    sum_row: Amounts | None,
) -> list[EconomyRow]:
    budgets = sum(r.budget or 0 for r, _ in rows)
    agree = sum_row is not None and settled.proven and budgets == (sum_row.budget or 0)
    return [
        _row(flow, row, entry, financing, certain=agree and unique and sure and entry.sure and row.proof == 2)
        for (row, unique), entry, financing, sure in zip(rows, entries, settled.rows, settled.sure, strict=True)
    ]


def _row(flow: Flow, row: Amounts, entry: Labelled, financing: Financing, *, certain: bool) -> EconomyRow:
    values = (row.budget, *financing, row.total, row.deviation, row.grant_deviation)
    amounts = dict(zip(COLUMNS, values, strict=True))
    kinds = {column: str(Kind.BLANK) for column, value in amounts.items() if value is None}
    place = flow.place(row.start, row.end)
    return EconomyRow(label=entry.label, amounts=amounts, kinds=kinds, certain=certain, place=place)


def _totals(flow: Flow, sum_row: Amounts, settled: Settled) -> EconomyRow:
    entry = Labelled(sum_row.start, sum_row.end, ["Sum"], True)
    read = _row(flow, sum_row, entry, settled.sums, certain=settled.proven and settled.sums_sure)
    return replace(read, certain=read.certain and sum_row.proof == 2)


def _without_amounts(flow: Flow, entry: Labelled, kind: Kind) -> EconomyRow:
    return EconomyRow(
        label=entry.label,
        amounts=dict.fromkeys(COLUMNS),
        kinds=dict.fromkeys(COLUMNS, str(kind)),
        certain=False,
        place=flow.place(entry.start, entry.end),
    )
