"""A proposal is taken into the report of its period, all of it or nothing."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.importers.actions.locking import locked_import
from boso.importers.editions import newest_edition
from boso.importers.models import Import
from boso.importers.proposals import Conflict, Counts, ImportState, Plan, Resolution, SettledCell, Standing
from boso.importers.rules import counts_of, plan
from boso.importers.stored import ground_of, settled_cells, steps_as_json, steps_from
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.programme.actions import record_role_holders
from boso.programme.values import ContactRole, Holder
from boso.reporting.actions import opened_report, store_steps
from boso.reporting.models import Report
from boso.reporting.rules import can_import, merged
from boso.reporting.values import EventKind, Status

CONFLICTS = {
    Conflict.OTHER_REPORT: "Perioden har alt en annen rapport; velg om denne skal erstatte den eller bare fylle ut.",
    Conflict.OTHER_ANSWERS: "Rapporten har alt andre svar; velg om filen skal erstatte dem eller bare fylle ut.",
    Conflict.OTHER_EDITION: "Rapporten er skrevet i en annen utgave av skjemaet; velg om filen skal erstatte den.",
}
MARKS = (
    "steps", "made_report", "resolution", "reason", "state", "report", "applied_at", "applied_by_id", "applied_by_name",
)  # fmt: skip
NAMED = {role.value: role for role in ContactRole}
BETWEEN_NAMES = re.compile(r"\s*(?:/|,|;|&|\bog\b)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What applying did. `nothing_new`: it was applied before, and nothing has been decided since."""

    report_id: int
    counts: Counts
    nothing_new: bool


@transaction.atomic
def apply_import(
    *,
    import_id: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    resolution: Resolution | None = None,
    reason: str = "",
) -> Applied:
    """Take what was accepted into the report of its period, which is made where there is none.

    Applying twice changes nothing. Raises Invalid when nothing has been accepted, when another report stands in the
    way and nobody has resolved it, or when it shall be replaced without a reason; Denied for a delivered report.
    """
    with rls.scope(within):
        row = locked_import(import_id, within)
        cells = settled_cells(row)
        _refuse_unless_ready(row, cells, resolution, reason)
        report, made = _report(row, actor=actor, now=now)
        planned = plan(cells, ground_of(row, report=report, resolution=resolution, fresh=made))
        if planned.conflict:
            raise Invalid(CONFLICTS[planned.conflict])
        counts = replace(counts_of(cells, planned, findings=0), findings=len(row.reading.get("findings", ())))
        if row.state == ImportState.APPLIED and planned.changes_nothing:
            return Applied(report_id=report.pk, counts=counts, nothing_new=True)
        _store(row, report, planned, counts, reason=reason, actor=actor, now=now)
        _mark(row, report, planned, made=made, resolution=resolution, reason=reason, actor=actor, now=now)
        return Applied(report_id=report.pk, counts=counts, nothing_new=False)


def _refuse_unless_ready(
    row: Import, cells: tuple[SettledCell, ...], resolution: Resolution | None, reason: str
) -> None:
    if row.state not in (ImportState.PROPOSED, ImportState.APPLIED):
        raise Denied("Importen er avsluttet; importer filen på nytt.")
    if not any(c.standing is Standing.TAKEN for c in cells):
        raise Invalid("Ingenting er godtatt ennå; godta det som er sikkert, eller svar på det som er usikkert.")
    if resolution is Resolution.REPLACE and not reason.strip():
        raise Invalid("Skriv hvorfor rapporten erstattes.")


def _report(row: Import, *, actor: Actor, now: datetime) -> tuple[Report, bool]:
    """The report of the import's period, locked; made as a historical one where nobody opened it."""
    report, made = opened_report(
        municipality_id=row.municipality_id,
        edition=newest_edition(row.template, row.edition),
        period=ReportPeriod(row.year, row.half),
        actor=actor,
        now=now,
        historical=True,
    )
    if not can_import(Status(report.status), historical=report.historical):
        raise Denied("Rapporten er levert; endringer leveres som et supplement.")
    return report, made


def _store(
    row: Import, report: Report, planned: Plan, counts: Counts, *, reason: str, actor: Actor, now: datetime
) -> None:
    facts = {"import": row.pk, "file": row.file.name, "add": counts.add, "change": counts.change, "open": counts.open}
    why = reason or f"Importert fra {row.file.name}"
    store_steps(
        report_id=report.pk,
        steps=planned.steps,
        event=EventKind.ANSWERS_IMPORTED,
        actor=actor,
        now=now,
        reason=why,
        facts=facts,
    )
    record(
        actor=actor,
        now=now,
        act="import_applied",
        subject_type="import",
        subject_id=row.pk,
        scope=municipality_scope(row.municipality_id),
        reason=reason,
        facts={**facts, "report": report.pk},
    )
    record_role_holders(
        municipality_id=row.municipality_id,
        period=ReportPeriod(row.year, row.half),
        holders=_holders(settled_cells(row)),
        reference=role_reference(row),
        actor=actor,
        now=now,
    )


def role_reference(row: Import) -> str:
    """How the programme knows that a name came by this import."""
    return f"import:{row.pk}"


def _holders(cells: tuple[SettledCell, ...]) -> list[Holder]:
    """The office-holders that accepted fields name; several may stand in one field."""
    named = [c.cell for c in cells if c.standing is Standing.TAKEN and c.cell.code in NAMED and c.cell.value]
    return [Holder(role=NAMED[cell.code], name=name) for cell in named for name in _names(cell.value) if name.strip()]


def _names(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else BETWEEN_NAMES.split(str(value))


def _mark(
    row: Import,
    report: Report,
    planned: Plan,
    *,
    made: bool,
    resolution: Resolution | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    row.steps = steps_as_json(merged(steps_from(row.steps), planned.steps))
    if row.state == ImportState.PROPOSED:
        row.made_report = made
        row.resolution = resolution.value if resolution else ""
        row.reason = reason
    row.state = ImportState.APPLIED.value
    row.report_id = report.pk
    row.applied_at, row.applied_by_id, row.applied_by_name = now, actor.id, actor.name
    row.save(update_fields=[*MARKS])


@transaction.atomic
def refuse_import(*, import_id: int, reason: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Put a proposal away: the report that stands is kept. Raises Denied for one that was applied."""
    if not reason.strip():
        raise Invalid("Skriv hvorfor forslaget avvises.")
    with rls.scope(within):
        row = locked_import(import_id, within)
        if row.state != ImportState.PROPOSED:
            raise Denied("Bare et forslag som ikke er tatt inn, kan avvises.")
        row.state, row.reason = ImportState.REFUSED.value, reason
        row.save(update_fields=["state", "reason"])
        record(
            actor=actor,
            now=now,
            act="import_refused",
            subject_type="import",
            subject_id=row.pk,
            scope=municipality_scope(row.municipality_id),
            reason=reason,
        )
