"""Row-level security: a row of a municipality is seen only by a query that said which municipalities it is about."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from django.db import connection, migrations
from django.db.models import Model

if TYPE_CHECKING:
    from django.db.models import QuerySet

SETTING: Final = "boso.scope"
DESK: Final = "boso.desk"
INSIDE: Final = "boso.inside"
HELD: Final = "boso_scope_held"  # where a connection remembers the scope that a block around set


class Everywhere(Enum):
    """The scope of what the program does for itself, and of those who may see every municipality."""

    ALL = "*"


ALL: Final = Everywhere.ALL
type_of_scope = Iterable[int] | Everywhere
Row = TypeVar("Row", bound=Model)


def guard(
    table: str,
    column: str = "municipality_id",
    *,
    also_without: bool = False,
    read_by_all: bool = False,
    region: str = "",
    shared: str = "",
) -> migrations.RunSQL:
    """A migration's operation that closes a table: no row without `scope`, for its owner neither.

    A row is seen and written when `boso.scope` is `*` or holds its municipality; unset means nothing. `also_without`:
    rows of no municipality are open. `read_by_all`: rows are facts that anyone may read, and only writing is guarded.
    `region`: the column of the region whose own the rows are; they ask for `desk` of it too, until `shared` (a column)
    says when they were shown to the municipality.
    """
    said = f"NULLIF(current_setting('{SETTING}', true), '')"
    passes = (
        f"(SELECT {said}) = '*' "
        f"OR {column} = ANY ((SELECT string_to_array(NULLIF({said}, '*'), ',')::bigint[])::bigint[])"
    )
    if also_without:
        passes = f"{column} IS NULL OR {passes}"
    if region:
        passes = f"({passes}) AND ({_at_desk(region)}{f' OR {shared} IS NOT NULL' if shared else ''})"
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


def _at_desk(column: str) -> str:
    said = f"NULLIF(current_setting('{DESK}', true), '')"
    return f"{column} = ANY ((SELECT string_to_array({said}, ',')::bigint[])::bigint[])"


def guard_inside(table: str, column: str = "district_id") -> migrations.RunSQL:
    """A migration's operation that narrows a guarded table of city districts: where `inside` holds for the
    municipality of a row, it is seen and written only when its district is one of those named there.

    On top of `guard`, never instead of it: it takes away, and opens nothing.
    """
    said = f"current_setting('{INSIDE}', true)"
    part = "(SELECT string_to_array(split_part({said}, '/', {place}), ',')::bigint[])::bigint[]"
    narrowed, own = (part.format(said=said, place=place) for place in (1, 2))
    passes = f"(SELECT coalesce({said}, '')) = '' OR NOT municipality_id = ANY ({narrowed}) OR {column} = ANY ({own})"
    return migrations.RunSQL(
        sql=f"CREATE POLICY inside ON {table} AS RESTRICTIVE USING ({passes}) WITH CHECK ({passes})",
        reverse_sql=f"DROP POLICY inside ON {table}",
    )


@contextmanager
def scope(municipality_ids: type_of_scope) -> Iterator[None]:
    """Inside, queries of this thread see and write these municipalities' rows only; `ALL` for every row.

    Scopes nest; the outer one holds again afterwards, and one that is the same as that around it asks the database
    nothing. A connection that is lost inside comes back without scope.
    """
    text = _text(municipality_ids)
    around = _held()
    if around == text:
        yield
        return
    before = _set(text, around)
    _hold(text)
    try:
        yield
    finally:
        _hold(around if _restore(before) else None)


@contextmanager
def desk(region_ids: Iterable[int]) -> Iterator[None]:
    """Inside, queries of this thread also see and write what these regions keep for themselves.

    A second key beside `scope`, which still says of which municipalities. There is no word for all regions: whoever
    reads names them, and a person in a municipality has none to name. Outermost where it can be: it asks twice.
    """
    before = _set(_text(region_ids), setting=DESK)
    try:
        yield
    finally:
        _restore(before, setting=DESK)


@contextmanager
def inside(municipality_ids: Iterable[int], district_ids: Iterable[int]) -> Iterator[None]:
    """In this block, queries of this thread see and write, of what city districts of these municipalities gave, that of
    these districts alone; `scope` still says of which municipalities, and no scope in the block opens the rest."""
    narrowed = _text(municipality_ids)
    if not narrowed:
        yield
        return
    before = _set(f"{narrowed}/{_text(district_ids)}", setting=INSIDE)
    try:
        yield
    finally:
        _restore(before, setting=INSIDE)


@contextmanager
def nested(municipality_ids: type_of_scope | None) -> Iterator[None]:
    """As `scope`; None leaves the scope around as it is."""
    if municipality_ids is None:
        yield
        return
    with scope(municipality_ids):
        yield


def narrowed(found: "QuerySet[Row]", within: type_of_scope) -> "QuerySet[Row]":
    """Only the rows of these municipalities, whatever the database lets through: the owner of tables sees every row."""
    return found if isinstance(within, Everywhere) else found.filter(municipality__in=sorted(set(within)))


def _text(municipality_ids: type_of_scope) -> str:
    if isinstance(municipality_ids, Everywhere):
        return municipality_ids.value
    return ",".join(str(int(each)) for each in sorted(set(municipality_ids)))


def _held() -> str | None:
    """The scope that holds on this connection for certain; None where only the database knows."""
    made, text = getattr(connection, HELD, (None, None))
    return text if made is not None and made is connection.connection else None


def _hold(text: str | None) -> None:
    setattr(connection, HELD, (connection.connection, text))


def _set(text: str, around: str | None = None, *, setting: str = SETTING) -> str:
    """Set the scope; returns the one before, which the database tells where it is not known."""
    with connection.cursor() as cursor:
        if around is not None:
            cursor.execute("SELECT set_config(%s, %s, false)", [setting, text])
            return around
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, false)", [setting, setting, text]
        )
        before: str = cursor.fetchone()[0]
        return before


def _restore(before: str, *, setting: str = SETTING) -> bool:
    """Set the scope of before. A transaction that failed takes the setting back by itself; a lost connection has none:
    then False, and the database is asked the next time."""
    if connection.connection is None or connection.connection.closed:
        return False
    if connection.in_atomic_block and connection.needs_rollback:
        return False
    if connection.connection.info.transaction_status.name == "INERROR":
        return False
    _set(before, before, setting=setting)
    return True
