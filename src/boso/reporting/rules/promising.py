"""Answers promised for later: where they stand, when they are to come, and when they are spoken of. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from boso.kernel.dates import read_date
from boso.kernel.figures import Kind
from boso.questionnaires.values import Edition, FieldType, Question, Table
from boso.reporting.rules.asking import OPEN, asked_by, is_money, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.working_days import add_business_days, business_days_between
from boso.reporting.values.delivering import Promise
from boso.reporting.values.fields import LABEL, Address, Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field of a report as it stands: `key` names it in every version; `row` is what its row is about."""

    address: Address
    key: str
    section: str
    type: FieldType
    question: Question
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRule:
    """When a promise is spoken of: so many business days after its day, or, below zero, before it."""

    event: str
    days: int


def places_in(edition: Edition, draft: Draft) -> Mapping[str, Place]:
    """Every field of a draft by its address, also the cells of its rows, in the order of the form."""
    found = dict(_fixed(edition))
    for section in edition.sections:
        for table in section.tables:
            if table.kind in OPEN:
                found |= _cells(draft, table, section.code)
    return found


def promises_of(edition: Edition, draft: Draft) -> tuple[Promise, ...]:
    """The fields whose answer comes later, in the order of the form; cells of rows after the fixed fields."""
    return tuple(
        Promise(
            address=address,
            section=place.section,
            expected=draft.at(address).content.expected,
            key=place.key,
            row=place.row,
        )
        for address, place in places_in(edition, draft).items()
        if draft.at(address).content.kind == Kind.PENDING
    )


def day_promised(expected: str) -> date | None:
    """The last day a promise names: of "2014-03" the last of March; None where it names none that can be read."""
    value = read_date(expected).value if expected else None
    return value.last if value else None


def days_until(day: date | None, today: date) -> int | None:
    """Business days until a day; below zero when it has passed, and then never zero. None without a day."""
    if day is None:
        return None
    days = business_days_between(today, day)
    return min(days, -1) if today > day else days


def due_promise_rule(rules: Iterable[PromiseRule], day: date, today: date) -> PromiseRule | None:
    """The one rule to follow today: the latest whose day has come. One that was missed stays unsaid."""
    due = [rule for rule in rules if add_business_days(day, rule.days) <= today]
    return max(due, key=lambda rule: rule.days, default=None)


def _fixed(edition: Edition) -> Iterator[tuple[str, Place]]:
    for address, asked in asked_by(edition).items():
        yield (
            address,
            Place(
                address=asked.address,
                key=address,
                section=asked.section,
                type=asked.type,
                question=asked.question,
            ),
        )


def _cells(draft: Draft, table: Table, section: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    columns = {LABEL: table.columns[0], **{c.code: c for c in table.columns}}
    home = Home.MONEY if is_money(table) else Home.ROW
    for number, row in enumerate(rows_of_table(table, draft), start=1):
        label = draft.at(row[0]).content.value
        for address in row:
            type = type_in_row(table, address.column)
            if type is not None:
                found[str(address)] = Place(
                    address=address,
                    key=f"{home}:{table.code}:{number}:{address.column}",
                    section=section,
                    type=type,
                    question=columns[address.column],
                    row=label,
                )
    return found
