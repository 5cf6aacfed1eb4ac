"""Tables of reports: the report and its log, its answers, its money, and exemptions from rules."""

from boso.reporting.models.answers import Answer, FieldAnswer, OwnTable, PartnerTick, TextAnswer
from boso.reporting.models.money import EconomyRow
from boso.reporting.models.reports import Event, Exemption, Report, ReportVersion, UsedEdition

__all__ = [
    "Answer",
    "EconomyRow",
    "Event",
    "Exemption",
    "FieldAnswer",
    "OwnTable",
    "PartnerTick",
    "Report",
    "ReportVersion",
    "TextAnswer",
    "UsedEdition",
]
