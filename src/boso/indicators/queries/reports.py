"""Reports as far as their figures may be shown, and the way from a figure back to where it was read."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import F

from boso.indicators.queries.loading import Audience, report_ref, visible
from boso.indicators.release.figures import money as released_money
from boso.indicators.release.figures import own
from boso.indicators.values import ReportRef, ShownAnswer, ShownReport, Step, Trace
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import get_municipality, municipality_row
from boso.reporting.models import Answer, EconomyRow, Event
from boso.reporting.queries import list_answer_history
from boso.reporting.rows import figure_of, money_row
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import Block, EventKind, MoneyRow, Status

BLOCKS = list(Block)


def list_reports(
    *, within: Audience = None, municipality: str | None = None, year: int | None = None, invented: bool = False
) -> list[ReportRef]:
    """The reports whose figures this audience may see, newest first. One query."""
    with rls.scope(_reach(within)):
        found = visible(within, invented=invented).select_related("municipality")
        if municipality is not None:
            found = found.filter(municipality__slug=municipality)
        if year is not None:
            found = found.filter(year=year)
        return [report_ref(r) for r in found.order_by("-year", "-half", "municipality__sort_name", "template")]


def get_report(municipality: str, template: str, period: ReportPeriod, *, within: Audience = None) -> ShownReport:
    """One report with its figures and money. Raises NotFound also for one that this audience may not see."""
    with rls.scope(_reach(within)):
        report = (
            visible(within)
            .select_related("municipality")
            .filter(municipality__slug=municipality, template=template, year=period.year, half=period.half)
            .first()
        )
        if report is None:
            raise NotFound("Det finnes ingen slik rapport.")
        version = (report.published_version if within is None else None) or report.current_version
        answers = [
            ShownAnswer(id=a.pk, code=a.code, figure=_shown(a, report.year, within))
            for a in Answer.objects.filter(report=report.pk, version=version)
        ]
        lines = list(EconomyRow.objects.filter(report=report.pk, version=version))
        money = sorted((money_row(line) for line in lines), key=lambda m: (BLOCKS.index(m.block), m.position))
        return ShownReport(
            report=report_ref(report),
            municipality=get_municipality(municipality, year=period.year),
            status=Status(report.status),
            answers={a.code: a for a in answers},
            layout=lines[0].layout if lines else "absent",
            money=released_money(money) if within is None else tuple(money),
            doubtful=sum(not a.figure.certain for a in answers),
            published=() if within is not None or report.historical else _published(report.pk),
        )


def list_money(
    municipality_ids: Collection[int], *, years: Collection[int], invented: bool, within: Audience = None
) -> dict[int, tuple[MoneyRow, ...]]:
    """The money rows of many reports, by report, each in the order of its form. Two queries."""
    with rls.scope(_reach(within)):
        found = visible(within, invented=invented).filter(municipality__in=municipality_ids, year__in=years)
        version = F("report__published_version") if within is None else F("report__current_version")
        rows: dict[int, list[MoneyRow]] = defaultdict(list)
        for line in EconomyRow.objects.filter(report__in=list(found.values_list("id", flat=True)), version=version):
            rows[line.report_id].append(money_row(line))
    ordered = {pk: sorted(each, key=lambda m: (BLOCKS.index(m.block), m.position)) for pk, each in rows.items()}
    return {pk: released_money(each) if within is None else tuple(each) for pk, each in ordered.items()}


def trace(answer_id: int, *, within: Audience = None) -> Trace:
    """From a shown figure to its answer, report, import and place. Raises NotFound for one that may not be seen.

    The history with names and reasons is for those inside only.
    """
    with rls.scope(_reach(within)):
        answer = _answer(answer_id, within)
        history = () if within is None else _history(answer_id, within)
        report = answer.report
        return Trace(
            answer_id=answer.pk,
            code=answer.code,
            figure=_shown(answer, report.year, within),
            report=report_ref(report),
            municipality=municipality_row(report.municipality, report.year),
            history=history,
        )


def _published(report_id: int) -> tuple[tuple[int, date], ...]:
    """The versions that a person let out and when, oldest first. Of versions that nobody let out nothing is told."""
    events = Event.objects.filter(report=report_id, kind=EventKind.PUBLISHED.value).order_by("number")
    found = {int(e.facts["version"]): day_in_oslo(e.at) for e in events if "version" in e.facts}
    return tuple(sorted(found.items(), key=lambda each: each[1]))


def _answer(answer_id: int, within: Audience) -> Answer:
    found = Answer.objects.filter(pk=answer_id, report__in=visible(within)).select_related(
        "report__municipality__region"
    )
    if within is None:
        found = found.filter(version=F("report__published_version"))
    answer = found.prefetch_related("report__municipality__codes").first()
    if answer is None:
        raise NotFound("Det finnes ikke noe slikt tall.")
    return answer


def _history(answer_id: int, within: rls.type_of_scope) -> tuple[Step, ...]:
    return tuple(
        Step(day=c.at.date(), figure=c.figure, actor_name=c.actor_name, reason=c.reason)
        for c in list_answer_history(answer_id, within=within)
    )


def _shown(answer: Answer, year: int, within: Audience) -> Figure:
    figure = figure_of(answer)
    return own(figure, code=answer.code, year=year) if within is None else figure


def _reach(within: Audience) -> rls.type_of_scope:
    return rls.ALL if within is None else within
