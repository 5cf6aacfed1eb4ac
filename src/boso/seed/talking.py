"""What colleagues in Prøvevik have asked each other about the open report, so that there is something to be told of."""

from datetime import date, datetime, timedelta

from boso.access.queries import find_account
from boso.kernel.periods import ReportPeriod
from boso.places.queries import get_municipality
from boso.reporting.actions.together import add_comment, assign
from boso.reporting.queries import find_report
from boso.reporting.queries.editing import list_assignments
from boso.seed.rounds import OPEN_YEAR

PLACE, FORM, SECTION = "provevik", "ost_annual", "C"
DUE = date(2014, 2, 19)
SAID = "NAV sender tallene for fjerde kvartal i neste uke."


def load_talk(*, now: datetime) -> None:
    """A section that somebody was asked to answer, and what was said about it. Loading again changes nothing."""
    within = [get_municipality(PLACE).id]
    leader, helper = find_account("leder"), find_account("bidragsyter")
    report = find_report(within, municipality=PLACE, template=FORM, period=ReportPeriod(OPEN_YEAR))
    if leader is None or helper is None or report is None or list_assignments(within):
        return
    assign(
        report_id=report.id,
        section=SECTION,
        address="",
        account_id=str(helper.id),
        name=helper.display_name,
        due=max(DUE, now.date()),
        actor=leader.actor,
        now=now - timedelta(days=4),
        within=within,
    )
    add_comment(
        report_id=report.id,
        section=SECTION,
        address="",
        text=SAID,
        thread=None,
        actor=helper.actor,
        now=now - timedelta(days=3),
        within=within,
    )
