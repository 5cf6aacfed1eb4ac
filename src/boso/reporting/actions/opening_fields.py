"""The region opens fields of a delivered report, so that they may be changed in a supplement, and takes that back."""

from datetime import date, datetime

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.figures import Kind
from boso.places import rls
from boso.reporting.actions.events import own_report, record_act
from boso.reporting.actions.noticing import tell
from boso.reporting.editions import edition_of
from boso.reporting.models import OpenedField, Report
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.reports import report_row
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.drafts import draft_of
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import Status
from boso.reporting.values.supplementing import OpenState

LONGEST_REASON = 2000
REFUSALS = {
    "historical": "Dette er en historisk rapport. Kommunen blir ikke spurt om den.",
    "asked_back": "Rapporten er sendt tilbake med spørsmål. Still spørsmålet i gjennomgangen.",
    "not_delivered": "Rapporten er ikke levert. Kommunen kan selv endre den til den er levert.",
}


@transaction.atomic
def open_for_supplement(
    *,
    report_id: int,
    address: str,
    reason: str,
    due: date | None,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> int:
    """Open a field of a delivered report and ask the municipality for it; its number. Open already: the same number.

    Raises NotFound for what the form does not ask in a fixed field, Invalid without a reason, for a day that has passed
    and for a field that is promised anyway; Denied for a report that is not delivered.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        decision = can_supplement(Status(report.status), historical=report.historical)
        if not decision:
            raise Denied(_(REFUSALS[decision.reason]))
        section = _section_of(report, address, within)
        said = _said(reason)
        if due is not None and due < day_in_oslo(now):
            raise Invalid(_("Velg en dag som ikke er passert."))
        fields = OpenedField.objects.filter(municipality=report.municipality_id, report=report.pk)
        known = fields.filter(address=address, state=OpenState.OPEN.value).first()
        if known is not None:
            return known.number
        with pghistory.context(actor_id=actor.id, actor_name=actor.name, reason=said, at=now.isoformat()):
            row = OpenedField.objects.create(
                municipality_id=report.municipality_id,
                report_id=report.pk,
                number=(fields.aggregate(last=Max("number"))["last"] or 0) + 1,
                address=address,
                section=section,
                reason=said,
                due=due,
                actor_id=actor.id,
                actor_name=actor.name,
                at=now,
            )
        tell("field_opened", report, actor=actor, now=now, occasion=f"{row.pk}", section=section, day=due)
        record_act("field_opened", report, actor=actor, now=now, reason=said, facts={"address": address})
        return row.number


@transaction.atomic
def take_back_opening(*, report_id: int, number: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """A field is not asked for any more; it stays as it was delivered. Taken back or filled in already: no change.

    Raises NotFound for a field that was never opened.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        row = OpenedField.objects.filter(municipality=report.municipality_id, report=report.pk, number=number).first()
        if row is None:
            raise NotFound(_("Dette feltet er ikke åpnet."))
        if row.state != OpenState.OPEN.value:
            return
        row.state = OpenState.TAKEN_BACK.value
        with pghistory.context(actor_id=actor.id, actor_name=actor.name, at=now.isoformat()):
            row.save(update_fields=["state"])
        record_act("field_opening_taken_back", report, actor=actor, now=now, facts={"address": row.address})


def _section_of(report: Report, address: str, within: rls.type_of_scope) -> str:
    stored = report_row(report)
    asked = asked_by(edition_of(stored)).get(address)
    if asked is None:
        raise NotFound(_("Skjemaet spør ikke om dette."))
    if draft_of(content_of_report(stored, within=within)).at(address).content.kind == Kind.PENDING:
        raise Invalid(_("Feltet er lovet til senere og kan fylles ut uten at du åpner det."))
    return asked.section


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Invalid(_("Skriv hvorfor feltet åpnes, så kommunen vet hva den skal svare på."))
    if len(said) > LONGEST_REASON:
        raise Invalid(_("Grunnen er for lang. Skriv den med høyst 2000 tegn."))
    return said
