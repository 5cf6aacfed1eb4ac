"""What a new leader takes over, in words: open reports, what was promised and when, doubts, people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from boso.kernel.number_printing import print_expected
from boso.reporting.editions import edition_of
from boso.reporting.values import ReportRow
from boso.reporting.values.delivering import Promise
from boso.web.presenters.labels import Label, labels_of
from boso.web.presenters.reports import OpenReport, open_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A figure that was promised for later."""

    report: str
    question: str
    expected: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report that is open, with how many of its figures are in doubt."""

    report: OpenReport
    doubtful: int


def open_reports(reports: Iterable[ReportRow], doubtful: dict[int, int]) -> list[Taken]:
    """The reports that are not finished."""
    return [
        Taken(
            report=open_report(row, edition_of(row), own=True),
            doubtful=doubtful.get(row.id, 0),
        )
        for row in reports
    ]


def promised(report: ReportRow, promises: Iterable[Promise]) -> list[Promised]:
    """What was promised in a report, in the words of its form."""
    language = get_language() or "nb"
    edition = edition_of(report)
    labels = labels_of(edition, language)
    return [
        Promised(
            report=f"{report.name} {report.period}",
            question=_name(each.address, labels),
            expected=print_expected(each.expected, language),
            href=reverse("report_section", args=[report.id, each.section]),
        )
        for each in promises
    ]


def _name(address: str, labels: Mapping[str, Label]) -> str:
    found = labels.get(address) or labels.get(address.rpartition(":")[2])
    return found.name if found else address
