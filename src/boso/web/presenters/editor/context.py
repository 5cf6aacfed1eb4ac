"""All that a page of the report editor is drawn from, in one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from boso.indicators.values import PeerRange
from boso.kernel.findings import Finding
from boso.questionnaires.values import Edition
from boso.reporting.queries.editing import Drafts
from boso.reporting.rules.proposals import Proposal, RowsProposed
from boso.reporting.values.delivering import FindingAnswerRow
from boso.reporting.values.differing import FieldChange
from boso.reporting.values.fields import Clash, Typed
from boso.reporting.values.together import AssignmentRow, CommentRow, PresentRow
from boso.web.presenters.editor.words import WHY_CLOSED
from boso.web.presenters.questions import QuestionView
from boso.web.words import word

Reasons = Mapping[str, FindingAnswerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """A report open in the editor: what stands in it, what is said about it, and who is there."""

    edition: Edition
    drafts: Drafts
    language: str
    today: date
    editable: bool
    talks: bool
    me: str
    closed: str = ""  # why nothing can be changed
    findings: Sequence[Finding] = ()
    reasons: Reasons = field(default_factory=dict)
    last_reasons: Reasons = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    rows_proposed: Mapping[str, RowsProposed] = field(default_factory=dict)
    peers: Mapping[str, PeerRange] = field(default_factory=dict)
    present: Sequence[PresentRow] = ()
    assignments: Sequence[AssignmentRow] = ()
    remarks: Sequence[CommentRow] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    clashes: Mapping[str, Clash] = field(default_factory=dict)
    placed: Sequence[tuple[Finding, str]] = ()  # findings with the field each speaks of, the most important first
    questions: Sequence[QuestionView] = ()  # of the region's review
    asked_pages: frozenset[str] | None = None  # the pages they leave open; None: the report's state alone decides
    changes: Sequence[FieldChange] = ()  # since the version that was reviewed

    @property
    def report_id(self) -> int:
        """The report."""
        return self.drafts.own.content.report.id

    def on(self, page: str) -> "Editor":
        """The report as it stands on a page (its code): one that was not asked about is read only."""
        if not self.editable or self.asked_pages is None or page in self.asked_pages:
            return self
        return replace(self, editable=False, closed=word(WHY_CLOSED, "not_asked"))

    def section_href(self, section: str, anchor: str = "") -> str:
        """The page of a section, at a field of it."""
        page = reverse("report_section", args=[self.report_id, section])
        return f"{page}#{anchor}" if anchor else page

    def answer_href(self, address: str) -> str:
        """The page about one answer: its history, what was said of it, who was asked."""
        return reverse("report_answer", args=[self.report_id]) + "?" + urlencode({"felt": address})
