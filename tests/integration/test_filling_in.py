"""Saving what people type into a report: every kind of field, two people at once, and what follows from rows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.questionnaires.loading import addresses, load
from boso.questionnaires.values import Edition, FieldType, TableKind
from boso.reporting.actions import open_report
from boso.reporting.actions.answering import save_field, save_section
from boso.reporting.actions.rows import add_row, move_row, remove_row
from boso.reporting.queries.editing import get_draft, list_field_history
from boso.reporting.rules.answering import MOST_CHARACTERS, problem_of, shown
from boso.reporting.rules.asking import asked_by, is_money, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.fields import EMPTY, Address, Clash, Home, Saved, Typed
from tests.factories.reports import LEADER, NOW, id_of, programme_places

COLLEAGUE = Actor(id="9000006", name="Kari Prøvesen")
HOUSED = "figure:A_no_dwelling.housed"
EXAMPLES = {
    FieldType.INT: ("412", "412"),
    FieldType.MONEY: ("1 400 000", "1\u00a0400\u00a0000"),
    FieldType.TEXT: ("Første linje\r\n\r\n- punkt", "Første linje\n\n- punkt"),
    FieldType.DATE: ("19.02.2014", "19.02.2014"),
    FieldType.PARTIAL_DATE: ("10.2011", "oktober 2011"),
    FieldType.YEAR: ("2013", "2013"),
    FieldType.YEAR_RANGE: ("2013-2015", "2013-2015"),
    FieldType.CHOICE: ("delmål A", "delmål A"),
    FieldType.MUNICIPALITY: ("Prøvevik", "Prøvevik"),
    FieldType.PERSON: ("Prøve Prøvesen", "Prøve Prøvesen"),
    FieldType.PERSONS: ("Prøve Prøvesen, Kari Prøvesen", "Prøve Prøvesen, Kari Prøvesen"),
    FieldType.CONTACT: ("00 00 00 00", "00 00 00 00"),
    FieldType.DATES: ("19.02.2014\n1.3.2014", "19.02.2014\n01.03.2014"),
    FieldType.LIST: ("Prøvevik\nPrøvesund", "Prøvevik\nPrøvesund"),
}


@pytest.fixture
def places(as_app_role: None) -> Iterator[None]:
    with rls.scope(rls.ALL):
        programme_places()
        yield


def opened(address: str = "ost_annual/2013", year: int = 2013) -> ReportRow:
    edition = load(address)
    half = 1 if edition.period == "half_year" else None
    period = ReportPeriod(max(year, edition.report_years[0]), half)
    return open_report(municipality_id=id_of("provevik"), edition=edition, period=period, actor=LEADER, now=NOW)


def save(
    report: ReportRow, address: str, text: str, *, seen: str = "", actor: Actor = LEADER, **more: object
) -> Saved | Clash:
    typed = Typed(text=text, seen=seen or draft(report).at(address).content.mark, **more)  # type: ignore[arg-type]
    return save_field(
        report_id=report.id,
        address=address,
        typed=typed,
        version=1,
        actor=actor,
        now=NOW,
        within=[report.municipality_id],
    )


def draft(report: ReportRow) -> Draft:
    return get_draft(report.id, within=[report.municipality_id])


def editions() -> list[str]:
    return list(addresses())


@pytest.mark.parametrize("address", editions())
def test_every_field_of_every_edition_is_saved_and_read_back(places: None, address: str) -> None:
    report, edition = opened(address), load(address)
    fixed = {a: q for a, q in asked_by(edition).items() if not a.startswith("tick:")}
    typed = {a: Typed(text=EXAMPLES[q.type][0], seen=EMPTY.mark) for a, q in fixed.items()}
    typed |= {a: Typed(text="active", seen=EMPTY.mark) for a in asked_by(edition) if a.startswith("tick:")}
    typed |= {str(cell): Typed(text=example(type)[0], seen=EMPTY.mark) for cell, type in cells(report, edition)}
    _saved, clashes, refused = save_section(
        report_id=report.id, typed=typed, actor=LEADER, now=NOW, within=[report.municipality_id]
    )
    assert (clashes, refused) == ([], {})
    after = draft(report)
    for a, q in fixed.items():
        assert shown(q.type, after.at(a).content) == EXAMPLES[q.type][1], a
        assert problem_of(q.type, after.at(a).content) == ""
    for cell, type in stored_cells(after, edition):
        assert shown(type, after.at(cell).content) == example(type)[1], cell


def example(type: FieldType) -> tuple[str, str]:
    return EXAMPLES[type]


def cells(report: ReportRow, edition: Edition) -> Iterator[tuple[Address, FieldType]]:
    """A new row in every open table, with the fields that a person types in it."""
    for table in edition.tables():
        if table.kind in (TableKind.ROWS, TableKind.YEARS):
            add_row(report_id=report.id, table=table.code, actor=LEADER, now=NOW, within=[report.municipality_id])
    yield from stored_cells(draft(report), edition)


def stored_cells(now: Draft, edition: Edition) -> Iterator[tuple[Address, FieldType]]:
    for table in edition.tables():
        for row in rows_of_table(table, now) if table.kind in (TableKind.ROWS, TableKind.YEARS) else ():
            for cell in row:
                type = type_in_row(table, cell.column)
                computed = table.code == "activities" and cell.column in ("total", "deviation_total")
                if type and not computed:
                    yield cell, type


def test_the_first_save_begins_the_report_and_says_who(places: None) -> None:
    report = opened()
    assert report.status is Status.NOT_STARTED
    save(report, HOUSED, "74")
    after = draft(report)
    assert after.content.report.status is Status.UNDER_WAY
    steps = list_field_history(report.id, Address(Home.FIGURE, "A_no_dwelling.housed"), within=[report.municipality_id])
    assert [(s.content.value, s.actor_name) for s in steps] == [("74", LEADER.name)]


def test_what_another_changed_meanwhile_is_not_overwritten(places: None) -> None:
    report = opened()
    save(report, "text:A.1", "min tekst")
    clash = save(report, "text:A.1", "en annens tekst", seen=EMPTY.mark, actor=COLLEAGUE)
    assert isinstance(clash, Clash)
    assert (clash.theirs.value, clash.mine.value, clash.who) == ("min tekst", "en annens tekst", LEADER.name)
    assert draft(report).at("text:A.1").content.value == "min tekst"
    assert isinstance(save(report, "text:A.1", "en annens tekst", seen=clash.theirs.mark, actor=COLLEAGUE), Saved)


def test_a_save_whose_answer_was_lost_is_no_clash_with_oneself(places: None) -> None:
    report = opened()
    save(report, "text:A.1", "først", seen=EMPTY.mark, token="t1")
    again = save(report, "text:A.1", "først", seen=EMPTY.mark, token="t1")
    assert isinstance(again, Saved)
    assert (again.content.value, again.changed) == ("først", False)
    further = save(report, "text:A.1", "først og så mer", seen=EMPTY.mark, token="t2", earlier=("t1",))
    assert isinstance(further, Saved)
    assert further.changed


def test_what_nobody_touched_is_neither_stored_nor_a_clash(places: None) -> None:
    report = opened()
    save(report, HOUSED, "74", actor=COLLEAGUE)
    outcome = save(report, HOUSED, "", seen=EMPTY.mark)
    assert isinstance(outcome, Saved)
    assert (outcome.changed, outcome.content.value) == (False, "74")


def test_letters_in_a_number_are_kept_as_typed(places: None) -> None:
    report = opened()
    save(report, HOUSED, "mange")
    content = draft(report).at(HOUSED).content
    assert (content.kind, content.value, problem_of(FieldType.INT, content)) == ("text_instead", "mange", "int")


def test_a_figure_may_come_later(places: None) -> None:
    report = opened()
    save(report, HOUSED, "", kind="pending", expected="1.6.2014")
    content = draft(report).at(HOUSED).content
    assert (content.kind, content.expected) == ("pending", "2014-06-01")


def test_a_number_typed_where_one_was_missing_is_the_number(places: None) -> None:
    report = opened()
    save(report, HOUSED, "", kind="pending")
    save(report, HOUSED, "74", kind="pending")
    assert draft(report).at(HOUSED).content.value == "74"
    save(report, HOUSED, "74", kind="not_registered")
    assert draft(report).at(HOUSED).content.kind == "not_registered"


def test_a_text_beyond_the_limit_is_refused_and_says_so(places: None) -> None:
    report = opened()
    with pytest.raises(Invalid, match="100\u00a0000"):
        save(report, "text:A.1", "x" * (MOST_CHARACTERS + 1))
    assert isinstance(save(report, "text:A.1", "x" * MOST_CHARACTERS), Saved)


def test_sums_follow_the_rows(places: None) -> None:
    report = opened()
    for label, budget, grant, own in (("Boskole", "100", "60", "30"), ("Kartlegging", "50", "", "70")):
        row = add_row(report_id=report.id, table="activities", actor=LEADER, now=NOW, within=[report.municipality_id])
        for column, text in (("label", label), ("budget", budget), ("grant", grant), ("own", own)):
            save(report, f"money:{row}:{column}", text)
    money = {m.label: m.amounts for m in draft(report).content.money}
    assert (money["Boskole"]["total"].value, money["Boskole"]["deviation_total"].value) == (90, -10)
    assert (money["Sum"]["total"].value, money["Sum"]["grant"].value) == (160, 60)
    remove_row(report_id=report.id, home=Home.MONEY, row_id=row, actor=LEADER, now=NOW, within=[report.municipality_id])
    assert {m.label: m.amounts["total"].value for m in draft(report).content.money} == {"Boskole": 90, "Sum": 90}


def test_rows_change_places(places: None) -> None:
    report = opened("ost_2011/2011")
    table = load("ost_2011/2011").table("plan_status")
    assert table is not None
    assert not is_money(table)
    rows = [
        add_row(report_id=report.id, table="plan_status", actor=LEADER, now=NOW, within=[report.municipality_id])
        for _ in range(3)
    ]
    for up in (True, True, True):
        move_row(
            report_id=report.id,
            home=Home.ROW,
            row_id=rows[2],
            up=up,
            actor=LEADER,
            now=NOW,
            within=[report.municipality_id],
        )
    assert [r.id for r in draft(report).content.rows] == [rows[2], rows[0], rows[1]]


def test_a_row_that_was_taken_away_takes_no_answer(places: None) -> None:
    report = opened()
    with pytest.raises(NotFound, match="tatt bort"):
        save(report, "money:999:grant", "5")


def test_the_results_of_goals_are_texts_of_the_report(places: None) -> None:
    report = opened("sor_half_year/2012")
    for text in ("ti fikk bolig", "alle er kartlagt"):
        row = add_row(report_id=report.id, table="H1", actor=LEADER, now=NOW, within=[report.municipality_id])
        save(report, f"row:{row}:result", text)
    texts = draft(report).content.texts
    assert {code: texts[code].text for code in ("H1.D1", "H1.D2")} == {
        "H1.D1": "ti fikk bolig",
        "H1.D2": "alle er kartlagt",
    }


def test_nothing_is_stored_when_the_round_has_closed(places: None) -> None:
    report = opened()
    with pytest.raises(Denied, match="Fristen"):
        save_field(
            report_id=report.id,
            address=HOUSED,
            typed=Typed(text="1"),
            version=1,
            actor=LEADER,
            now=NOW,
            within=[report.municipality_id],
            closes=NOW - timedelta(minutes=1),
        )


@pytest.mark.parametrize("address", ["", "figure:", "figure:no_such", "money:x:grant", "text:A.9", "tick:nobody"])
def test_what_the_form_does_not_ask_is_not_stored(places: None, address: str) -> None:
    report = opened()
    with pytest.raises(NotFound):
        save_field(
            report_id=report.id,
            address=address,
            typed=Typed(text="1"),
            version=1,
            actor=LEADER,
            now=NOW,
            within=[report.municipality_id],
        )


def test_a_report_elsewhere_does_not_exist(places: None) -> None:
    report = opened()
    with pytest.raises(NotFound):
        save_field(
            report_id=report.id,
            address=HOUSED,
            typed=Typed(text="1"),
            version=1,
            actor=LEADER,
            now=NOW,
            within=[id_of("provesund")],
        )
