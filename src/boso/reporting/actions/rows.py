"""Rows of open tables: added, taken away, moved; their sums follow."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.sources import Origin
from boso.places import rls
from boso.questionnaires.values import Table
from boso.reporting.actions.opened import BY_HAND, Opened, next_position, opened_for_answers, table_of
from boso.reporting.contents import cell_of, put
from boso.reporting.models import EconomyRow, FormRow, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.rules.asking import OPEN, block_of, is_money
from boso.reporting.rules.economy import COMPUTED, completed, summed
from boso.reporting.values import MONEY_COLUMNS, Block
from boso.reporting.values.fields import Address, Content, Home

MOST_ROWS = 200


@transaction.atomic
def add_row(
    *,
    report_id: int,
    table: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    cells: dict[str, Content] | None = None,
    origin: Origin = Origin.TYPED,
    label: str = BY_HAND,
    closes: datetime | None = None,
) -> int:
    """Add a row at the end of a table, empty or with what was proposed. Returns its id."""
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        asked = opened.edition.table(table)
        if asked is None or asked.kind not in OPEN:
            raise NotFound(_("Skjemaet har ingen slik tabell."))
        opened.refuse_closed(f"table:{table}")
        row = _new_row(opened, asked)
        if row.position >= MOST_ROWS:
            raise Invalid(_("Tabellen er full. Slå sammen noen rader."))
        row.origin, row.source_label = origin.value, label
        _fill(row, cells or {})
        row.save()
        settle(opened, Address(_home(row), str(row.pk), "label"), row, now=now)
        return int(row.pk)


@transaction.atomic
def remove_row(
    *,
    report_id: int,
    home: Home,
    row_id: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Take a row away; its history stays. A row that is gone already is no fault."""
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        row = opened.rows(home).filter(pk=row_id).first()
        if row is not None:
            _refuse_closed(opened, row)
            row.delete()
            settle(opened, Address(home, str(row_id), "label"), row, now=now)


@transaction.atomic
def move_row(
    *,
    report_id: int,
    home: Home,
    row_id: int,
    up: bool,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Let a row change places with the one above or below it; the first and the last stay."""
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        row = opened.rows(home).filter(pk=row_id).first()
        if row is None:
            raise NotFound(_("Raden er tatt bort av noen andre."))
        _refuse_closed(opened, row)
        beside = opened.rows(home).filter(**_of_table(row))
        other = (
            beside.filter(position__lt=row.position).order_by("-position")
            if up
            else beside.filter(position__gt=row.position).order_by("position")
        ).first()
        if other is None:
            return
        here, there = row.position, other.position
        free = next_position(opened, home, **_of_table(row))
        for moved, position in ((row, free), (other, here), (row, there)):
            moved.position = position
            moved.save(update_fields=["position"])
        settle(opened, Address(home, str(row_id), "label"), row, now=now)


def settle(opened: Opened, address: Address, row: Sourced | None, *, now: datetime) -> None:
    """What follows from a changed row: the sums of a money table, the texts that a table of goals stands for."""
    del now
    if address.home is Home.MONEY and isinstance(row, EconomyRow) and row.block == Block.ACTIVITIES:
        _settle_sums(opened, row)
    elif address.home is Home.ROW and isinstance(row, FormRow):
        table = opened.edition.table(row.table)
        if table is not None and table.text_code:
            _settle_goals(opened, table)


def _refuse_closed(opened: Opened, row: Sourced) -> None:
    table = table_of(opened, row)
    opened.refuse_closed(f"table:{table.code}" if table else "")


def _settle_sums(opened: Opened, row: EconomyRow) -> None:
    if row.pk is not None:
        done = completed(row.amounts)
        if done != row.amounts:
            for column in COMPUTED:
                setattr(row, column, done[column])
            row.save(update_fields=[*COMPUTED])
    rows = [r.amounts for r in opened.rows(Home.MONEY).filter(block=Block.ACTIVITIES.value)]
    sums = opened.rows(Home.MONEY).filter(block=Block.SUM.value).first()
    if not rows:
        if sums is not None:
            sums.delete()
        return
    kept = sums or EconomyRow(**opened.version, block=Block.SUM.value, position=0, layout=row.layout, label="Sum")
    for column, amount in summed(rows, MONEY_COLUMNS).items():
        setattr(kept, column, amount)
    kept.origin, kept.source_label, kept.place, kept.reference = Origin.COMPUTED.value, "", None, ""
    kept.certain, kept.kinds, kept.raws = True, {}, {}
    kept.save()


def _settle_goals(opened: Opened, table: Table) -> None:
    """The results of a table of goals are also texts of the report: one for each row, or one for the whole table."""
    rows = list(opened.rows(Home.ROW).filter(table=table.code))
    results = [cell_of(row.cells, "result").value for row in rows]
    if "{n}" in table.text_code:
        wanted = {table.text_code.format(n=n): text for n, text in enumerate(results, start=1)}
    else:
        wanted = {table.text_code: "\n\n".join(text for text in results if text)}
    stored = {t.code: t for t in opened.rows(Home.TEXT).filter(code__startswith=table.text_code.partition("{")[0])}
    for code, text in wanted.items():
        kept = stored.pop(code, None) or opened.new(Home.TEXT, code=code)
        assert isinstance(kept, TextAnswer)  # noqa: S101 -- tells the type checker what stands above
        kept.kind, kept.text, kept.certain = ("text" if text else "blank"), text, True
        kept.origin, kept.source_label = Origin.TYPED.value, BY_HAND
        kept.save()
    for left in stored.values():
        left.delete()


def _new_row(opened: Opened, table: Table) -> "EconomyRow | FormRow":
    if not is_money(table):
        position = next_position(opened, Home.ROW, table=table.code)
        return FormRow(**opened.version, table=table.code, position=position)
    block = block_of(table).value
    layout = "sor_section_7" if any(c.code == "total_spent" for c in table.columns) else "ost_section_5"
    position = next_position(opened, Home.MONEY, block=block)
    return EconomyRow(**opened.version, block=block, layout=layout, position=position)


def _fill(row: "EconomyRow | FormRow", cells: dict[str, Content]) -> None:
    for column, content in cells.items():
        put(row, content, column=column)


def _home(row: Sourced) -> Home:
    return Home.MONEY if isinstance(row, EconomyRow) else Home.ROW


def _of_table(row: Sourced) -> dict[str, str]:
    return {"block": row.block} if isinstance(row, EconomyRow) else {"table": row.table}  # type: ignore[attr-defined]
