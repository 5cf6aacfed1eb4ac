"""A region of 357 municipalities in one round, a hundred with all answered and delivered: for those who follow it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from boso.cli.round_bench.world import EDITION, YEAR, Person, person
from boso.cli.round_bench.world import WIDE as REGION

DELIVERED = 100
TEXT = "Vi har fulgt planen, og flere husstander har fått en bolig som passer. " * 4
DATES = {
    "deadline": datetime(2014, 2, 28, 23, 59, tzinfo=UTC),
    "last_new": datetime(2014, 3, 14, 23, 59, tzinfo=UTC),
    "last_edit": datetime(2030, 3, 31, 23, 59, tzinfo=UTC),
}
TYPED = {"certain": True, "origin": "typed", "source_label": "Ført inn for hånd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """Who follows the region, someone who fills in a report with answers, and those that are delivered."""

    contact: Person
    writer: Person
    delivered: tuple[int, ...]


def make_wide() -> Wide:
    """Everything stored, in bulk where its history does not matter."""
    from django.utils import timezone

    from boso.places import rls
    from boso.places.queries import list_municipalities, list_regions

    now = timezone.now()
    region = next(r for r in list_regions() if r.code == REGION)
    places = [place for place in list_municipalities(region=REGION) if place.slug.startswith("bench-")]
    with rls.scope(rls.ALL):
        reports = list(_reports(region.id, [place.id for place in places], now))
        _fill(reports[: DELIVERED + 1])
        _deliver(reports[:DELIVERED], now)
    account, session = person("follows", {"region_id": region.id}, "region_manager", now)
    of = reports[DELIVERED]
    writes, written = person("sends", {"municipality_id": of.municipality_id}, "contributor", now)
    return Wide(
        contact=Person(account_id=account, session=session, report_id=reports[0].pk),
        writer=Person(account_id=writes, session=written, report_id=of.pk),
        delivered=tuple(r.pk for r in reports[:DELIVERED]),
    )


def _reports(region_id: int, municipality_ids: list[int], now: datetime) -> Iterator[Any]:
    from boso.kernel.decisions import SYSTEM
    from boso.kernel.periods import ReportPeriod
    from boso.questionnaires.loading import load
    from boso.reporting.actions.opening import opened_report
    from boso.reporting.actions.rounds import open_round
    from boso.reporting.models import Invitation
    from boso.reporting.values.rounds import RoundDates

    edition, period = load(EDITION), ReportPeriod(year=YEAR)
    stored = open_round(
        region_id=region_id, edition=edition, period=period, dates=RoundDates(**DATES), actor=SYSTEM, now=now
    ).round
    reports = [
        opened_report(municipality_id=i, edition=edition, period=period, actor=SYSTEM, now=now, historical=False)[0]
        for i in municipality_ids
    ]
    Invitation.objects.bulk_create(
        Invitation(municipality_id=r.municipality_id, round_id=stored.id, report=r, invited_at=now) for r in reports
    )
    yield from reports


def _fill(reports: list[Any]) -> None:
    """An answer to every question that stands once in the form."""
    from boso.questionnaires.loading import load
    from boso.reporting.models import Answer, FieldAnswer, TextAnswer
    from boso.reporting.rules.asking import asked_by
    from boso.reporting.values.fields import Home

    asked = [a.address for a in asked_by(load(EDITION)).values()]
    of = [({"municipality_id": r.municipality_id, "report": r, **TYPED}, r.pk) for r in reports]
    codes = {home: [a.code for a in asked if a.home is home] for home in Home}
    Answer.objects.bulk_create(
        Answer(**row, code=c, kind="number", value=(pk + n) % 97)
        for row, pk in of
        for n, c in enumerate(codes[Home.FIGURE])
    )
    TextAnswer.objects.bulk_create(
        TextAnswer(**row, code=c, kind="text", text=TEXT) for row, _pk in of for c in codes[Home.TEXT]
    )
    FieldAnswer.objects.bulk_create(
        FieldAnswer(**row, code=c, kind="text", value="Prøve Prøvesen") for row, _pk in of for c in codes[Home.FIELD]
    )


def _deliver(reports: list[Any], now: datetime) -> None:
    """The events of a delivery and its closed version alone: what a review needs, whatever the checks say."""
    from django.db import transaction

    from boso.kernel.decisions import SYSTEM
    from boso.reporting.actions.events import add_event
    from boso.reporting.actions.versions import close_version
    from boso.reporting.values import EventKind

    way = (EventKind.STARTED, EventKind.MARKED_READY, EventKind.APPROVED, EventKind.DELIVERED)
    with transaction.atomic():
        for report in reports:
            for kind in way:
                add_event(report, kind, actor=SYSTEM, now=now)
            close_version(report, now=now)
