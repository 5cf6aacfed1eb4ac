"""Rounds as the region sees them: how many have come how far, who is late, and whom each waits for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from boso.audit.values import Entry
from boso.questionnaires.loading import load
from boso.reporting.editions import edition_at
from boso.reporting.rules.signing import Waiting, waits_for
from boso.reporting.values import EditionPin, Status
from boso.reporting.values.rounds import CalendarDate, MailState, ReminderRow, RoundRow, Standing
from boso.web.presenters.delivery import days_words
from boso.web.presenters.import_views import ActView
from boso.web.presenters.reports import STATE_COLOURS, followed_href, period_words
from boso.web.presenters.review_words import answer_by_words
from boso.web.presenters.signing_words import WHO
from boso.web.words import REPORT_STATES, word

MAIL_COLOURS = {MailState.SENT: "success", MailState.FAILED: "danger", MailState.NO_ADDRESS: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A round in a list."""

    id: int
    title: str
    region: str
    invented: bool
    href: str
    deadline: datetime
    days: str
    counts: tuple[tuple[str, str, int], ...]  # word, colour, how many municipalities
    asked: int
    delivered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """A municipality in a round."""

    id: int
    name: str
    slug: str
    href: str
    status: str
    colour: str
    days: str
    late: bool
    waits: str
    deadline: datetime
    extended: bool
    excused: str
    done: int  # per cent of the required questions
    delivered_at: datetime | None
    can_be_reminded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """A mail that was sent, waits, or could not go."""

    at: datetime
    place: str
    to: str
    subject: str
    state: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date in somebody's calendar."""

    at: datetime
    what: str
    place: str
    href: str
    days: str
    done: bool
    late: bool


def title_of(pin: EditionPin, period: object) -> str:
    """The form and the period of a round."""
    edition = edition_at(pin)
    return f"{edition.title.in_language(get_language() or 'nb')} {period_words(period)}"  # type: ignore[arg-type]


def line(row: RoundRow, standings: Sequence[Standing], days: int) -> RoundLine:
    """A round with how far its municipalities have come."""
    asked = [s for s in standings if s.excuse is None]
    found = Counter(s.status for s in asked)
    return RoundLine(
        id=row.id,
        title=title_of(row.edition, row.period),
        region=row.region.name,
        invented=row.region.invented,
        href=reverse("round", args=[row.id]),
        deadline=row.dates.deadline,
        days=days_words(days),
        counts=tuple((word(REPORT_STATES, s), STATE_COLOURS.get(s, "neutral"), found[s]) for s in Status if s in found),
        asked=len(asked),
        delivered=sum(s.delivered_at is not None for s in asked),
    )


def standing(row: Standing) -> StandingLine:
    """A municipality in a round."""
    waits = waits_for(row.status)
    return StandingLine(
        id=row.municipality_id,
        name=row.name,
        slug=row.municipality,
        href=followed_href(row.report.id, row.status) if row.report else "",
        status=gettext("Fritatt") if row.excuse else word(REPORT_STATES, row.status),
        colour="neutral" if row.excuse else STATE_COLOURS.get(row.status, "neutral"),
        days=" · ".join(said for said in (_days(row), answer_by_words(row.answer_by) if row.answer_by else "") if said),
        late=row.days is not None and row.days < 0,
        waits="" if row.excuse or waits is Waiting.NOBODY else word(WHO, waits),
        deadline=row.dates.deadline,
        extended=row.extended,
        excused=row.excuse.reason if row.excuse else "",
        done=round(100 * row.answered / row.asked) if row.asked else 0,
        delivered_at=row.delivered_at,
        can_be_reminded=row.days is not None or row.answer_by is not None,
    )


def mail(row: ReminderRow) -> MailLine:
    """A mail of a round."""
    return MailLine(
        at=row.sent_at or row.queued_at,
        place=row.place,
        to=row.to,
        subject=row.subject,
        state=mail_words(row),
        colour=MAIL_COLOURS.get(row.state, "warning"),
    )


def mail_words(row: ReminderRow) -> str:
    """How it went with a mail."""
    return {
        MailState.QUEUED: gettext("Venter"),
        MailState.SENDING: gettext("Uvisst om den gikk"),
        MailState.SENT: gettext("Sendt"),
        MailState.FAILED: gettext("Kom ikke frem"),
        MailState.NO_ADDRESS: gettext("Mangler e-postadresse"),
    }[row.state]


def date_line(row: CalendarDate, days: int, *, follows: bool) -> DateLine:
    """A date in somebody's calendar; a round's leads to its page for those who follow it, for others to what is in."""
    pin = EditionPin(template=row.template, name=row.edition, revision=1, digest="")
    edition = load(pin.address)
    title = f"{edition.title.in_language(get_language() or 'nb')} {period_words(row.period)}"
    what = {
        "deadline": gettext("Frist: %(form)s"),
        "last_edit": gettext("Siste dag for endringer: %(form)s"),
        "answers": gettext("Svar på spørsmål: %(form)s"),
    }[row.kind]
    page = "review" if row.kind == "answers" else "deliver"
    of_round = reverse("round", args=[row.round_id]) if follows else reverse("status")
    href = reverse(page, args=[row.report_id]) if row.report_id else of_round
    return DateLine(
        at=row.at,
        what=what % {"form": title},
        place=row.place,
        href=href,
        days=gettext("levert") if row.done else days_words(days),
        done=row.done,
        late=days < 0 and not row.done,
    )


def log(entries: Iterable[Entry]) -> list[ActView]:
    """What was done to a round, newest first."""
    acts = {
        "round_opened": gettext("Runden ble åpnet"),
        "round_dates_changed": gettext("Datoene ble endret"),
    }
    return [ActView(at=e.at, what=acts[e.act], who=e.actor_name, why=e.reason) for e in entries if e.act in acts]


def _days(row: Standing) -> str:
    if row.days is not None:
        return days_words(row.days)
    if row.delivered_at is None:
        return ""
    if row.late_by:
        return ngettext("levert %(n)s virkedag for sent", "levert %(n)s virkedager for sent", row.late_by) % {
            "n": row.late_by
        }
    return gettext("levert i tide")
