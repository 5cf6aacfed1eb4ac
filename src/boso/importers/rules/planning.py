"""The plan of applying an import: rows to add, change and remove, and what must be decided first. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from boso.importers.proposals import Conflict, Counts, Effect, Plan, Resolution, SettledCell, Standing
from boso.importers.rules.rows import row_of, table_of
from boso.kernel.sources import Origin
from boso.reporting.values import Row, RowKey, RowStep, Table, content, key_of

Stored = Mapping[Table, Mapping[RowKey, Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What an import is applied to: the report's rows, and what was resolved.

    `pin` is the edition the file is in; `layout` that of its money tables; `other_imports`: another import is applied
    to the same report.
    """

    stored: Stored
    reference: str
    label: str
    pin: Row
    layout: str = "absent"
    applied_before: bool = False
    other_imports: bool = False
    resolution: Resolution | None = None


@dataclass(slots=True)
class _Draft:
    """A plan in the making."""

    steps: list[RowStep] = field(default_factory=list)
    effects: dict[str, Effect] = field(default_factory=dict)
    present: dict[str, Row] = field(default_factory=dict)
    wanted: set[tuple[Table, RowKey]] = field(default_factory=set)


def plan(cells: Iterable[SettledCell], ground: Ground, *, as_if_accepted: bool = False) -> Plan:
    """What applying these cells would do to the rows.

    What is taken is stored as certain. What is open is stored as doubtful where nothing stands, so that it is seen
    and enters no sum; it never replaces anything. What somebody changed by hand after this import stays as it is.
    `as_if_accepted` plans the certain cells too that still wait for a yes.
    """
    draft = _Draft()
    waiting = frozenset() if as_if_accepted else frozenset({Standing.CERTAIN})
    for cell in cells:
        if cell.standing is Standing.LEFT or cell.standing in waiting:
            continue
        _place(draft, cell, ground)
    draft.steps += _removals(draft, ground)
    conflict = _conflict(draft, ground)
    draft.steps += _repinned(ground)
    return Plan(
        steps=tuple(draft.steps),
        effects=draft.effects,
        present=draft.present,
        unchanged=sum(e in (Effect.UNCHANGED, Effect.KEPT) for e in draft.effects.values()),
        conflict=conflict,
    )


def _place(draft: _Draft, settled: SettledCell, ground: Ground) -> None:
    table = table_of(settled.cell.part)
    row = row_of(settled, reference=ground.reference, label=ground.label, layout=ground.layout)
    key = key_of(table, row)
    stored = ground.stored.get(table, {}).get(key)
    effect = _effect(row, stored, ground)
    draft.wanted.add((table, key))
    draft.effects[settled.cell.address] = effect
    if stored is not None and effect is not Effect.UNCHANGED:
        draft.present[settled.cell.address] = stored
    if effect in (Effect.ADD, Effect.CHANGE):
        draft.steps.append(RowStep(table=table, key=key, before=stored, after=row))


def _effect(row: Row, stored: Row | None, ground: Ground) -> Effect:
    if stored is None:
        return Effect.ADD
    if _says(row) == _says(stored):
        return Effect.CHANGE if row["certain"] and not stored["certain"] else Effect.UNCHANGED
    if stored["reference"] == ground.reference:
        return Effect.CHANGE
    if not row["certain"] or ground.applied_before or ground.resolution is Resolution.FILL:
        return Effect.KEPT
    return Effect.CHANGE if ground.resolution is Resolution.REPLACE else Effect.CLASH


def _says(row: Row) -> dict[str, object]:
    return {column: value for column, value in content(row).items() if column != "certain"}


def _removals(draft: _Draft, ground: Ground) -> list[RowStep]:
    """Rows that this import no longer stands for, and, when it replaces another, what only that one had."""
    replaces = ground.resolution is Resolution.REPLACE and not ground.applied_before
    return [
        RowStep(table=table, key=key, before=row, after=None)
        for table, rows in ground.stored.items()
        for key, row in rows.items()
        if table is not Table.REPORT
        and (table, key) not in draft.wanted
        and (row["reference"] == ground.reference or (replaces and row["origin"] == Origin.IMPORTED))
    ]


def _conflict(draft: _Draft, ground: Ground) -> Conflict | None:
    if ground.applied_before or ground.resolution is Resolution.REPLACE:
        return None
    if _is_other_edition(ground):
        return Conflict.OTHER_EDITION
    if ground.resolution is Resolution.FILL:
        return None
    if ground.other_imports and (draft.steps or Effect.CLASH in draft.effects.values()):
        return Conflict.OTHER_REPORT
    return Conflict.OTHER_ANSWERS if Effect.CLASH in draft.effects.values() else None


def _is_other_edition(ground: Ground) -> bool:
    stored = ground.stored.get(Table.REPORT, {}).get(())
    return stored is not None and stored["edition"] != ground.pin["edition"]


def _repinned(ground: Ground) -> list[RowStep]:
    if ground.applied_before or ground.resolution is not Resolution.REPLACE or not _is_other_edition(ground):
        return []
    before = ground.stored[Table.REPORT][()]
    return [RowStep(table=Table.REPORT, key=(), before=before, after=dict(ground.pin))]


def counts_of(cells: Sequence[SettledCell], planned: Plan, *, findings: int) -> Counts:
    """The proposal in numbers."""
    standing = Counter(c.standing for c in cells)
    kinds = Counter(("add" if s.before is None else "remove" if s.after is None else "change") for s in planned.steps)
    return Counts(
        certain=standing[Standing.CERTAIN],
        open=standing[Standing.OPEN],
        taken=standing[Standing.TAKEN],
        left=standing[Standing.LEFT],
        add=kinds["add"],
        change=kinds["change"],
        remove=kinds["remove"],
        unchanged=planned.unchanged,
        findings=findings,
    )
