"""Reading rounds: which there are, how far each municipality has come, what was mailed, and the dates of a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from boso.kernel.errors import NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import municipality_row, region_row
from boso.programme.queries import list_participants
from boso.programme.values import ParticipantRow
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Delivery, Extension, Invitation, Reminder, Round
from boso.reporting.models.rounds import OfRound
from boso.reporting.queries.answered import count_answered, required_in
from boso.reporting.queries.reports import report_row
from boso.reporting.queries.reviewing import days_asked
from boso.reporting.queries.rounds_of_reports import dates_in
from boso.reporting.rules.reviewing import answer_by, day_ends
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY, NOT_DELIVERED, days_left, extended
from boso.reporting.values import Status
from boso.reporting.values.reviewing import QuestionState
from boso.reporting.values.rounds import (
    CalendarDate,
    Excuse,
    ExtensionRow,
    MailState,
    ReminderRow,
    RoundRow,
    Standing,
)

Of = TypeVar("Of", bound=OfRound)


def list_rounds(regions: Collection[int]) -> list[RoundRow]:
    """The rounds of these regions, newest period first. One query."""
    found = Round.objects.select_related("region").filter(region__in=list(regions))
    return [round_row(row) for row in found.order_by("-year", "-half", "region__sort_name", "template")]


def get_round(round_id: int, *, regions: Collection[int]) -> RoundRow:
    """One round. Raises NotFound also for one of another region."""
    found = Round.objects.select_related("region").filter(pk=round_id, region__in=list(regions)).first()
    if found is None:
        raise NotFound("Det finnes ingen slik runde.")
    return round_row(found)


def list_standings(round_id: int, *, within: rls.type_of_scope, now: datetime) -> list[Standing]:
    """How far each municipality has come in a round, in Norwegian order. Nine queries, however many there are."""
    stored = Round.objects.select_related("region").get(pk=round_id)
    with rls.scope(within):
        invitations = list(
            _within(Invitation.objects.filter(round=round_id), within)
            .select_related("municipality__region", "report__municipality__region")
            .prefetch_related("municipality__codes", "report__municipality__codes")
            .order_by("municipality__sort_name")
        )
        reports = [i.report_id for i in invitations if i.report_id]
        answered = count_answered(reports, edition_at(pin_of(stored)))
        delivered = _deliveries(reports)
        back = [i.report.pk for i in invitations if i.report and i.report.status == Status.ASKED_BACK.value]
        questions = days_asked(back)
        until: dict[int, list[datetime]] = defaultdict(list)
        for row in _within(Extension.objects.filter(round=round_id), within).order_by("number"):
            until[row.municipality_id].append(row.until)
    asked = required_in(edition_at(pin_of(stored)))
    found = [
        _standing(i, stored, until.get(i.municipality_id, []), answered, delivered, asked=asked, now=now)
        for i in invitations
    ]
    return [_to_be_answered(s, questions) for s in found]


def list_extensions(round_id: int, *, within: rls.type_of_scope) -> list[ExtensionRow]:
    """The extensions given in a round, newest first."""
    with rls.scope(within):
        found = _within(Extension.objects.filter(round=round_id), within).select_related("municipality")
        return [
            ExtensionRow(
                municipality=row.municipality.slug,
                name=row.municipality.name,
                until=row.until,
                reason=row.reason,
                actor_name=row.actor_name,
                at=row.at,
            )
            for row in found.order_by("-at", "-id")
        ]


def list_reminders(round_id: int, *, within: rls.type_of_scope, limit: int = 200) -> list[ReminderRow]:
    """The mails of a round, newest first."""
    with rls.scope(within):
        found = _within(Reminder.objects.filter(round=round_id), within).select_related("municipality")
        return [
            ReminderRow(
                id=row.pk,
                municipality=row.municipality.slug,
                place=row.municipality.name,
                rule=row.rule,
                to=row.name,
                state=MailState(row.state),
                fault=row.fault,
                queued_at=row.queued_at,
                sent_at=row.sent_at,
                subject=row.subject,
            )
            for row in found.order_by("-queued_at", "-id")[:limit]
        ]


def list_not_invited(round_id: int, *, regions: Collection[int]) -> list[ParticipantRow]:
    """Who takes part in the region's programme in the round's year, surely or perhaps, and was not asked."""
    stored = Round.objects.select_related("region").filter(pk=round_id, region__in=list(regions)).first()
    if stored is None:
        raise NotFound("Det finnes ingen slik runde.")
    participants = participants_of(stored)
    with rls.scope([p.municipality.id for p in participants]):
        asked = set(Invitation.objects.filter(round=round_id).values_list("municipality", flat=True))
    return [p for p in participants if p.municipality.id not in asked]


def dates_of_person(
    *, within: Collection[int], regions: Collection[int], now: datetime, since: date | None = None
) -> list[CalendarDate]:
    """The dates of rounds that concern somebody: of their municipalities' reports, and of rounds of their regions.

    Oldest first; dates before `since` are left out. What is done stays, marked.
    """
    found = [*_of_municipalities(within, now), *_of_regions(regions)]
    wanted = [d for d in found if since is None or d.at.date() >= since]
    return sorted(wanted, key=lambda d: (d.at, d.uid))


def participants_of(stored: Round) -> list[ParticipantRow]:
    """Who takes part in the region's programme in the year of the round, surely or perhaps."""
    return list_participants(region=stored.region.code, year=stored.year, invented=stored.region.invented)


def round_row(row: Round) -> RoundRow:
    """A stored round as others see it; its region must be at hand."""
    return RoundRow(
        id=row.pk,
        region=region_row(row.region),
        edition=pin_of(row),
        period=ReportPeriod(row.year, row.half),
        dates=dates_in(row),
        opened_at=row.opened_at,
        opened_by=row.actor_name,
    )


def _within(found: "QuerySet[Of]", within: rls.type_of_scope) -> "QuerySet[Of]":
    return rls.narrowed(found, within)


def _standing(
    invitation: Invitation,
    stored: Round,
    until: list[datetime],
    answered: Mapping[int, int],
    delivered: Mapping[int, list[Delivery]],
    *,
    asked: int,
    now: datetime,
) -> Standing:
    report = report_row(invitation.report) if invitation.report else None
    place = municipality_row(invitation.municipality, stored.year)
    dates = extended(dates_in(stored), until)
    excuse = None
    if invitation.excused_at is not None:
        excuse = Excuse(reason=invitation.excused_reason, by=invitation.excused_by, at=invitation.excused_at)
    status = report.status if report else Status.NOT_STARTED
    waits = status in NOT_DELIVERED and excuse is None
    receipts = [] if report is None or status in NOT_DELIVERED else delivered.get(report.id, [])
    return Standing(
        municipality_id=invitation.municipality_id,
        municipality=place.slug,
        name=place.name,
        report=report,
        dates=dates,
        extended=bool(until),
        excuse=excuse,
        days=days_left(dates.deadline, now) if waits else None,
        answered=answered.get(report.id, 0) if report else 0,
        asked=asked,
        delivered_at=receipts[-1].at if receipts else None,
        late_by=max((receipt.late_by for receipt in receipts), default=0),
    )


def _to_be_answered(row: Standing, questions: Mapping[int, Collection[tuple[QuestionState, date | None]]]) -> Standing:
    if row.report is None or row.excuse is not None or row.status is not Status.ASKED_BACK:
        return row
    return replace(row, answer_by=answer_by(row.status, row.dates.last_edit, questions.get(row.report.id, ())))


def _deliveries(reports: Collection[int]) -> dict[int, list[Delivery]]:
    """The deliveries of each report, oldest first. What is delivered again is never late."""
    found: dict[int, list[Delivery]] = defaultdict(list)
    for row in Delivery.objects.filter(report__in=reports).order_by("version"):
        found[row.report_id].append(row)
    return found


def _of_municipalities(within: Collection[int], now: datetime) -> Iterable[CalendarDate]:
    if not within:
        return
    with rls.scope(within):
        ids = set(Invitation.objects.filter(municipality__in=list(within)).values_list("round", flat=True))
    for stored in Round.objects.select_related("region").filter(pk__in=ids):
        for standing in list_standings(stored.pk, within=within, now=now):
            if standing.excuse is None and not (standing.report and standing.report.historical):
                yield from _dates(
                    stored,
                    standing.dates.deadline,
                    standing.dates.last_edit,
                    place=standing.name,
                    key=f"{standing.municipality}",
                    report=standing.report.id if standing.report else None,
                    done=standing.status not in IN_THE_MUNICIPALITY,
                    answers=standing.answer_by,
                )


def _of_regions(regions: Collection[int]) -> Iterable[CalendarDate]:
    for stored in Round.objects.select_related("region").filter(region__in=list(regions)):
        yield from _dates(
            stored, stored.deadline, stored.last_edit, place=stored.region.name, key=stored.region.code, report=None
        )


def _dates(
    stored: Round,
    deadline: datetime,
    last_edit: datetime,
    *,
    place: str,
    key: str,
    report: int | None,
    done: bool = False,
    answers: date | None = None,
) -> Iterable[CalendarDate]:
    """A report that is asked back has met the round's dates: the day for its answers stands beside them."""
    days = [("deadline", deadline), ("last_edit", last_edit)]
    if answers:
        days.append(("answers", day_ends(answers) - timedelta(minutes=1)))
    for kind, at in days:
        yield CalendarDate(
            uid=f"{kind}-{stored.pk}-{key}",
            kind=kind,
            at=at,
            template=stored.template,
            edition=stored.edition,
            period=ReportPeriod(stored.year, stored.half),
            place=place,
            report_id=report,
            round_id=stored.pk,
            done=done or bool(answers and kind != "answers"),
        )
