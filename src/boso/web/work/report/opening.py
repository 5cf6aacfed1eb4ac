"""Opening a report in the editor: what the visitor may, and all that its pages are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypedDict

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language

from boso.access.values import Permission
from boso.indicators.definitions import catalogue
from boso.indicators.queries import peers_of
from boso.indicators.values import PeerRange
from boso.kernel.errors import Denied
from boso.kernel.findings import Finding
from boso.places.state import state
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.questionnaires.values import Edition
from boso.reporting.editions import edition_of
from boso.reporting.queries.differing import list_differences
from boso.reporting.queries.editing import Colleagues, Drafts, get_colleagues, get_drafts
from boso.reporting.queries.reviewing import list_questions, open_pages_of
from boso.reporting.queries.rounds_of_reports import closes_for
from boso.reporting.queries.values_for_checks import values_in
from boso.reporting.rules.answering import can_answer
from boso.reporting.rules.proposals import proposals, proposed_rows
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.fields import Clash, Typed
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.findings import placed
from boso.web.presenters.editor.words import WHY_CLOSED
from boso.web.presenters.questions import QuestionView, question_views
from boso.web.visitor import Visitor, visitor_of
from boso.web.words import word

BEFORE_REVIEW = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.READY, Status.APPROVED, Status.WITHDRAWN})
MARKED = frozenset({Status.ASKED_BACK, Status.DELIVERED_AGAIN, Status.UNDER_REVIEW})  # changes are marked on its pages
FIRST_WITH_CHANGES = 2
COLLEAGUES = (Permission.EDIT_REPORTS, Permission.DELIVER_REPORTS, Permission.APPROVE_REPORTS)
PEERS_KEPT_FOR = 3600  # seconds, to make room; what the public is shown may change before, and then the key does


class _Review(TypedDict):
    questions: Sequence[QuestionView]
    asked_pages: frozenset[str] | None


def open_editor(
    request: HttpRequest,
    report_id: int,
    *,
    typed: Mapping[str, Typed] | None = None,
    refused: Mapping[str, str] | None = None,
    clashes: Mapping[str, Clash] | None = None,
    peers: bool = False,
) -> Editor:
    """The report with all that is said about it. What colleagues say to each other is for them alone."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    drafts = get_drafts(report_id, within=within)
    report = drafts.own.content.report
    edition = edition_of(report)
    closed = why_closed(visitor, report, within)
    found = findings(drafts, visitor)
    talks = is_colleague(visitor, report.municipality_id)
    colleagues = get_colleagues(report_id, within=within, now=visitor.now) if talks else Colleagues()
    return Editor(
        edition=edition,
        drafts=drafts,
        language=get_language() or "nb",
        today=visitor.today,
        editable=not closed,
        talks=talks,
        me=visitor.actor.id,
        closed=word(WHY_CLOSED, closed) if closed else "",
        findings=found,
        placed=placed(found, edition, drafts.own),
        reasons=drafts.reasons,
        last_reasons=drafts.last_reasons,
        proposals=proposals(edition, drafts.own, drafts.last),
        rows_proposed=proposed_rows(edition, drafts.own, drafts.last, drafts.plan),
        peers=_peers(report, edition) if peers else {},
        present=colleagues.present,
        assignments=colleagues.assignments,
        remarks=colleagues.comments,
        typed=typed or {},
        refused=refused or {},
        clashes=clashes or {},
        **_review(report, edition, visitor),
    )


def _review(report: ReportRow, edition: Edition, visitor: Visitor) -> _Review:
    """What the region asks about a report, and what was changed since the version it was asked about."""
    if report.status in BEFORE_REVIEW:
        return {"questions": (), "asked_pages": None}
    within = visitor.within(Permission.READ_REPORTS)
    asked = list_questions(within, reports=[report.id])
    views = question_views(asked, edition, get_language() or "nb", today=visitor.today)
    return {"questions": views, "asked_pages": open_pages_of(report, within=within)}


def with_changes(editor: Editor, visitor: Visitor) -> Editor:
    """The report with what was changed since the version that was reviewed. While the municipality still writes, others
    do not see it."""
    report = editor.drafts.own.content.report
    unfinished = report.status is Status.ASKED_BACK and not editor.talks
    if report.status not in MARKED or report.version < FIRST_WITH_CHANGES or unfinished:
        return editor
    within = visitor.within(Permission.READ_REPORTS)
    found = list_differences(report.id, before=report.version - 1, after=report.version, within=within)
    return replace(editor, changes=found)


def findings(drafts: Drafts, visitor: Visitor) -> tuple[Finding, ...]:
    """What the checks find, in the one run that also delivery asks."""
    own = [drafts.own.content.report.municipality_id]
    values = values_in(drafts.line, within=own, today=visitor.today)
    return findings_of(run_checks(values))


def why_closed(visitor: Visitor, report: ReportRow, within: frozenset[int]) -> str:
    """Why the visitor may change nothing; empty where they may."""
    if report.municipality_id not in visitor.within(Permission.EDIT_REPORTS):
        return "reader"
    return closed_for_all(visitor, report, within)


def closed_for_all(visitor: Visitor, report: ReportRow, within: frozenset[int]) -> str:
    """Why nobody may change anything; empty where somebody may."""
    closes = closes_for(report, within=within)
    return can_answer(report.status, historical=report.historical, closes=closes, now=visitor.now).reason


def is_colleague(visitor: Visitor, owner: int) -> bool:
    """The visitor writes, approves or delivers the reports of this municipality (id), and may talk about them."""
    return any(owner in visitor.within(permission) for permission in COLLEAGUES)


def refuse_others(visitor: Visitor, owner: int) -> None:
    """Raises Denied for those who only read the reports of this municipality (id)."""
    if not is_colleague(visitor, owner):
        raise Denied(word(WHY_CLOSED, "reader"))


def _peers(report: ReportRow, edition: Edition) -> Mapping[str, PeerRange]:
    """What other municipalities of the region published for the year before, by code."""
    year = report.period.year - 1
    key = "editor-peers-" + sha256(f"{report.municipality} {edition.address} {year} {state()}".encode()).hexdigest()
    found: Mapping[str, PeerRange] | None = caches["local"].get(key)
    if found is None:
        codes = [c for c in edition.figure_codes() if c in catalogue().indicators]
        ranges = peers_of(report.municipality, years=[year], codes=codes).ranges if codes else {}
        found = {code: by_year[year] for code, by_year in ranges.items() if year in by_year}
        caches["local"].set(key, found, PEERS_KEPT_FOR)
    return found
