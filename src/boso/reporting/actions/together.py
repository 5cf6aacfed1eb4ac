"""Writing one report together: being seen, asking a colleague, talking about a question."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places import rls
from boso.reporting.actions.events import record_act
from boso.reporting.actions.noticing import asked_to_answer, tell
from boso.reporting.models import Assignment, Comment, Presence, Report
from boso.reporting.queries.reports import owner_of

MOST_SAID = 4000


@transaction.atomic
def be_present(*, report_id: int, section: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Say that somebody has a section open; it is believed for a minute."""
    with rls.scope(within):
        owner = owner_of(report_id, within=within)
        Presence.objects.bulk_create(
            [
                Presence(
                    municipality_id=owner,
                    report_id=report_id,
                    account_id=actor.id,
                    name=actor.name,
                    section=section,
                    seen_at=now,
                )
            ],
            update_conflicts=True,
            unique_fields=["municipality", "report", "account_id"],
            update_fields=["name", "section", "seen_at"],
        )


@transaction.atomic
def assign(
    *,
    report_id: int,
    section: str,
    address: str,
    account_id: str,
    name: str,
    due: date | None,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> None:
    """Ask somebody to answer a section or a question of it, in place of whoever was asked before."""
    if due is not None and due < now.date():
        raise Invalid(_("Velg en dag som ikke er passert."))
    with rls.scope(within):
        report = _report(report_id, within)
        row, _made = Assignment.objects.update_or_create(
            municipality_id=report.municipality_id,
            report_id=report.pk,
            section=section,
            address=address,
            defaults={
                "account_id": account_id,
                "name": name,
                "due": due,
                "by_id": actor.id,
                "by_name": actor.name,
                "at": now,
                "done_at": None,
            },
        )
        facts = {"section": section, "address": address, "account": account_id}
        record_act("section_assigned", report, facts=facts, actor=actor, now=now)
        tell(
            "assigned",
            report,
            actor=actor,
            now=now,
            occasion=f"{row.pk}:{due or ''}:{now.date()}",  # asked the same again on a day, nobody is told again
            section=section,
            address=address,
            named=[int(account_id)],
        )


@transaction.atomic
def finish_assignment(
    *, report_id: int, assignment_id: int, actor: Actor, now: datetime, within: rls.type_of_scope
) -> None:
    """What somebody was asked for is done. Said again it changes nothing."""
    with rls.scope(within):
        report = _report(report_id, within)
        Assignment.objects.filter(pk=assignment_id, report=report.pk, done_at__isnull=True).update(done_at=now)
        facts = {"assignment": assignment_id}
        record_act("assignment_finished", report, facts=facts, actor=actor, now=now)


@transaction.atomic
def add_comment(
    *,
    report_id: int,
    section: str,
    address: str,
    text: str,
    thread: int | None,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> int:
    """Say something about a section or a question, or answer what was said. Returns the remark's number."""
    said = text.strip()
    if not said:
        raise Invalid(_("Skriv en kommentar først."))
    if len(said) > MOST_SAID:
        raise Invalid(_("Kommentaren er for lang. Kort den ned til 4 000 tegn."))
    with rls.scope(within):
        report = _report(report_id, within)
        Report.objects.select_for_update(no_key=True).get(pk=report.pk)
        remarks = Comment.objects.filter(municipality=report.municipality_id, report=report.pk)
        if thread is not None and not remarks.filter(number=thread).update(resolved_at=None, resolved_by=""):
            raise NotFound(_("Det finnes ingen slik kommentar."))
        number = (remarks.aggregate(last=Max("number"))["last"] or 0) + 1
        Comment.objects.create(
            municipality_id=report.municipality_id,
            report_id=report.pk,
            number=number,
            thread=thread,
            section=section,
            address=address,
            text=said,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
        tell(
            "commented",
            report,
            actor=actor,
            now=now,
            occasion=str(number),
            section=section,
            address=address,
            named=_taking_part(report, thread) | asked_to_answer(report, [section]),
        )
        return number


@transaction.atomic
def resolve_comment(*, report_id: int, number: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """A thread is settled; an answer opens it again."""
    with rls.scope(within):
        report = _report(report_id, within)
        found = Comment.objects.filter(report=report.pk, number=number, resolved_at__isnull=True)
        found.update(resolved_at=now, resolved_by=actor.name)


def _taking_part(report: Report, thread: int | None) -> set[int]:
    """The accounts that have said something in a thread."""
    if thread is None:
        return set()
    said = Comment.objects.filter(municipality=report.municipality_id, report=report.pk)
    authors = said.filter(Q(number=thread) | Q(thread=thread)).order_by().values_list("actor_id", flat=True)
    return {int(author) for author in authors if author.isdecimal()}


def _report(report_id: int, within: rls.type_of_scope) -> Report:
    found = rls.narrowed(Report.objects.filter(pk=report_id), within)
    report = found.first()
    if report is None:
        raise NotFound(_("Det finnes ingen slik rapport."))
    return report
