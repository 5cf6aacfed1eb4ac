"""An applied import is taken back: every row is again as it was before."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.importers.actions.applying import role_reference
from boso.importers.actions.locking import locked_import
from boso.importers.models import Import
from boso.importers.proposals import ImportState
from boso.importers.stored import steps_from
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid
from boso.places import rls
from boso.programme.actions import forget_role_holders
from boso.reporting.actions import locked_report, remove_if_empty, store_steps
from boso.reporting.queries import imports_newest_first
from boso.reporting.rules import changed_since, inverse
from boso.reporting.values import EventKind, RowStep, Table


@transaction.atomic
def undo_import(*, import_id: int, reason: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """Take back all that an import did, and the report itself if the import made it; undoing twice changes nothing.

    Raises Denied when a later import rests on it or somebody has changed one of its answers since: then the newer
    goes first. The log, the history and the audit trail keep what happened.
    """
    with rls.scope(within):
        row = locked_import(import_id, within)
        if row.state == ImportState.UNDONE:
            return
        others = _refuse_unless_last(row, reason)
        steps = steps_from(row.steps)
        report, rows = locked_report(row.report_id or 0)
        touched = changed_since(rows, steps)
        if touched:
            raise Denied(
                _("Noe er endret etter importen (%(what)s); endre svarene i rapporten i stedet.")
                % {"what": _named(touched)}
            )
        store_steps(
            report_id=report.pk,
            steps=inverse(steps),
            event=EventKind.IMPORT_UNDONE,
            actor=actor,
            now=now,
            reason=reason,
            facts={"import": row.pk},
        )
        remove_if_empty(
            report_id=report.pk,
            municipality_id=row.municipality_id,
            made_here=row.made_report and not others,
            actor=actor,
            now=now,
        )
        forget_role_holders(municipality_id=row.municipality_id, reference=role_reference(row), actor=actor, now=now)
        _mark(row, reason=reason, actor=actor, now=now)


def _refuse_unless_last(row: Import, reason: str) -> bool:
    """Imports of one report are undone from the newest backwards; says whether others are applied there."""
    if row.state != ImportState.APPLIED:
        raise Denied("Importen er ikke tatt inn.")
    if not reason.strip():
        raise Invalid("Skriv hvorfor importen angres.")
    applied = Import.objects.filter(report=row.report_id, state=ImportState.APPLIED.value)
    alive = set(applied.values_list("pk", flat=True))
    newest = next(number for number in imports_newest_first(row.report_id or 0) if number in alive)
    if newest != row.pk:
        raise Denied("En nyere import er tatt inn i samme rapport; angre den først.")
    return len(alive) > 1


def _named(steps: tuple[RowStep, ...]) -> str:
    shown = [".".join(str(part) for part in s.key) for s in steps if s.table is not Table.REPORT]
    return ", ".join(shown[:3]) + (" …" if len(shown) > 3 else "")


def _mark(row: Import, *, reason: str, actor: Actor, now: datetime) -> None:
    row.state = ImportState.UNDONE.value
    row.undone_at, row.undone_by_id, row.undone_by_name = now, actor.id, actor.name
    row.report_id = None
    row.save(update_fields=["state", "undone_at", "undone_by_id", "undone_by_name", "report"])
    record(
        actor=actor,
        now=now,
        act="import_undone",
        subject_type="import",
        subject_id=row.pk,
        scope=municipality_scope(row.municipality_id),
        reason=reason,
    )
