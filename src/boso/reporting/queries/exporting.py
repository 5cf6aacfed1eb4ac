"""Many delivered reports with everything they answer, some at a time: for files with all of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from django.db.models import Max

from boso.places import rls
from boso.reporting.models import Delivery, ReportVersion
from boso.reporting.queries.newest import contents_then
from boso.reporting.queries.reports import report_row, reports_within
from boso.reporting.rules.rounds import NOT_DELIVERED
from boso.reporting.values import ReportRow
from boso.reporting.values.exported import Delivered

AT_ONCE = 25  # reports in memory; what is read of them goes in one question


def list_delivered(within: rls.type_of_scope, *, reports: Collection[int]) -> list[ReportRow]:
    """Those of these reports that are delivered, by name of municipality; `version` is the one delivered last.

    What a municipality is still writing is not the region's: a report that is back counts as it was delivered, and one
    that was withdrawn is left out. Four queries, however many there are.
    """
    with rls.scope(within):
        found = reports_within(within).filter(pk__in=reports).exclude(status__in=[s.value for s in NOT_DELIVERED])
        rows = [report_row(r) for r in found.order_by("municipality__sort_name", "year", "half", "template")]
        closed = _newest_closed([r.id for r in rows])
    return [replace(row, version=closed.get(row.id, row.version)) for row in rows if row.historical or row.id in closed]


def read_delivered(reports: Sequence[ReportRow], *, within: rls.type_of_scope) -> Iterator[Delivered]:
    """These reports (of `list_delivered`) in their order, each with all its answers.

    Read as they are asked for; three queries for every 25.
    """
    left = iter(reports)
    while some := list(islice(left, AT_ONCE)):
        with rls.scope(within):
            found = list(_read(some))
        yield from found


def _read(reports: Sequence[ReportRow]) -> Iterator[Delivered]:
    contents = contents_then(reports)
    receipts = _receipts(reports)
    for report in reports:
        receipt = receipts.get(report.id)
        yield Delivered(
            content=contents[report.id],
            at=receipt.at if receipt else None,
            nothing=receipt.nothing if receipt else False,
        )


def _receipts(reports: Iterable[ReportRow]) -> Mapping[int, Delivery]:
    version = {r.id: r.version for r in reports}
    found = Delivery.objects.filter(report__in=list(version)).only("report_id", "version", "at", "nothing")
    return {row.report_id: row for row in found if row.version == version[row.report_id]}


def _newest_closed(reports: Collection[int]) -> Mapping[int, int]:
    found = ReportVersion.objects.filter(report__in=list(reports)).exclude(closed_at=None).order_by()
    return dict(found.values_list("report_id").annotate(Max("number")))
