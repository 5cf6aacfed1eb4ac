"""A report as a document to take along: what its title page says, and what the file is called."""

from django.utils.translation import get_language

from boso.publishing.report.values import Front
from boso.reporting.values import ReportContent
from boso.reporting.values.delivering import DeliveryRow
from boso.web.presenters.receipts import moment_words
from boso.web.words import REPORT_STATES, word


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


def file_name(content: ReportContent, version: int, *, contacts: bool) -> str:
    """The name of the file without its ending."""
    report = content.report
    about = "" if contacts else "-sak"
    return f"{report.edition.template.replace('_', '-')}-{report.municipality}-{report.period}-v{version}{about}"
