"""A server that restarts is waited for; a wrong password or a missing database is not."""

import pytest
from psycopg import OperationalError

from boso.config.postgres.backend.base import may_come_back

SOCKET = 'connection to server on socket "/run/.s.PGSQL.5432" failed: '


@pytest.mark.parametrize(
    ("said", "waited_for"),
    [
        ("No such file or directory", True),
        ("Connection refused", True),
        ("FATAL:  the database system is starting up", True),
        ("FATAL:  the database system is shutting down", True),
        ("FATAL:  the database system is not yet accepting connections", True),
        ("FATAL:  the database system is in recovery mode", True),
        ('FATAL:  password authentication failed for user "boso_app"', False),
        ('FATAL:  database "boso" does not exist', False),
        ('FATAL:  role "boso_app" does not exist', False),
    ],
)
def test_which_faults_pass(said: str, waited_for: bool) -> None:
    assert may_come_back(OperationalError(SOCKET + said)) is waited_for
