"""Tables that a municipality put in place of the form's: what they seem to be, and their rows as read."""

import itertools
import re
from collections.abc import Iterator

from boso.importers.reading.amounts import atoms_in, runs_of
from boso.importers.reading.covering import Stretch
from boso.importers.reading.pages import Flow
from boso.importers.values import OwnTable
from boso.kernel.masking import masked
from boso.kernel.text import joined

LEAST_AMOUNTS = 4  # amounts a page must hold for it to be a table
ANNEX = re.compile(r"\bVEDLEGG\b")
UPPER_TITLE = re.compile(r"[A-ZÆØÅ0-9 .,:/()-]{8,}(?=\s)")
LONGEST_TITLE = 90
KINDS = (
    (
        "grant_list",
        re.compile(
            r"tilsk[uo](?:dd|t)stils[ae]gn|oversikt over (?:gitte )?til(?:skudd|sagn)|anmodning om", re.IGNORECASE
        ),
    ),
    ("own_effort", re.compile(r"egeninnsats|timeforbruk|sum timer|pr\.? time", re.IGNORECASE)),
    ("coverage", re.compile(r"\bdekning\b", re.IGNORECASE)),
    ("cost_account", re.compile(r"regnskap|kostnad|utgift|forbruk|budsjett", re.IGNORECASE)),
)


def own_tables(flow: Flow, start: int, end: int) -> list[OwnTable]:
    """A table for each page of a stretch that holds enough amounts or is headed as an annex."""
    return [table for page in _pages(flow, start, end) if (table := _table(flow, page))]


def _pages(flow: Flow, start: int, end: int) -> Iterator[Stretch]:
    cuts = [start, *flow.page_breaks(start, end), end]
    yield from (Stretch(a, b) for a, b in itertools.pairwise(cuts) if flow.text[a:b].strip())


def looks_like_table(flow: Flow, page: Stretch) -> bool:
    """A page of amounts or an annex, not of running text."""
    text = flow.text[page.start : page.end]
    words = max(1, len(text.split()))
    amounts = len([a for a in atoms_in(text) if len(a.digits) >= 3])
    return ANNEX.match(text) is not None or (amounts >= LEAST_AMOUNTS and amounts / words > 1 / 25)


def _table(flow: Flow, page: Stretch) -> OwnTable | None:
    if not looks_like_table(flow, page):
        return None
    text = flow.text[page.start : page.end]
    title = UPPER_TITLE.match(text)
    heading = joined(title.group() if title else text[:LONGEST_TITLE])[:LONGEST_TITLE]
    return OwnTable(
        type=_kind(text), title=masked(heading), rows=tuple(_rows(text)), place=flow.place(page.start, page.end)
    )


def _kind(text: str) -> str:
    """By the word that stands first among those that tell."""
    found = [(m.start(), kind) for kind, words in KINDS if (m := words.search(text))]
    return min(found)[1] if found else "other"


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Words and the amounts after them, in the order they stand."""
    at = 0
    for run in runs_of(text, atoms_in(text)):
        yield masked(joined(text[at : run[0].start])), joined(text[run[0].start : run[-1].end])
        at = run[-1].end
    if text[at:].strip():
        yield (masked(joined(text[at:])),)
