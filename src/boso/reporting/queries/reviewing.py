"""The questions of a review with what was said about each, and which pages of a report they leave open."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from boso.places import rls
from boso.questionnaires.values import Edition
from boso.reporting.editions import edition_of
from boso.reporting.models import Event, Report, ReviewQuestion, ReviewRemark
from boso.reporting.rules.reviewing import open_pages
from boso.reporting.values import EventKind, EventRow, ReportRow, Status
from boso.reporting.values.reviewing import QuestionRow, QuestionState, RemarkRow, Side

NOT_DONE = (QuestionState.OPEN, QuestionState.ANSWERED)


def list_questions(
    within: rls.type_of_scope, *, reports: Collection[int] | None = None, states: Iterable[QuestionState] | None = None
) -> list[QuestionRow]:
    """The questions asked about these reports, or about all within reach, oldest first, with their threads.

    Two queries, however many there are.
    """
    with rls.scope(within):
        found = rls.narrowed(ReviewQuestion.objects.all(), within)
        if reports is not None:
            found = found.filter(report__in=list(reports))
        if states is not None:
            found = found.filter(state__in=[state.value for state in states])
        rows = list(found.order_by("report_id", "number"))
        threads = _threads({row.report_id for row in rows})
    return [_question(row, threads[row.report_id, row.number]) for row in rows]


def last_event(report_id: int) -> tuple[int, EventRow | None]:
    """The number of the last event of a report and what it was; inside a scope only."""
    row = Event.objects.filter(report=report_id).order_by("-number").first()
    if row is None:
        return 0, None
    event = EventRow(
        kind=EventKind(row.kind),
        at=row.at,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        reason=row.reason,
        facts=row.facts,
    )
    return row.number, event


def number_of_last_event(report_id: int, *, within: rls.type_of_scope) -> int:
    """What a form of the review says it was made from."""
    with rls.scope(within):
        return last_event(report_id)[0]


def open_pages_of(report: ReportRow, *, within: rls.type_of_scope) -> frozenset[str] | None:
    """The pages (codes) of a report that was asked back on which answers may change; None: its state alone decides."""
    if report.status is not Status.ASKED_BACK:
        return None
    with rls.scope(within):
        return pages_asked_about(report.id, edition_of(report))


def pages_open_in(report: Report, edition: Edition) -> frozenset[str] | None:
    """The same for a stored report that is being changed; inside a scope only."""
    return pages_asked_about(report.pk, edition) if report.status == Status.ASKED_BACK.value else None


def pages_asked_about(report_id: int, edition: Edition) -> frozenset[str]:
    """The pages with questions that are not done with; inside a scope only."""
    return open_pages(edition, _not_done(report_id).values_list("section", flat=True))


def dues_of(report_id: int) -> list[date | None]:
    """The last days to answer of the questions that are not done with; inside a scope only."""
    return list(_not_done(report_id).values_list("due", flat=True))


def days_asked(reports: Collection[int]) -> Mapping[int, list[tuple[QuestionState, date | None]]]:
    """By report, the state and the last day of each question not done with; inside a scope only. One query, or none."""
    found: dict[int, list[tuple[QuestionState, date | None]]] = defaultdict(list)
    if reports:
        rows = ReviewQuestion.objects.filter(report__in=list(reports)).exclude(state=QuestionState.CLOSED.value)
        for report, state, due in rows.order_by("report_id", "number").values_list("report_id", "state", "due"):
            found[report].append((QuestionState(state), due))
    return found


def _not_done(report_id: int) -> "QuerySet[ReviewQuestion]":
    return ReviewQuestion.objects.filter(report=report_id, state__in=[s.value for s in NOT_DONE]).order_by("number")


def _threads(reports: Collection[int]) -> dict[tuple[int, int], list[RemarkRow]]:
    threads: dict[tuple[int, int], list[RemarkRow]] = defaultdict(list)
    for row in ReviewRemark.objects.filter(report__in=reports).order_by("report_id", "question", "number"):
        said = RemarkRow(number=row.number, side=Side(row.side), text=row.text, actor_name=row.actor_name, at=row.at)
        threads[row.report_id, row.question].append(said)
    return threads


def _question(row: ReviewQuestion, remarks: Iterable[RemarkRow]) -> QuestionRow:
    return QuestionRow(
        number=row.number,
        report_id=row.report_id,
        version=row.version,
        section=row.section,
        address=row.address,
        due=row.due,
        state=QuestionState(row.state),
        remarks=tuple(remarks),
    )
