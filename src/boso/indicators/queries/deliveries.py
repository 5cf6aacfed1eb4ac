"""Which reports are delivered, which of them anyone may read, and when they came out; not what they say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from boso.indicators.queries.loading import report_ref, visible
from boso.indicators.values import ReportRef
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.reporting.models import Event, Report
from boso.reporting.models.rounds import Invitation
from boso.reporting.values import EventKind, Status

NOT_DELIVERED = frozenset(
    {Status.NOT_STARTED, Status.UNDER_WAY, Status.READY, Status.APPROVED, Status.WITHDRAWN, Status.UNPUBLISHED}
)
MADE_PUBLIC = (EventKind.PUBLISHED.value, EventKind.HISTORY_RECORDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A report that was asked for or came in. `due` is the day it should be in, where a round has said so."""

    municipality: str  # slug
    period: ReportPeriod
    delivered: bool = False
    published: bool = False
    excused: bool = False
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A report that anyone may read the figures of, and the moment they could first."""

    report: ReportRef
    name: str
    at: datetime


def list_deliveries(*, invented: bool = False) -> list[Delivery]:
    """Every report that a round asks for or that was delivered, by municipality. Two queries.

    How far somebody has come with a report that is not delivered is told to nobody.
    """
    with rls.scope(rls.ALL):
        reports = list(Report.objects.filter(municipality__invented=invented).select_related("municipality"))
        asked = Invitation.objects.filter(municipality__invented=invented)
        invitations = list(asked.select_related("municipality", "round").order_by("-round__deadline"))
    found = {_key(r.municipality.slug, r.template, r.year, r.half): _of_report(r) for r in reports}
    for each in invitations:
        key = _key(each.municipality.slug, each.round.template, each.round.year, each.round.half)
        found[key] = _asked_for(each, found.get(key))
    return [each for each in found.values() if each.delivered or each.published or each.due]


def list_news(*, invented: bool = False, most: int | None = None) -> list[Published]:
    """The published reports, those that came out last first. One query."""
    out = Event.objects.filter(report=OuterRef("pk"), kind__in=MADE_PUBLIC).order_by("-number").values("at")[:1]
    with rls.scope(rls.ALL):
        found = visible(None, invented=invented).select_related("municipality").annotate(out=Subquery(out))
        newest = found.exclude(out=None).order_by("-out", "-year", "-half", "municipality__sort_name", "template")
        return list(_news(newest[:most]))


def _news(rows: Iterable[Report]) -> Iterable[Published]:
    for row in rows:
        at: datetime = row.out  # type: ignore[attr-defined]  # as annotated
        yield Published(report=report_ref(row), name=row.municipality.name, at=at)


def _key(slug: str, template: str, year: int, half: int | None) -> tuple[str, str, ReportPeriod]:
    return slug, template, ReportPeriod(year, half)


def _of_report(row: Report) -> Delivery:
    return Delivery(
        municipality=row.municipality.slug,
        period=ReportPeriod(row.year, row.half),
        delivered=Status(row.status) not in NOT_DELIVERED,
        published=row.published_version is not None,
    )


def _asked_for(row: Invitation, so_far: Delivery | None) -> Delivery:
    return Delivery(
        municipality=row.municipality.slug,
        period=ReportPeriod(row.round.year, row.round.half),
        delivered=bool(so_far and so_far.delivered),
        published=bool(so_far and so_far.published),
        excused=row.excused_at is not None,
        due=timezone.localtime(row.round.deadline).date(),
    )
