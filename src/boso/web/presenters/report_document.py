"""A report as a document to take along: what its title page says, and what the file is called."""

from django.utils.translation import get_language, gettext

from boso.publishing.report.values import Front
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import DeliveryRow
from boso.web.presenters.receipts import moment_words
from boso.web.presenters.reports import period_words
from boso.web.words import DOCUMENT_TYPES, REPORT_STATES, word


def front(content: ReportContent, version: int, delivery: DeliveryRow | None) -> Front:
    """The title page of a version; an earlier one has no status of its own."""
    report = content.report
    newest = version == report.version
    delivered = ""
    if delivery is not None:
        delivered = f"{moment_words(delivery.at, get_language() or 'nb')}, {delivery.actor_name}"
    return Front(
        number=report.number,
        name=report.name,
        invented=report.invented,
        period=report.period,
        version=version,
        status=word(REPORT_STATES, report.status) if newest else "",
        delivered=delivered,
        receipt=delivery.digest if delivery else "",
    )


def file_name(report: ReportRow, document_type: str, version: int, *, about: str = "") -> str:
    """What a file of a report is called, without its ending: whose it is, what, of when and which version.

    `document_type` is that of the form's edition; `about` tells it from other files of the same version.
    """
    half = report.period.half is not None and document_type == "annual_report"
    what = word(DOCUMENT_TYPES, "half_year_report" if half else document_type)
    told = gettext("versjon %(number)s") % {"number": version}
    parts = (report.name, f"{what} {period_words(report.period)}", told, about)
    return " - ".join(part for part in parts if part)
