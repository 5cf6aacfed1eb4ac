"""Figures over years: the newest version's answers of many reports in one query."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.reporting.models import Answer
from boso.reporting.rows import figure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAnswer:
    """A figure of one municipality in one report."""

    municipality_id: int
    report_id: int
    answer_id: int
    code: str
    template: str
    edition: str
    period: ReportPeriod
    historical: bool
    figure: Figure


def answers_over_years(
    within: rls.type_of_scope,
    *,
    municipality_ids: Collection[int] | None = None,
    codes: Collection[str] | None = None,
    years: Collection[int] | None = None,
    invented: bool | None = None,
    published: bool = False,
) -> list[YearAnswer]:
    """The answers of these municipalities, oldest year first. One query.

    `published`: as the version says that the public may see figures of; otherwise as the newest version says.
    """
    with rls.scope(within):
        found = Answer.objects.filter(
            version=F("report__published_version") if published else F("report__current_version")
        ).select_related("report")
        found = rls.narrowed(found, within)
        if municipality_ids is not None:
            found = found.filter(municipality__in=list(municipality_ids))
        if codes is not None:
            found = found.filter(code__in=list(codes))
        if years is not None:
            found = found.filter(report__year__in=list(years))
        if invented is not None:
            found = found.filter(municipality__invented=invented)
        return [_year_answer(row) for row in found.order_by("report__year", "report__half", "municipality", "code")]


def _year_answer(row: Answer) -> YearAnswer:
    return YearAnswer(
        municipality_id=row.municipality_id,
        report_id=row.report_id,
        answer_id=row.pk,
        code=row.code,
        template=row.report.template,
        edition=row.report.edition,
        period=ReportPeriod(row.report.year, row.report.half),
        historical=row.report.historical,
        figure=figure_of(row),
    )
