"""A row of a municipality is seen only by a query that said which municipalities it is about."""

from collections.abc import Callable
from contextlib import nullcontext, suppress

import pytest
from django.db import DatabaseError, ProgrammingError, connection, migrations, transaction
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boso.config.postgres.cluster import APP
from boso.places.rls import ALL, guard, scope

pytestmark = pytest.mark.usefixtures("rows", "as_app_role")


@pytest.fixture
def rows(db: None) -> None:
    """A guarded table with two rows of municipality 1 and one of municipality 2."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE guarded (municipality_id bigint NOT NULL, text text)")
        cursor.execute("INSERT INTO guarded VALUES (1, 'a'), (1, 'b'), (2, 'c')")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON guarded TO {APP}")
    _apply(guard("guarded"))


def _apply(operation: migrations.RunSQL, *, back: bool = False) -> None:
    move = operation.database_backwards if back else operation.database_forwards
    with connection.schema_editor(atomic=False) as editor:
        move("places", editor, ProjectState(), ProjectState())


def seen() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM guarded ORDER BY text")
        return [row[0] for row in cursor.fetchall()]


def write(municipality_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO guarded VALUES (%s, 'new')", [municipality_id])


def test_without_scope_there_is_no_row() -> None:
    assert seen() == []


def test_a_scope_of_nobody_gives_no_row() -> None:
    with scope([]):
        assert seen() == []


@pytest.mark.parametrize(("ids", "texts"), [([1], ["a", "b"]), ([2], ["c"]), ([1, 2], ["a", "b", "c"]), ([3], [])])
def test_a_scope_gives_the_rows_of_its_municipalities(ids: list[int], texts: list[str]) -> None:
    with scope(ids):
        assert seen() == texts


def test_the_scope_of_all_gives_every_row() -> None:
    with scope(ALL):
        assert seen() == ["a", "b", "c"]


def test_scopes_nest_and_the_outer_one_holds_again() -> None:
    with scope([1]):
        with scope([2]):
            assert seen() == ["c"]
        assert seen() == ["a", "b"]
    assert seen() == []


def test_the_scope_ends_with_a_fault_inside() -> None:
    with pytest.raises(ZeroDivisionError), scope(ALL):
        _ = 1 // 0
    assert seen() == []


def test_the_scope_ends_when_the_database_refuses_inside() -> None:
    with pytest.raises(ProgrammingError), scope([1]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM guarded")
    assert seen() == []


def test_a_scope_inside_a_transaction_that_is_taken_back_leaves_the_outer_one() -> None:
    with scope([2]):
        with pytest.raises(ProgrammingError), transaction.atomic(), scope([1]), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM guarded")
        assert seen() == ["c"]


def test_a_row_is_written_only_inside_its_scope() -> None:
    with scope([1]):
        write(1)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            write(2)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        write(1)


def test_a_row_cannot_be_moved_out_of_its_scope() -> None:
    refused = pytest.raises(DatabaseError, match="row-level security")
    with scope([1]), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE guarded SET municipality_id = 2")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE guarded DISABLE ROW LEVEL SECURITY",
        "DROP POLICY municipality ON guarded",
        "SET row_security = off; SELECT * FROM guarded",
        "SET SESSION AUTHORIZATION boso_admin",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
    ],
)
def test_the_app_cannot_open_the_guard(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_owner_is_bound_as_well() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert seen() == []


def test_the_guard_can_be_taken_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    _apply(guard("guarded"), back=True)
    assert seen() == ["a", "b", "c"]


def asked_for(work: Callable[[], None]) -> int:
    """How many queries a piece of work costs."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_the_same_scope_inside_asks_the_database_nothing() -> None:
    def inside() -> None:
        with scope([2, 1]):
            pass

    with scope([1, 2]):
        assert asked_for(inside) == 0
        assert seen() == ["a", "b", "c"]
    assert seen() == []


WAYS = ("plain", "atomic", "fails", "database fails")
TEXTS = {(1,): ["a", "b"], (2,): ["c"], (1, 2): ["a", "b", "c"]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from(WAYS)), max_size=6))
def test_however_scopes_and_transactions_nest_each_holds_what_it_says(
    steps: list[tuple[tuple[int, ...], str]],
) -> None:
    _nest(steps)
    assert seen() == []


def _nest(steps: list[tuple[tuple[int, ...], str]]) -> None:
    """One block in another; each sees its own rows before what is inside, and after it, whatever went wrong there."""
    if not steps:
        return
    (ids, how), *rest = steps
    around = nullcontext() if how == "plain" else transaction.atomic()
    with suppress(DatabaseError, ZeroDivisionError), around, scope(ids):
        assert seen() == TEXTS[ids]
        _nest(rest)
        assert seen() == TEXTS[ids]
        if how == "fails":
            raise ZeroDivisionError
        if how == "database fails":
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
