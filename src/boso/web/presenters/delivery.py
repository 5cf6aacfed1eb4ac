"""The page where a report is signed and delivered: what is left, the steps with who and when, and the next button."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from boso.questionnaires.checks.messages import message
from boso.questionnaires.values import Edition
from boso.reporting.editions import edition_of
from boso.reporting.rules.reviewing import FROM_DELIVERY, ReviewAct
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY, days_left, is_late
from boso.reporting.rules.signing import Act, Right, acts_for, can_act, next_act
from boso.reporting.values import EventKind, EventRow, Status
from boso.reporting.values.delivering import Blocker, Explained, FindingAnswerRow, Obstacle, Readiness
from boso.web.presenters.field_names import field_href, headings, name_of, names_by_address, promised_name
from boso.web.presenters.import_views import ActView
from boso.web.presenters.reports import STATE_COLOURS, period_words
from boso.web.presenters.review_words import answer_by_words, next_words
from boso.web.presenters.signing_words import ACTS, OBSTACLES, REFUSALS, WAITING, waiting_words
from boso.web.words import EVENTS, REPORT_STATES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is left, with a link to where it is mended."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLines:
    """What is left in one section."""

    heading: str
    href: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things of one kind that are left."""

    anchor: str
    heading: str
    about: str
    colour: str
    count: int
    sections: tuple[SectionLines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningView:
    """A warning, what was answered to it, and what was answered last year."""

    anchor: str
    key: str
    text: str
    where: str
    href: str
    answered: bool
    given: FindingAnswerRow | None
    last_year: FindingAnswerRow | None

    @property
    def proposed(self) -> str:
        """What stands in the field: the reason that was given, even if something else is found now."""
        return self.given.reason if self.given else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step on the way: done (by whom, when), the one that comes now, or one that comes later."""

    label: str
    state: str  # done | now | later
    state_word: str
    who: str
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What this person can do now: a button, or whom the report waits for."""

    sentence: str
    act: str
    label: str
    href: str = ""  # another page, where it is done there


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBack:
    """What the region waits for: how many questions have no answer, and the day for them."""

    questions: int
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """The page."""

    report_id: int
    title: str
    place: str
    invented: bool
    status: str
    colour: str
    historical: bool
    written: bool  # reasons for warnings may be given: the report is still in the municipality
    deadline: datetime | None  # of the round; None once the report is asked back
    answer_by: str
    last_edit: datetime | None
    time_left: str
    late: bool
    next: NextView
    groups: tuple[Group, ...]
    left: int
    warnings: tuple[WarningView, ...]
    promises: tuple[tuple[Line, str], ...]
    steps: tuple[StepView, ...]
    steering: tuple[str, ...]
    may: frozenset[str]
    receipt: bool
    reviewed: bool  # it has come as far as the region's review
    log: tuple[ActView, ...]


def page(ready: Readiness, rights: Collection[Right], *, now: datetime, back: AskedBack | None = None) -> DeliveryPage:
    """Everything the page shows to someone with these rights. `back`: of a report that was asked back."""
    report = ready.report
    language = get_language() or "nb"
    edition = edition_of(report)
    names = names_by_address(edition, language)
    left = [b for b in ready.blockers if b.obstacle is not Obstacle.WARNING]
    return DeliveryPage(
        report_id=report.id,
        title=f"{edition.title.in_language(language)} {period_words(report.period)}",
        place=report.name,
        invented=report.invented,
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        historical=report.historical,
        written=not report.historical and report.status in IN_THE_MUNICIPALITY,
        deadline=ready.dates.deadline if ready.dates and not back else None,
        answer_by=capfirst(answer_by_words(back.by)) if back and back.by else "",
        last_edit=ready.dates.last_edit if ready.dates else None,
        time_left=time_left(ready, now),
        late=is_late(ready.dates, now),
        next=_answers(report.id, back, rights) or _next(ready, rights, now),
        groups=tuple(_groups(report.id, left, edition, names, language)),
        left=len(ready.blockers),
        warnings=tuple(_warning(report.id, n, w, names, language) for n, w in enumerate(ready.warnings, 1)),
        promises=tuple(
            (
                Line(text=promised_name(names, edition, p, language), href=field_href(report.id, p.section, p.address)),
                p.expected,
            )
            for p in ready.promises
        ),
        steps=tuple(_steps(ready)),
        steering=tuple(day.isoformat() for day in report.steering_dates),
        may=frozenset(_possible(ready, rights, now)),
        receipt=ready.delivery is not None or bool(ready.earlier),
        reviewed=not report.historical and report.status in FROM_DELIVERY,
        log=tuple(log(ready.events)),
    )


def time_left(ready: Readiness, now: datetime) -> str:
    """How long until the deadline, in business days; or how long ago it was."""
    if ready.dates is None or ready.delivery is not None:
        return ""
    return days_words(days_left(ready.dates.deadline, now))


def days_words(days: int) -> str:
    """Business days until a deadline, as a person says it."""
    if days < 0:
        return ngettext("%(n)s virkedag over fristen", "%(n)s virkedager over fristen", -days) % {"n": -days}
    if days == 0:
        return gettext("siste dag")
    return ngettext("%(n)s virkedag igjen", "%(n)s virkedager igjen", days) % {"n": days}


def log(events: Iterable[EventRow]) -> list[ActView]:
    """What happened on the way to a delivery, newest first; single answers are not told of here."""
    told = [e for e in events if e.kind not in (EventKind.CORRECTED, EventKind.ANSWERS_IMPORTED, EventKind.STARTED)]
    return [ActView(at=e.at, what=word(EVENTS, e.kind), who=e.actor_name, why=e.reason) for e in reversed(told)]


def _possible(ready: Readiness, rights: Collection[Right], now: datetime) -> list[str]:
    report = ready.report
    return [
        act.value
        for act in acts_for(rights, report.status)
        if (act is not Act.NOTHING or ready.empty)
        and can_act(
            act, report.status, historical=report.historical, blocked=len(ready.blockers), dates=ready.dates, now=now
        )
    ]


def _next(ready: Readiness, rights: Collection[Right], now: datetime) -> NextView:
    """The one button; or, where something stands in the way or others are to act, a sentence that says so."""
    report = ready.report
    if report.historical:
        return NextView(sentence=gettext("Dette er en historisk rapport. Den er levert i sin tid."), act="", label="")
    act = next_act(rights, report.status)
    if act is None:
        return NextView(sentence=waiting_words(report.status), act="", label="")
    decision = can_act(act, report.status, historical=False, blocked=len(ready.blockers), dates=ready.dates, now=now)
    if decision:
        return NextView(sentence=word(WAITING, act), act=act.value, label=word(ACTS, act))
    if decision.reason == "blocked":
        n = len(ready.blockers)
        text = ngettext(
            "%(n)s ting står igjen før rapporten kan gå videre.",
            "%(n)s ting står igjen før rapporten kan gå videre.",
            n,
        )
        return NextView(sentence=text % {"n": n}, act="", label="")
    return NextView(sentence=word(REFUSALS, decision.reason), act="", label="")


def _answers(report_id: int, back: AskedBack | None, rights: Collection[Right]) -> NextView | None:
    """The way to the questions, for those who answer them and deliver again; None for others."""
    if back is None or not {Right.EDIT, Right.DELIVER} & set(rights):
        return None
    if not back.questions:
        sentence = next_words(ReviewAct.DELIVER_AGAIN, Status.ASKED_BACK, open_questions=0, newer=False)
    else:
        sentence = ngettext(
            "Svar på %(n)s spørsmål og lever på nytt.", "Svar på %(n)s spørsmål og lever på nytt.", back.questions
        ) % {"n": back.questions}
    label = gettext("Gå til gjennomgangen")
    return NextView(sentence=sentence, act="", label=label, href=reverse("review", args=[report_id]))


def _groups(
    report_id: int, left: list[Blocker], edition: Edition, names: Mapping[str, str], language: str
) -> Iterable[Group]:
    known = headings(edition, language)
    for obstacle, found in groupby(left, key=lambda b: b.obstacle):
        blockers = list(found)
        heading, about, colour = OBSTACLES[obstacle]
        by_section: dict[str, list[Blocker]] = {}
        for blocker in blockers:
            by_section.setdefault(blocker.section, []).append(blocker)
        yield Group(
            anchor=obstacle.value,
            heading=str(heading),
            about=str(about),
            colour=colour,
            count=len(blockers),
            sections=tuple(
                SectionLines(
                    heading=known.get(code, gettext("Hele rapporten")),
                    href=field_href(report_id, code),
                    lines=tuple(_line(report_id, b, names, language) for b in rows),
                )
                for code, rows in by_section.items()
            ),
        )


def _line(report_id: int, blocker: Blocker, names: Mapping[str, str], language: str) -> Line:
    text = str(message(blocker.finding, language)) if blocker.finding else name_of(names, blocker.address)
    return Line(text=text, href=field_href(report_id, blocker.section, blocker.address))


def _warning(report_id: int, number: int, row: Explained, names: Mapping[str, str], language: str) -> WarningView:
    code = row.finding.place.field
    address = f"figure:{code}" if code else ""
    return WarningView(
        anchor=f"advarsel-{number}",
        key=row.key,
        text=str(message(row.finding, language)),
        where=name_of(names, address) if address else "",
        href=field_href(report_id, row.section, address),
        answered=row.answered,
        given=row.given,
        last_year=row.last_year,
    )


def _steps(ready: Readiness) -> Iterable[StepView]:
    """Ready, approved, considered, delivered – each with who and when where it stands."""
    standing = _signatures(ready.events)
    kinds = (EventKind.MARKED_READY, EventKind.APPROVED, EventKind.DELIVERED)
    labels = (gettext("Meldt klar"), gettext("Godkjent av programansvarlig"), gettext("Levert"))
    done = [standing.get(kind) for kind in kinds]
    if ready.delivery and ready.delivery.nothing:
        done = [None, None, standing.get(EventKind.NOTHING_TO_REPORT)]
    now = next((n for n, event in enumerate(done) if event is None), None) if done[-1] is None else None
    for number, (label, event) in enumerate(zip(labels, done, strict=True)):
        state = "done" if event else "now" if number == now else "later"
        note = event.reason if event else ""
        yield StepView(
            label=label,
            state=state,
            state_word={"done": gettext("gjort"), "now": gettext("neste"), "later": gettext("senere")}[state],
            who=event.actor_name if event else "",
            at=event.at if event else None,
            note=note,
        )


UNDOES = frozenset({EventKind.REOPENED, EventKind.DECLINED, EventKind.WITHDRAWN, EventKind.CORRECTED})


def _signatures(events: Iterable[EventRow]) -> dict[EventKind, EventRow]:
    """The last of each signature that nothing has undone since."""
    standing: dict[EventKind, EventRow] = {}
    for event in events:
        if event.kind in UNDOES or event.kind in (EventKind.ANSWERS_IMPORTED, EventKind.IMPORT_UNDONE):
            standing = {}
        else:
            standing[event.kind] = event
    return standing
