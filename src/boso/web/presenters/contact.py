"""One municipality as its contact sees it: reports, promises, questions, notes, what was agreed, meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.kernel.dates import print_date
from boso.questionnaires.values import Edition
from boso.reporting.values import ReportRow
from boso.reporting.values.contact import (
    Desk,
    DeskRow,
    FollowUpRow,
    FollowUpState,
    MeetingRow,
    NoteRow,
    NoteStep,
    Paper,
    RoundCell,
)
from boso.reporting.values.delivering import Promise
from boso.reporting.values.reviewing import QuestionRow
from boso.reporting.values.supplementing import OpenedFieldRow
from boso.web.presenters.agenda import FOLLOW_UP_STATES, ROLES, report_title
from boso.web.presenters.desk import CellView, cell_view
from boso.web.presenters.field_names import name_of, names_by_address
from boso.web.presenters.questions import QuestionView, question_views
from boso.web.presenters.receipts import expected_words
from boso.web.presenters.reports import STATE_COLOURS
from boso.web.presenters.rounds import title_of
from boso.web.words import REPORT_STATES, word

FOLLOW_UP_COLOURS = {FollowUpState.OPEN: "warning", FollowUpState.DONE: "info", FollowUpState.CLOSED: "success"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note with what it said before."""

    id: int
    text: str
    pinned: bool
    about: str  # the report it is on
    who: str
    at: datetime
    seen: str  # what a form that changes it was made from
    earlier: tuple[NoteStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """What was agreed at a meeting."""

    id: int
    number: int
    what: str
    role: str
    due: str
    late: bool
    state: str
    state_word: str
    colour: str
    shared: bool
    said: str
    year: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list."""

    year: int
    held: str
    state: str
    colour: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report of the municipality."""

    title: str
    state: str
    colour: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLine:
    """Minutes that are shared."""

    year: int
    held: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """A field of a delivered report that the region asks for."""

    field: str
    reason: str
    due: str
    late: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is open in one report: figures that come later, and questions that are not done with."""

    report: ReportRow
    edition: Edition
    promises: Sequence[Promise]
    questions: Sequence[QuestionRow]
    asked: Sequence[OpenedFieldRow] = ()  # fields opened in it


def rounds(desk: Desk, row: DeskRow | None) -> list[tuple[str, CellView, int]]:
    """The rounds of the year the municipality was asked in: title, state, and the id where it can be reminded."""
    if row is None:
        return []
    return [
        (title_of(r.edition, r.period), cell_view(cell), r.id if _can_remind(cell) else 0)
        for r in desk.rounds
        if (cell := row.cells.get(r.id)) is not None
    ]


def reports(rows: Iterable[ReportRow]) -> list[ReportLine]:
    """All reports of the municipality, newest first."""
    return [
        ReportLine(
            title=report_title(row),
            state=gettext("Historisk") if row.historical else word(REPORT_STATES, row.status),
            colour="neutral" if row.historical else STATE_COLOURS.get(row.status, "neutral"),
            href=reverse("report_work", args=[row.id]),
        )
        for row in rows
    ]


def promises(found: Iterable[Open], *, overdue: Mapping[str, bool]) -> list[tuple[str, str, bool]]:
    """What comes later: the field, when, and whether that has passed."""
    language = get_language() or "nb"
    return [
        (
            name_of(names_by_address(each.edition, language), p.address),
            expected_words(p.expected, language),
            overdue[p.expected],
        )
        for each in found
        for p in each.promises
    ]


def questions(found: Iterable[Open], today: date) -> list[QuestionView]:
    """What was asked back and is not done with."""
    return [
        view
        for each in found
        for view in question_views(each.questions, each.edition, language=get_language() or "nb", today=today)
    ]


def asked_fields(found: Iterable[Open], today: date) -> list[AskedView]:
    """The fields of delivered reports that the region opened and waits for."""
    language = get_language() or "nb"
    return [
        AskedView(
            field=name_of(names_by_address(each.edition, language), row.address),
            reason=row.reason,
            due=print_date(row.due, language) if row.due else "",
            late=row.due is not None and row.due < today,
            href=reverse("supplement", args=[row.report_id]),
        )
        for each in found
        for row in each.asked
    ]


def notes(
    rows: Iterable[NoteRow], steps: Mapping[int, Sequence[NoteStep]], reports: Mapping[int, ReportRow]
) -> list[NoteView]:
    """The notes, each with what it said before it was changed."""
    return [
        NoteView(
            id=row.id,
            text=row.text,
            pinned=row.pinned,
            about=report_title(found) if (found := reports.get(row.report_id or 0)) else "",
            who=row.actor_name,
            at=row.at,
            seen=row.at.isoformat(),
            earlier=tuple(s for s in steps.get(row.id, ())[:-1] if s.text != row.text),
        )
        for row in rows
    ]


def follow_ups(rows: Iterable[FollowUpRow], today: date, *, href: bool = False) -> list[FollowUpView]:
    """What was agreed; with `href`, each leads to the minutes it stands in."""
    language = get_language() or "nb"
    return [
        FollowUpView(
            id=row.id,
            number=row.number,
            what=row.what,
            role=word(ROLES, row.role),
            due=print_date(row.due, language),
            late=row.state is FollowUpState.OPEN and row.due < today,
            state=row.state.value,
            state_word=word(FOLLOW_UP_STATES, row.state),
            colour=FOLLOW_UP_COLOURS[row.state],
            shared=row.shared,
            said=_said(row, language),
            year=row.year,
            href=reverse("minutes", args=[row.meeting_id]) if href else "",
        )
        for row in rows
    ]


def meetings(rows: Iterable[MeetingRow], today: date) -> list[MeetingLine]:
    """The yearly meetings, each with how far it has come."""
    return [
        MeetingLine(
            year=row.year,
            held=print_date(row.held, get_language() or "nb") if row.held else gettext("uten dato"),
            state=_state(row, today)[0],
            colour=_state(row, today)[1],
            href=reverse("meeting", args=[row.region, row.municipality, row.year]),
        )
        for row in rows
    ]


def minutes(rows: Iterable[MeetingRow]) -> list[MinutesLine]:
    """The meetings whose minutes are shared, each with a link to them."""
    return [
        MinutesLine(
            year=row.year,
            held=print_date(row.held, get_language() or "nb") if row.held else "",
            href=reverse("minutes", args=[row.id]),
        )
        for row in rows
        if Paper.MINUTES in row.papers
    ]


def _state(row: MeetingRow, today: date) -> tuple[str, str]:
    minutes = row.papers.get(Paper.MINUTES)
    if minutes and minutes.shared_at:
        return gettext("Referatet er delt"), "success"
    if minutes:
        return gettext("Referat under arbeid"), "warning"
    if row.held and row.held <= today:
        return gettext("Holdt, referat mangler"), "warning"
    return gettext("Forberedes"), "info"


def _said(row: FollowUpRow, language: str) -> str:
    parts = []
    for word_of, who, at in (
        (row.answer, row.answered_by, row.answered_at),
        (row.closing, row.closed_by, row.closed_at),
    ):
        if word_of and at:
            parts.append(f"{word_of} ({who}, {print_date(at.date(), language)})")
    return " · ".join(parts)


def _can_remind(cell: RoundCell) -> bool:
    return cell.days is not None or cell.answer_by is not None
