"""My tasks: what waits for me, and where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from boso.access.values import Permission, ScopeKind
from boso.importers.editions import newest_edition
from boso.importers.proposals import ImportRow, ImportState
from boso.importers.queries import list_imports
from boso.places import rls
from boso.places.values import DistrictRow
from boso.reporting.editions import edition_of
from boso.reporting.queries import count_doubtful, list_reports
from boso.reporting.queries.contact import list_follow_ups, list_shared
from boso.reporting.queries.districts import districts_of
from boso.reporting.queries.editing import list_assignments
from boso.reporting.queries.promises import list_promises
from boso.reporting.queries.reviewing import list_questions
from boso.reporting.queries.supplementing import list_opened
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.reviewing import QuestionState
from boso.web.owners import scope_of_district
from boso.web.presenters import contact, helping, importing
from boso.web.presenters.districts import title
from boso.web.presenters.editor.asked import asked_of
from boso.web.presenters.editor.views import AssignedView
from boso.web.presenters.people import roles
from boso.web.presenters.promised import PromisedLine, promised_lines
from boso.web.presenters.questions import QuestionView, question_views
from boso.web.presenters.reports import open_report
from boso.web.visitor import Visitor, visitor_of
from boso.web.work.calendar import dates_for
from boso.web.work.notices import notices_of
from boso.web.work.report.opening import COLLEAGUES, is_colleague

MOST_REPORTS = 50


def show(request: HttpRequest) -> HttpResponse:
    """Imports that wait for a confirmation, and one's roles."""
    visitor = visitor_of(request)
    may_import = bool(visitor.can_somewhere(Permission.IMPORT_REPORTS))
    waiting = _waiting(visitor.within(Permission.IMPORT_REPORTS)) if may_import else []
    readable = visitor.within(Permission.READ_REPORTS)
    reports = [report for report in list_reports(readable) if not report.historical][:MOST_REPORTS] if readable else []
    page = {
        "tour": helping.tour(visitor, request.GET.get("omvisning", "")),
        "reports": [
            open_report(report, edition_of(report), own=is_colleague(visitor, report.municipality_id))
            for report in reports
        ],
        "districts": _districts(visitor),
        "imports": [
            (importing.line(row, newest_edition(row.template, row.edition)), doubtful) for row, doubtful in waiting
        ],
        "may_import": may_import,
        "notices": notices_of(visitor),
        "dates": [line for _uid, line in dates_for(visitor)],
        "asked": _asked(visitor, reports),
        "questions": _questions(visitor, reports),
        "agreed": _agreed(visitor),
        "minutes": _minutes(visitor),
        "promised": _promised(visitor, reports),
        "roles": [role for role in roles(visitor.held, on=visitor.today) if role.current],
    }
    return render(request, "web/inside/tasks.html", page)


def _districts(visitor: Visitor) -> list[tuple[ReportRow, str, DistrictRow]]:
    """The city districts one writes for, below the reports of their municipality, each with the report in words."""
    within = visitor.within(Permission.EDIT_DISTRICTS)
    if not any(h.scope.kind is ScopeKind.DISTRICT and h.validity.holds(visitor.today) for h in visitor.held):
        return []
    language = get_language() or "nb"
    return [
        (report, title(report, edition_of(report), language), district)
        for report in [r for r in list_reports(within) if not r.historical][:MOST_REPORTS]
        for district in districts_of(report)
        if visitor.can(Permission.EDIT_DISTRICTS, scope_of_district(report, district))
    ]


def _agreed(visitor: Visitor) -> list[contact.FollowUpView]:
    """What was agreed at the yearly meetings of one's own municipality, and is not done."""
    within = _own(visitor)
    return contact.follow_ups(list_follow_ups(within), visitor.today, href=True) if within else []


def _minutes(visitor: Visitor) -> list[contact.MinutesLine]:
    """The minutes that the region has shared with one's own municipality, newest first."""
    within = _own(visitor)
    return contact.minutes(list_shared(within)) if within else []


def _own(visitor: Visitor) -> frozenset[int]:
    """The municipalities in which the visitor is a colleague."""
    return frozenset().union(*(visitor.within(permission) for permission in COLLEAGUES))


def _questions(visitor: Visitor, reports: list[ReportRow]) -> list[tuple[ReportRow, list[QuestionView]]]:
    """What the region asks about the reports of one's own municipality and waits for, by report."""
    back = [r for r in reports if r.status is Status.ASKED_BACK and is_colleague(visitor, r.municipality_id)]
    if not back:
        return []
    rows = list_questions({r.municipality_id for r in back}, reports=[r.id for r in back], states=[QuestionState.OPEN])
    language = get_language() or "nb"
    return [
        (r, question_views((q for q in rows if q.report_id == r.id), edition_of(r), language, today=visitor.today))
        for r in back
    ]


def _asked(visitor: Visitor, reports: list[ReportRow]) -> list[AssignedView]:
    """What colleagues have asked the visitor to answer, in reports that are open."""
    known = {report.id: report for report in reports}
    asked = list_assignments({r.municipality_id for r in reports}, account_id=visitor.actor.id) if reports else []
    return [asked_of(row, edition_of(known[row.report_id]), visitor.today) for row in asked if row.report_id in known]


def _promised(visitor: Visitor, reports: list[ReportRow]) -> list[PromisedLine]:
    """Answers that the visitor's own delivered reports have promised or are asked for, and can send."""
    own = visitor.within(Permission.DELIVER_REPORTS)
    if not own:
        return []
    known = {report.id: report for report in reports if report.municipality_id in own}
    return promised_lines(
        list_promises(own, today=visitor.today),
        list_opened(own),
        known,
        today=visitor.today,
        language=get_language() or "nb",
    )


def _waiting(within: rls.type_of_scope) -> list[tuple[ImportRow, int]]:
    """Imports that nobody has taken into use, and those in use whose reports still have doubtful figures."""
    doubtful = count_doubtful(within)
    found = [(row, doubtful.get(row.report_id or 0, 0)) for row in list_imports(within)]
    return [
        (row, count)
        for row, count in found
        if row.state is ImportState.PROPOSED or (row.state is ImportState.APPLIED and count)
    ]
