"""The region's overview of a year: who is where in which round, and what is open with each municipality.

Some twenty queries, however many municipalities there are: rows come as plain columns, and the database counts.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.db.models import Count, F, Max, Min, Q, QuerySet

from boso.kernel.figures import Kind
from boso.places import rls
from boso.places.brief import list_brief
from boso.places.values import RegionRow
from boso.programme.queries import list_members
from boso.reporting.editions import edition_of
from boso.reporting.models import (
    Answer,
    ContactNote,
    Delivery,
    Extension,
    FollowUp,
    FollowUpMeeting,
    Invitation,
    OpenedField,
    ReviewQuestion,
)
from boso.reporting.queries.answered import count_answered, required_in
from boso.reporting.queries.reviewing import days_asked
from boso.reporting.queries.rounds import list_rounds
from boso.reporting.rules.reviewing import answer_by
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY, NOT_DELIVERED, days_left, extended
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import Status
from boso.reporting.values.contact import Desk, DeskRow, FollowUpState, Promised, RoundCell
from boso.reporting.values.reviewing import QuestionState
from boso.reporting.values.rounds import RoundRow
from boso.reporting.values.supplementing import OpenState

COLUMNS = ("round_id", "municipality_id", "report_id", "excused_at", "excused_reason", "report__status",
           "report__historical")  # fmt: skip


def get_desk(
    region: RegionRow, *, year: int | None, within: rls.type_of_scope, now: datetime, only: int | None = None
) -> Desk:
    """The overview of a year, or of the newest that is over and has a round, since reports are about what has been; of
    all municipalities in reach, or `only` one."""
    rounds = list_rounds([region.id])
    years = tuple(dict.fromkeys(r.period.year for r in rounds))
    over = [r.period.year for r in rounds if r.period.end < day_in_oslo(now)]
    chosen = year if year in years else next(iter(over or years), now.year)
    shown = tuple(sorted((r for r in rounds if r.period.year == chosen), key=_when))
    with rls.desk([region.id]), rls.scope(within):
        cells = _cells(shown, within, now, only)
        opened = _opened(region, chosen, shown, only)
    intakes = {m.id: m.intake for m in list_members(invented=region.invented) if m.region == region.code}
    rows = tuple(
        DeskRow(
            municipality_id=place.id,
            slug=place.slug,
            name=place.name,
            number=place.number,
            intake=intakes.get(place.id),
            cells=cells[place.id],
            promised=opened.promised.get(place.id),
            questions=opened.questions[place.id, QuestionState.OPEN],
            answers=opened.questions[place.id, QuestionState.ANSWERED],
            follow_ups=opened.follow_ups[place.id],
            pinned=tuple(opened.pinned[place.id]),
            notes=opened.notes[place.id],
            meeting=opened.meetings.get(place.id),
            fields=opened.fields[place.id],
        )
        for place in list_brief(cells, year=chosen)
    )
    return Desk(region=region, year=chosen, years=years, rounds=shown, rows=rows)


@dataclass(slots=True)
class _Opened:
    """What is open with each municipality, by its id."""

    promised: dict[int, Promised] = field(default_factory=dict)
    questions: Counter[tuple[int, str]] = field(default_factory=Counter)
    fields: Counter[int] = field(default_factory=Counter)
    follow_ups: Counter[int] = field(default_factory=Counter)
    notes: Counter[int] = field(default_factory=Counter)
    pinned: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[int, date | None] = field(default_factory=dict)


def _when(row: RoundRow) -> tuple[date, str]:
    return row.period.end, row.edition.template


def _cells(
    rounds: Collection[RoundRow], within: rls.type_of_scope, now: datetime, only: int | None
) -> dict[int, dict[int, RoundCell]]:
    known = {r.id: r for r in rounds}
    found = _invited(known, only)
    invited = list(rls.narrowed(found, within).values_list(*COLUMNS))
    until = _extensions(known)
    delivered = _delivered(found)
    questions = days_asked([report for _r, _m, report, *_, status, _h in invited if status == Status.ASKED_BACK.value])
    answered = _answered(rounds, found)
    asked = {r.id: required_in(edition_of(r)) for r in rounds}
    left = _days_left(now)
    cells: dict[int, dict[int, RoundCell]] = defaultdict(dict)
    for round_id, municipality, report, excused_at, reason, status_text, historical in invited:
        status = Status(status_text or Status.NOT_STARTED)
        dates = extended(known[round_id].dates, until.get((municipality, round_id), ()))
        open_here = status in IN_THE_MUNICIPALITY
        before = status in NOT_DELIVERED
        at, late = (None, 0) if before else delivered.get(report, (None, 0))
        cells[municipality][round_id] = RoundCell(
            round_id=round_id,
            report_id=report,
            status=status,
            historical=bool(historical),
            excused=reason if excused_at else "",
            deadline=dates.deadline,
            extended=(municipality, round_id) in until,
            days=left(dates.deadline) if before and not excused_at else None,
            delivered_at=at,
            late_by=late,
            answered=answered.get(report, 0) if open_here else None,
            asked=asked[round_id],
            answer_by=None if excused_at else answer_by(status, dates.last_edit, questions.get(report, ())),
        )
    return cells


def _delivered(invited: "QuerySet[Invitation]") -> Mapping[int, tuple[datetime, int]]:
    """By report, when it was delivered last and how late it came first: what is delivered again is never late."""
    found = Delivery.objects.filter(report__in=invited.values("report")).order_by().values_list("report_id")
    return {report: (at, late) for report, at, late in found.annotate(Max("at"), Max("late_by"))}


def _days_left(now: datetime) -> Callable[[datetime], int]:
    """Business days are counted one by one; most municipalities share a deadline."""

    @cache
    def left(deadline: datetime) -> int:
        return days_left(deadline, now)

    return left


def _extensions(rounds: Collection[int]) -> Mapping[tuple[int, int], list[datetime]]:
    until: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    found = Extension.objects.filter(round__in=rounds).order_by("number")
    for municipality, round_id, moment in found.values_list("municipality_id", "round_id", "until"):
        until[municipality, round_id].append(moment)
    return until


def _answered(rounds: Iterable[RoundRow], invited: "QuerySet[Invitation]") -> Counter[int]:
    """Only reports still in the municipality are counted: what was delivered has an answer to everything asked."""
    counted: Counter[int] = Counter()
    begun = [s.value for s in IN_THE_MUNICIPALITY if s is not Status.NOT_STARTED]
    open_here = invited.filter(excused_at=None, report__status__in=begun)
    for each in rounds:
        edition = edition_of(each)
        counted.update(count_answered(open_here.filter(round=each.id).values("report"), edition))
    return counted


def _invited(rounds: Iterable[int], only: int | None) -> "QuerySet[Invitation]":
    """Who was asked in these rounds. Other questions are about the same, and need no list of numbers."""
    found = Invitation.objects.filter(round__in=list(rounds)).order_by()
    return found if only is None else found.filter(municipality=only)


def _opened(region: RegionRow, year: int, rounds: Iterable[RoundRow], only: int | None) -> _Opened:
    """One query for each kind of thing that may be open."""
    reports = _invited((r.id for r in rounds), only).values("report")
    opened = _Opened()
    promised = Answer.objects.filter(
        report__in=reports, version=F("report__current_version"), kind=Kind.PENDING.value
    ).order_by()
    counted = {"n": Count("pk"), "first": Min("expected", filter=~Q(expected=""))}
    for municipality, count, when in promised.values_list("municipality_id").annotate(**counted):
        opened.promised[municipality] = Promised(count=count, first=when or "")
    asked = ReviewQuestion.objects.filter(report__in=reports).exclude(state=QuestionState.CLOSED.value).order_by()
    for municipality, state, count in asked.values_list("municipality_id", "state").annotate(Count("pk")):
        opened.questions[municipality, state] = count
    fields = OpenedField.objects.filter(report__in=reports, state=OpenState.OPEN.value).order_by()
    opened.fields.update(dict(fields.values_list("municipality_id").annotate(Count("pk"))))
    own = {"region": region.id} if only is None else {"region": region.id, "municipality": only}
    for municipality, pinned, text in ContactNote.objects.filter(**own).values_list(
        "municipality_id", "pinned", "text"
    ):
        opened.notes[municipality] += 1
        if pinned:
            opened.pinned[municipality].append(text)
    agreed = FollowUp.objects.filter(**own, state=FollowUpState.OPEN.value).order_by()
    opened.follow_ups.update(dict(agreed.values_list("municipality_id").annotate(Count("pk"))))
    opened.meetings = dict(FollowUpMeeting.objects.filter(**own, year=year).values_list("municipality_id", "held"))
    return opened
