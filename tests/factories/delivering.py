"""Reports with everything answered, and the way of one to its delivery. Everything is invented."""

from datetime import datetime

from boso.kernel.figures import Figure, Kind, number
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.questionnaires.loading import load
from boso.questionnaires.values import FieldType
from boso.reporting.actions import open_report, store_steps
from boso.reporting.actions.delivering import deliver
from boso.reporting.actions.explaining import answer_warning
from boso.reporting.actions.signing import take_step
from boso.reporting.queries.delivering import readiness
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.signing import Act
from boso.reporting.values import MONEY_COLUMNS, Block, EventKind, ReportRow, RowStep, Table
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.fields import Home
from tests.factories.reports import LEADER, NOW, answer, id_of

SOURCE = {"certain": True, "origin": "typed", "source_label": "", "place": None, "reference": ""}
TYPED = {
    FieldType.DATE: ("date", "2014-02-10"),
    FieldType.PARTIAL_DATE: ("date", "2011-01"),
    FieldType.YEAR: ("number", 2013),
}


def opened(slug: str, year: int = 2013, *, edition: str = "ost_annual/2013") -> ReportRow:
    """A report that nobody has begun."""
    return open_report(
        municipality_id=id_of(slug), edition=load(edition), period=ReportPeriod(year), actor=LEADER, now=NOW
    )


def complete(slug: str, year: int = 2013, **figures: Figure | int) -> ReportRow:
    """A report under way in which every question has an answer and no check finds an error or a warning."""
    row = opened(slug, year)
    edition = load(row.edition.address)
    steps = []
    for asked in asked_by(edition).values():
        code = asked.address.code
        if asked.address.home is Home.FIGURE:
            given = figures.get(code, 7 if "status" in code else 2)
            figure = given if isinstance(given, Figure) else number(given)
            as_of = f"{year + 1}-01" if code.endswith("allowance_recipients") else ""
            expected = figure.expected or ""
            steps.append(_step(Table.ANSWERS, code, answer(code, figure, as_of=as_of, expected=expected)))
        elif asked.address.home is Home.FIELD:
            kind, value = TYPED.get(asked.type, ("text", "Prøve Prøvesen"))
            value = year if asked.type is FieldType.YEAR else value
            steps.append(
                _step(Table.FIELDS, code, {**SOURCE, "code": code, "kind": kind, "value": value, "raw": str(value)})
            )
        elif asked.required:
            steps.append(
                _step(Table.TEXTS, code, {**SOURCE, "code": code, "kind": "text", "text": "Ingen endring i år."})
            )
    money = {"budget": 100, "grant": 60, "own": 40, "other": 0, "total": 100, "deviation_total": 0}
    for block, label in ((Block.ACTIVITIES, "Boskole"), (Block.SUM, "Sum"), (Block.YEARS, str(year))):
        columns = money if block is not Block.YEARS else {"grant": 60, "own": 40, "other": 0, "unused_carried": 0}
        line = {**dict.fromkeys(MONEY_COLUMNS), **columns, "block": block.value, "position": 0, "label": label}
        steps.append(
            RowStep(
                table=Table.MONEY,
                key=(block.value, 0),
                before=None,
                after={**SOURCE, **line, "layout": "ost_section_5", "planned": False, "kinds": {}, "raws": {}},
            )
        )
    with rls.scope([row.municipality_id]):
        store_steps(report_id=row.id, steps=steps, event=EventKind.CORRECTED, actor=LEADER, now=NOW, reason="Utfylt")
    for warning in readiness(row.id, within=rls.ALL, now=NOW).warnings:
        answer_warning(report_id=row.id, key=warning.key, reason="Prøve", actor=LEADER, now=NOW, within=rls.ALL)
    return row


def step(row: ReportRow, *acts: Act, reason: str = "Prøve", now: datetime = NOW) -> None:
    """Take steps on the way to a delivery."""
    for act in acts:
        take_step(report_id=row.id, act=act, reason=reason, actor=LEADER, now=now, within=rls.ALL)


def delivered(row: ReportRow, *, now: datetime = NOW) -> DeliveryRow:
    """Deliver a report that is approved."""
    return deliver(report_id=row.id, actor=LEADER, now=now, within=rls.ALL)


def pending(expected: str) -> Figure:
    """A figure that comes later."""
    return Figure(kind=Kind.PENDING, raw="ettersendes", expected=expected)


def _step(table: Table, code: str, row: dict[str, object]) -> RowStep:
    return RowStep(table=table, key=(code,), before=None, after=row)
