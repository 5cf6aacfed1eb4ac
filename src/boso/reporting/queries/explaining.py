"""Reading the reasons given for warnings, this year's and last year's."""

from collections.abc import Sequence

from boso.places import rls
from boso.reporting.models import FindingAnswer
from boso.reporting.queries.reports import get_report, reports_within
from boso.reporting.values.delivering import FindingAnswerRow


def list_finding_answers(report_id: int, *, within: rls.type_of_scope) -> dict[str, FindingAnswerRow]:
    """The reasons given in a report, by the key of the warning. Raises NotFound for a report outside."""
    get_report(report_id, within=within)
    with rls.scope(within):
        return {row.key: finding_answer_row(row) for row in FindingAnswer.objects.filter(report=report_id)}


def last_years_answers(report_id: int, *, within: rls.type_of_scope) -> dict[str, FindingAnswerRow]:
    """The reasons given in the report before this one, in the same form; empty where there is none."""
    report = get_report(report_id, within=within)
    with rls.scope(within):
        of_form = reports_within(within).filter(municipality=report.municipality_id, template=report.edition.template)
        before = [r for r in of_form if (r.year, r.half or 0) < (report.period.year, report.period.half or 0)]
        if not before:
            return {}
        last = max(before, key=lambda r: (r.year, r.half or 0))
        return {row.key: finding_answer_row(row) for row in FindingAnswer.objects.filter(report=last.pk)}


def reasons_of(report_ids: Sequence[int]) -> dict[int, dict[str, FindingAnswerRow]]:
    """The reasons given in each of these reports; inside a scope only."""
    found: dict[int, dict[str, FindingAnswerRow]] = {report_id: {} for report_id in report_ids}
    for row in FindingAnswer.objects.filter(report__in=report_ids).order_by():
        found[row.report_id][row.key] = finding_answer_row(row)
    return found


def finding_answer_row(row: FindingAnswer) -> FindingAnswerRow:
    """A stored reason as others see it."""
    return FindingAnswerRow(
        key=row.key, rule=row.rule, params=row.params, reason=row.reason, actor_name=row.actor_name, at=row.at
    )
