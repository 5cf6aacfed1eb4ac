"""The log of all editions and revisions, written as Markdown into the documents and held against it by a test."""

from itertools import pairwise

from boso.questionnaires.comparing import Change, compare
from boso.questionnaires.comparing_words import NAMES, ChangeKind
from boso.questionnaires.form_text import years_of
from boso.questionnaires.loading import addresses, revisions
from boso.questionnaires.values import Edition

HEAD = """# The report forms

Written by `./boso form log`; do not edit. Each edition is one file in `boso/questionnaires/editions`, and an edition
that a report stands on never changes: a correction of its texts is a new revision, `<template>-<year>-r2.yaml`, with
`based_on` and `changes`. The digest is of what the form asks and says; marks for reading documents are no part of it.

| Edition | Revision | Title | Region | Years | Known | Figures | Texts | Digest |
|---|---|---|---|---|---|---|---|---|
"""


LONG = frozenset({ChangeKind.DEFINITION, ChangeKind.HINT})


def log_text() -> str:
    """The table of all revisions of all editions, then what changed from edition to edition of each form."""
    editions = [edition for address in addresses() for edition in revisions(address)]
    rows = "\n".join(_row(edition) for edition in editions)
    steps = [(a, b) for a, b in pairwise(editions) if a.template == b.template]
    return "\n".join([HEAD + rows, *(_step(older, newer) for older, newer in steps)]) + "\n"


def _row(edition: Edition) -> str:
    cells = (
        edition.address,
        edition.revision,
        edition.title.nb,
        edition.region,
        years_of(edition),
        NAMES[edition.standing].en,
        len(edition.figure_codes()),
        len(edition.narrative_codes()),
        f"`{edition.digest[:16]}`",
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _step(older: Edition, newer: Edition) -> str:
    changes = compare(older, newer)
    lines = "\n".join(f"- {_short(change)}" for change in changes) or "- Nothing that the form asks or says."
    return f"\n## {older.address}@{older.revision} → {newer.address}@{newer.revision}\n\n{lines}"


def _short(change: Change) -> str:
    """The English sentence, without the long texts; `./boso form diff` has them."""
    sentence = change.sentence("en")
    return f"{sentence.partition(': ')[0]}." if change.kind in LONG else sentence
