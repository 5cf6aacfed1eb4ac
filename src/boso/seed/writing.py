"""Stores an invented municipality's reports through the same door as everyone, and brings each to its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from boso.kernel.decisions import SYSTEM
from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin
from boso.places import rls
from boso.questionnaires.loading import load
from boso.reporting.actions.opening import open_report
from boso.reporting.actions.storing import store_steps
from boso.reporting.queries.reports import list_reports
from boso.reporting.values import MONEY_COLUMNS, Block, EventKind, Row, RowStep, Table
from boso.seed.invented import InventedMunicipality, InventedReport, MoneyLine, reports
from boso.seed.rounds import EDITION, NOT_STARTED, OPEN_YEAR, bring_forward, writer_in

EARLIER_EDITION = "ost_annual/2012"
LABEL = "Oppdiktet eksempel"


def write_reports(
    municipality: InventedMunicipality, municipality_id: int, *, now: datetime, open_figures: Mapping[str, Figure]
) -> None:
    """Five years of reports; the figures handed in stand in the open year's report instead of invented ones."""
    with rls.scope([municipality_id]):
        if any(row.historical for row in list_reports([municipality_id])):
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
        edition=load(EDITION if is_open else EARLIER_EDITION),
        period=ReportPeriod(report.year),
        actor=SYSTEM,
        now=now,
        historical=not is_open,
    )
    writer = writer_in(municipality.slug, municipality.name)
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
        bring_forward(row, writer=writer, now=written_at)


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
