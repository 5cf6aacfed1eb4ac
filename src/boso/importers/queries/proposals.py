"""One import with everything its page shows."""

from collections.abc import Sequence
from dataclasses import replace

from boso.importers.models import Import
from boso.importers.proposals import ImportState, ImportView, Plan, SettledCell, Standing
from boso.importers.queries.imports import import_row, stored_import
from boso.importers.rules import counts_of, findings_of, offsets_of, plan
from boso.importers.stored import ground_of, report_of, settled_cells, spans_of
from boso.importers.values import Span
from boso.places import rls


def view_import(import_id: int, *, within: rls.type_of_scope) -> ImportView:
    """An import with the text of its file, every cell with what applying would do, findings and counts.

    Effects are told as if all certain cells were accepted. Raises NotFound outside. The number of queries does not
    depend on the size of the report.
    """
    with rls.scope(within):
        row = stored_import(import_id, within)
        cells = settled_cells(row)
        planned = plan(cells, ground_of(row, report=report_of(row)), as_if_accepted=True)
        findings = findings_of(row.reading)
        return ImportView(
            row=import_row(row),
            text=row.file.text,
            cells=_with_effects(cells, planned, spans_of(row.file)),
            findings=findings,
            conflict=planned.conflict if row.state == ImportState.PROPOSED else None,
            counts=counts_of(cells, planned, findings=len(findings)),
            can_apply=_can_apply(row, cells, planned),
            can_undo=row.state == ImportState.APPLIED,
        )


def _with_effects(cells: Sequence[SettledCell], planned: Plan, spans: Sequence[Span]) -> tuple[SettledCell, ...]:
    return tuple(
        replace(
            settled,
            effect=planned.effects.get(settled.cell.address, settled.effect),
            present=planned.present.get(settled.cell.address),
            where=offsets_of(spans, settled.proposed.place),
        )
        for settled in cells
    )


def _can_apply(row: Import, cells: Sequence[SettledCell], planned: Plan) -> bool:
    if row.state not in (ImportState.PROPOSED, ImportState.APPLIED):
        return False
    taken = any(c.standing is Standing.TAKEN for c in cells)
    return taken and not (row.state == ImportState.APPLIED and planned.changes_nothing)
