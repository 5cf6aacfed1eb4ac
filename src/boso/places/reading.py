"""Rows read plainly: what a page asks of several tables, in one message to the database.

For pages that are asked for every few seconds. Django builds each question anew and sends it by itself, which costs
more than the answer; here the columns are known once and the questions go together. Guards hold as for any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
Second = TypeVar("Second", bound=Model)


@dataclass(frozen=True, slots=True)
class Ask(Generic[Row]):
    """Rows of one table: `rest` is what stands after its name, SQL of our own; what comes from outside is `given`."""

    model: type[Row]
    rest: str
    given: Sequence[Any] = ()
    without: tuple[str, ...] = ()  # columns left out
    source: str = ""  # a function that gives rows of the table; its arguments are the first of `given`


@overload
def read(first: Ask[Row], /) -> tuple[list[Row]]: ...
@overload
def read(first: Ask[Row], second: Ask[Second], /) -> tuple[list[Row], list[Second]]: ...
@overload
def read(*asked: Ask[Any]) -> tuple[list[Any], ...]: ...
def read(*asked: Ask[Any]) -> tuple[list[Any], ...]:
    """The rows of each question, in order; one query for all of them."""
    if len(asked) > 1 and connection.execute_wrappers:  # such as the one that says who writes: it wants one at a time
        return tuple(read(ask)[0] for ask in asked)
    with connection.cursor() as cursor:
        cursor.execute(";".join(_select(ask) for ask in asked), [value for ask in asked for value in ask.given])
        found = []
        for ask in asked:
            found.append(_rows(ask, cursor.fetchall()))
            cursor.nextset()
        return tuple(found)


def _select(ask: Ask[Any]) -> str:
    table = ask.model._meta.db_table
    source = f"{ask.source} AS {table}" if ask.source else table
    return f"SELECT {', '.join(_columns(ask).names)} FROM {source} {ask.rest}"  # noqa: S608 -- names of our own


def _rows(ask: Ask[Any], found: Sequence[Sequence[Any]]) -> list[Any]:
    columns = _columns(ask)
    if any(columns.converters):
        found = [[c(v) if c else v for c, v in zip(columns.converters, row, strict=True)] for row in found]
    return [ask.model.from_db(connection.alias, columns.fields, row) for row in found]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table in SQL and in Python, and what makes Python's value of some of them."""

    names: tuple[str, ...]
    fields: tuple[str, ...]
    converters: tuple[Callable[[Any], Any] | None, ...]


_known: dict[tuple[str, tuple[str, ...]], _Columns] = {}


def _columns(ask: Ask[Any]) -> _Columns:
    table = ask.model._meta.db_table
    if (table, ask.without) not in _known:
        fields = [f for f in ask.model._meta.concrete_fields if f.attname not in ask.without]
        _known[table, ask.without] = _Columns(
            names=tuple(f'{table}."{f.column}"' for f in fields),
            fields=tuple(f.attname for f in fields),
            converters=tuple(_converter(f) for f in fields),
        )
    return _known[table, ask.without]


def _converter(field: Any) -> Callable[[Any], Any] | None:
    known = getattr(field, "from_db_value", None)
    return (lambda value: known(value, None, connection)) if known else None
