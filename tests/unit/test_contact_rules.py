"""The contact's desk: which municipalities are shown in which order, and the rules of the yearly meeting."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from boso.kernel.periods import ReportPeriod
from boso.programme.values import GoalLevel, GoalRow
from boso.reporting.rules.desk import Choice, Order, chosen, days_late, share_answered, waiting_of
from boso.reporting.rules.meetings import (
    LineKind,
    goals_at_rest,
    is_overdue,
    largest_changes,
    lines_of,
    minutes_of,
    stands_in,
    without_empty,
)
from boso.reporting.rules.signing import Waiting
from boso.reporting.values import EditionPin, ReportRow, Status
from boso.reporting.values.contact import DeskRow, FollowUpRow, FollowUpState, Promised, RoundCell
from boso.reporting.values.differing import FigureSince, SinceLast, TextSince, TextState
from boso.reporting.values.fields import EMPTY

NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)
S = Status


def cell(
    status: Status = S.UNDER_WAY, days: int | None = 14, answered: int | None = 10, excused: str = ""
) -> RoundCell:
    return RoundCell(
        round_id=1, report_id=1, status=status, historical=False, excused=excused, deadline=NOW, extended=False,
        days=days, delivered_at=None, late_by=0, answered=answered, asked=20,
    )  # fmt: skip


def row(name: str, one: RoundCell, *, promised: Promised | None = None, questions: int = 0, intake: int = 1) -> DeskRow:
    return DeskRow(
        municipality_id=1, slug=name.lower(), name=name, number="9901", intake=intake, cells={1: one},
        promised=promised, questions=questions, answers=0, follow_ups=0, pinned=(), notes=0, meeting=None,
    )  # fmt: skip


ROWS = (
    row("Prøvebygd", cell(S.ASKED_BACK, days=-3), questions=2),
    row("Prøvedal", cell(S.DELIVERED, days=None, answered=None), promised=Promised(count=2, first="2014-06"), intake=2),
    row("Prøvevik", cell(days=-10, answered=4), promised=Promised(count=1, first="")),
    row("Prøveås", cell(S.NOT_STARTED, days=None, excused="Gikk ut"), promised=Promised(count=1, first="2014-03-01")),
)


@pytest.mark.parametrize(("choice", "names"), [
    (Choice(), "bygd dal vik ås"),
    (Choice(state="delivered"), "dal"),
    (Choice(state="excused"), "ås"),
    (Choice(state="not_started"), ""),
    (Choice(waits=Waiting.LEADER), "bygd vik"),
    (Choice(waits=Waiting.CONTACT), "dal"),
    (Choice(late=True), "bygd vik"),
    (Choice(late=True, state="under_way"), "vik"),
    (Choice(intake=2), "dal"),
    (Choice(text="  PRØVEÅ"), "ås"),
    (Choice(text="9901"), "bygd dal vik ås"),
    (Choice(text="øst"), ""),
    (Choice(order=Order.LATE), "vik bygd dal ås"),
    (Choice(order=Order.DONE), "vik bygd dal ås"),
    (Choice(order=Order.PROMISED), "ås dal vik bygd"),
    (Choice(order=Order.ASKED), "bygd dal vik ås"),
    (Choice(backwards=True), "ås vik dal bygd"),
])  # fmt: skip
def test_the_rows_that_fit_come_in_the_order_asked_for(choice: Choice, names: str) -> None:
    assert [r.name.removeprefix("Prøve") for r in chosen(ROWS, choice)] == names.split()


@pytest.mark.parametrize(("one", "waits", "share"), [
    (cell(), Waiting.LEADER, 0.5),
    (cell(answered=0), Waiting.LEADER, 0.0),
    (cell(S.ACCEPTED, None, None), Waiting.NOBODY, None),
    (cell(S.DELIVERED_AGAIN, None, None), Waiting.CONTACT, None),
    (cell(excused="Gikk ut"), Waiting.NOBODY, None),
    (cell(answered=30), Waiting.LEADER, 1.0),
])  # fmt: skip
def test_a_round_waits_for_somebody_and_is_so_far_answered(one: RoundCell, waits: Waiting, share: float | None) -> None:
    assert (waiting_of(one), share_answered(one)) == (waits, share)


def test_who_owes_nothing_is_less_late_than_who_has_time() -> None:
    assert days_late(ROWS[0]) == 3
    assert days_late(ROWS[1]) < days_late(row("Prøvesund", cell(days=200)))


@pytest.mark.parametrize(("expected", "today", "late"), [
    ("2014-02-09", date(2014, 2, 10), True),
    ("2014-02-10", date(2014, 2, 10), False),
    ("2014-01", date(2014, 1, 31), False),
    ("2014-01", date(2014, 2, 1), True),
    ("2013", date(2013, 12, 31), False),
    ("", date(2020, 1, 1), False),
    ("til våren", date(2020, 1, 1), False),
])  # fmt: skip
def test_a_promise_is_overdue_when_the_last_day_it_may_mean_has_passed(expected: str, today: date, late: bool) -> None:
    assert is_overdue(expected, today) is late


AGENDA = "## Rapporten\n- Levert i tide\n\n## Eventuelt\n"


def test_minutes_begin_as_the_agenda_with_room_for_a_decision_under_each_heading() -> None:
    assert minutes_of(AGENDA, "Vedtak:").split("\n") == [
        "## Rapporten", "- Levert i tide", "Vedtak:", "", "## Eventuelt", "Vedtak:",
    ]  # fmt: skip
    assert minutes_of("", "Vedtak:") == "Vedtak:"


def test_a_place_for_a_decision_in_which_nothing_was_written_is_not_printed() -> None:
    lines = without_empty(minutes_of(AGENDA, "Vedtak:").replace("- Levert i tide\nVedtak:", "Vedtak: Godt."), "Vedtak:")
    assert [(line.kind, line.text) for line in lines] == [
        (LineKind.HEADING, "Rapporten"), (LineKind.TEXT, "Vedtak: Godt."), (LineKind.HEADING, "Eventuelt"),
    ]  # fmt: skip


def test_a_line_is_a_heading_a_point_or_text() -> None:
    kinds = [line.kind for line in lines_of("# Stor\n - punkt\n* punkt\n\n-uten mellomrom\n=1+1")]
    assert kinds == [LineKind.HEADING, LineKind.POINT, LineKind.POINT, LineKind.TEXT, LineKind.TEXT]


def follow_up(year: int = 2012, state: FollowUpState = FollowUpState.OPEN, *, shared: bool = True) -> FollowUpRow:
    return FollowUpRow(
        id=1, municipality_id=1, meeting_id=1, year=year, number=1, what="Rutine", role="programme_leader",
        due=date(2014, 6, 1), state=state, shared=shared, answer="", answered_by="", answered_at=None, closing="",
        closed_by="", closed_at=None,
    )  # fmt: skip


@pytest.mark.parametrize(("one", "year", "stands"), [
    (follow_up(), 2012, False),
    (follow_up(), 2013, True),
    (follow_up(), 2015, True),
    (follow_up(state=FollowUpState.DONE), 2013, False),
    (follow_up(state=FollowUpState.CLOSED), 2013, False),
    (follow_up(shared=False), 2013, False),
])  # fmt: skip
def test_what_was_agreed_stands_in_the_next_years_reports_until_it_is_done(
    one: FollowUpRow, year: int, stands: bool
) -> None:
    assert stands_in(one, year) is stands


REPORT = ReportRow(
    id=1, municipality_id=1, municipality="provevik", name="Prøvevik", number="9901", invented=True,
    edition=EditionPin(template="ost_annual", name="2013", revision=1, digest=""), period=ReportPeriod(2013),
    status=S.DELIVERED, historical=False, version=1, published_version=None,
)  # fmt: skip


def figure(code: str, now: int | None, last: int | None, section: str = "1.1") -> FigureSince:
    of = [None if n is None else Decimal(n) for n in (now, last)]
    return FigureSince(
        codes=(code,), last_codes=(code,), section=section, now=(), last=(), value_now=of[0], value_last=of[1]
    )


def text(section: str, state: TextState) -> TextSince:
    return TextSince(code=section, section=section, state=state, before=EMPTY, after=EMPTY)


def goal(code: str) -> GoalRow:
    return GoalRow(region="prove", code=code, level=GoalLevel.SUB, parent="main", title={"nb": code}, about={})


def test_the_changes_that_weigh_most_come_in_the_order_of_the_form() -> None:
    figures = (figure("a", 110, 100), figure("b", 40, 20), figure("c", 5, 4), figure("d", None, 4), figure("e", 3, 30))
    since = SinceLast(report=REPORT, last=REPORT, figures=figures)
    assert [f.codes[0] for f in largest_changes(since, most=2)] == ["b", "e"]
    assert [f.codes[0] for f in largest_changes(since)] == ["a", "b", "e"]


def test_a_goal_rests_when_nothing_under_it_is_new() -> None:
    since = SinceLast(
        report=REPORT,
        last=REPORT,
        figures=(figure("x", 3, 3, "C.2"), figure("y", 9, 3, "1.1")),
        texts=(text("A.1", TextState.CHANGED), text("B.1", TextState.UNCHANGED), text("B.2", TextState.GONE)),
    )
    sections = ("1.1", "A", "A.1", "B.1", "B.2", "C.2")
    goals = [goal(code) for code in ("A", "B", "C", "D")]
    assert [g.code for g in goals_at_rest(goals, since, sections)] == ["B", "C"]
    first = SinceLast(report=REPORT, last=None)
    assert goals_at_rest(goals, first, sections) == ()
