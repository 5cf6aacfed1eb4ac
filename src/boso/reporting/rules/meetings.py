"""Rules of the yearly meeting: what there is to talk about, minutes out of an agenda, and how long an agreement stands.

Agenda and minutes are plain text: a line that begins with ## is a heading, one with - a point. Pure.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from boso.programme.values import GoalRow
from boso.reporting.rules.promising import day_promised
from boso.reporting.values.contact import FollowUpRow, FollowUpState
from boso.reporting.values.differing import FigureSince, SinceLast, TextState

MOST_CHANGES = 8
NOISE = 5  # a change of a few in a small number says less than the same share of a large one
LEAST = 3
SAYS_SOMETHING = frozenset({TextState.NEW, TextState.CHANGED})


class LineKind(StrEnum):
    """What a line of an agenda or of minutes is."""

    HEADING = "heading"
    POINT = "point"
    TEXT = "text"


class Line(NamedTuple):
    """A line without its sign."""

    kind: LineKind
    text: str


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of an agenda or of minutes; empty ones are left out."""
    return tuple(_line(stripped) for line in text.splitlines() if (stripped := line.strip()))


def minutes_of(agenda: str, decision: str) -> str:
    """A first draft of the minutes: the agenda, and under each of its headings a line for what was decided."""
    drafted: list[str] = []
    for line in agenda.strip().splitlines():
        if line.lstrip().startswith("#") and drafted:
            drafted += [decision, ""]
        if line.strip():
            drafted.append(line.rstrip())
    return "\n".join([*drafted, decision]) if drafted else decision


def without_empty(text: str, decision: str) -> tuple[Line, ...]:
    """The lines that are printed: a place for a decision in which nothing was written is no line."""
    return tuple(line for line in lines_of(text) if line.text.strip(" :") != decision.strip(" :"))


def largest_changes(since: SinceLast, *, most: int = MOST_CHANGES) -> tuple[FigureSince, ...]:
    """The figures that changed most since last time, measured against what they were; in the order of the form."""
    moved = [f for f in since.figures if f.change is not None and abs(f.change) >= LEAST]
    largest = sorted(moved, key=_weight, reverse=True)[:most]
    return tuple(f for f in since.figures if any(f is each for each in largest))


def goals_at_rest(goals: Iterable[GoalRow], since: SinceLast, sections: Iterable[str]) -> tuple[GoalRow, ...]:
    """The goals that the form asks about (a section named by the goal's code, or under it) and under which nothing is
    new: no text was written or changed, and no figure moved, since last time."""
    if since.last is None or not since.comparable:
        return ()
    known = tuple(sections)
    moved = {f.section for f in since.figures if f.change}
    moved |= {t.section for t in since.texts if t.state in SAYS_SOMETHING}
    return tuple(goal for goal in goals if (under := {s for s in known if _under(s, goal)}) and not under & moved)


def is_overdue(expected: str, today: date) -> bool:
    """The last day on which a promised figure may be meant to come has passed. No date is never overdue."""
    last = day_promised(expected)
    return last is not None and last < today


def stands_in(row: FollowUpRow, year: int) -> bool:
    """An agreement stands in the reports of the years after the one its meeting was about, until it is done."""
    return row.shared and row.state is FollowUpState.OPEN and row.year < year


def _line(line: str) -> Line:
    if line.startswith("#"):
        return Line(LineKind.HEADING, line.lstrip("# "))
    if line.startswith(("- ", "* ", "• ")):
        return Line(LineKind.POINT, line[2:].strip())
    return Line(LineKind.TEXT, line)


def _weight(figure: FigureSince) -> Decimal:
    change, before = figure.change or Decimal(0), figure.value_last or Decimal(0)
    return abs(change) / (abs(before) + NOISE)


def _under(section: str, goal: GoalRow) -> bool:
    return section == goal.code or section.startswith(f"{goal.code}.")
