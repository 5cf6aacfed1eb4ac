"""A report read back from a file of boso, as JSON and as text for a person at a terminal."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from boso.importers.editions import edition_read
from boso.importers.reading.messages import finding_as_json, in_words
from boso.importers.reports.values import ReadAnswer, ReadReport
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.drafts import PLAIN
from boso.reporting.workbooks.words import KINDS, said

CERTAIN, ASKED = " ", "?"
WIDTH, LONGEST = 60, 70
SEVERITIES = {"fatal": "STOPP", "error": "FEIL", "warning": "ADVARSEL", "info": "opplysning"}


def as_json(read: ReadReport, language: str) -> dict[str, Any]:
    """Plain values. `document_kind` tells this from what was read of any other file; see docs/DOCUMENTS.md."""
    return {
        "file": read.file,
        "document_kind": "report",
        "format": read.format,
        "own_data": read.own_data,
        "unchanged": read.checksum_holds,
        "edition": read.edition,
        "revision": read.revision,
        "municipality": {"number": read.number, "name": read.municipality},
        "period": read.period,
        "version": read.version,
        "language": read.language,
        "answers": [{"address": a.address, **_answer(a)} for a in read.answers],
        "rows": [
            {
                "table": row.table,
                "planned": row.planned,
                "certain": row.certain,
                "cells": {column: _answer(cell) for column, cell in row.cells.items()},
            }
            for row in read.rows
        ],
        "tables": [{"type": t.type, "title": t.title, "rows": [list(r) for r in t.rows]} for t in read.tables],
        "files": [{"code": f.code, "name": f.name} for f in read.files],
        "findings": [finding_as_json(f, language) for f in read.findings],
    }


def _answer(answer: ReadAnswer) -> dict[str, Any]:
    content = answer.content
    said = {"kind": content.kind, "value": content.value, "expected": content.expected, "as_of": content.as_of}
    usual = {name: text for name, text in said.items() if text or name == "kind"}
    return {**usual, "certain": answer.certain, "place": answer.place.as_json()}


def summary(read: ReadReport, language: str = "nb") -> str:
    """What the file is, its answers by section, and what a person must look at; a ? marks what is asked."""
    return "\n".join(_lines(read, language)) + "\n"


def _lines(read: ReadReport, language: str) -> Iterator[str]:
    yield read.file
    edition = edition_read(read)
    title = edition.title.in_language(language)
    yield f"  {title} {read.period}, {read.number} {read.municipality}, versjon {read.version} ({read.edition})"
    asked = sum(not a.certain for a in read.answers) + sum(not row.certain for row in read.rows)
    yield f"  {asked} svar må bekreftes av en person (merket {ASKED})" if asked else "  Alle svar er lest sikkert"
    known = asked_by(edition)
    given = [a for a in read.answers if not a.content.empty or not a.certain]
    for section, answers in groupby(given, key=lambda a: known[a.address].section if a.address in known else ""):
        yield f"\n  {section}"
        yield from (_line(_label(a, known, language), a, language) for a in answers)
    for table, rows in groupby(read.rows, key=lambda row: row.table):
        yield f"\n  {table}"
        for place, row in enumerate(rows, start=1):
            asked_or_given = ((c, a) for c, a in row.cells.items() if not a.content.empty or not a.certain)
            yield from (_line(f"{place} {c}", a, language) for c, a in asked_or_given)
    if read.findings:
        yield "\n  Merknader"
        yield from (f"  {SEVERITIES[f.severity]}: {in_words(f, language)}" for f in read.findings)


def _label(answer: ReadAnswer, known: Mapping[str, Any], language: str) -> str:
    code = answer.address.partition(":")[2]
    asked = known.get(answer.address)
    return f"{code} {asked.question.label.in_language(language)}" if asked else code


def _line(label: str, answer: ReadAnswer, language: str) -> str:
    content = answer.content
    kind = said(KINDS, content.kind, language) if content.kind in KINDS else ""
    told = [kind] if content.kind not in PLAIN else []
    text = ", ".join(part for part in (" ".join(content.value.split()), *told, content.expected) if part)
    return f"{CERTAIN if answer.certain else ASKED} {_cut(label, WIDTH):<{WIDTH}} {_cut(text, LONGEST)}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
