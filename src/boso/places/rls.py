"""Row-level security: a row of a municipality is seen only by a query that said which municipalities it is about."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Final

from django.db import connection, migrations

SETTING: Final = "boso.scope"


class Everywhere(Enum):
    """The scope of what the program does for itself, and of those who may see every municipality."""

    ALL = "*"


ALL: Final = Everywhere.ALL
type_of_scope = Iterable[int] | Everywhere


def guard(
    table: str, column: str = "municipality_id", *, also_without: bool = False, read_by_all: bool = False
) -> migrations.RunSQL:
    """A migration's operation that closes a table: no row without `scope`, for its owner neither.

    A row is seen and written when `boso.scope` is `*` or holds its municipality; unset means nothing. `also_without`:
    rows of no municipality are open. `read_by_all`: rows are facts that anyone may read, and only writing is guarded.
    """
    said = f"NULLIF(current_setting('{SETTING}', true), '')"
    passes = (
        f"(SELECT {said}) = '*' "
        f"OR {column} = ANY ((SELECT string_to_array(NULLIF({said}, '*'), ',')::bigint[])::bigint[])"
    )
    if also_without:
        passes = f"{column} IS NULL OR {passes}"
    reading = [f"CREATE POLICY reading ON {table} FOR SELECT USING (true)"] if read_by_all else []
    return migrations.RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY municipality ON {table} USING ({passes}) WITH CHECK ({passes})",
            *reading,
        ],
        reverse_sql=[
            f"DROP POLICY IF EXISTS reading ON {table}",
            f"DROP POLICY municipality ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


@contextmanager
def scope(municipality_ids: type_of_scope) -> Iterator[None]:
    """Inside, queries of this thread see and write these municipalities' rows only; `ALL` for every row.

    Scopes nest; the outer one holds again afterwards. A connection that is lost inside comes back without scope.
    """
    before = _set(_text(municipality_ids))
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def nested(municipality_ids: type_of_scope | None) -> Iterator[None]:
    """As `scope`; None leaves the scope around as it is."""
    if municipality_ids is None:
        yield
        return
    with scope(municipality_ids):
        yield


def _text(municipality_ids: type_of_scope) -> str:
    if isinstance(municipality_ids, Everywhere):
        return municipality_ids.value
    return ",".join(str(int(each)) for each in sorted(set(municipality_ids)))


def _set(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, false)", [SETTING, SETTING, text]
        )
        before: str = cursor.fetchone()[0]
        return before


def _restore(before: str) -> None:
    """A transaction that failed takes the setting back by itself; a lost connection has none."""
    if connection.connection is None or connection.connection.closed:
        return
    if connection.in_atomic_block and connection.needs_rollback:
        return
    if connection.connection.info.transaction_status.name == "INERROR":
        return
    _set(before)
