"""The state of what the public is shown changes with every row behind a public page, and with nothing else."""

import threading

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from boso.places.models import Region
from boso.places.state import state, watched


def region(code: str) -> Region:
    return Region.objects.create(code=code, name=code, source="test")


@pytest.mark.django_db(transaction=True)
def test_a_row_written_changed_or_deleted_gives_another_state() -> None:
    seen = [state()]
    row = region("a")
    seen.append(state())
    Region.objects.filter(pk=row.pk).update(name="b")
    seen.append(state())
    row.delete()
    seen.append(state())
    assert len(set(seen)) == len(seen)


@pytest.mark.django_db(transaction=True)
def test_without_a_change_the_state_stays() -> None:
    region("a")
    assert state() == state()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_seen() -> None:
    before = visible()
    with transaction.atomic():
        region("a")
        transaction.set_rollback(True)
    assert visible() == before


@pytest.mark.django_db(transaction=True)
def test_transactions_that_end_in_another_order_than_they_began_are_all_seen() -> None:
    """The first to write ends last: a state read between the two is not that of afterwards."""
    wrote, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            region("slow")
            wrote.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    wrote.wait(10)
    region("quick")
    between = state()
    go_on.set()
    thread.join()
    assert state() != between


@pytest.mark.django_db
@pytest.mark.parametrize("label", settings.WATCHED_APPS)
def test_every_table_that_public_pages_may_read_is_watched(label: str) -> None:
    if not apps.is_installed(f"boso.{label}"):
        pytest.skip("has no tables")
    assert set(watched(apps.get_app_config(label))) <= noted_tables()


@pytest.mark.django_db
def test_what_the_public_never_sees_is_not_watched() -> None:
    models = apps.get_app_config("reporting").get_models()
    history = {model._meta.db_table for model in models if hasattr(model, "pgh_tracked_model")}
    assert history
    assert noted_tables().isdisjoint(history | set(settings.NEVER_SHOWN))


def noted_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE starts_with(tgname, 'state_noted')")
        return {name.strip('"') for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_notes_do_not_heap_up() -> None:
    for number in range(400):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO places_statechange VALUES (%s) ON CONFLICT DO NOTHING", [number])
    before = visible()
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM places_statechange WHERE tx = pg_current_xact_id()::text::bigint")
        region(f"r{_}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_statechange")
        assert cursor.fetchone()[0] < 50
    assert visible()[1] == before[1]


def visible() -> tuple[str, ...]:
    """When the tables were made, and the highest transaction that is finished for good."""
    return tuple(state().split(" ")[:3])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["contactnote", "followup", "followupmeeting", "meetingpaper"])
def test_what_the_contact_keeps_at_the_desk_leaves_public_pages_as_they_are(name: str) -> None:
    assert f"reporting_{name}" not in noted_tables()
