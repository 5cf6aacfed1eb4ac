"""How the changes of a workbook stand against the report: what was, what is and what is offered. Pure."""

import hashlib
from collections.abc import Mapping, Sequence

from boso.importers.uploads import Offer, OfferState, UploadedChange
from boso.questionnaires.values import Edition, FieldType, Table
from boso.reporting.rules.asking import asked_by, page_of, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.differing_rows import what_happened
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.economy import COMPUTED
from boso.reporting.values.differing import FieldChange, What
from boso.reporting.values.fields import LABEL, Address, Content, Home

Row = tuple[Address, ...]


def offers_of(
    changes: Sequence[UploadedChange], edition: Edition, draft: Draft, *, pages: frozenset[str] | None = None
) -> tuple[Offer, ...]:
    """Each change against what stands there now. `pages`: the only ones that may change; None: all may."""
    return tuple(offer for change in changes if (offer := _offer(change, edition, draft, pages)) is not None)


def _offer(change: UploadedChange, edition: Edition, draft: Draft, pages: frozenset[str] | None) -> Offer | None:
    table = edition.table(change.table) if change.table else None
    section = _section(change, edition)
    if change.table and table is None:
        return None
    offer = _of_row(change, table, section, draft) if table else _of_field(change, edition, section, draft)
    page = page_of(edition, section)
    if offer.open and pages is not None and (page is None or page.code not in pages):
        return Offer(change=change, state=OfferState.CLOSED, shown=offer.shown, seen=offer.seen)
    return offer


def _section(change: UploadedChange, edition: Edition) -> str:
    if change.table:
        return next((s.code for s in edition.sections if any(t.code == change.table for t in s.tables)), "")
    asked = asked_by(edition).get(change.address)
    return asked.section if asked else ""


def _of_field(change: UploadedChange, edition: Edition, section: str, draft: Draft) -> Offer:
    standing = draft.at(change.address).content
    asked = asked_by(edition)[change.address]
    shown = FieldChange(
        what=what_happened(standing, change.mine),
        home=asked.address.home.value,
        address=change.address,
        key=change.address,
        section=section,
        before=standing,
        after=change.mine,
        type=asked.type,
    )
    return Offer(change=change, state=_state(change, standing), shown=shown, seen=standing.mark)


def _state(change: UploadedChange, standing: Content) -> OfferState:
    if standing.mark == change.mine.mark:
        return OfferState.DONE
    if standing.mark != change.base.get("", standing.mark):
        return OfferState.CLASH
    return OfferState.ASKED if change.why else OfferState.READY


def _of_row(change: UploadedChange, table: Table, section: str, draft: Draft) -> Offer:
    rows = rows_of_table(table, draft)
    if change.what is What.ADDED:
        return _added(change, table, section, draft, rows)
    home, _, rest = change.address.partition(":")
    key = ":".join((home, rest.partition(":")[0]))
    place = next((n for n, row in enumerate(rows) if f"{row[0].home.value}:{row[0].code}" == key), None)
    if place is None:
        done = change.what is What.REMOVED
        return _gone(change, section, OfferState.DONE if done else OfferState.GONE)
    row = rows[place]
    label = draft.at(row[0]).content.value
    return (
        _removed(change, section, draft, row, place, label)
        if change.what is What.REMOVED
        else _cell(change, table, section, draft, row, place, label)
    )


def _added(change: UploadedChange, table: Table, section: str, draft: Draft, rows: Sequence[Row]) -> Offer:
    there = any(_same(change.cells, row, draft) for row in rows)
    state = OfferState.DONE if there else OfferState.ASKED if change.why else OfferState.READY
    first = next((column for column in (LABEL, *(c.code for c in table.columns)) if column in change.cells), "")
    shown = FieldChange(
        what=What.ADDED,
        home=Home.ROW.value,
        address=change.address,
        key=change.address,
        section=section,
        table=table.code,
        row_after=len(rows) + 1,
        row_label=change.cells[first].value if first else "",
        cells=tuple(change.cells.items()),
    )
    return Offer(change=change, state=state, shown=shown, seen="")


def _same(cells: Mapping[str, Content], row: Row, draft: Draft) -> bool:
    """The row says what is offered; what follows by itself (a total) is no part of that."""
    return all(draft.at(a).content == cells[a.column] for a in row if a.column in cells) and all(
        draft.at(a).content.empty or a.column in cells or a.column in COMPUTED for a in row
    )


def _removed(change: UploadedChange, section: str, draft: Draft, row: Row, place: int, label: str) -> Offer:
    standing = {a.column: draft.at(a).content for a in row}
    touched = any(standing[c].mark != mark for c, mark in change.base.items() if c in standing)
    shown = FieldChange(
        what=What.REMOVED,
        home=row[0].home.value,
        address=change.address,
        key=change.address,
        section=section,
        table=change.table,
        row_before=place + 1,
        row_label=label,
        cells=tuple((column, content) for column, content in standing.items() if not content.empty),
    )
    state = OfferState.CLASH if touched else OfferState.READY
    return Offer(change=change, state=state, shown=shown, seen=row_mark(row, draft))


def _cell(change: UploadedChange, table: Table, section: str, draft: Draft, row: Row, place: int, label: str) -> Offer:
    address = Address.read(change.address)
    column = address.column if address else ""
    standing = draft.at(change.address).content
    shown = FieldChange(
        what=what_happened(standing, change.mine),
        home=row[0].home.value,
        address=change.address,
        key=change.address,
        section=section,
        before=standing,
        after=change.mine,
        type=type_in_row(table, column) or FieldType.TEXT,
        table=table.code,
        column=column,
        row_before=place + 1,
        row_after=place + 1,
        row_label=label,
    )
    return Offer(change=change, state=_state(change, standing), shown=shown, seen=standing.mark)


def _gone(change: UploadedChange, section: str, state: OfferState) -> Offer:
    shown = FieldChange(
        what=change.what,
        home=change.address.partition(":")[0],
        address=change.address,
        key=change.address,
        section=section,
        after=change.mine,
        table=change.table,
        column=change.address.rpartition(":")[2] if change.what is What.CHANGED else "",
    )
    return Offer(change=change, state=state, shown=shown, seen="")


def row_mark(row: Row, draft: Draft) -> str:
    """A short sign of all that stands in a row."""
    marks = "\x1f".join(f"{a.column}={draft.at(a).content.mark}" for a in row)
    return hashlib.sha256(marks.encode()).hexdigest()[:16]
