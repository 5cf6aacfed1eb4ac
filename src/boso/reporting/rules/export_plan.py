"""The questions of a form in the order in which a long table tells them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from boso.questionnaires.values import Edition, FieldType, Table, TableKind
from boso.reporting.rules.asking import FIGURES
from boso.reporting.rules.paper import parts_of
from boso.reporting.values.fields import Home
from boso.reporting.values.paper import PaperPart, PaperTable, Shape

# A file is easily sent on: who filled in, and how they are reached, stays in the report.
PERSONAL = frozenset({FieldType.CONTACT, FieldType.PERSON, FieldType.PERSONS})
MONEY = "kroner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that stands once. `comment` is the key of the text beside it; `levels` the words of a tick."""

    key: str
    section: str
    label: str
    unit: str = ""
    comment: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A table to which rows are added: its columns by code, each with its head and unit. `keys`: those of its rows."""

    keys: tuple[str, ...]
    section: str
    caption: str
    columns: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The questions of a form in order, and the keys of those that are left out because they are about persons."""

    asked: tuple[Question | Added, ...]
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Beside:
    """By key, the unit of each figure and the key of the comment that stands in its row."""

    units: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


_known: dict[tuple[str, str], Plan] = {}


def plan_of(edition: Edition, language: str) -> Plan:
    """Everything that a form asks, by the keys of a `Told`. Worked out once for an edition as it is."""
    known = _known.get((edition.digest, language))
    if known is None:
        known = _plan_of(edition, language)
        if edition.digest:
            _known[edition.digest, language] = known
    return known


def _plan_of(edition: Edition, language: str) -> Plan:
    hidden = frozenset(f"{Home.FIELD}:{q.code}" for q in edition.fields() if q.type in PERSONAL)
    beside = _beside(edition)
    asked = (each for part in parts_of(edition, language) for each in _of_part(part, beside))
    return Plan(asked=tuple(a for a in asked if isinstance(a, Added) or a.key not in hidden), hidden=hidden)


def _beside(edition: Edition) -> _Beside:
    beside = _Beside()
    for table in edition.tables():
        if table.kind is TableKind.FIGURES:
            commented = any(column.code == "comment" for column in table.columns)
            for key, row, unit in _figures(table):
                beside.units[key] = unit
                beside.comments[key] = f"{Home.TEXT}:{row}.comment" if commented else ""
    return beside


def _figures(table: Table) -> Iterator[tuple[str, str, str]]:
    for row in table.rows:
        for column in table.columns:
            if column.type in FIGURES:
                code = table.cell_code.format(row=row.code, column=column.code)
                unit = row.unit or column.unit or (MONEY if column.type is FieldType.MONEY else "")
                yield f"{Home.FIGURE}:{code}", row.code, unit


def _of_part(part: PaperPart, beside: _Beside) -> Iterator[Question | Added]:
    for table in part.tables:
        if table.shape is Shape.ROWS:
            yield _added(table, part)
        elif table.shape is Shape.TICKS:
            levels = dict(zip(table.levels, table.heads[1:], strict=True))
            for row in table.rows:
                yield Question(key=row.cells[0].key, section=part.heading, label=row.label, levels=levels)
        else:
            yield from _fixed(table, part, beside)
    if part.narrative:
        yield Question(key=part.narrative, section=part.heading, label=part.subheading or part.heading)


def _fixed(table: PaperTable, part: PaperPart, beside: _Beside) -> Iterator[Question]:
    several = len(table.heads) > 2  # beside one column the label of the row says it all
    for row in table.rows:
        for cell, head in zip(row.cells, table.heads[1:], strict=True):
            yield Question(
                key=cell.key,
                section=part.heading,
                label=f"{row.label} – {head}" if several else row.label,
                unit=beside.units.get(cell.key, ""),
                comment=beside.comments.get(cell.key, ""),
            )


def _added(table: PaperTable, part: PaperPart) -> Added:
    columns = {
        code: (head, MONEY if type is FieldType.MONEY else "")
        for (code, type), head in zip(table.columns, table.heads, strict=True)
    }
    keys = tuple(key for key in (table.key, table.sums) if key)
    return Added(keys=keys, section=part.heading, caption=table.caption, columns=columns)
