"""What differs between the figures of two data releases, cell by cell, and the same as plain JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from boso.kernel.figures import Kind
from boso.kernel.text import norwegian_order
from boso.publishing.annual.rows import CellChange, State

Cells = Mapping[str, Any]
SUM, HIDDEN = "number", Kind.SUPPRESSED.value
Key = tuple[str, str, int]  # municipality ("" for the region together), indicator, year


def changed(before: Cells, after: Cells) -> tuple[CellChange, ...]:
    """The cells that are not the same, the region's sums first, then by municipality, indicator and year.

    Only what a cell says counts: its kind, its digits, and whether anybody doubts it. Where it was read does not.
    """
    old, new = _states(before), _states(after)
    names = {**_names(before), **_names(after)}
    differing = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    found = (
        CellChange(
            municipality=slug,
            name=names.get(slug, ""),
            code=code,
            year=year,
            before=old.get((slug, code, year)),
            after=new.get((slug, code, year)),
        )
        for slug, code, year in differing
    )
    return tuple(sorted(found, key=lambda c: (norwegian_order(c.name), c.municipality, c.code, c.year)))


def as_plain(changes: Sequence[CellChange]) -> list[dict[str, object]]:
    """The changes as JSON holds them."""
    return [
        {
            "municipality": change.municipality,
            "name": change.name,
            "code": change.code,
            "year": change.year,
            "before": _plain(change.before),
            "after": _plain(change.after),
        }
        for change in changes
    ]


def from_plain(rows: Sequence[Mapping[str, Any]]) -> tuple[CellChange, ...]:
    """The changes again."""
    return tuple(CellChange(**{**row, "before": _state(row["before"]), "after": _state(row["after"])}) for row in rows)


def _states(cells: Cells) -> dict[Key, State]:
    figures = {
        (each["municipality"], each["code"], each["year"]): State(
            kind=each["kind"], value=each["value"], certain=each["certain"]
        )
        for each in cells["figures"]
    }
    sums = {
        ("", each["code"], cells["year"]): State(kind=HIDDEN if each["hidden"] else SUM, value=each["value"])
        for each in cells["sums"]
        if each["hidden"] or each["value"] is not None
    }
    return figures | sums


def _names(cells: Cells) -> dict[str, str]:
    return {each["slug"]: each["name"] for each in cells["municipalities"]}


def _plain(state: State | None) -> dict[str, object] | None:
    return None if state is None else {"kind": state.kind, "value": state.value, "certain": state.certain}


def _state(plain: Mapping[str, Any] | None) -> State | None:
    return None if plain is None else State(**plain)
