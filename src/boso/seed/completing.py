"""Fills what is left of an invented report, so that it can be delivered as any other: nothing is skipped for it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from boso.kernel.decisions import Actor
from boso.kernel.figures import Kind
from boso.kernel.sources import Origin
from boso.places import rls
from boso.questionnaires.values import FieldType
from boso.reporting.actions.explaining import answer_warning
from boso.reporting.actions.storing import store_steps
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_content
from boso.reporting.queries.delivering import readiness
from boso.reporting.rules.asking import Asked, asked_by
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.values import MONEY_COLUMNS, Block, EventKind, ReportRow, Row, RowStep, Table
from boso.reporting.values.fields import Home

LABEL = "Oppdiktet eksempel"
NO_NEWS = "Som året før."
REASON = "Kontrollert mot listene; tallet stemmer."
TYPED: Mapping[FieldType, tuple[str, object]] = {
    FieldType.DATE: ("date", "2014-01-24"),
    FieldType.PARTIAL_DATE: ("date", "2010"),
    FieldType.PERSONS: ("list", ["Programleder"]),
}


def complete(row: ReportRow, *, actor: Actor, now: datetime) -> None:
    """Answer every question that has no answer, and give a reason for every warning."""
    within = [row.municipality_id]
    with rls.scope(within):
        content = get_content(row.id, within=within)
        steps = list(_steps(row, draft_of(content)))
        store_steps(report_id=row.id, steps=steps, event=EventKind.CORRECTED, actor=actor, now=now, reason=LABEL)
        for warning in readiness(row.id, within=within, now=now).warnings:
            if not warning.answered:
                answer_warning(report_id=row.id, key=warning.key, reason=REASON, actor=actor, now=now, within=within)


def _steps(row: ReportRow, draft: Draft) -> Iterator[RowStep]:
    edition = edition_of(row)
    for asked in asked_by(edition).values():
        if asked.required and draft.at(asked.address).content.empty:
            yield _step(asked, row, draft)
    if not any(m.block is Block.YEARS for m in draft.content.money):
        yield _year(row, draft)


def _step(asked: Asked, row: ReportRow, draft: Draft) -> RowStep:
    code = asked.address.code
    if asked.address.home is Home.FIGURE:
        figure = {
            "kind": Kind.NOT_REGISTERED.value,
            "value": None,
            "raw": "",
            "comment": "",
            "as_of": "",
            "expected": "",
        }
        before = _before(draft, code)
        return RowStep(table=Table.ANSWERS, key=(code,), before=before, after={**_source(), "code": code, **figure})
    if asked.address.home is Home.FIELD:
        kind, value = _field(asked, row)
        return _added(Table.FIELDS, code, {"code": code, "kind": kind, "value": value, "raw": str(value)})
    return _added(Table.TEXTS, code, {"code": code, "kind": "text", "text": NO_NEWS})


def _before(draft: Draft, code: str) -> Row | None:
    """The row of a blank answer, which is changed rather than added."""
    stored = draft.content.answers.get(code)
    return {"id": stored.id, "code": code} if stored else None


def _field(asked: Asked, row: ReportRow) -> tuple[str, object]:
    if asked.type is FieldType.YEAR:
        return "number", row.period.year
    if asked.type is FieldType.MUNICIPALITY:
        return "text", row.name
    names = {
        "programme_name": "Bolig i Prøve",
        "programme_leader": "Programleder",
        "programme_owner": "Programansvarlig",
    }
    return TYPED.get(asked.type, ("text", names.get(asked.address.code, "Programleder")))


def _year(row: ReportRow, draft: Draft) -> RowStep:
    """The year's line in the table of the whole period, equal to the sum of the activities."""
    total = next((m for m in draft.content.money if m.block is Block.SUM), None)
    amounts = {c: int(total.amounts[c].number) for c in ("grant", "own", "other")} if total else {}
    line: dict[str, object] = {**dict.fromkeys(MONEY_COLUMNS), **amounts, "unused_carried": 0}
    line |= {"layout": "ost_section_5", "block": Block.YEARS.value, "position": 0, "label": str(row.period.year)}
    return RowStep(
        table=Table.MONEY,
        key=(Block.YEARS.value, 0),
        before=None,
        after={**_source(), **line, "planned": False, "kinds": {}, "raws": {}},
    )


def _added(table: Table, code: str, row: Row) -> RowStep:
    return RowStep(table=table, key=(code,), before=None, after={**_source(), **row})


def _source() -> dict[str, object]:
    return {"certain": True, "origin": Origin.TYPED.value, "source_label": LABEL, "place": None, "reference": ""}
