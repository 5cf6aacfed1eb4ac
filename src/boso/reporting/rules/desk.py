"""Which municipalities the region's overview shows, and in which order. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from boso.kernel.text import folded
from boso.reporting.rules.signing import Waiting, waits_for
from boso.reporting.values.contact import DeskRow, RoundCell

EXCUSED = "excused"
LAST = "9999"  # a promise without a date comes after those with one


class Order(StrEnum):
    """What the rows are sorted by; each begins with what needs most attention."""

    NAME = "navn"
    LATE = "sent"
    DONE = "besvart"
    PROMISED = "lofter"
    ASKED = "sporsmal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose to see: a state (a status or `excused`), whom it waits for, and so on; blank is all."""

    state: str = ""
    waits: str = ""
    late: bool = False
    intake: int | None = None
    text: str = ""
    order: Order = Order.NAME
    backwards: bool = False


def state_of(cell: RoundCell) -> str:
    """The state as it is chosen by: excused from the round, or where the report stands."""
    return EXCUSED if cell.excused else cell.status


def waiting_of(cell: RoundCell) -> Waiting:
    """Whom the municipality's part of a round waits for."""
    return Waiting.NOBODY if cell.excused or cell.historical else waits_for(cell.status)


def days_late(row: DeskRow) -> int:
    """By how many business days the latest of what is still not delivered is late; below zero while there is time.

    A municipality that owes nothing comes after all that do.
    """
    return max((-cell.days for cell in row.cells.values() if cell.days is not None), default=-(10**6))


def is_late(row: DeskRow) -> bool:
    """Something that is not delivered is over its deadline."""
    return days_late(row) > 0


def share_answered(cell: RoundCell) -> float | None:
    """The part of the required questions that has an answer, 0 to 1; None where it is delivered or not asked for."""
    if cell.answered is None or cell.excused:
        return None
    return min(1.0, cell.answered / cell.asked) if cell.asked else 0.0


def chosen(rows: Iterable[DeskRow], choice: Choice) -> tuple[DeskRow, ...]:
    """The rows that fit, in the order asked for; rows that are alike in it stay in the order they came in."""
    found = [row for row in rows if _fits(row, choice)]
    if choice.order is not Order.NAME:
        found.sort(key=ORDERS[choice.order])
    return tuple(reversed(found) if choice.backwards else found)


def _fits(row: DeskRow, choice: Choice) -> bool:
    cells = row.cells.values()
    wanted = folded(choice.text)
    return (
        (not choice.state or any(state_of(c) == choice.state for c in cells))
        and (not choice.waits or any(waiting_of(c) == choice.waits for c in cells))
        and (not choice.late or is_late(row))
        and (choice.intake is None or row.intake == choice.intake)
        and (not wanted or wanted in folded(row.name) or wanted in row.number)
    )


def _least_done(row: DeskRow) -> tuple[float, ...]:
    return (min((s for c in row.cells.values() if (s := share_answered(c)) is not None), default=2.0),)


def _first_promise(row: DeskRow) -> tuple[str | float, ...]:
    return (row.promised.first or LAST, -row.promised.count) if row.promised else (LAST + LAST, 0)


ORDERS: Mapping[Order, Callable[[DeskRow], tuple[str | float, ...]]] = MappingProxyType(
    {
        Order.LATE: lambda row: (-days_late(row),),
        Order.DONE: _least_done,
        Order.PROMISED: _first_promise,
        Order.ASKED: lambda row: (-row.questions - row.answers - row.fields, -row.questions - row.fields),
    }
)
