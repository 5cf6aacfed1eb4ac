"""The cells of a proposal, out of what `boso read --json` prints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boso.importers.proposals import Part, ProposedCell, ReadFinding
from boso.importers.values import Candidate
from boso.kernel.sources import Place

NOT_AMOUNTS = frozenset({"activity", "year", "planned", "kinds", "certain", "place", "municipality", "description"})


def cells_of(reading: Mapping[str, Any]) -> tuple[ProposedCell, ...]:
    """Every cell of a reading, in the order of the form. A field that was read twice, differently, is in doubt."""
    economy = reading.get("economy") or {}
    found: list[ProposedCell] = [
        *_unambiguous(_field(f) for f in reading.get("formal", ())),
        *_unambiguous(_figure(f) for f in reading.get("figures", ())),
        *_unambiguous(_text(t) for t in reading.get("narratives", ())),
        *_money(economy),
        *(_table(i, t) for i, t in enumerate(economy.get("tables", ()))),
        *_unambiguous(_tick(t) for t in reading.get("matrix", ())),
    ]
    return tuple(found)


def findings_of(reading: Mapping[str, Any]) -> tuple[ReadFinding, ...]:
    """What reading had to say."""
    return tuple(
        ReadFinding(
            code=f["code"],
            severity=f["severity"],
            message=f.get("message", ""),
            params=f.get("params", {}),
            place=place_from(f.get("place")),
        )
        for f in reading.get("findings", ())
    )


def place_from(stored: Mapping[str, Any] | None) -> Place:
    """A place as JSON holds it."""
    parts = dict(stored or {})
    if "bbox" in parts:
        parts["bbox"] = tuple(parts["bbox"])
    return Place(**parts)


def _unambiguous(cells: Iterable[ProposedCell]) -> list[ProposedCell]:
    """One cell for each address; where two disagree, the first, in doubt, with the other as a candidate."""
    kept: dict[str, ProposedCell] = {}
    for cell in cells:
        first = kept.setdefault(cell.address, cell)
        if (first.kind, first.value) != (cell.kind, cell.value):
            other = Candidate(cell.value, cell.kind, cell.place)
            kept[cell.address] = replace(first, certain=False, candidates=(*first.candidates, other))
    return list(kept.values())


def _candidates(options: Sequence[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    return tuple(Candidate(o.get("value"), o["kind"], place_from(o.get("place"))) for o in options)


def _field(read: Mapping[str, Any]) -> ProposedCell:
    return ProposedCell(
        address=f"{Part.FIELD}:{read['field']}",
        part=Part.FIELD,
        code=read["field"],
        kind=read["kind"],
        value=read["value"],
        raw=read.get("raw") or "",
        certain=read["certain"],
        place=place_from(read.get("place")),
        candidates=_candidates(read.get("candidates", ())),
    )


def _figure(read: Mapping[str, Any]) -> ProposedCell:
    return ProposedCell(
        address=f"{Part.FIGURE}:{read['code']}",
        part=Part.FIGURE,
        code=read["code"],
        kind=read["kind"],
        value=read["value"],
        raw=read.get("raw") or "",
        certain=read["certain"],
        place=place_from(read.get("place")),
        candidates=_candidates(read.get("candidates", ())),
        as_of=read.get("as_of"),
        expected=read.get("expected"),
    )


def _text(read: Mapping[str, Any]) -> ProposedCell:
    return ProposedCell(
        address=f"{Part.TEXT}:{read['code']}",
        part=Part.TEXT,
        code=read["code"],
        kind=read["kind"],
        value=read["text"],
        raw=read["text"],
        certain=read["certain"],
        place=place_from(read.get("place")),
    )


def _tick(read: Mapping[str, Any]) -> ProposedCell:
    return ProposedCell(
        address=f"{Part.TICK}:{read['actor']}",
        part=Part.TICK,
        code=read["actor"],
        kind="text",
        value=read["level"],
        raw=read["level"],
        certain=read["certain"],
        place=place_from(read.get("place")),
    )


def _table(index: int, read: Mapping[str, Any]) -> ProposedCell:
    return ProposedCell(
        address=f"{Part.TABLE}:{index}",
        part=Part.TABLE,
        code=str(index),
        kind="table",
        value={"type": read["type"], "title": read["title"], "rows": [list(row) for row in read["rows"]]},
        raw=read["title"],
        certain=read.get("certain", True),
        place=place_from(read.get("place")),
        label=read["title"],
    )


def _money(economy: Mapping[str, Any]) -> Iterator[ProposedCell]:
    """Rows of activities, the printed sum and rows of years, each one cell."""
    for index, row in enumerate(economy.get("rows", ())):
        yield _money_cell("years" if "year" in row else "activities", index, row)
    if economy.get("totals"):
        yield _money_cell("sum", 0, economy["totals"])
    first = len(economy.get("rows", ())) if economy.get("layout") == "sor_section_7" else 0
    for index, row in enumerate(economy.get("multi_year", ()), start=first):
        yield _money_cell("years", index, row)


def _money_cell(block: str, index: int, row: Mapping[str, Any]) -> ProposedCell:
    amounts = {column: amount for column, amount in row.items() if column not in NOT_AMOUNTS}
    label = str(row.get("activity") or row.get("year") or "")
    return ProposedCell(
        address=f"{Part.MONEY}:{block}:{index}",
        part=Part.MONEY,
        code=f"{block}:{index}",
        kind="planned" if row.get("planned") else "row",
        value=amounts,
        raw=label,
        certain=row["certain"],
        place=place_from(row.get("place")),
        label=label,
        kinds=row.get("kinds", {}),
    )
