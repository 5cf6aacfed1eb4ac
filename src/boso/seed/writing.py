"""Stores an invented municipality's reports through the same door as everyone, and brings each to its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from boso.kernel.decisions import SYSTEM, Actor
from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin
from boso.places import rls
from boso.questionnaires.loading import load
from boso.reporting.actions.events import add_event
from boso.reporting.actions.opening import open_report
from boso.reporting.actions.storing import locked_report, store_steps
from boso.reporting.queries.reports import list_reports
from boso.reporting.values import MONEY_COLUMNS, Block, EventKind, Row, RowStep, Table
from boso.seed.invented import InventedMunicipality, InventedReport, MoneyLine, reports

OPEN_YEAR = 2013
EDITIONS = {2013: "ost_annual/2013"}
EARLIER_EDITION = "ost_annual/2012"
LABEL = "Oppdiktet eksempel"
TO_DELIVERY = (EventKind.MARKED_READY, EventKind.APPROVED, EventKind.DELIVERED)
# How far the round for 2013 has come on the demo's day; who is not named here is under way.
REACHED: Mapping[str, tuple[EventKind, ...]] = {
    "provesund": TO_DELIVERY,
    "provedal": (*TO_DELIVERY, EventKind.REVIEW_STARTED),
    "proveneset": (EventKind.MARKED_READY,),
    "provelund": (*TO_DELIVERY, EventKind.REVIEW_STARTED, EventKind.ACCEPTED),
    "provebygd": (*TO_DELIVERY, EventKind.REVIEW_STARTED, EventKind.ASKED_BACK),
}
NOT_STARTED = frozenset({"proveas", "proveoy"})


def write_reports(
    municipality: InventedMunicipality, municipality_id: int, *, now: datetime, open_figures: Mapping[str, Figure]
) -> None:
    """Five years of reports; the figures handed in stand in the open year's report instead of invented ones."""
    with rls.scope([municipality_id]):
        if list_reports([municipality_id]):
            return
        for report in reports(municipality):
            is_open = report.year == OPEN_YEAR
            if is_open and municipality.slug in NOT_STARTED:
                continue
            figures = dict(open_figures) if is_open and open_figures else report.figures
            _write(report, figures, municipality, municipality_id, now=now)


@transaction.atomic
def _write(
    report: InventedReport,
    figures: Mapping[str, Figure],
    municipality: InventedMunicipality,
    municipality_id: int,
    *,
    now: datetime,
) -> None:
    is_open = report.year == OPEN_YEAR
    row = open_report(
        municipality_id=municipality_id,
        edition=load(EDITIONS.get(report.year, EARLIER_EDITION)),
        period=ReportPeriod(report.year),
        actor=SYSTEM,
        now=now,
        historical=not is_open,
    )
    writer = Actor(id="demo", name=f"Programleder i {municipality.name}")
    written_at = now - timedelta(days=20)
    store_steps(
        report_id=row.id,
        steps=list(_steps(report, figures)),
        event=EventKind.CORRECTED,
        actor=writer,
        now=written_at,
        reason=LABEL,
    )
    if is_open:
        stored, _ = locked_report(row.id)
        for day, event in enumerate(REACHED.get(municipality.slug, ())):
            add_event(stored, event, actor=writer, now=written_at + timedelta(days=2 + day))


def _steps(report: InventedReport, figures: Mapping[str, Figure]) -> Iterator[RowStep]:
    for code, figure in figures.items():
        yield _added(Table.ANSWERS, (code,), _answer(code, figure))
    for code, text in report.texts.items():
        yield _added(Table.TEXTS, (code,), {"code": code, "kind": "text", "text": text})
    for position, line in enumerate(report.money):
        yield _added(Table.MONEY, (Block.ACTIVITIES.value, position), _money(Block.ACTIVITIES, position, line))
    lines = report.money
    sums = MoneyLine("Sum", sum(x.budget for x in lines), sum(x.grant for x in lines), sum(x.own for x in lines))
    yield _added(Table.MONEY, (Block.SUM.value, 0), _money(Block.SUM, 0, sums))


def _added(table: Table, key: tuple[str | int, ...], row: Row) -> RowStep:
    source = {"certain": True, "origin": Origin.TYPED.value, "source_label": LABEL, "place": None, "reference": ""}
    return RowStep(table=table, key=key, before=None, after={**source, **row})


def _answer(code: str, figure: Figure) -> Row:
    return {
        "code": code,
        "kind": figure.kind.value,
        "value": None if figure.value is None else str(figure.value),
        "raw": figure.raw,
        "comment": figure.comment,
        "as_of": figure.as_of or "",
        "expected": figure.expected or "",
        "certain": figure.certain,
    }


def _money(block: Block, position: int, line: MoneyLine) -> Row:
    total = line.grant + line.own
    amounts = {"budget": line.budget, "grant": line.grant, "own": line.own, "other": 0, "total": total}
    return {
        **dict.fromkeys(MONEY_COLUMNS),
        **amounts,
        "deviation_total": total - line.budget,
        "layout": "ost_section_5",
        "block": block.value,
        "position": position,
        "label": line.activity,
        "planned": False,
        "kinds": {},
    }
