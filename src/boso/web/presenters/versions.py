"""The versions of a report: who made each when and why, its receipt, and what differs between any two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.questionnaires.values import Edition
from boso.reporting.values import ReportRow
from boso.reporting.values.differing import FieldChange
from boso.reporting.values.supplementing import VersionRow
from boso.web.forms.numbers import number_in
from boso.web.presenters.differing import DifferencesView, differences_view
from boso.web.presenters.reports import STATE_COLOURS, period_words
from boso.web.words import EVENTS, REPORT_STATES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version: what made it (delivered, supplemented …), who and when, and where its receipt and its changes are."""

    number: int
    what: str
    who: str
    at: datetime
    reason: str
    receipt: str
    published: bool
    published_at: datetime | None
    changes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """The page. `before` and `after` are the two that are compared; 0 where there is only one."""

    report_id: int
    title: str
    place: str
    invented: bool
    status: str
    colour: str
    versions: tuple[VersionView, ...]
    choices: tuple[int, ...]
    before: int
    after: int
    differences: DifferencesView | None


def pair(rows: Sequence[VersionRow], wish: tuple[str, str]) -> tuple[int, int]:
    """The two versions to compare: those that were chosen, where the report has them, else the newest two.

    The older comes first, whichever was chosen first; two zeros where there are not two.
    """
    numbers = sorted(row.number for row in rows)
    chosen = [number for number in map(number_in, wish) if number is not None and number in numbers]
    if len(chosen) == len(wish) and len(set(chosen)) == len(wish):
        return min(chosen), max(chosen)
    return (numbers[-2], numbers[-1]) if len(numbers) > 1 else (0, 0)


def page(
    report: ReportRow,
    edition: Edition,
    rows: Sequence[VersionRow],
    chosen: tuple[int, int],
    changes: Sequence[FieldChange] | None,
    *,
    comparable: Sequence[VersionRow],
) -> VersionsPage:
    """All versions, newest first, and what differs between the two chosen among those that may be compared."""
    language = get_language() or "nb"
    found = None if changes is None else differences_view(edition, changes, report_id=report.id)
    return VersionsPage(
        report_id=report.id,
        title=f"{edition.title.in_language(language)} {period_words(report.period)}",
        place=report.name,
        invented=report.invented,
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        versions=tuple(_version(row, report, compared=row in comparable) for row in rows),
        choices=tuple(row.number for row in comparable),
        before=chosen[0],
        after=chosen[1],
        differences=found,
    )


def _version(row: VersionRow, report: ReportRow, *, compared: bool) -> VersionView:
    address = reverse("versions", args=[report.id])
    return VersionView(
        number=row.number,
        what=word(EVENTS, row.event.kind) if row.event else gettext("Ikke levert ennå"),
        who=row.event.actor_name if row.event else "",
        at=row.event.at if row.event else row.opened_at,
        reason=row.event.reason if row.event else "",
        receipt=f"{reverse('receipt', args=[report.id])}?versjon={row.number}" if row.receipt else "",
        published=row.published,
        published_at=row.published_at,
        changes=f"{address}?fra={row.number - 1}&til={row.number}#endret" if compared and row.number > 1 else "",
    )
