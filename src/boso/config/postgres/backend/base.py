"""Django's PostgreSQL backend, which finds the embedded server by itself and waits out a restart."""

import time
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from boso.config.postgres.cluster import PORT
from boso.config.postgres.joining import NoServer, joined

PATIENCE = 10.0
PAUSE = 0.1
PASSING = ("starting up", "shutting down", "not yet accepting connections", "in recovery mode")
SHUTTING_DOWN_OR_STARTING = {"57P01", "57P02", "57P03"}


class DatabaseWrapper(base.DatabaseWrapper):
    """`OPTIONS["embedded"]` names the data folder of the embedded server; without it an ordinary connection."""

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        home = params.pop("embedded", None)
        if home:
            params |= {"host": joined(Path(home)).socket(), "port": PORT}
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection; a server that is away for a moment is waited for, up to ten seconds."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return super().get_new_connection(conn_params)
            except OperationalError as fault:
                if not may_come_back(fault) or time.monotonic() > until:
                    raise
            time.sleep(PAUSE)
            conn_params = self._found_again(conn_params)

    def _found_again(self, conn_params: dict[str, Any]) -> dict[str, Any]:
        try:
            return self.get_connection_params()
        except NoServer:
            return conn_params


def may_come_back(fault: OperationalError) -> bool:
    """Is this the sign of a server that restarts, rather than of a wrong password or name?"""
    if fault.sqlstate:
        return fault.sqlstate in SHUTTING_DOWN_OR_STARTING
    text = str(fault)
    return "FATAL" not in text or any(words in text for words in PASSING)
