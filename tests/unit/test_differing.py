"""What differs between two drafts of a report: everything, and nothing else."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind, missing, number
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin, Source
from boso.questionnaires.crosswalks import crosswalk
from boso.questionnaires.loading import load
from boso.questionnaires.values import FieldType
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.differing import differences
from boso.reporting.rules.differing_rows import rows_in
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.rules.since_last import since_last
from boso.reporting.values import (
    AnswerRow,
    Block,
    EditionPin,
    FieldRow,
    MoneyRow,
    ReportContent,
    ReportRow,
    Status,
    TableRow,
    TextRow,
    TickRow,
)
from boso.reporting.values.differing import DISTRICT, FILE, IN_ROWS, FieldChange, PartRow, TextState, What
from boso.reporting.values.fields import EMPTY, Content, FileRow, Home, OpenRow

EDITION = load("ost_annual/2013")
BY_HAND = Source(origin=Origin.TYPED, label="")
FIGURES, TEXTS = EDITION.figure_codes()[:6], EDITION.narrative_codes()[:3]
FIELDS = [q.code for q in EDITION.fields()][:3]
PARTNERS = ["police", "nav", "health"]
MONEY = ("budget", "grant", "total")
State = dict[str, Any]  # what two drafts are compared by: fields by address, tables as lists of rows


def report(year: int = 2013) -> ReportRow:
    return ReportRow(
        id=1,
        municipality_id=1,
        municipality="prove",
        name="Prøve",
        number="9901",
        invented=True,
        edition=EditionPin(template="ost_annual", name=str(min(year, 2014)), revision=1, digest=""),
        period=ReportPeriod(year),
        status=Status.DELIVERED,
        historical=False,
        version=1,
        published_version=None,
    )


def draft(year: int = 2013, **parts: Any) -> Draft:
    """A draft from short words: figures, texts and fields by code, ticks by partner, and rows in their order."""
    ids = iter(range(parts.get("first_id", 1), 10_000))
    return draft_of(
        ReportContent(
            report=report(year),
            answers={c: AnswerRow(id=next(ids), code=c, figure=f) for c, f in parts.get("figures", {}).items()},
            texts={c: _text(next(ids), c, t) for c, t in parts.get("texts", {}).items()},
            fields={c: _field(next(ids), c, v) for c, v in parts.get("fields", {}).items()},
            ticks=tuple(
                TickRow(id=next(ids), actor=a, level=v, certain=True, source=BY_HAND)
                for a, v in parts.get("ticks", {}).items()
            ),
            money=tuple(
                _money(next(ids), n, label, amounts) for n, (label, amounts) in enumerate(parts.get("money", ()))
            ),
            rows=tuple(_row(next(ids), n, cells) for n, cells in enumerate(parts.get("rows", ()))),
            tables=tuple(
                TableRow(id=next(ids), type="coverage", title=title, rows=rows, source=BY_HAND)
                for title, rows in parts.get("tables", ())
            ),
            files=tuple(_file(next(ids), name) for name in parts.get("files", ())),
        )
    )


def _text(id: int, code: str, text: str) -> TextRow:
    return TextRow(id=id, code=code, kind="text" if text else "blank", text=text, certain=True, source=BY_HAND)


def _field(id: int, code: str, value: str) -> FieldRow:
    return FieldRow(id=id, code=code, kind="text", value=value, raw=value, certain=True, source=BY_HAND)


def _money(id: int, place: int, label: str, amounts: Mapping[str, Figure]) -> MoneyRow:
    return MoneyRow(
        id=id,
        block=Block.ACTIVITIES,
        position=place,
        label=label,
        amounts=amounts,
        planned=False,
        certain=True,
        source=BY_HAND,
    )


def _row(id: int, place: int, cells: Mapping[str, Content]) -> OpenRow:
    return OpenRow(id=id, table="goals", position=place, cells=cells, certain=True, source=BY_HAND)


def _file(id: int, name: str) -> FileRow:
    return FileRow(
        id=id,
        code="attachments",
        name=name,
        content_type="text/plain",
        size=1,
        digest=name * 2,
        actor_name="",
        at=datetime(2014, 1, 1, tzinfo=UTC),
    )


def state_of(drafted: Draft) -> State:
    """Everything a draft says, without ids."""
    content = drafted.content
    fixed = {a: s.content for a, s in drafted.fields.items() if not a.startswith(("money:", "row:"))}
    return {
        "fixed": {a: c for a, c in fixed.items() if not c.empty},
        "money": [_cells(drafted, f"money:{r.id}", ("label", *r.amounts)) for r in content.money],
        "row": [{c: v for c, v in r.cells.items() if not v.empty} for r in content.rows],
        "table": [(t.title, t.rows) for t in content.tables],
        "file": sorted(f.name for f in content.files),
    }


def _cells(drafted: Draft, row: str, columns: tuple[str, ...]) -> dict[str, Content]:
    found = {c: drafted.at(f"{row}:{c}").content for c in columns}
    return {c: v for c, v in found.items() if not v.empty}


def applied(changes: tuple[FieldChange, ...], to: State) -> State:
    """What a draft becomes by the changes told."""
    state = {**to, "fixed": dict(to["fixed"]), "file": list(to["file"])}
    for change in changes:
        if change.home == FILE:
            if change.what is What.REMOVED:
                state["file"].remove(change.before.value)
            else:
                state["file"].append(change.after.value)
        elif change.home not in IN_ROWS:
            assert state["fixed"].pop(change.address, EMPTY) == change.before
            if not change.after.empty:
                state["fixed"][change.address] = change.after
    for home in ("money", "row"):
        state[home] = _rows_applied([c for c in changes if c.home == home], to[home])
    own = [{"title": Content("text", t) if t else EMPTY, "rows": _json(r)} for t, r in to["table"]]
    changed = _rows_applied([c for c in changes if c.home == "table"], own)
    state["table"] = [(r.get("title", EMPTY).value, rows_in(r.get("rows", EMPTY))) for r in changed]
    state["file"].sort()
    return state


def _json(rows: tuple[tuple[str, ...], ...]) -> Content:
    return Content("table", json.dumps([list(r) for r in rows], ensure_ascii=False)) if rows else EMPTY


def _rows_applied(changes: list[FieldChange], rows: list[dict[str, Content]]) -> list[dict[str, Content]]:
    leaving = {c.row_before for c in changes if c.whole_row and c.row_before}
    arriving = {c.row_after: dict(c.cells) for c in changes if c.what is What.ADDED and c.whole_row}
    arriving |= {c.row_after: dict(rows[c.row_before - 1]) for c in changes if c.what is What.MOVED and c.row_before}
    kept = [dict(row) for place, row in enumerate(rows, start=1) if place not in leaving]
    for place in sorted(p for p in arriving if p is not None):
        kept.insert(place - 1, arriving[place])
    for change in changes:
        if not change.whole_row and change.row_after:
            row = kept[change.row_after - 1]
            assert row.pop(change.column, EMPTY) == change.before
            if not change.after.empty:
                row[change.column] = change.after
    return kept


WORDS = st.sampled_from(["", "a", "b", "kurs", "kartlegging av behov", "ny\nlinje"])
FIGURE = st.one_of(
    st.integers(0, 4).map(number),
    st.sampled_from([Kind.PENDING, Kind.NOT_REGISTERED, Kind.DASH]).map(missing),
    st.builds(lambda d: Figure(kind=Kind.PENDING, expected=d), st.sampled_from(["2014-03", "2014-06-01"])),
    st.builds(lambda n: Figure(kind=Kind.APPROXIMATE, value=Decimal(n)), st.integers(0, 3)),
)
CELL = WORDS.map(lambda text: Content("text", text) if text else EMPTY)
DRAFTS = st.fixed_dictionaries(
    {
        "figures": st.dictionaries(st.sampled_from(FIGURES), FIGURE, max_size=4),
        "texts": st.dictionaries(st.sampled_from(TEXTS), WORDS, max_size=2),
        "fields": st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=2),
        "ticks": st.dictionaries(st.sampled_from(PARTNERS), st.sampled_from(["formal", "active"]), max_size=2),
        "money": st.lists(st.tuples(WORDS, st.dictionaries(st.sampled_from(MONEY), FIGURE)), max_size=5),
        "rows": st.lists(st.dictionaries(st.sampled_from(["goal", "result", "own"]), CELL), max_size=5),
        "tables": st.lists(st.tuples(WORDS, st.just((("a", "b"), ("1", "2")))), max_size=2),
        "files": st.lists(st.sampled_from(["a.txt", "b.txt", "c.txt"]), unique=True, max_size=2),
    }
)


@settings(max_examples=300)
@given(DRAFTS, DRAFTS)
def test_the_first_draft_with_the_differences_is_the_second(before: State, after: State) -> None:
    one, two = draft(**before), draft(**after, first_id=500)
    assert applied(differences(EDITION, one, two), state_of(one)) == state_of(two)


@given(DRAFTS)
def test_equal_drafts_have_no_difference(parts: State) -> None:
    assert differences(EDITION, draft(**parts), draft(**parts, first_id=900)) == ()


def lines(**parts: int) -> list[tuple[str, dict[str, Figure]]]:
    return [(label, {"grant": number(amount)}) for label, amount in parts.items()]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (lines(a=1, b=2, c=3), lines(a=1, c=3), ["removed b"]),
        (lines(a=1, c=3), lines(a=1, b=2, c=3), ["added b"]),
        (lines(a=1, b=2, c=3), lines(c=3, a=1, b=2), ["moved c"]),
        (lines(a=1, b=2, c=3), lines(a=1, b=5, c=3), ["changed b grant"]),
        (lines(a=1, b=2), lines(a=1, renamed=2), ["changed renamed label"]),
        (lines(a=1, b=2, c=3), lines(a=1, c=4), ["changed c grant", "removed b"]),
        (lines(a=1), [], ["removed a"]),
    ],
)
def test_a_row_is_found_again_by_what_it_is_about(
    before: list[tuple[str, dict[str, Figure]]], after: list[tuple[str, dict[str, Figure]]], told: list[str]
) -> None:
    found = differences(EDITION, draft(money=before), draft(money=after, first_id=500))
    assert sorted(" ".join(filter(None, (c.what, c.row_label, c.column))) for c in found) == told
    assert {c.address.split(":")[1] for c in found if c.what is not What.REMOVED} <= {str(n) for n in range(500, 510)}


def test_a_missing_figure_is_told_with_its_kind_and_date() -> None:
    code = FIGURES[0]
    promised = Figure(kind=Kind.PENDING, expected="2014-03")
    (change,) = differences(EDITION, draft(figures={code: promised}), draft(figures={code: number(4)}))
    assert (change.what, change.address, change.type) == (What.CHANGED, f"figure:{code}", FieldType.INT)
    assert change.before == Content("pending", "", "2014-03")
    assert change.after == Content("number", "4")
    assert change.section == asked_by(EDITION)[f"figure:{code}"].section


def test_the_parts_of_districts_are_told_by_district() -> None:
    def parts(amount: str) -> list[PartRow]:
        return [PartRow(code=FIGURES[0], district="nord", name="Nord", content=Content("number", amount))]

    none = draft()
    (change,) = differences(EDITION, none, none, parts_before=parts("3"), parts_after=parts("4"))
    assert (change.home, change.row_label, change.before.value, change.after.value) == (DISTRICT, "Nord", "3", "4")
    assert differences(EDITION, none, none, parts_before=parts("3"), parts_after=parts("3")) == ()


def test_differences_stand_in_the_order_of_the_form() -> None:
    full = draft(
        figures={c: number(1) for c in reversed(EDITION.figure_codes())},
        texts=dict.fromkeys(reversed(EDITION.narrative_codes()), "a"),
        money=lines(a=1),
    )
    order = [s.code for s in EDITION.sections]
    sections = [order.index(c.section) for c in differences(EDITION, draft(), full)]
    assert sections == sorted(sections)


def test_what_is_new_since_last_year_goes_through_the_crosswalk() -> None:
    older, newer = load("ost_annual/2013"), load("ost_annual/2014")
    walk = crosswalk("ost_annual/2013", "ost_annual/2014")
    link = next(each for each in walk.links if len(each.older) == len(each.newer) == 1 and each.older[0] in FIGURES)
    code, old = link.newer[0], link.older[0]
    text, other = TEXTS[0], TEXTS[1]
    found = since_last(
        newer,
        draft(2014, figures={code: number(7)}, texts={text: "nytt", other: "likt"}),
        draft(2013, figures={old: number(4)}, texts={text: "gammelt", other: "likt"}),
        last_edition=older,
        walk=walk,
    )
    (figure,) = found.figures
    assert (figure.codes, figure.last_codes, figure.change) == ((code,), (old,), 3)
    assert {t.code: t.state for t in found.texts} == {text: TextState.CHANGED, other: TextState.UNCHANGED}


def test_a_figure_that_does_not_count_gives_no_change() -> None:
    code = FIGURES[0]
    walk = crosswalk(EDITION.address, EDITION.address)
    for then in (missing(Kind.PENDING), missing(Kind.NOT_REGISTERED)):
        now, last = draft(figures={code: number(7)}), draft(figures={code: then})
        (figure,) = since_last(EDITION, now, last, last_edition=EDITION, walk=walk).figures
        assert (figure.change, figure.value_now) == (None, Decimal(7))


def test_the_texts_of_a_table_of_goals_follow_from_its_rows() -> None:
    form = load("sor_half_year/2012")
    table = next(t for t in form.tables() if "{n}" in t.text_code)
    code = table.text_code.format(n=1)
    (change,) = differences(form, draft(), draft(texts={code: "a"}))
    assert (change.home, change.computed) == (Home.TEXT, True)
    assert change.section
