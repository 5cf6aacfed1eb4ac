"""What a person says about the cells of a proposal."""

from datetime import datetime

from django.db import transaction

from boso.importers.actions.locking import locked_import
from boso.importers.models import Import
from boso.importers.proposals import Choice, Decided, ImportState, ProposedCell, Standing
from boso.importers.rules import can_decide, cells_of
from boso.importers.stored import decided_as_json, settled_cells
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls

WHY_NOT = {
    "no_such_candidate": "Velg en av tolkningene som er foreslått.",
    "needs_a_number": "Skriv et tall, for eksempel 412.",
    "needs_no_number": "Når tallet mangler, skal feltet være tomt.",
    "unknown_kind": "Velg hva som står i cellen.",
    "unknown_column": "Raden har ingen slik kolonne.",
    "needs_whole_kroner": "Skriv hele kroner, for eksempel 1 400 000.",
}


@transaction.atomic
def decide(
    *,
    import_id: int,
    address: str,
    choice: Choice,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    candidate: int | None = None,
    kind: str = "",
    value: object = None,
) -> None:
    """Say what a cell is: as proposed, one of the other readings, something typed, or nothing to be stored.

    Nothing is stored in the report before `apply_import`. Raises Invalid for what does not fit the cell, Denied for
    a cell that has been applied: after that, the report's own answer is changed, with a reason.
    """
    with rls.scope(within):
        row = locked_import(import_id, within)
        cell = _open_cell(row, address)
        said = Decided(choice=choice, candidate=candidate, kind=kind, value=value, actor=actor.name, at=now.isoformat())
        decision = can_decide(cell, said)
        if not decision:
            raise Invalid(WHY_NOT[decision.reason])
        row.decisions = {**row.decisions, address: decided_as_json(said)}
        row.save(update_fields=["decisions"])


def _open_cell(row: Import, address: str) -> ProposedCell:
    if row.state not in (ImportState.PROPOSED, ImportState.APPLIED):
        raise Denied("Importen er avsluttet; importer filen på nytt.")
    cells = {cell.address: cell for cell in cells_of(row.reading)}
    if address not in cells:
        raise NotFound("Importen har ingen slik celle.")
    if row.state == ImportState.APPLIED:
        standing = {s.cell.address: s.standing for s in settled_cells(row)}
        if standing[address] is Standing.TAKEN:
            raise Denied("Svaret er tatt inn i rapporten; endre det der.")
    return cells[address]


@transaction.atomic
def accept_certain(*, import_id: int, actor: Actor, now: datetime, within: rls.type_of_scope) -> int:
    """Say yes to all that is certain and not decided one by one; gives how many that were. Twice changes nothing."""
    del actor, now  # who and when are said when the import is applied
    with rls.scope(within):
        row = locked_import(import_id, within)
        if row.state not in (ImportState.PROPOSED, ImportState.APPLIED):
            raise Denied("Importen er avsluttet; importer filen på nytt.")
        waiting = sum(c.standing is Standing.CERTAIN for c in settled_cells(row))
        row.certain_accepted = True
        row.save(update_fields=["certain_accepted"])
        return waiting
