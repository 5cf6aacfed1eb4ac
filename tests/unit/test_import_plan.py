"""The plan of an import: what it adds and changes, what it never touches, and that it can be taken back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boso.importers.proposals import Choice, Conflict, Decided, Effect, Resolution
from boso.importers.rules import cells_of
from boso.reporting.rules import applied, changed_since, inverse, merged
from boso.reporting.values import Row, Table
from tests.unit.importing import (
    PIN,
    Rows,
    after,
    answer,
    decisions,
    figure,
    planned,
    reading,
    readings,
    stored,
    stored_rows,
    values,
)

A, B = "A_no_dwelling.housed", "B_at_risk.housed"
RESOLUTIONS = st.sampled_from([None, Resolution.REPLACE, Resolution.FILL])


def without_ids(rows: Rows) -> dict[Table, dict[Any, Row]]:
    return {t: {k: {c: v for c, v in r.items() if c != "id"} for k, r in by.items()} for t, by in rows.items()}


@settings(max_examples=150)
@given(st.data(), stored_rows(), RESOLUTIONS)
def test_applying_twice_is_applying_once(data: st.DataObject, rows: Rows, resolution: Resolution | None) -> None:
    read = data.draw(readings())
    said = data.draw(decisions(read))
    once = after(rows, planned(read, rows, said=said, resolution=resolution))
    again = planned(read, once, said=said, resolution=resolution, before=True)
    assert again.changes_nothing
    assert again.conflict is None


@settings(max_examples=150)
@given(st.data(), stored_rows(), RESOLUTIONS)
def test_undo_restores_exactly_what_was(data: st.DataObject, rows: Rows, resolution: Resolution | None) -> None:
    read = data.draw(readings())
    first = planned(read, rows, resolution=resolution)
    middle = after(rows, first)
    second = planned(read, middle, said=data.draw(decisions(read)), resolution=resolution, before=True)
    end = after(middle, second)
    steps = merged(first.steps, second.steps)
    assert without_ids(applied(rows, steps)) == without_ids(end)
    assert not changed_since(end, steps)
    assert without_ids(applied(end, inverse(steps))) == without_ids(rows)


@given(st.data(), stored_rows())
def test_what_is_doubtful_is_never_stored_as_certain(data: st.DataObject, rows: Rows) -> None:
    read = data.draw(readings())
    doubtful = {c.code for c in cells_of(read) if not c.certain}
    before, now = values(rows), values(after(rows, planned(read, rows, resolution=Resolution.REPLACE)))
    for code in doubtful & set(now):
        assert now[code] == before[code] if code in before else not now[code][1]


@given(st.data(), stored_rows())
def test_filling_changes_no_certain_answer_that_stands(data: st.DataObject, rows: Rows) -> None:
    read = data.draw(readings())
    before = values(rows)
    now = values(after(rows, planned(read, rows, resolution=Resolution.FILL)))
    for code, (value, certain) in before.items():
        assert now[code][0] == value
        assert now[code][1] >= certain


EFFECTS: list[tuple[str, Row | None, dict[str, Any], Effect]] = [
    ("nothing stands", None, figure(A, 4), Effect.ADD),
    ("the same stands", answer(A, 4), figure(A, 4), Effect.UNCHANGED),
    ("the same stands in doubt", answer(A, 4, certain=False), figure(A, 4), Effect.CHANGE),
    ("another stands", answer(A, 5), figure(A, 4), Effect.CLASH),
    ("a zero is no blank", answer(A, None), figure(A, 0), Effect.CLASH),
    ("doubt stands back", answer(A, 5), figure(A, 4, certain=False), Effect.KEPT),
    ("one's own is corrected", answer(A, 5, reference="7"), figure(A, 4), Effect.CHANGE),
]


@pytest.mark.parametrize(("stands", "reads", "effect"), [e[1:] for e in EFFECTS], ids=[e[0] for e in EFFECTS])
def test_effect_of_a_figure(stands: Row | None, reads: dict[str, Any], effect: Effect) -> None:
    rows = stored(stands) if stands else stored()
    assert planned(reading(reads), rows).effects == {f"figure:{A}": effect}


def test_nothing_is_planned_before_certain_cells_are_accepted() -> None:
    read = reading(figure(A, 4), figure(B, 2))
    assert planned(read, stored(), accepted=False).changes_nothing
    one = planned(read, stored(), accepted=False, said={f"figure:{A}": Decided(choice=Choice.ACCEPT)})
    assert [s.key for s in one.steps] == [(A,)]


def test_another_report_for_the_period_must_be_resolved() -> None:
    rows = stored(answer(A, 5, reference="6"), answer(B, 3, reference="6"))
    read = reading(figure(A, 4))
    assert planned(read, rows, others=True).conflict is Conflict.OTHER_REPORT
    replaced = planned(read, rows, others=True, resolution=Resolution.REPLACE)
    assert replaced.conflict is None
    assert values(after(rows, replaced)) == {A: ("4", True)}
    filled = planned(read, rows, others=True, resolution=Resolution.FILL)
    assert values(after(rows, filled)) == {A: ("5", True), B: ("3", True)}


def test_the_same_report_in_another_format_is_no_conflict() -> None:
    rows = stored(answer(A, 4, reference="6"))
    same = planned(reading(figure(A, 4)), rows, others=True)
    assert same.conflict is None
    assert same.changes_nothing


def test_typed_answers_are_in_the_way_too_and_stay_where_the_file_is_silent() -> None:
    rows = stored(answer(A, 5), answer(B, 3))
    assert planned(reading(figure(A, 4)), rows).conflict is Conflict.OTHER_ANSWERS
    replaced = planned(reading(figure(A, 4)), rows, resolution=Resolution.REPLACE)
    assert values(after(rows, replaced)) == {A: ("4", True), B: ("3", True)}


def test_another_edition_is_taken_only_by_replacing() -> None:
    rows = stored(pin={**PIN, "edition": "2012"})
    read = reading(figure(A, 4))
    assert planned(read, rows).conflict is Conflict.OTHER_EDITION
    assert planned(read, rows, resolution=Resolution.FILL).conflict is Conflict.OTHER_EDITION
    replaced = planned(read, rows, resolution=Resolution.REPLACE)
    assert after(rows, replaced)[Table.REPORT][()]["edition"] == "2013"


def test_what_a_person_changed_after_the_import_stays() -> None:
    read = reading(figure(A, 4), figure(B, 2, certain=False))
    rows = after(stored(), planned(read, stored()))
    rows[Table.ANSWERS][(A,)] = answer(A, 6)
    settled_doubt = {f"figure:{B}": Decided(choice=Choice.TYPED, kind="number", value=9)}
    again = planned(read, rows, said=settled_doubt, before=True)
    assert values(after(rows, again)) == {A: ("6", True), B: ("9", True)}


def test_a_doubt_that_is_left_out_takes_its_row_along() -> None:
    read = reading(figure(B, 2, certain=False))
    rows = after(stored(), planned(read, stored(), said={}))
    assert values(rows) == {B: ("2", False)}
    left = planned(read, rows, said={f"figure:{B}": Decided(choice=Choice.LEAVE)}, before=True)
    assert values(after(rows, left)) == {}


def test_undo_is_told_of_what_changed_since() -> None:
    plan = planned(reading(figure(A, 4)), stored())
    rows = after(stored(), plan)
    rows[Table.ANSWERS][(A,)] = answer(A, 6)
    assert [s.key for s in changed_since(rows, plan.steps)] == [(A,)]
