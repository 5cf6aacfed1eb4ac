"""Tables of reports: the report and its log, its answers, its money, and exemptions from rules."""

from boso.reporting.models.answers import Answer, FieldAnswer, OwnTable, PartnerTick, TextAnswer
from boso.reporting.models.collaboration import Assignment, Comment, Presence, SavedField
from boso.reporting.models.contact import ContactNote, FollowUp, FollowUpMeeting, MeetingPaper
from boso.reporting.models.delivering import Delivery, DistrictAnswer, DistrictStanding, FindingAnswer
from boso.reporting.models.money import EconomyRow
from boso.reporting.models.notices import ChosenRhythm, Notice, NoticeMail
from boso.reporting.models.released import ReleasedText, TextTag
from boso.reporting.models.reports import Event, Exemption, Report, ReportVersion, UsedEdition
from boso.reporting.models.review import ReviewQuestion, ReviewRemark
from boso.reporting.models.rounds import Extension, Invitation, Reminder, Round
from boso.reporting.models.rows import FormRow, ReportFile
from boso.reporting.models.supplementing import OpenedField

__all__ = [
    "Answer",
    "Assignment",
    "ChosenRhythm",
    "Comment",
    "ContactNote",
    "Delivery",
    "DistrictAnswer",
    "DistrictStanding",
    "EconomyRow",
    "Event",
    "Exemption",
    "Extension",
    "FieldAnswer",
    "FindingAnswer",
    "FollowUp",
    "FollowUpMeeting",
    "FormRow",
    "Invitation",
    "MeetingPaper",
    "Notice",
    "NoticeMail",
    "OpenedField",
    "OwnTable",
    "PartnerTick",
    "Presence",
    "ReleasedText",
    "Reminder",
    "Report",
    "ReportFile",
    "ReportVersion",
    "ReviewQuestion",
    "ReviewRemark",
    "Round",
    "SavedField",
    "TextAnswer",
    "TextTag",
    "UsedEdition",
]
