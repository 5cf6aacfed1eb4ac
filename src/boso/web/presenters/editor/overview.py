"""The report's own page: where it stands, section by section, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from boso.kernel.dates import print_date
from boso.reporting.rules.completeness import Progress
from boso.reporting.rules.reviewing import FROM_DELIVERY
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.rounds import RoundDates
from boso.web.presenters.editor import pages
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.findings import all_findings
from boso.web.presenters.editor.views import AssignedView, FoundView, PageLine, RemarkView
from boso.web.presenters.editor.words import PROGRESS, PROGRESS_COLOURS
from boso.web.presenters.reports import STATE_COLOURS, period_words
from boso.web.words import REPORT_STATES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do next: a sentence and its button."""

    text: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOverview:
    """The report's own page."""

    title: str
    status: str
    colour: str
    groups: tuple[tuple[str, tuple[PageLine, ...]], ...]
    counts: tuple[tuple[str, str, int], ...]  # word, colour, how many sections
    next: Step
    deadline: str
    days_left: int | None
    answers: bool  # the deadline is the day for the answers to what the region asks
    findings: tuple[FoundView, ...]
    remarks: tuple[RemarkView, ...]
    mine: tuple[AssignedView, ...]
    present: tuple[str, ...]
    reviewed: bool = False  # it has come as far as the region's review
    awaited: bool = False  # something is promised or asked for that may be sent after the delivery


def page(
    editor: Editor, *, dates: RoundDates | None, answer_by: date | None = None, opened: bool = False
) -> ReportOverview:
    """Where the report stands and what comes next.

    `answer_by`: the day for the answers of one that was asked back; `opened`: the region opened a field of it.
    """
    report = editor.drafts.own.content.report
    known = pages.lines(editor)
    states = pages.states(editor)
    open_threads = [r for r in editor.remarks if not r.resolved_by or r.thread is not None]
    deadline = answer_by or _deadline(report, dates)
    return ReportOverview(
        title=title_of(editor),
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        groups=tuple((group, tuple(lines)) for group, lines in groupby(known, key=lambda line: line.group)),
        counts=tuple(_counts([s.progress for s in states.values()])),
        next=_next(editor, known),
        deadline=print_date(deadline, editor.language) if deadline else "",
        days_left=(deadline - editor.today).days if deadline else None,
        answers=answer_by is not None,
        findings=all_findings(editor),
        remarks=pages.remarks(editor, open_threads),
        mine=tuple(pages.assignment(editor, a) for a in editor.assignments if a.account_id == editor.me and not a.done),
        present=tuple(sorted(p.name for p in editor.present if p.account_id != editor.me)),
        reviewed=not report.historical and report.status in FROM_DELIVERY,
        awaited=bool(can_supplement(report.status, historical=report.historical))
        and (opened or any(state.promised for state in states.values())),
    )


def _deadline(report: ReportRow, dates: RoundDates | None) -> date | None:
    """The day of the round while the report is written."""
    if dates is None or report.status in FROM_DELIVERY:
        return None
    return timezone.localtime(dates.deadline).date()


def title_of(editor: Editor) -> str:
    """The form and the period."""
    report = editor.drafts.own.content.report
    return f"{editor.edition.title.in_language(editor.language)} {period_words(report.period)}"


def deliver_href(editor: Editor) -> str:
    """Where the report is declared ready, approved and delivered."""
    try:
        return reverse("deliver", args=[editor.report_id])
    except NoReverseMatch:
        return reverse("report_work", args=[editor.report_id])


def _answer_or_deliver(editor: Editor) -> Step:
    """What the region asks and nobody has answered yet; then, to deliver again."""
    waiting = [q for q in editor.questions if q.is_open]
    if waiting:
        text = ngettext(
            "Husbanken venter på svar på %(n)s spørsmål. Delene det gjelder, er åpne for endring.",
            "Husbanken venter på svar på %(n)s spørsmål. Delene det gjelder, er åpne for endring.",
            len(waiting),
        )
        label = gettext("Gå til det første spørsmålet") if len(waiting) > 1 else gettext("Gå til spørsmålet")
        return Step(text=text % {"n": len(waiting)}, label=label, href=waiting[0].href)
    text = gettext("Alle spørsmål fra Husbanken er besvart. Se over, og lever rapporten på nytt.")
    return Step(text=text, label=gettext("Gå til gjennomgangen"), href=reverse("review", args=[editor.report_id]))


def _counts(found: Sequence[Progress]) -> list[tuple[str, str, int]]:
    return [(word(PROGRESS, p), PROGRESS_COLOURS[p], found.count(p)) for p in Progress if p in found]


def _next(editor: Editor, known: Sequence[PageLine]) -> Step:
    """One thing to do: what was asked of oneself, what is wrong, what is not done, and then to deliver."""
    status = editor.drafts.own.content.report.status
    deliver = deliver_href(editor)
    if status is Status.ASKED_BACK and editor.talks:
        return _answer_or_deliver(editor)
    if not editor.editable:
        label = gettext("Se leveringen") if status is not Status.NOT_STARTED else gettext("Se hva som gjenstår")
        return Step(text=editor.closed, label=label, href=deliver)
    mine = next((a for a in editor.assignments if a.account_id == editor.me and not a.done), None)
    if mine:
        view = pages.assignment(editor, mine)
        text = gettext("%(who)s har bedt deg fylle ut «%(what)s».") % {"who": mine.by_name, "what": view.what}
        return Step(text=text, label=gettext("Gå til spørsmålet"), href=view.href)
    wrong = next((line for line in known if line.errors), None)
    if wrong:
        text = gettext("«%(what)s» har noe som må rettes før levering.") % {"what": wrong.heading}
        return Step(text=text, label=gettext("Rett feilene"), href=wrong.href)
    left = next((line for line in known if line.colour in ("neutral", "warning")), None)
    if left:
        begun = left.colour == "warning"
        text = gettext("Neste del er «%(what)s».") % {"what": left.heading}
        return Step(text=text, label=gettext("Fortsett") if begun else gettext("Fyll ut"), href=left.href)
    return Step(
        text=gettext("Alle deler er fylt ut. Se over rapporten og meld den klar."),
        label=gettext("Gå til levering"),
        href=deliver,
    )
