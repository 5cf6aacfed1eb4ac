"""A report's contents in one flat shape, as JSON, its checksum, and where two of them differ. Pure."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boso.kernel.masking import masked
from boso.reporting.rules.drafts import Standing, draft_of
from boso.reporting.values import MoneyRow, ReportContent
from boso.reporting.values.fields import LABEL, Address, Home, OpenRow
from boso.reporting.values.told import NOTHING, Said, Told, ToldFile, ToldTable

LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
KEPT = frozenset({"\n", "\t"})
DIGITS = 16  # of the checksum, as printed


def told(content: ReportContent) -> Told:
    """Every answer of a report, as far as it can be seen on paper (`seen`)."""
    draft = draft_of(content)
    rows = _Rows()
    answers = {
        address: _said(standing)
        for address, standing in draft.fields.items()
        if not address.startswith((f"{Home.MONEY}:", f"{Home.ROW}:"))
    }
    for money in content.money:
        rows.add(f"{Home.MONEY}:{money.block}", _money(money, draft.fields), money.certain, planned=money.planned)
    for opened in sorted(content.rows, key=lambda r: (r.table, r.position)):
        rows.add(f"{Home.ROW}:{opened.table}", _opened(opened, draft.fields), opened.certain)
    for code, answer in content.answers.items():
        if answer.figure.comment:
            answers[f"comment:{code}"] = Said("text", seen(answer.figure.comment))
    return Told(
        answers={key: said for key, said in {**answers, **rows.answers}.items() if not said.nothing},
        rows=dict(rows.counts),
        planned=frozenset(rows.planned),
        doubtful=frozenset(rows.doubtful),
        tables=tuple(ToldTable(t.type, " ".join(seen(t.title).split()), squared(t.rows)) for t in content.tables),
        files=tuple(ToldFile(f.code, seen(f.name)) for f in content.files),
    )


def seen(text: str) -> str:
    """The text as paper can show it: one kind of space and of line end, nothing unseen, no space at the end of lines,
    no empty lines at either end.

    Composed letters (NFC); a tab stays a tab.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # as nearly all are: one line, nothing unseen
        return text.rstrip()
    broken = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    kept = "".join(c for c in broken if c in KEPT or unicodedata.category(c) not in UNSEEN)
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in kept)
    lines = "\n".join(line.rstrip() for line in spaced.split("\n"))
    return unicodedata.normalize("NFC", lines.strip("\n"))


def squared(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one width, without empty ones at the end."""
    clean = [tuple(map(seen, row)) for row in rows]
    while clean and not any(clean[-1]):
        clean.pop()
    width = max((len(row) for row in clean), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in clean)


def without_contacts(told: Told, contacts: Collection[str]) -> Told:
    """The same without the answers under these keys, and without e-mail addresses and telephone numbers in others."""

    def clean(said: Said) -> Said:
        return replace(said, value=masked(said.value)) if said.value else said

    return replace(
        told,
        answers={key: clean(said) for key, said in told.answers.items() if key not in contacts},
        tables=tuple(
            replace(t, title=masked(t.title), rows=tuple(tuple(map(masked, row)) for row in t.rows))
            for t in told.tables
        ),
    )


def as_json(told: Told) -> dict[str, Any]:
    """Plain JSON, with keys in order; parts of an answer that are usual are left out."""
    return {
        "answers": {key: _plain(told.answers[key]) for key in sorted(told.answers)},
        "rows": {key: told.rows[key] for key in sorted(told.rows)},
        "planned": sorted(told.planned),
        "doubtful": sorted(told.doubtful),
        "tables": [{"type": t.type, "title": t.title, "rows": [list(row) for row in t.rows]} for t in told.tables],
        "files": [[f.code, f.name] for f in told.files],
    }


def from_json(plain: object) -> Told | None:
    """What `as_json` wrote; None for anything else."""
    try:
        return _read(plain)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def checksum(told: Told) -> str:
    """Sixteen hexadecimal digits that another report has not: printed, so that a change shows without the data."""
    text = json.dumps(as_json(told), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGITS]


def differing(one: Told, other: Told) -> list[tuple[str, Said, Said]]:
    """Every key at which the two say something else, in order; rows, tables and files under keys of their own."""
    first, second = dict(flat(one)), dict(flat(other))
    keys = sorted({*first, *second})
    pairs = ((key, first.get(key, NOTHING), second.get(key, NOTHING)) for key in keys)
    return [(key, a, b) for key, a, b in pairs if a != b]


def flat(told: Told) -> Iterator[tuple[str, Said]]:
    """Everything in one list: also how many rows (`rows:money:years`), their marks, tables and files."""
    yield from ((key, said) for key, said in told.answers.items() if not said.nothing)
    yield from ((f"rows:{key}", Said("number", str(count))) for key, count in told.rows.items() if count)
    yield from ((f"planned:{key}", Said("text", "x")) for key in told.planned)
    yield from ((f"doubtful:{key}", Said("text", "x")) for key in told.doubtful)
    for number, table in enumerate(told.tables):
        cells = json.dumps([list(row) for row in table.rows], ensure_ascii=False)
        yield f"table:{number}", Said("text", f"{table.type}\n{table.title}\n{cells}")
    yield from ((f"file:{n}", Said("text", f"{f.code}\n{f.name}")) for n, f in enumerate(told.files))


class _Rows:
    """Rows of open tables, counted as they come; a doubtful row is doubtful as a whole."""

    def __init__(self) -> None:
        self.answers: dict[str, Said] = {}
        self.counts: Counter[str] = Counter()
        self.planned: set[str] = set()
        self.doubtful: set[str] = set()

    def add(self, table: str, cells: Mapping[str, Said], certain: bool, *, planned: bool = False) -> None:
        row = f"{table}:{self.counts[table]}"
        self.counts[table] += 1
        self.answers |= {f"{row}:{column}": replace(said, certain=True) for column, said in cells.items()}
        if planned:
            self.planned.add(row)
        if not certain:
            self.doubtful.add(row)


def _money(row: MoneyRow, fields: Mapping[str, Standing]) -> dict[str, Said]:
    columns = [LABEL, *row.amounts]
    return {c: _said(fields[str(Address(Home.MONEY, str(row.id), c))]) for c in columns}


def _opened(row: OpenRow, fields: Mapping[str, Standing]) -> dict[str, Said]:
    return {c: _said(fields[str(Address(Home.ROW, str(row.id), c))]) for c in row.cells}


def _said(standing: Standing) -> Said:
    content = standing.content
    return Said(content.kind, seen(content.value), seen(content.expected), seen(content.as_of), standing.certain)


def _plain(said: Said) -> dict[str, object]:
    more = {name: getattr(said, name) for name in ("value", "expected", "as_of") if getattr(said, name)}
    return {"kind": said.kind, **more, **({} if said.certain else {"certain": False})}


def _read(plain: Any) -> Told:
    return Told(
        answers={str(key): _read_said(said) for key, said in plain["answers"].items()},
        rows={str(key): int(count) for key, count in plain["rows"].items()},
        planned=frozenset(map(str, plain["planned"])),
        doubtful=frozenset(map(str, plain["doubtful"])),
        tables=tuple(
            ToldTable(str(t["type"]), str(t["title"]), tuple(tuple(map(str, row)) for row in t["rows"]))
            for t in plain["tables"]
        ),
        files=tuple(ToldFile(str(code), str(name)) for code, name in plain["files"]),
    )


def _read_said(plain: Mapping[str, Any]) -> Said:
    parts = {name: str(plain.get(name, "")) for name in ("value", "expected", "as_of")}
    return Said(kind=str(plain["kind"]), certain=plain.get("certain", True) is True, **parts)
