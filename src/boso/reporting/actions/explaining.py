"""Giving the reason for a warning: it is kept, shown beside the field, and shown again next year."""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.findings import Finding, Severity
from boso.places import rls
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.reporting.actions.events import own_report, record_act
from boso.reporting.models import FindingAnswer, Report
from boso.reporting.queries.explaining import finding_answer_row
from boso.reporting.queries.values_for_checks import report_values
from boso.reporting.rules.explaining import finding_facts, finding_key
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY
from boso.reporting.values import Status
from boso.reporting.values.delivering import FindingAnswerRow

LONGEST_REASON = 2000


@transaction.atomic
def answer_warning(
    *, report_id: int, key: str, reason: str, actor: Actor, now: datetime, within: rls.type_of_scope
) -> FindingAnswerRow:
    """Store the reason for one warning (`rules.explaining.finding_key`); given again, it takes the place of the first.

    Raises Invalid without a reason, NotFound for a warning that is not found any more, Denied after delivery.
    """
    said = reason.strip()
    if not said:
        raise Invalid("Skriv grunnen til at tallet er riktig slik det står.")
    if len(said) > LONGEST_REASON:
        raise Invalid("Grunnen er for lang. Skriv den med høyst 2000 tegn.")
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if Status(report.status) not in IN_THE_MUNICIPALITY:
            raise Denied("Rapporten er levert. En grunn kan ikke endres nå.")
        values = report_values(report_id, within=within, today=now.date())
        found = [f for f in findings_of(run_checks(values)) if finding_key(f) == key]
        if not found or found[0].severity is not Severity.WARNING:
            raise NotFound(_("Kontrollene finner ikke dette lenger. Last siden på nytt."))
        row = keep_reason(report, found[0], said, actor=actor, now=now)
        record_act(
            "warning_answered",
            report,
            actor=actor,
            now=now,
            reason=said,
            facts={"rule": row.rule, "key": key},
        )
        return finding_answer_row(row)


def keep_reason(report: Report, finding: Finding, said: str, *, actor: Actor, now: datetime) -> FindingAnswer:
    """Store the reason for a warning of a locked report, for what is found now."""
    given = {
        "rule": finding.code,
        "params": finding_facts(finding),
        "reason": said,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "at": now,
    }
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, reason=said, at=now.isoformat()):
        row, _made = FindingAnswer.objects.update_or_create(
            municipality_id=report.municipality_id, report_id=report.pk, key=finding_key(finding), defaults=given
        )
    return row
