"""Readings and stored rows for tests of imports, as strategies and as small examples."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from boso.importers.proposals import Choice, Decided, Plan, Resolution
from boso.importers.rules import Ground, cells_of, plan, settled
from boso.kernel.figures import WITH_VALUE, Kind
from boso.reporting.rules import applied
from boso.reporting.values import Row, RowKey, Table, key_of

PIN = {"edition": "2013", "revision": 1, "digest": "a" * 64}
CODES = ("A_no_dwelling.status_start", "A_no_dwelling.housed", "B_at_risk.housed", "C1.full_financed")
MISSING = [k for k in Kind if k not in WITH_VALUE and k is not Kind.SUPPRESSED]
Rows = dict[Table, dict[RowKey, Row]]


def figure(code: str, value: int | None, *, certain: bool = True, kind: str = "", **more: Any) -> dict[str, Any]:
    """A figure as a reading prints it."""
    kind = kind or ("number" if value is not None else "blank")
    return {"code": code, "kind": kind, "value": value, "raw": str(value or ""), "certain": certain, **more}


def reading(*figures: Mapping[str, Any], **parts: Any) -> dict[str, Any]:
    """A reading with these figures, and other parts by name."""
    return {"figures": list(figures), "formal": [], "narratives": [], "matrix": [], "economy": {}, **parts}


@st.composite
def figures(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Any figure of a code: a number or a kind of missing, certain or with candidates."""
    value = draw(st.none() | st.integers(0, 900))
    kind = "number" if value is not None else draw(st.sampled_from(MISSING)).value
    certain = draw(st.booleans())
    options = [] if certain else draw(st.lists(st.integers(0, 900), max_size=3))
    candidates = [{"value": v, "kind": "number", "place": {}} for v in options]
    return figure(code, value, kind=kind, certain=certain, candidates=candidates)


@st.composite
def readings(draw: st.DrawFn) -> dict[str, Any]:
    """A reading with some figures, texts, fields, money rows and ticks."""
    chosen = draw(st.lists(st.sampled_from(CODES), unique=True))
    rows = draw(st.lists(st.tuples(st.sampled_from("ABC"), st.none() | st.integers(0, 10**6)), max_size=3))
    return reading(
        *(draw(figures(code)) for code in chosen),
        formal=[{"field": "programme_start", "kind": "text", "value": "2011", "raw": "2011", "certain": True}]
        if draw(st.booleans())
        else [],
        narratives=[
            {
                "code": code,
                "kind": "text",
                "text": draw(st.sampled_from(["Ja", "Nei", ""])),
                "certain": draw(st.booleans()),
            }
            for code in draw(st.lists(st.sampled_from(["1.2", "C.3"]), unique=True))
        ],
        matrix=[{"actor": "Politi", "level": draw(st.sampled_from(["formal", "active"])), "certain": True}]
        if draw(st.booleans())
        else [],
        economy={
            "layout": "ost_section_5",
            "rows": [
                {"activity": label, "budget": amount, "kinds": {}, "certain": draw(st.booleans())}
                for label, amount in rows
            ],
        },
    )


@st.composite
def decisions(draw: st.DrawFn, read: Mapping[str, Any]) -> dict[str, Decided]:
    """Any decisions that fit the cells of a reading."""
    made = {}
    for cell in cells_of(read):
        choices = [Choice.ACCEPT, Choice.LEAVE, *([Choice.CANDIDATE] if cell.candidates else [])]
        choice = draw(st.none() | st.sampled_from(choices))
        if choice is Choice.CANDIDATE:
            made[cell.address] = Decided(choice=choice, candidate=draw(st.integers(0, len(cell.candidates) - 1)))
        elif choice:
            made[cell.address] = Decided(choice=choice)
    return made


def answer(code: str, value: int | None, *, certain: bool = True, reference: str = "", **more: Any) -> Row:
    """A stored answer."""
    return {
        "id": 900 + (CODES.index(code) if code in CODES else 50),
        "code": code,
        "kind": "number" if value is not None else "blank",
        "value": None if value is None else str(value),
        "raw": str(value or ""),
        "comment": "",
        "as_of": "",
        "expected": "",
        "certain": certain,
        "origin": "imported" if reference else "typed",
        "source_label": "",
        "place": None,
        "reference": reference,
        **more,
    }


def stored(*answers: Row, pin: Row | None = None) -> Rows:
    """The rows of a report that holds these answers."""
    rows: Rows = {table: {} for table in Table if table is not Table.REPORT}
    rows[Table.ANSWERS] = {key_of(Table.ANSWERS, row): row for row in answers}
    return {Table.REPORT: {(): pin or PIN}, **rows}


@st.composite
def stored_rows(draw: st.DrawFn) -> Rows:
    """Answers that stand there already: typed, or by another import."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True))
    return stored(
        *(
            answer(
                code,
                draw(st.none() | st.integers(0, 900)),
                certain=draw(st.booleans()),
                reference=draw(st.sampled_from(["", "6"])),
            )
            for code in codes
        )
    )


def planned(
    read: Mapping[str, Any],
    rows: Mapping[Table, Mapping[RowKey, Row]],
    *,
    said: Mapping[str, Decided] | None = None,
    accepted: bool = True,
    resolution: Resolution | None = None,
    before: bool = False,
    others: bool = False,
    pin: Row = PIN,
) -> Plan:
    """The plan of import number 7."""
    ground = Ground(
        stored=rows,
        reference="7",
        label="rapport.txt",
        pin=pin,
        layout="ost_section_5",
        applied_before=before,
        other_imports=others,
        resolution=resolution,
    )
    return plan(settled(cells_of(read), said or {}, certain_accepted=accepted), ground)


def after(rows: Mapping[Table, Mapping[RowKey, Row]], *plans: Plan) -> Rows:
    """The rows when these plans were carried out."""
    result: Rows = {table: dict(by_key) for table, by_key in rows.items()}
    for each in plans:
        result = applied(result, each.steps)
    return result


def values(rows: Mapping[Table, Mapping[RowKey, Row]]) -> dict[str, tuple[object, object]]:
    """The answers by code: value and certainty."""
    return {str(row["code"]): (row["value"], row["certain"]) for row in rows[Table.ANSWERS].values()}
