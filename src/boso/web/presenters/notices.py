"""Notices as the page of one's work shows them, and the rhythm of mails with an example of what comes when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from boso.reporting.editions import edition_of
from boso.reporting.notices import place, sentence
from boso.reporting.rules.noticing import mail_moment
from boso.reporting.values.notices import HOURS, WEEKDAYS, Chosen, Group, NoticeRow, Rhythm
from boso.web.presenters.reports import period_words
from boso.web.words import Words, word

RHYTHMS: Words = {
    Rhythm.AT_ONCE: _("Straks"),
    Rhythm.DAILY: _("Samlet hver virkedag"),
    Rhythm.WEEKLY: _("Samlet én gang i uken"),
    Rhythm.FRONT: _("Ingen e-post, bare på siden Arbeid"),
}
GROUPS: Words = {
    Group.MINE: _("Noe venter på deg"),
    Group.NEWS: _("Noe har skjedd med en rapport du følger"),
    Group.ROUND: _("Frister i runder"),
}
EXAMPLES: Words = {
    Group.MINE: _("Noen spør deg om et svar, eller en rapport kan godkjennes eller gjennomgås."),
    Group.NEWS: _("En rapport er levert, godtatt eller publisert."),
    Group.ROUND: _("Fristen nærmer seg, er flyttet eller er gått ut."),
}
DAYS = (_("mandag"), _("tirsdag"), _("onsdag"), _("torsdag"), _("fredag"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice: what it says, where its link goes, when it was and who did it."""

    id: int
    text: str
    href: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesOfReport:
    """The notices about one report."""

    title: str
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleLine:
    """When the mail about something of a group would come, if it happened now; `at` is None for no mail."""

    group: str
    example: str
    rhythm: str
    at: datetime | None
    at_once: bool


def by_report(rows: Iterable[NoticeRow]) -> list[NoticesOfReport]:
    """Notices grouped by the report they are about, the report with the newest first."""
    of_report: dict[int, list[NoticeRow]] = {}
    for row in rows:
        of_report.setdefault(row.report_id, []).append(row)
    return [
        NoticesOfReport(title=_title(each[0]), lines=tuple(_line(row) for row in each)) for each in of_report.values()
    ]


def examples(chosen: Chosen, now: datetime) -> list[ExampleLine]:
    """What comes when: one line for each group, as it would be if it happened now."""
    return [
        ExampleLine(
            group=word(GROUPS, group),
            example=word(EXAMPLES, group),
            rhythm=word(RHYTHMS, chosen.of(group)),
            at=mail_moment(chosen.of(group), now, chosen),
            at_once=chosen.of(group) is Rhythm.AT_ONCE,
        )
        for group in Group
    ]


def choices() -> list[tuple[str, str]]:
    """The rhythms to choose from."""
    return [(rhythm.value, word(RHYTHMS, rhythm)) for rhythm in Rhythm]


def hours() -> list[tuple[str, str]]:
    """The hours a collected mail may come at."""
    return [(str(hour), gettext("kl. %(hour)s.00") % {"hour": f"{hour:02}"}) for hour in HOURS]


def weekdays() -> list[tuple[str, str]]:
    """The days of the week a weekly mail may come on."""
    return [(str(day), str(DAYS[day])) for day in WEEKDAYS]


def _line(row: NoticeRow) -> NoticeLine:
    edition = edition_of(row)
    text = sentence(row, edition, get_language() or "nb")
    return NoticeLine(id=row.id, text=text, href=place(row, edition), at=row.at, by=row.actor_name)


def _title(row: NoticeRow) -> str:
    form = edition_of(row).title.in_language(get_language() or "nb")
    return f"{row.municipality}: {form} {period_words(row.period)}"
