"""What tests on the database share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.factories.demo import load_demo


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows that a fixture of a module stores on top of this are there for each of its tests, and gone after the last.

    Each test goes back to them. Not for a module with tests that end their transaction themselves.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo_of_module(rows_of_module: None) -> None:
    """The demo is there for each test of the module."""
    load_demo()
