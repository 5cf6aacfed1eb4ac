"""What Prøvesund promised for March when it delivered, and what Husbanken asks it for since."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from boso.kernel.decisions import Actor
from boso.reporting.actions.answering import save_section
from boso.reporting.actions.opening_fields import open_for_supplement
from boso.reporting.queries.editing import get_draft
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Typed
from boso.seed.reviewing import CONTACT

PROMISED: Mapping[str, Mapping[str, str]] = {
    "provesund": {"figure:C1.adaptation_grant": "14.03.2014", "figure:C2.new_applications": "31.01.2014"}
}
ASKED: Mapping[str, tuple[str, str, date]] = {
    "provesund": ("figure:C1.full_financed", "Er kjøp med både lån og tilskudd regnet med her?", date(2014, 2, 28))
}


def promise(row: ReportRow, *, writer: Actor, now: datetime) -> None:
    """Let some figures of a report that is being written come later."""
    wanted = PROMISED.get(row.municipality, {})
    if not wanted:
        return
    within = [row.municipality_id]
    draft = get_draft(row.id, within=within)
    save_section(
        report_id=row.id,
        typed={a: Typed(kind="pending", expected=day, seen=draft.at(a).content.mark) for a, day in wanted.items()},
        actor=writer,
        now=now,
        within=within,
    )


def ask_for_more(row: ReportRow, *, now: datetime) -> None:
    """Husbanken opens a field of a delivered report."""
    if row.municipality in ASKED:
        address, reason, due = ASKED[row.municipality]
        open_for_supplement(
            report_id=row.id,
            address=address,
            reason=reason,
            due=max(due, (now + timedelta(days=7)).date()),
            actor=CONTACT,
            now=now,
            within=[row.municipality_id],
        )
