"""What differs between the tables of rows of two drafts: rows added, removed, moved, and cells changed. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boso.questionnaires.values import Edition, FieldType, Table
from boso.reporting.rules.asking import money_table, type_in_row
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.economy import COMPUTED
from boso.reporting.rules.matching import matched, moved
from boso.reporting.values import Block, TableRow
from boso.reporting.values.differing import OWN_TABLE, ComparedRow, FieldChange, What
from boso.reporting.values.fields import EMPTY, LABEL, Address, Content, Home

TABLE_KIND = "table"  # the content of the cells of an own table: rows of texts as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table of rows on both sides."""

    home: str
    table: str
    section: str
    types: Mapping[str, FieldType]
    before: tuple[ComparedRow, ...]
    after: tuple[ComparedRow, ...]
    computed: frozenset[str] = frozenset()  # its columns; all of them for a row of sums
    all_computed: bool = False


def tables(edition: Edition, before: Draft, after: Draft) -> Iterator[Rows]:
    """All tables with rows on either side: money, the open tables of the form, those of the municipality's own."""
    sections = {table.code: section.code for section in edition.sections for table in section.tables}
    for block in Block:
        table = money_table(edition, block)
        columns = [LABEL, *(c.code for c in table.columns[1:])] if table else []
        yield Rows(
            home=Home.MONEY.value,
            table=table.code if table else block.value,
            section=sections[table.code] if table else "",
            types={c: type_in_row(table, c) or FieldType.MONEY for c in columns} if table else {},
            before=_money(before, block),
            after=_money(after, block),
            computed=COMPUTED if block is Block.ACTIVITIES else frozenset(),
            all_computed=block is Block.SUM,
        )
    for code in dict.fromkeys(row.table for draft in (before, after) for row in draft.content.rows):
        table = edition.table(code)
        yield Rows(
            home=Home.ROW.value,
            table=code,
            section=sections.get(code, ""),
            types={c.code: c.type for c in table.columns} if table else {},
            before=_open(before, code, table),
            after=_open(after, code, table),
        )
    yield Rows(
        home=OWN_TABLE, table="", section=_own_section(edition), types={}, before=_own(before), after=_own(after)
    )


def of_rows(rows: Rows) -> Iterator[FieldChange]:
    """Rows that were removed, added or moved, each told once, and the changed cells of the others."""
    pairs = matched(rows.before, rows.after)
    shifted = moved(pairs)
    earlier = {later: place for place, later in pairs.items()}
    for place, row in enumerate(rows.before):
        if place not in pairs:
            yield _whole(rows, What.REMOVED, row, before=place)
    for place, row in enumerate(rows.after):
        if place not in earlier:
            yield _whole(rows, What.ADDED, row, after=place)
            continue
        old = earlier[place]
        if old in shifted:
            yield _whole(rows, What.MOVED, row, before=old, after=place)
        yield from _cells(rows, rows.before[old], row, before=old, after=place)


def content_of_table(table: TableRow) -> Content:
    """The rows of an own table as the content of one cell."""
    return (
        Content(TABLE_KIND, json.dumps([list(row) for row in table.rows], ensure_ascii=False)) if table.rows else EMPTY
    )


def rows_in(content: Content) -> tuple[tuple[str, ...], ...]:
    """The rows that such a content holds."""
    stored = json.loads(content.value) if content.kind == TABLE_KIND else []
    return tuple(tuple(map(str, row)) for row in stored)


def what_happened(before: Content, after: Content) -> What:
    """What a field went through from one content to another."""
    if before.empty:
        return What.ADDED
    return What.REMOVED if after.empty else What.CHANGED


def _money(draft: Draft, block: Block) -> tuple[ComparedRow, ...]:
    rows = [row for row in draft.content.money if row.block is block]
    return tuple(
        ComparedRow(
            address=f"{Home.MONEY}:{row.id}",
            label=row.label,
            cells={c: draft.at(Address(Home.MONEY, str(row.id), c)).content for c in (LABEL, *row.amounts)},
        )
        for row in rows
    )


def _open(draft: Draft, code: str, table: Table | None) -> tuple[ComparedRow, ...]:
    rows = [row for row in draft.content.rows if row.table == code]
    first = table.columns[0].code if table else ""
    return tuple(
        ComparedRow(
            address=f"{Home.ROW}:{row.id}",
            label=row.cells[first].value if first in row.cells else "",
            cells=row.cells,
        )
        for row in rows
    )


def _own(draft: Draft) -> tuple[ComparedRow, ...]:
    return tuple(
        ComparedRow(
            address=f"{OWN_TABLE}:{table.id}",
            label=table.title,
            cells={"title": _said(table.title), "type": _said(table.type), "rows": content_of_table(table)},
        )
        for table in draft.content.tables
    )


def _said(text: str) -> Content:
    return Content("text", text) if text else EMPTY


def _own_section(edition: Edition) -> str:
    """Tables of the municipality's own stand for the form's money table, or else for its first table with rows."""
    for section in edition.sections:
        if any(money_table(edition, block) in section.tables for block in (Block.ACTIVITIES, Block.YEARS)):
            return section.code
    return ""


def _whole(
    rows: Rows, what: What, row: ComparedRow, *, before: int | None = None, after: int | None = None
) -> FieldChange:
    return FieldChange(
        what=what,
        home=rows.home,
        address=row.address,
        key=_key(rows, before if after is None else after),
        section=rows.section,
        table=rows.table,
        row_before=None if before is None else before + 1,
        row_after=None if after is None else after + 1,
        row_label=row.label,
        cells=() if what is What.MOVED else _told(rows, row),
        computed=rows.all_computed,
    )


def _told(rows: Rows, row: ComparedRow) -> tuple[tuple[str, Content], ...]:
    """The cells with something in them, in the order of the form."""
    order = [*rows.types, *(c for c in row.cells if c not in rows.types)]
    return tuple((c, row.cells[c]) for c in order if c in row.cells and not row.cells[c].empty)


def _cells(rows: Rows, old: ComparedRow, new: ComparedRow, *, before: int, after: int) -> Iterator[FieldChange]:
    for column in dict.fromkeys([*rows.types, *old.cells, *new.cells]):
        then, now = old.cells.get(column, EMPTY), new.cells.get(column, EMPTY)
        if then != now:
            yield FieldChange(
                what=what_happened(then, now),
                home=rows.home,
                address=f"{new.address}:{column}",
                key=f"{_key(rows, after)}:{column}",
                section=rows.section,
                before=then,
                after=now,
                type=rows.types.get(column, FieldType.TEXT),
                table=rows.table,
                column=column,
                row_before=before + 1,
                row_after=after + 1,
                row_label=new.label,
                computed=rows.all_computed or column in rows.computed,
            )


def _key(rows: Rows, place: int | None) -> str:
    sums = ":sum" if rows.all_computed else ""
    return f"{rows.home}:{rows.table}{sums}:{(place or 0) + 1}"
