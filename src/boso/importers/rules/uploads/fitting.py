"""Does a workbook that came back belong to this report, as it is now? Pure."""

from collections.abc import Sequence

from boso.importers.reports.workbooks.reading import ReadWorkbook
from boso.kernel.decisions import YES, Decision, no
from boso.reporting.values import ReportRow
from boso.reporting.workbooks.sealing import holds


def fits(read: ReadWorkbook | None, report: ReportRow, secrets: Sequence[str]) -> Decision:
    """Yes, or the first thing that is wrong with it.

    A no is `not_ours`, `no_keys`, `changed_keys`, `other_municipality`, `other_report`, `other_edition` or
    `older_version`. Whose it is comes first: whoever took the wrong file should not look for changed keys.
    """
    if read is None:
        return no("not_ours")
    carried = read.carried
    if read.report.number and read.report.number != report.number:
        return no("other_municipality")
    if carried is None:
        return no("no_keys")
    if carried.whose.report_id != report.id or carried.whose.period != str(report.period):
        return no("other_report" if carried.whose.number == report.number else "other_municipality")
    if read.wrong_keys or not holds(carried, secrets):
        return no("changed_keys")
    if carried.whose.digest != report.edition.digest:
        return no("other_edition")
    return YES if carried.whose.version == report.version else no("older_version")
