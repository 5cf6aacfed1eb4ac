"""The round a report belongs to, and the dates that hold for its municipality."""

from datetime import datetime

from boso.places import rls
from boso.reporting.models import Extension, Invitation, Round
from boso.reporting.queries.reports import get_report, owner_of
from boso.reporting.queries.reviewing import dues_of
from boso.reporting.rules.reviewing import answers_close
from boso.reporting.rules.rounds import closes, extended
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.rounds import RoundDates

INVITED = (
    "municipality_id",
    "round_id",
    "report__status",
    "report__historical",
    "round__deadline",
    "round__last_new",
    "round__last_edit",
)


def dates_of_report(report_id: int, *, within: rls.type_of_scope) -> RoundDates | None:
    """The three dates that hold for a report, its extension counted in; None for a report outside any round.

    Raises NotFound for a report outside.
    """
    return dates_for(get_report(report_id, within=within), within=within)


def dates_for(report: ReportRow, *, within: rls.type_of_scope) -> RoundDates | None:
    """The same for a report at hand."""
    with rls.scope(within):
        found = Invitation.objects.select_related("round").filter(report=report.id).order_by()
        invitation = next(iter(found), None)
        if invitation is None or report.historical:
            return None
        until = _until(report.municipality_id, invitation.round_id)
    return extended(dates_in(invitation.round), until)


def closes_at(report_id: int, *, within: rls.type_of_scope) -> datetime | None:
    """Until when answers may be typed in a report, in its state now; None where nothing closes it."""
    with rls.scope(within):
        invitations = rls.narrowed(Invitation.objects.filter(report=report_id), within)
        invited = next(iter(invitations.order_by().values_list(*INVITED)), None)
        if invited is None:
            owner_of(report_id, within=within)
            return None
        municipality, round_id, status, historical, deadline, last_new, last_edit = invited
        if historical:
            return None
        until = _until(municipality, round_id)
        dates = extended(RoundDates(deadline=deadline, last_new=last_new, last_edit=last_edit), until)
        return _closes(report_id, dates, Status(status))


def _until(municipality_id: int, round_id: int) -> list[datetime]:
    """How long the municipality was given, each time it was given longer."""
    later = Extension.objects.filter(municipality=municipality_id, round=round_id)
    return list(later.order_by("number").values_list("until", flat=True))


def closes_for(report: ReportRow, *, within: rls.type_of_scope) -> datetime | None:
    """The same for a report at hand."""
    dates = dates_for(report, within=within)
    with rls.scope(within):
        return _closes(report.id, dates, report.status)


def _closes(report_id: int, dates: RoundDates | None, status: Status) -> datetime | None:
    """What was asked back may have a later day of its own."""
    if status is Status.ASKED_BACK:
        return answers_close(dates.last_edit if dates else None, dues_of(report_id))
    return closes(dates, status)


def dates_in(stored: Round) -> RoundDates:
    """The dates of a stored round."""
    return RoundDates(deadline=stored.deadline, last_new=stored.last_new, last_edit=stored.last_edit)
