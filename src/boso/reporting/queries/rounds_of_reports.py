"""The round a report belongs to, and the dates that hold for its municipality."""

from datetime import datetime

from boso.places import rls
from boso.reporting.models import Extension, Invitation, Round
from boso.reporting.queries.reports import get_report
from boso.reporting.rules.rounds import closes, extended
from boso.reporting.values import ReportRow
from boso.reporting.values.rounds import RoundDates


def dates_of_report(report_id: int, *, within: rls.type_of_scope) -> RoundDates | None:
    """The three dates that hold for a report, its extension counted in; None for a report outside any round.

    Raises NotFound for a report outside.
    """
    return dates_for(get_report(report_id, within=within), within=within)


def dates_for(report: ReportRow, *, within: rls.type_of_scope) -> RoundDates | None:
    """The same for a report at hand."""
    with rls.scope(within):
        invitation = Invitation.objects.select_related("round").filter(report=report.id).first()
        if invitation is None or report.historical:
            return None
        later = Extension.objects.filter(municipality=report.municipality_id, round=invitation.round_id)
        until = [row.until for row in later.order_by("number")]
    return extended(dates_in(invitation.round), until)


def closes_at(report_id: int, *, within: rls.type_of_scope) -> datetime | None:
    """Until when answers may be typed in a report, in its state now; None where nothing closes it."""
    return closes_for(get_report(report_id, within=within), within=within)


def closes_for(report: ReportRow, *, within: rls.type_of_scope) -> datetime | None:
    """The same for a report at hand."""
    return closes(dates_for(report, within=within), report.status)


def dates_in(stored: Round) -> RoundDates:
    """The dates of a stored round."""
    return RoundDates(deadline=stored.deadline, last_new=stored.last_new, last_edit=stored.last_edit)
