"""The table of grants to the municipalities in the programme's own report."""

import re
from collections.abc import Sequence

from boso.importers.reading.amounts import atoms_in, runs_of
from boso.importers.reading.covering import Stretch
from boso.importers.reading.municipality import known_codes
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.values import EconomyRow
from boso.kernel.figures import Kind
from boso.kernel.text import joined


def names_in(flow: Flow, start: int, end: int) -> list[tuple[str, int, int]]:
    """Names of municipalities in a stretch, in order, each with its place."""
    names = sorted({c.name for c in known_codes()}, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return [(m.group(), m.start(), m.end()) for m in pattern.finditer(flow.text, start, end)]


def read_grants(flow: Flow, placed: Placed, *, damaged: bool) -> list[EconomyRow]:
    """A row for each municipality named: the amount after it, if it is there, and what the grant is for."""
    names = names_in(flow, placed.start, placed.end)
    if not names:
        return []
    ends = [start for _, start, _ in names[1:]] + [placed.end]
    return [
        _row(flow, name, Stretch(after, end), damaged=damaged)
        for (name, _, after), end in zip(names, ends, strict=True)
    ]


def _row(flow: Flow, name: str, rest: Stretch, *, damaged: bool) -> EconomyRow:
    text = flow.text[rest.start : rest.end]
    runs = runs_of(text, [a for a in atoms_in(text) if len(a.digits) >= 3])
    amounts = [int("".join(a.digits for a in run)) for run in runs[:2]]
    words = joined(text[runs[0][-1].end :] if runs else text)
    lost = str(Kind.LOST_IN_SOURCE if damaged else Kind.BLANK)
    kinds: dict[str, str] = {"description": words} if words else {}
    return EconomyRow(
        label=name,
        amounts={"amount": amounts[0] if amounts else None},
        kinds=kinds if amounts else {**kinds, "amount": lost},
        certain=not damaged and len(amounts) == 1,
        place=flow.place(rest.start - len(name), rest.end),
    )


def amounts_missing(rows: Sequence[EconomyRow]) -> bool:
    """No row of the table has its amount: the column is gone, not the answers."""
    return bool(rows) and all(r.amounts.get("amount") is None for r in rows)
