"""How far each page of a report has come, computed from what is there. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from boso.kernel.figures import Kind
from boso.questionnaires.values import Edition, Table
from boso.reporting.rules.answering import problem_of
from boso.reporting.rules.asking import FormPage, asked_on, block_of, is_money, open_tables, pages_of, type_in_row
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.fields import LABEL, Address, Content, Home

HUMAN = frozenset({Kind.ABSENT.value, Kind.LOST_IN_SOURCE.value})  # kinds that answer nothing when a person fills in


class Progress(StrEnum):
    """How far a page has come."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    WAITING = "waiting"  # everything is answered, but a figure is promised for later
    ERRORS = "errors"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A page: how much of it is answered, what waits, what is wrong, and what is still asked for."""

    code: str
    progress: Progress
    answered: int
    asked: int
    promised: int
    doubtful: int
    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def page_states(edition: Edition, draft: Draft, *, faults: Mapping[str, int]) -> dict[str, PageState]:
    """The state of every page. `faults` counts findings that block delivery, by section."""
    return {
        page.code: _state(page, draft, faults=sum(faults.get(s.code, 0) for s in page.sections))
        for page in pages_of(edition)
    }


def unread_fields(edition: Edition, draft: Draft) -> dict[str, str]:
    """Fields in which something stands that cannot be understood: by address, the code of what is wrong."""
    wrong: dict[str, str] = {}
    for page in pages_of(edition):
        wrong |= _wrong(page, draft)
    return wrong


def rows_of_table(table: Table, draft: Draft) -> tuple[tuple[Address, ...], ...]:
    """The cells of each row of an open table, in order, as addresses."""
    if is_money(table):
        block = block_of(table)
        ids = [row.id for row in draft.content.money if row.block is block]
        columns = (LABEL, *(c.code for c in table.columns[1:]))
        return tuple(tuple(Address(Home.MONEY, str(i), c) for c in columns) for i in ids)
    rows = [row for row in draft.content.rows if row.table == table.code]
    return tuple(tuple(Address(Home.ROW, str(r.id), c.code) for c in table.columns) for r in rows)


def _state(page: FormPage, draft: Draft, *, faults: int) -> PageState:
    required = {a.at for a in asked_on(page) if a.required}
    given = {a for a in required if _answers(draft.at(a).content)}
    tables = {f"table:{t.code}": bool(rows_of_table(t, draft)) for _s, t in open_tables(page)}
    touched = any(not draft.at(a.at).content.empty for a in asked_on(page)) or any(tables.values())
    promised = sum(draft.at(a).content.kind == Kind.PENDING for a in required)
    doubtful = sum(not draft.at(a.at).certain for a in asked_on(page))
    wrong = tuple(_wrong(page, draft))
    missing = tuple(sorted((required - given) | {t for t, filled in tables.items() if not filled}))
    return PageState(
        code=page.code,
        progress=_progress(touched, missing, promised=promised, faults=faults + len(wrong)),
        answered=len(given) + sum(tables.values()),
        asked=len(required) + len(tables),
        promised=promised,
        doubtful=doubtful,
        wrong=wrong,
        missing=missing,
    )


def _progress(touched: bool, missing: Collection[str], *, promised: int, faults: int) -> Progress:
    if faults:
        return Progress.ERRORS
    if not touched:
        return Progress.NOT_STARTED
    if missing:
        return Progress.UNDER_WAY
    return Progress.WAITING if promised else Progress.COMPLETE


def _answers(content: Content) -> bool:
    return not content.empty and content.kind not in HUMAN


def _wrong(page: FormPage, draft: Draft) -> dict[str, str]:
    found = {a.at: problem_of(a.type, draft.at(a.at).content) for a in asked_on(page)}
    for _section, table in open_tables(page):
        for row in rows_of_table(table, draft):
            for address in row:
                type = type_in_row(table, address.column)
                found[str(address)] = problem_of(type, draft.at(address).content) if type else ""
    return {address: code for address, code in found.items() if code}
