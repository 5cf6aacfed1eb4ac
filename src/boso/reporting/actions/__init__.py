"""Writing reports: the one door for pages, imports, the command line and the demo."""

from boso.reporting.actions.answers import confirm_answer, correct_answer
from boso.reporting.actions.exemptions import end_exemption, grant_exemption
from boso.reporting.actions.opening import open_report, opened_report
from boso.reporting.actions.releasing import release_texts, withdraw_texts
from boso.reporting.actions.storing import locked_report, remove_if_empty, store_steps
from boso.reporting.actions.tagging import tag_text, untag_text

__all__ = [
    "confirm_answer",
    "correct_answer",
    "end_exemption",
    "grant_exemption",
    "locked_report",
    "open_report",
    "opened_report",
    "release_texts",
    "remove_if_empty",
    "store_steps",
    "tag_text",
    "untag_text",
    "withdraw_texts",
]
