"""What was decided about the cells of a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from boso.importers.proposals import Choice, Decided, Part, ProposedCell, SettledCell, Standing
from boso.kernel.decisions import YES, Decision, no
from boso.kernel.figures import Kind
from boso.reporting.values import MONEY_COLUMNS


def settled(
    cells: Sequence[ProposedCell], decisions: Mapping[str, Decided], *, certain_accepted: bool
) -> tuple[SettledCell, ...]:
    """Each cell with what was decided about it. What is doubtful stays open until somebody says something."""
    return tuple(_settled(cell, decisions.get(cell.address), certain_accepted) for cell in cells)


def _settled(cell: ProposedCell, decided: Decided | None, certain_accepted: bool) -> SettledCell:
    if decided is None:
        waiting = Standing.CERTAIN if cell.certain else Standing.OPEN
        standing = Standing.TAKEN if cell.certain and certain_accepted else waiting
        return SettledCell(cell=cell, proposed=cell, standing=standing)
    if decided.choice is Choice.LEAVE:
        return SettledCell(cell=cell, proposed=cell, standing=Standing.LEFT, decided=decided)
    return SettledCell(cell=_as_decided(cell, decided), proposed=cell, standing=Standing.TAKEN, decided=decided)


def _as_decided(cell: ProposedCell, decided: Decided) -> ProposedCell:
    if decided.choice is Choice.CANDIDATE:
        chosen = cell.candidates[decided.candidate or 0]
        return replace(cell, kind=chosen.kind, value=chosen.value, place=chosen.place, certain=True)
    if decided.choice is Choice.TYPED:
        return replace(cell, kind=decided.kind or cell.kind, value=decided.value, certain=True)
    return replace(cell, certain=True)


def can_decide(cell: ProposedCell, decided: Decided) -> Decision:
    """Does the decision fit the cell? A no is `no_such_candidate`, `needs_a_number`, `needs_no_number`,
    `unknown_kind`, `unknown_column` or `needs_whole_kroner`."""
    if decided.choice is Choice.CANDIDATE:
        known = decided.candidate is not None and 0 <= decided.candidate < len(cell.candidates)
        return YES if known else no("no_such_candidate")
    if decided.choice is not Choice.TYPED:
        return YES
    if cell.part is Part.FIGURE:
        return _can_be_figure(decided)
    if cell.part is Part.MONEY:
        return _can_be_money(decided.value)
    return YES


def _can_be_figure(decided: Decided) -> Decision:
    if decided.kind not in set(Kind):
        return no("unknown_kind")
    if Kind(decided.kind).has_value:
        is_number = isinstance(decided.value, int | float) and not isinstance(decided.value, bool)
        return YES if is_number else no("needs_a_number")
    return YES if decided.value is None else no("needs_no_number")


def _can_be_money(value: Any) -> Decision:
    if not isinstance(value, dict) or any(column not in MONEY_COLUMNS for column in value):
        return no("unknown_column")
    whole = all(
        amount is None or (isinstance(amount, int) and not isinstance(amount, bool)) for amount in value.values()
    )
    return YES if whole else no("needs_whole_kroner")
