"""Documents of a municipality that are known to exist: agreement, plans and reports, each with how it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import print_date
from boso.kernel.periods import ReportPeriod
from boso.programme.values import DocumentKind, DocumentRow
from boso.web.presenters.reports import period_words
from boso.web.words import word

KINDS: Mapping[str, str | Promise] = {
    DocumentKind.AGREEMENT: _("Avtale"),
    DocumentKind.APPLICATION: _("Søknad"),
    DocumentKind.BASELINE_ANALYSIS: _("Grunnlagsanalyse"),
    DocumentKind.FACT_SHEET: _("Faktaark"),
    DocumentKind.PROGRAMME_PLAN: _("Programplan"),
    DocumentKind.ACTIVITY_PLAN: _("Aktivitetsplan"),
    DocumentKind.ANNUAL_REPORT: _("Årsrapport"),
    DocumentKind.HALF_YEAR_REPORT: _("Halvårsrapport"),
    DocumentKind.PROJECT_REPORT: _("Prosjektrapport"),
    DocumentKind.FINAL_REPORT: _("Sluttrapport"),
    DocumentKind.PROGRAMME_ANNUAL_REPORT: _("Programmets årsmelding"),
    DocumentKind.PROGRAMME_DESCRIPTION: _("Programbeskrivelse"),
    DocumentKind.LEARNING_PLAN: _("Kunnskapsplan"),
    DocumentKind.EVALUATION: _("Evaluering"),
    DocumentKind.OTHER: _("Annet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document in a list."""

    kind: str
    covers: str
    dated: str


def documents(rows: Iterable[DocumentRow]) -> list[DocumentView]:
    """Agreement and plans first, then reports by the time they cover."""
    order = list(DocumentKind)
    known = sorted(rows, key=lambda row: (order.index(row.kind), row.covers))
    return [
        DocumentView(
            kind=word(KINDS, row.kind),
            covers=_covered(row.covers),
            dated=print_date(row.dated, get_language() or "nb") if row.dated else gettext("ukjent"),
        )
        for row in known
    ]


def _covered(covers: str) -> str:
    year, _dash, half = covers.partition("-")
    return period_words(ReportPeriod(int(year), int(half) if half else None)) if year else ""
