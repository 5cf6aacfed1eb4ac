"""Tables of reports: the report and its log, its answers, its money, and exemptions from rules."""

from boso.reporting.models.answers import Answer, FieldAnswer, OwnTable, PartnerTick, TextAnswer
from boso.reporting.models.collaboration import Assignment, Comment, Presence, SavedField
from boso.reporting.models.money import EconomyRow
from boso.reporting.models.reports import Event, Exemption, Report, ReportVersion, UsedEdition
from boso.reporting.models.rows import FormRow, ReportFile

__all__ = [
    "Answer",
    "Assignment",
    "Comment",
    "EconomyRow",
    "Event",
    "Exemption",
    "FieldAnswer",
    "FormRow",
    "OwnTable",
    "PartnerTick",
    "Presence",
    "Report",
    "ReportFile",
    "ReportVersion",
    "SavedField",
    "TextAnswer",
    "UsedEdition",
]
