"""Late answers on the page of one's work: a line a report, the one that has waited longest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from boso.reporting.editions import edition_of
from boso.reporting.rules.promising import days_until
from boso.reporting.values import ReportRow
from boso.reporting.values.supplementing import OpenedFieldRow, PromiseRow
from boso.web.presenters.reports import period_words
from boso.web.presenters.supplementing import day_words, days_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLine:
    """A report with answers that are waited for: how many, how many of them are overdue, and when the next comes."""

    title: str
    href: str
    count: str
    overdue: str
    following: str


def promised_lines(
    promises: Iterable[PromiseRow],
    opened: Iterable[OpenedFieldRow],
    reports: Mapping[int, ReportRow],
    *,
    today: date,
    language: str,
) -> list[PromisedLine]:
    """What is waited for in these reports, those with the earliest day first; `reports` are those known by their id."""
    waiting: dict[int, list[date | None]] = {}
    for report_id, day in [*((p.report.id, p.day) for p in promises), *((o.report_id, o.due) for o in opened)]:
        waiting.setdefault(report_id, []).append(day)
    order = sorted((min((d for d in days if d), default=date.max), i) for i, days in waiting.items() if i in reports)
    return [_line(reports[i], waiting[i], today, language) for _day, i in order]


def _line(report: ReportRow, days: list[date | None], today: date, language: str) -> PromisedLine:
    edition = edition_of(report)
    late = sum(day is not None and day < today for day in days)
    coming = min((day for day in days if day is not None and day >= today), default=None)
    following = ""
    if coming is not None:
        words = {"day": day_words(coming, language), "when": days_words(days_until(coming, today))}
        following = gettext("neste %(day)s, %(when)s") % words
    return PromisedLine(
        title=f"{report.name}: {edition.title.in_language(language)} {period_words(report.period)}",
        href=reverse("supplement", args=[report.id]),
        count=ngettext("%(n)s svar mangler", "%(n)s svar mangler", len(days)) % {"n": len(days)},
        overdue=ngettext("%(n)s over tiden", "%(n)s over tiden", late) % {"n": late} if late else "",
        following=following,
    )
