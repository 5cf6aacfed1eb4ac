"""Adding to the log of a report; its status follows. And the audit entry of an act on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, NotFound
from boso.places import rls
from boso.reporting.actions.noticing import asked_to_answer, people_of_districts, tell
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Event, Report
from boso.reporting.rules import can_happen, status_after
from boso.reporting.rules.asking import page_of
from boso.reporting.rules.districts import blank_parts
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import EventKind, Status


def own_report(report_id: int, *, within: rls.type_of_scope) -> Report:
    """The report, locked to the end of the transaction. Raises NotFound for one outside; needs a scope around it."""
    found = rls.narrowed(Report.objects.select_for_update().filter(pk=report_id), within)
    report = found.first()
    if report is None:
        raise NotFound("Det finnes ingen slik rapport.")
    return report


def add_event(
    report: Report,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Append one event to a locked report. Raises Denied when it cannot happen in the report's state."""
    status = Status(report.status)
    if not can_happen(status, kind):
        raise Denied("Dette kan ikke gjøres med rapporten slik den står nå.")
    last = Event.objects.filter(municipality=report.municipality_id, report=report.pk).order_by("-number").first()
    number = last.number + 1 if last else 1
    Event.objects.create(
        municipality_id=report.municipality_id,
        report_id=report.pk,
        number=number,
        kind=kind.value,
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
        reason=reason,
        facts=dict(facts or {}),
    )
    report.status = status_after(status, kind).value
    Report.objects.filter(pk=report.pk).update(status=report.status)
    _tell(report, kind, number, _sections(facts), actor=actor, now=now)


def _tell(
    report: Report, kind: EventKind, number: int, sections: Sequence[str], *, actor: Actor, now: datetime
) -> None:
    """Tell of the event; where it is about sections, those too who were asked to answer them, and of those with figures
    the people of city districts, who give their parts."""
    named = asked_to_answer(report, sections) if sections else set()
    if sections and _have_figures(report, sections):
        named |= people_of_districts(report, on=day_in_oslo(now))
    tell(
        kind.value,
        report,
        actor=actor,
        now=now,
        occasion=str(number),
        section=sections[0] if len(sections) == 1 else "",
        named=named,
    )


def _have_figures(report: Report, sections: Sequence[str]) -> bool:
    edition = edition_at(pin_of(report))
    pages = (page_of(edition, section) for section in sections)
    return bool(blank_parts(edition, (), pages=[page.code for page in pages if page]))


def _sections(facts: Mapping[str, object] | None) -> list[str]:
    """The sections an event says it is about."""
    said = (facts or {}).get("sections")
    return [str(each) for each in said] if isinstance(said, list) else []


def record_act(
    act: str,
    report: Report,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """The audit entry of an act on a report: it concerns the municipality."""
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="report",
        subject_id=report.pk,
        scope=municipality_scope(report.municipality_id),
        reason=reason,
        facts=facts,
    )
