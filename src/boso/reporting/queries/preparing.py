"""What there is to talk about at the yearly meeting with a municipality, out of its reports of the year."""

from collections.abc import Iterable
from datetime import datetime

from boso.places import rls
from boso.places.values import RegionRow
from boso.programme.queries import list_goals
from boso.reporting.editions import edition_of
from boso.reporting.queries.contact import list_meetings
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.differing import since_last_year
from boso.reporting.queries.reports import list_reports
from boso.reporting.queries.reviewing import NOT_DONE, list_questions
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.meetings import goals_at_rest, is_overdue, largest_changes
from boso.reporting.rules.promising import promises_of
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.contact import FollowUpState
from boso.reporting.values.differing import SinceLast
from boso.reporting.values.meetings import AgendaFacts, Prepared

REGULAR = frozenset({"year", "half_year"})
NOT_DELIVERED = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.READY, Status.APPROVED, Status.WITHDRAWN})


def agenda_facts(region: RegionRow, *, municipality_id: int, year: int, now: datetime) -> AgendaFacts:
    """What the agenda is drafted from: the regular reports of the year, and what earlier meetings left open.

    Of a report only what it said when it was delivered last: what the municipality works on is its own.
    """
    within = [municipality_id]
    known = [r for r in list_reports(within, year=year) if r.status is not Status.NOT_STARTED]
    reports = sorted((r for r in known if edition_of(r).period in REGULAR), key=lambda r: r.period.end)
    earlier = list_meetings(region_id=region.id, municipality_id=municipality_id)
    agreed = [f for m in earlier if m.year < year for f in m.follow_ups if f.state is FollowUpState.OPEN]
    return AgendaFacts(
        year=year,
        prepared=tuple(_prepared(region, reports, within, now)),
        missing=not reports,
        follow_ups=tuple(sorted(agreed, key=lambda f: f.due)),
        today=now.date(),
    )


def _prepared(
    region: RegionRow, reports: Iterable[ReportRow], within: rls.type_of_scope, now: datetime
) -> Iterable[Prepared]:
    for report in reports:
        receipts = () if report.status in NOT_DELIVERED else list_deliveries(report.id, within=within)
        questions = tuple(list_questions(within, reports=[report.id], states=NOT_DONE))
        if not receipts:
            yield Prepared(report=report, since=SinceLast(report=report, last=None), questions=questions)
            continue
        version = receipts[-1].version
        edition, today = edition_of(report), now.date()
        since = since_last_year(report.id, within=within, version=version)
        promises = promises_of(edition, draft_of(content_of_report(report, within=within, version=version)))
        goals = list_goals(region.code, year=report.period.year)
        yield Prepared(
            report=report,
            delivered_at=receipts[-1].at,
            late_by=receipts[-1].late_by,
            since=since,
            changes=largest_changes(since),
            questions=questions,
            overdue=tuple(p for p in promises if is_overdue(p.expected, today)),
            coming=tuple(p for p in promises if not is_overdue(p.expected, today)),
            at_rest=goals_at_rest(goals, since, (s.code for s in edition.sections)),
        )
