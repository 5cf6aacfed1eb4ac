"""The reported figures of many municipalities and years by indicator code, in three queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import F, QuerySet

from boso.indicators.definitions import source_code
from boso.indicators.release.figures import own
from boso.indicators.values import Part, ReportRef
from boso.kernel.figures import Figure, Kind, total
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin, Source
from boso.places import rls
from boso.reporting.editions import pin_of
from boso.reporting.models import Answer, EconomyRow, Report
from boso.reporting.rows import figure_of, money_row
from boso.reporting.values import Block, MoneyRow

R = TypeVar("R", Answer, EconomyRow)
Audience = rls.type_of_scope | None
PREFIX = {"activities": Block.ACTIVITIES, "whole_period": Block.YEARS, "resources": Block.YEARS}
MONEY_INDICATORS = (
    "economy.budget", "economy.grant_used", "economy.own", "economy.other", "economy.total", "economy.committed",
    "economy.paid", "economy.spent_to_date", "economy.unused_carried",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one report gives, by indicator code."""

    report: ReportRef
    municipality_id: int
    parts: Mapping[str, Part] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """`figures` are those of the parts alone: asked for once an indicator, so made once."""
        object.__setattr__(self, "figures", {code: part.figure for code, part in self.parts.items()})


def load_reported(
    within: Audience, *, municipality_ids: Collection[int], years: Collection[int], invented: bool
) -> dict[tuple[int, int], list[Reported]]:
    """The reports of these municipalities and years with their figures, by municipality and year; halves in order.

    Real and invented municipalities cannot meet here: the database itself is asked for one or the other.
    """
    with rls.scope(rls.ALL if within is None else within):
        reports = list(_reports(within, municipality_ids, years, invented).select_related("municipality"))
        answers = _by_report(_rows(Answer, reports, public=within is None))
        money = _by_report(_rows(EconomyRow, reports, public=within is None))
    found: dict[tuple[int, int], list[Reported]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.year, r.half or 3)):
        parts = {a.code: Part(code=a.code, figure=figure_of(a), answer_id=a.pk) for a in answers[report.pk]}
        parts |= money_parts(report.template, report.year, [money_row(m) for m in money[report.pk]])
        if within is None:
            parts = {
                code: Part(code=code, figure=own(p.figure, code=code, year=report.year), answer_id=p.answer_id)
                for code, p in parts.items()
            }
        given = Reported(report=report_ref(report), municipality_id=report.municipality_id, parts=parts)
        found[report.municipality_id, report.year].append(given)
    return found


def visible(within: Audience, *, invented: bool | None = None) -> "QuerySet[Report]":
    """The reports that this audience may see figures of."""
    found = Report.objects.all()
    if invented is not None:
        found = found.filter(municipality__invented=invented)
    if within is None:
        return found.filter(published_version__isnull=False)
    return rls.narrowed(found, within)


def _reports(
    within: Audience, municipality_ids: Collection[int], years: Collection[int], invented: bool
) -> "QuerySet[Report]":
    wanted = visible(within, invented=invented)
    return wanted.filter(municipality__in=sorted(set(municipality_ids)), year__in=sorted(set(years)))


def _rows(model: type[R], reports: Sequence[Report], *, public: bool) -> list[R]:
    version = F("report__published_version") if public else F("report__current_version")
    return list(model._default_manager.filter(report__in=[r.pk for r in reports], version=version))


def _by_report(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.report_id].append(row)
    return found


def report_ref(report: Report) -> ReportRef:
    """A report as figures name it."""
    pin = pin_of(report)
    return ReportRef(
        id=report.pk,
        municipality=report.municipality.slug,
        edition=pin,
        period=ReportPeriod(report.year, report.half),
        historical=report.historical,
    )


def money_parts(template: str, year: int, rows: Sequence[MoneyRow]) -> dict[str, Part]:
    """Money indicators out of a report's money tables: the printed sum where it counts, else the sum of all rows."""
    parts = {}
    for indicator in MONEY_INDICATORS:
        table, _, column = source_code(indicator, template).partition(".")
        if table in PREFIX:
            figure = _year_amount(rows, column, year) if PREFIX[table] is Block.YEARS else _summed(rows, column)
            if figure is not None:
                parts[indicator] = Part(code=indicator, figure=figure)
    return parts


def _year_amount(rows: Sequence[MoneyRow], column: str, year: int) -> Figure | None:
    of_year = [r for r in rows if r.block is Block.YEARS and r.label == str(year) and not r.planned]
    return of_year[0].amounts.get(column) if len(of_year) == 1 else None


def _summed(rows: Sequence[MoneyRow], column: str) -> Figure | None:
    printed = next((r.amounts[column] for r in rows if r.block is Block.SUM and column in r.amounts), None)
    if printed is not None and printed.counts:
        return printed
    cells = [r.amounts[column] for r in rows if r.block is Block.ACTIVITIES and column in r.amounts]
    added = total(cells)
    if added.value is not None and added.coverage.complete:
        source = Source(origin=Origin.COMPUTED, label=f"sum({column})")
        return Figure(kind=Kind.NUMBER, value=added.value, source=source)
    return printed
