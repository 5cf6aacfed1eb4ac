"""What tests on the database share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from tests.factories import identity
from tests.factories.demo import load_demo
from tests.factories.reports import programme_places


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows that a fixture of a module stores on top of this are there for each of its tests, and gone after the last.

    Each test goes back to them. Not for a module with tests that end their transaction themselves.
    """
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture(scope="module")
def places_of_module(rows_of_module: None) -> None:
    """The municipalities and who takes part are there for each test of the module."""
    programme_places()


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database beside that of the other tests, in which the demo is loaded once; its name."""
    with django_db_blocker.unblock():
        connection.creation.clone_test_db("demo", verbosity=0)
        name = connection.creation.get_test_db_clone_settings("demo")["NAME"]
        with connected_to(name), transaction.atomic():
            load_demo()
            connection.run_on_commit = []  # what goes on after a demo is loaded goes on in no test
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix="demo", verbosity=0)


@pytest.fixture(scope="module")
def demo_of_module(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The demo is there for each test of the module, and what the module does to it is gone after the last."""
    with django_db_blocker.unblock(), connected_to(demo_database), undone():
        yield


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Inside, the tests work on another database of the same server."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def identity_running() -> Iterator[identity.Server]:
    """A provider of identities, for the tests of a module."""
    with identity.running() as server:
        yield server


@pytest.fixture
def identity_server(identity_running: identity.Server, as_app_role: None, settings: Any) -> Iterator[identity.Server]:
    """The provider as each test finds it: it knows two people, and boso trusts it."""
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    identity.use(settings, identity.provider(identity_running))
    identity_running.person(identity.KARI)
    identity_running.person(identity.OLA)
    yield identity_running
    identity_running.heal()
