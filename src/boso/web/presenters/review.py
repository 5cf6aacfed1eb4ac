"""The page of a report's review: what to do next, what changed, and each section with what there is to say about it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from boso.kernel.findings import Severity
from boso.reporting.rules.asking import FormPage, asked_by, asked_on, pages_of
from boso.reporting.rules.reviewing import ReviewAct, next_review_act, review_acts_for
from boso.reporting.rules.signing import Right
from boso.reporting.values import EventKind, EventRow, ReportRow
from boso.reporting.values.differing import FieldChange, SinceLast
from boso.reporting.values.fields import Home
from boso.reporting.values.reviewing import QuestionState
from boso.web.presenters.delivery import log
from boso.web.presenters.differing import DifferencesView, content_words, differences_view
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import proposal_source
from boso.web.presenters.editor.findings import findings_at, findings_of_page
from boso.web.presenters.editor.overview import title_of
from boso.web.presenters.editor.pages import label_of
from boso.web.presenters.editor.views import FoundView, Option
from boso.web.presenters.import_views import ActView
from boso.web.presenters.questions import QuestionView, with_typed
from boso.web.presenters.reports import STATE_COLOURS, report_href
from boso.web.presenters.review_words import ACTS, REFUSALS, answer_by_words, next_words
from boso.web.presenters.since_last import SinceLastView, since_last_view
from boso.web.words import REPORT_STATES, word

PROPOSED = frozenset({Home.FIGURE, Home.FIELD, Home.TICK})  # a text is written anew each time
DELIVERIES = frozenset({EventKind.DELIVERED, EventKind.NOTHING_TO_REPORT, EventKind.DELIVERED_AGAIN})
BUTTONS = frozenset({ReviewAct.BEGIN, ReviewAct.DELIVER_AGAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedView:
    """Where the municipality answered otherwise than what was proposed, and why."""

    label: str
    href: str
    proposed: str
    source: str
    reported: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """The room for a question about a section, with what was typed there."""

    code: str
    text: str
    due: str
    fields: tuple[Option, ...]
    text_error: str
    due_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A page of the form in the review."""

    code: str
    heading: str
    href: str
    changed: int
    findings: tuple[FoundView, ...]
    noted: tuple[FoundView, ...]  # what the checks only make one aware of
    proposed: tuple[ProposedView, ...]
    questions: tuple[QuestionView, ...]
    ask: AskView

    @property
    def says_something(self) -> bool:
        """There is something to look at in this part."""
        return bool(self.findings or self.proposed or self.questions or self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What is to be done next: a sentence, and the one way to do it."""

    sentence: str
    act: str
    label: str
    href: str
    button: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The page."""

    report_id: int
    title: str
    place: str
    invented: bool
    status: str
    colour: str
    version: int
    published: int | None
    outside: str
    newer: bool
    historical: bool
    based_on: int
    next: NextView
    may: frozenset[str]
    parts: tuple[PartView, ...]
    changed: DifferencesView | None
    changed_since: int
    since: SinceLastView
    answer_by: str
    delivered: bool
    note: ActView | None
    log: tuple[ActView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that the page is drawn from. `blocked`: what stands in the way of delivering again; `faults`: what could not
    be used of what was sent, by the name of its field.
    """

    editor: Editor
    events: tuple[EventRow, ...]
    questions: Sequence[QuestionView]
    changes: tuple[FieldChange, ...] | None
    since: SinceLast
    blocked: int
    answer_by: date | None
    late: bool
    faults: Mapping[str, str]


def page(review: Review, rights: Collection[Right], typed: Mapping[str, str]) -> ReviewPage:
    """Everything the page shows to someone with these rights; `typed` is what was sent and could not be done."""
    editor = review.editor
    report = editor.drafts.own.content.report
    newer = is_newer(report)
    changed = None
    if review.changes is not None:
        changed = differences_view(editor.edition, review.changes, report_id=report.id)
    return ReviewPage(
        report_id=report.id,
        title=title_of(editor),
        place=report.name,
        invented=report.invented,
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        version=report.version,
        published=report.published_version,
        outside=report_href(report, form=True) if report.published_version else "",
        newer=newer,
        historical=report.historical,
        based_on=len(review.events),
        next=_next(review, rights),
        may=frozenset() if report.historical else frozenset(a.value for a in review_acts_for(rights, report.status)),
        parts=tuple(_part(each, review, typed) for each in pages_of(editor.edition)),
        changed=changed,
        changed_since=report.version - 1,
        since=since_last_view(review.since, editor.edition),
        answer_by=answer_by_words(review.answer_by) if review.answer_by else "",
        delivered=any(e.kind in DELIVERIES for e in review.events),
        note=next((a for a, e in _told(review.events) if e.kind is EventKind.ACCEPTED and e.reason), None),
        log=tuple(log(review.events)),
    )


def is_newer(report: ReportRow) -> bool:
    """There is a version after the one that is published."""
    return report.published_version is not None and report.version > report.published_version


def _next(review: Review, rights: Collection[Right]) -> NextView:
    report = review.editor.drafts.own.content.report
    waiting = [q for q in review.questions if q.state == QuestionState.OPEN]
    newer = is_newer(report)
    if report.historical:
        return NextView(sentence=word(REFUSALS, "historical"), act="", label="", href="", button=False)
    act = next_review_act(rights, report.status, open_questions=len(waiting), newer=newer)
    sentence = next_words(act, report.status, open_questions=len(waiting), newer=newer)
    if act in (ReviewAct.ANSWER, ReviewAct.DELIVER_AGAIN) and review.late:
        return NextView(sentence=word(REFUSALS, "too_late"), act="", label="", href="", button=False)
    return NextView(
        sentence=sentence,
        act=act.value if act else "",
        label=word(ACTS, act) if act else "",
        href=waiting[0].href if act is ReviewAct.ANSWER else "",
        button=act in BUTTONS and not (act is ReviewAct.DELIVER_AGAIN and review.blocked),
    )


def _part(page: FormPage, review: Review, typed: Mapping[str, str]) -> PartView:
    editor = review.editor
    codes = {section.code for section in page.sections}
    changes = review.changes or ()
    found = findings_of_page(page, editor)
    return PartView(
        code=page.code,
        heading=page.head.heading.in_language(editor.language),
        href=reverse("report_section", args=[editor.report_id, page.code]),
        changed=sum(c.section in codes and not c.computed for c in changes),
        findings=tuple(f for f in found if f.severity != Severity.INFO),
        noted=tuple(f for f in found if f.severity == Severity.INFO),
        proposed=tuple(_proposed(page, editor)),
        questions=tuple(with_typed((q for q in review.questions if q.page == page.code), typed)),
        ask=_ask(page, editor, typed, review.faults),
    )


def _proposed(page: FormPage, editor: Editor) -> Iterable[ProposedView]:
    for asked in asked_on(page):
        at = str(asked.address)
        proposed, standing = editor.proposals.get(at), editor.drafts.own.at(at).content
        if proposed is None or standing.empty or asked.address.home not in PROPOSED:
            continue
        reasons = [found.reason for found in findings_at(at, editor) if found.reason]
        home = asked.address.home.value
        yield ProposedView(
            label=label_of(asked.address, editor),
            href=editor.section_href(page.code, at),
            proposed=content_words(proposed.content, asked.type, home),
            source=proposal_source(proposed),
            reported=content_words(standing, asked.type, home),
            reason=next(iter(reasons), ""),
        )


def _ask(page: FormPage, editor: Editor, typed: Mapping[str, str], faults: Mapping[str, str]) -> AskView:
    chosen = typed.get(f"field:{page.code}", "")
    known = asked_by(editor.edition)
    return AskView(
        code=page.code,
        text=typed.get(f"text:{page.code}", ""),
        due=typed.get(f"due:{page.code}", ""),
        fields=tuple(
            Option(value=str(a.address), label=label_of(a.address, editor), chosen=str(a.address) == chosen)
            for a in asked_on(page)
            if str(a.address) in known
        ),
        text_error=faults.get(f"text:{page.code}", ""),
        due_error=faults.get(f"due:{page.code}", ""),
    )


def _told(events: Iterable[EventRow]) -> Iterable[tuple[ActView, EventRow]]:
    """The events with their words, newest first."""
    for event in reversed(tuple(events)):
        for told in log([event]):
            yield told, event
