"""Reading reports. Every function says within which municipalities it reads; what lies outside is not found."""

from boso.reporting.queries.contents import get_content, imports_newest_first, list_answer_history, list_events
from boso.reporting.queries.reports import (
    count_doubtful,
    find_report,
    get_report,
    list_exemptions,
    list_reports,
)
from boso.reporting.queries.series import YearAnswer, answers_over_years
from boso.reporting.queries.texts import list_release_findings, list_releases, list_tagged
from boso.reporting.queries.values_for_checks import list_report_values, report_values

__all__ = [
    "YearAnswer",
    "answers_over_years",
    "count_doubtful",
    "find_report",
    "get_content",
    "get_report",
    "imports_newest_first",
    "list_answer_history",
    "list_events",
    "list_exemptions",
    "list_release_findings",
    "list_releases",
    "list_report_values",
    "list_reports",
    "list_tagged",
    "report_values",
]
