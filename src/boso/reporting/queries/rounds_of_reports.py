"""The round a report belongs to, and the dates that hold for its municipality."""

from collections.abc import Sequence
from datetime import date, datetime

from boso.places import rls
from boso.places.reading import Ask, read
from boso.reporting.models import Extension, Report, Round
from boso.reporting.queries.reports import get_report, in_reach
from boso.reporting.queries.reviewing import days_asked, dues_of
from boso.reporting.rules.reviewing import answer_by, answers_close
from boso.reporting.rules.rounds import closes, extended
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.rounds import RoundDates

INVITED = "SELECT municipality_id, round_id FROM reporting_invitation WHERE report_id = %s"


def dates_of_report(report_id: int, *, within: rls.type_of_scope) -> RoundDates | None:
    """The three dates that hold for a report, its extension counted in; None for a report outside any round.

    Raises NotFound for a report outside.
    """
    return dates_for(get_report(report_id, within=within), within=within)


def dates_for(report: ReportRow, *, within: rls.type_of_scope) -> RoundDates | None:
    """The same for a report at hand."""
    with rls.scope(within):
        rounds, later = read(*_asked(report.id))
    return None if report.historical else _dates(rounds, later)


def closes_at(report_id: int, *, within: rls.type_of_scope) -> datetime | None:
    """Until when answers may be typed in a report, in its state now; None where nothing closes it."""
    with rls.scope(within):
        found, rounds, later = read(Ask(Report, "WHERE id = %s", [report_id]), *_asked(report_id))
        report = in_reach(found, within)
        dates = None if report.historical else _dates(rounds, later)
        return _closes(report_id, dates, Status(report.status))


def _asked(report_id: int) -> tuple[Ask[Round], Ask[Extension]]:
    """The round of a report, and how long its municipality was given, each time it was given longer."""
    return (
        Ask(Round, "WHERE id IN (SELECT round_id FROM reporting_invitation WHERE report_id = %s)", [report_id]),
        Ask(Extension, f"WHERE (municipality_id, round_id) IN ({INVITED}) ORDER BY number", [report_id]),
    )


def _dates(rounds: Sequence[Round], later: Sequence[Extension]) -> RoundDates | None:
    return extended(dates_in(rounds[0]), [each.until for each in later]) if rounds else None


def closes_for(report: ReportRow, *, within: rls.type_of_scope) -> datetime | None:
    """The same for a report at hand."""
    dates = dates_for(report, within=within)
    with rls.scope(within):
        return _closes(report.id, dates, report.status)


def answer_day(report: ReportRow, *, within: rls.type_of_scope) -> date | None:
    """The day by which a report that was asked back is to be answered; None for any other."""
    if report.status is not Status.ASKED_BACK:
        return None
    dates = dates_for(report, within=within)
    with rls.scope(within):
        asked = days_asked([report.id])[report.id]
    return answer_by(report.status, dates.last_edit if dates else None, asked)


def _closes(report_id: int, dates: RoundDates | None, status: Status) -> datetime | None:
    """What was asked back may have a later day of its own."""
    if status is Status.ASKED_BACK:
        return answers_close(dates.last_edit if dates else None, dues_of(report_id))
    return closes(dates, status)


def dates_in(stored: Round) -> RoundDates:
    """The dates of a stored round."""
    return RoundDates(deadline=stored.deadline, last_new=stored.last_new, last_edit=stored.last_edit)
