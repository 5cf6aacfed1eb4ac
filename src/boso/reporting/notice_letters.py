"""Mails of notices in words: what happened to which report, with a link to each place. Never what anybody wrote."""

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from boso.access.letters import Letter
from boso.kernel.dates import print_date
from boso.reporting.editions import edition_of
from boso.reporting.notices import place, sentence
from boso.reporting.rules.working_days import OSLO
from boso.reporting.values.notices import NoticeRow

RHYTHM_AT = "/konto/varsler/"


def letter_of(rows: Sequence[NoticeRow], language: str) -> Letter:
    """One mail of these notices, of which there is at least one, grouped by report; in nb or nn."""
    reports = [list(each) for _id, each in groupby(sorted(rows, key=lambda r: r.report_id), lambda r: r.report_id)]
    reports.sort(key=lambda each: each[0].at)
    with override(language):
        parts = [_of_report(each, language) for each in reports]
        rhythm = _("Hvor ofte du får slike e-poster, velger du her:")
        body = "\n\n".join([_("Hei"), *parts, f"{rhythm}\n{settings.ADDRESS}{RHYTHM_AT}"])
        return Letter(subject=_subject(reports, language), body=f"{body}\n", language=language)


def title(row: NoticeRow, language: str) -> str:
    """The report a notice is about: form, period and municipality."""
    half = f"{row.period.half}. halvår {row.period.year}" if row.period.half else str(row.period.year)
    return f"{edition_of(row).title.in_language(language)} {half}, {row.municipality}"


def _subject(reports: Sequence[Sequence[NoticeRow]], language: str) -> str:
    first = reports[0]
    if len(reports) == 1 and len(first) == 1:
        return f"{first[0].municipality}: {sentence(first[0], edition_of(first[0]), language)}"
    count = sum(map(len, reports))
    if len(reports) == 1:
        return ngettext("%(n)s varsel: %(report)s", "%(n)s varsler: %(report)s", count) % {
            "n": count,
            "report": title(first[0], language),
        }
    return _("%(n)s varsler om %(reports)s rapporter") % {"n": count, "reports": len(reports)}


def _of_report(rows: Sequence[NoticeRow], language: str) -> str:
    lines = [f"{_told(row, language)}\n  {settings.ADDRESS}{place(row, edition_of(row))}" for row in rows]
    return "\n".join([title(rows[0], language), *lines])


def _told(row: NoticeRow, language: str) -> str:
    local = row.at.astimezone(OSLO)
    return f"- {sentence(row, edition_of(row), language)} ({print_date(local.date(), language)} kl. {local:%H.%M})"
