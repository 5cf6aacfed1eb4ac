"""Which visible table and row is which of the document's own data, after somebody may have edited the document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boso.importers.publications.values import SeenTable
from boso.importers.publications.wording import without_gaps

Entries = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A table of the data, the visible one it is, and for each of its rows the number of the visible row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Entries, ...]
    seen: SeenTable | None
    lines: tuple[int | None, ...]


def paired(tables: Sequence[SeenTable], data: Mapping[str, Any]) -> Iterator[Pair]:
    """Each table with figures that the data has, with its visible one: by caption, else by heads, each taken once."""
    free = list(tables)
    for caption, heads, rows in own_tables(data):
        seen = _taken(free, caption, heads)
        yield Pair(
            caption=caption,
            heads=heads,
            rows=rows,
            seen=seen,
            lines=_lines(rows, seen) if seen else (None,) * len(rows),
        )


def own_tables(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], tuple[Entries, ...]]]:
    """Caption, heads and rows of the tables in the data that hold figures and that paper prints."""
    for block in _maps(data.get("blocks")):
        if block.get("type") == "grid":
            table: Any = block
        elif block.get("type") == "multiples" or (block.get("type") == "chart" and block.get("told")):
            table = block.get("table")
        else:
            continue
        if not isinstance(table, Mapping):
            continue
        heads = tuple(str(column.get("label", "")) for column in _maps(table.get("columns")))
        rows = tuple(tuple(_maps(row)) for row in _lists(table.get("rows")))
        sound = tuple(row for row in rows if 0 < len(row) <= len(heads))
        if any("figure" in entry for row in sound for entry in row):
            yield str(table.get("caption", "")), heads, sound


def _taken(free: list[SeenTable], caption: str, heads: tuple[str, ...]) -> SeenTable | None:
    named = [t for t in free if without_gaps(t.caption) == without_gaps(caption) and len(t.heads) == len(heads)]
    wanted = [without_gaps(head) for head in heads]
    headed = [t for t in free if [without_gaps(head) for head in t.heads] == wanted]
    for table in (*named, *headed):
        free[:] = [other for other in free if other is not table]
        return table
    return None


def _lines(rows: Sequence[Entries], seen: SeenTable) -> tuple[int | None, ...]:
    """By the head of the row, each visible row taken once; a row whose head was changed is the one in its place."""
    at: dict[str, list[int]] = {}
    for number, row in enumerate(seen.rows):
        at.setdefault(without_gaps(row[0].text) if row else "", []).append(number)
    same = [at.get(without_gaps(str(row[0].get("shown", ""))), []) for row in rows]
    found = [numbers.pop(0) if numbers else None for numbers in same]
    taken = {number for number in found if number is not None}
    return tuple(
        number if number is not None else place if place < len(seen.rows) and place not in taken else None
        for place, number in enumerate(found)
    )


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _lists(value: object) -> list[list[Any]]:
    return [item for item in value if isinstance(item, list)] if isinstance(value, list) else []
