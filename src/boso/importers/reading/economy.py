"""All money of a report: the form's own tables, or what the municipality put in their place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.columns import Financing
from boso.importers.reading.covering import Stretch
from boso.importers.reading.grants import read_grants
from boso.importers.reading.money import COLUMNS, is_forms_own, read_activities
from boso.importers.reading.own_tables import looks_like_table, own_tables
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, StopKind
from boso.importers.reading.years import read_years
from boso.importers.values import Economy, EconomyRow
from boso.questionnaires.values import Table, TableKind

LAYOUTS = {"activities": "ost_section_5", "resources": "sor_section_7", "grants": "grant_overview"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the money is read in the light of: the year reported, the year of writing, and damage to the file."""

    year: int | None
    written: int | None
    damaged: bool


def read_economy(flow: Flow, form: Form, placed: Sequence[Placed], context: Context) -> Economy:
    """The money of a report; layout `own` where the municipality's tables stand in place of the form's."""
    tables = {use: t for t in form.edition.tables() if (use := use_of(t))}
    at = {p.stop.table.code: p for p in placed if p.stop.table and p.stop.kind is StopKind.TABLE}
    sections = {p.stop.section.code: p for p in placed if p.stop.kind is StopKind.HEADING}
    homes = {t.code: s.code for s in form.edition.sections for t in s.tables}

    def zone(use: str) -> Placed | None:
        table = tables.get(use)
        return (at.get(table.code) or sections.get(homes[table.code])) if table else None

    if "grants" in tables:
        spot = zone("grants")
        rows = read_grants(flow, spot, damaged=context.damaged) if spot else []
        return Economy(layout=LAYOUTS["grants"], rows=tuple(rows))
    if "resources" in tables:
        spot = zone("resources")
        years = read_years(flow, tables["resources"], spot, context.written) if spot else []
        return Economy(layout=LAYOUTS["resources"] if spot else "absent", rows=tuple(years))
    if "activities" not in tables:
        return Economy(layout="absent")
    return _of_activities(flow, tables, zone("activities"), zone("period"), end_of_form(flow, form, placed), context)


def use_of(table: Table) -> str:
    """What a table of money is for, by its columns."""
    codes = {c.code for c in table.columns}
    if table.kind is TableKind.ROWS and set(COLUMNS) <= codes:
        return "activities"
    if table.kind is TableKind.ROWS and {"municipality", "amount"} <= codes:
        return "grants"
    if table.kind is TableKind.YEARS:
        return "resources" if "commitment" in codes else "period"
    return ""


def _of_activities(
    flow: Flow, tables: dict[str, Table], spot: Placed | None, period: Placed | None, end: int, context: Context
) -> Economy:
    own_period = period is not None and period.stop.kind is StopKind.TABLE
    years = read_years(flow, tables["period"], period, context.written) if own_period and period else []
    if spot is None or not is_forms_own(flow, tables["activities"], spot.start, spot.end):
        start = spot.start if spot else end
        stop = period.hit.start if own_period and period and period.hit.start > start else len(flow.text)
        found = own_tables(flow, start, stop)
        return Economy(layout="own" if found else "absent", multi_year=tuple(years), tables=tuple(found))
    rows, totals = read_activities(flow, tables["activities"], spot, _financing(years, context.year))
    annexes = own_tables(flow, end, len(flow.text)) if end < len(flow.text) else []
    years = _agreeing(years, totals, context.year)
    return Economy(
        layout=LAYOUTS["activities"],
        rows=tuple(_refused(r) if context.damaged else r for r in rows),
        totals=totals,
        multi_year=tuple(_refused(y) if context.damaged else y for y in years),
        tables=tuple(annexes),
    )


def _refused(row: EconomyRow) -> EconomyRow:
    """In a damaged file no amount is certain."""
    return replace(row, certain=False)


def _financing(years: Sequence[EconomyRow], year: int | None) -> Financing | None:
    row = next((y for y in years if y.label == str(year)), None)
    if row is None or row.amounts.get("grant") is None:
        return None
    return row.amounts.get("grant"), row.amounts.get("own"), row.amounts.get("other")


def _agreeing(years: Sequence[EconomyRow], totals: EconomyRow | None, year: int | None) -> list[EconomyRow]:
    """Two amounts a year are grant and own where the report year's are those of the sum row (rule E6)."""
    known = _financing(years, year)
    counts = {len([a for a in y.amounts.values() if a is not None]) for y in years} - {0}
    if known is None or totals is None or len(counts) != 1:
        return list(years)
    agree = all((totals.amounts.get(c) or 0) == (k or 0) for c, k in zip(("grant", "own", "other"), known, strict=True))
    filled = {y.label for y in years if any(a is not None for a in y.amounts.values())}
    sure = agree and counts == {2}
    return [replace(y, certain=True) if sure and y.label in filled else y for y in years]


def end_of_form(flow: Flow, form: Form, placed: Sequence[Placed]) -> int:
    """Where the form ends: at the first page of own tables or annexes after its last stop that was found.

    A page belongs to annexes from where it looks like a table, unless the form's own tables of money stand there.
    """
    if not placed:
        return len(flow.text)
    last = placed[-1]
    for start in flow.page_breaks(last.start, len(flow.text)):
        later = [b for b in flow.page_breaks(start, len(flow.text)) if b > start]
        page = Stretch(start, min(later, default=len(flow.text)))
        annex = flow.text[start : start + 20].startswith("VEDLEGG")
        if annex or (
            last.stop.kind is not StopKind.TABLE and not last.stop.section.tables and looks_like_table(flow, page)
        ):
            return start if form.edition.tables() else len(flow.text)
    return len(flow.text)
