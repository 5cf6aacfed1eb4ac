"""Sets Django up on a database that is there, durable, up to date and closed to what the app may not see."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from boso.config import env
from boso.config.env import Environment
from boso.config.postgres.cluster import OWNER
from boso.config.postgres.folders import make_home, unwritable
from boso.kernel.errors import BosoError

MIGRATION_LOCK = 0x626F736F  # "boso"


class DatabaseUnfit(BosoError):
    """The database cannot be reached, or may not be used as it is."""


def with_database(*, migrate: bool = True) -> None:
    """Sets Django up for the rest of this process, on the embedded server or the one of `DATABASE_URL`.

    `migrate` brings the tables up to date first. Where Django is set up already (in a test), nothing happens.
    """
    from django.apps import apps  # noqa: PLC0415 -- slow, and most commands do without

    if apps.ready:
        return
    environment = env.read()
    set_up(environment)
    _ready_database(environment, migrate=migrate)


def set_up(environment: Environment) -> None:
    """Django without a look at the database."""
    import django  # noqa: PLC0415 -- slow, and most commands do without

    if not environment.secret_key:
        os.environ["SECRET_KEY"] = kept_secret(environment)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "boso.config.settings")
    django.setup()


def kept_secret(environment: Environment) -> str:
    """The secret of this data folder, made on first use; log-ins survive a restart by it."""
    file = environment.folder / "secret-key"
    make_home(environment.folder)
    try:
        with suppress(FileExistsError), open(file, "x", opener=_private, encoding="ascii") as new:
            new.write(secrets.token_urlsafe(50))
        return file.read_text(encoding="ascii")
    except OSError as fault:
        raise unwritable(file, fault) from fault


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _ready_database(environment: Environment, *, migrate: bool) -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.utils import InterfaceError  # noqa: PLC0415

    from boso.config import fitness  # noqa: PLC0415

    try:
        with as_owner(environment), _alone():
            fitness.assert_fit()
            fitness.assert_not_newer()
            if migrate:
                _bring_up_to_date(environment)
        fitness.assert_app_is_guarded()
        fitness.assert_in_order()
    except (DatabaseError, InterfaceError) as fault:
        connection.close()
        raise DatabaseUnfit(_sentence(fault, environment)) from fault


@contextmanager
def as_owner(environment: Environment | None = None) -> Iterator[None]:
    """Inside, the connection of this thread is the owner's, who may change tables and sees every row."""
    from django.db import connection  # noqa: PLC0415

    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(_owner_settings(before, environment or env.read()))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


def _owner_settings(app: dict[str, Any], environment: Environment) -> dict[str, Any]:
    owner = environment.owner_server or environment.server
    options = {key: value for key, value in app["OPTIONS"].items() if key != "assume_role"}
    options |= owner.options if owner else {}
    options["options"] = f"{options.get('options', '')} -c boso.scope=*".strip()
    if owner is None:
        return {"USER": OWNER, "OPTIONS": options}
    login = {"NAME": owner.name, "USER": owner.user, "PASSWORD": owner.password}
    return {**login, "HOST": owner.host, "PORT": owner.port, "OPTIONS": options}


@contextmanager
def _alone() -> Iterator[None]:
    """Two that start at once change the tables one after the other."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    yield  # the lock goes with the connection, which `as_owner` closes


def _bring_up_to_date(environment: Environment) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from boso.config import fitness, roles  # noqa: PLC0415

    role = roles.app_role(environment)
    if fitness.has_pending_migrations():
        print("Making the tables …", file=sys.stderr)  # noqa: T201 -- it takes some seconds
        roles.make(role)
        call_command("migrate", verbosity=0, interactive=False)
    roles.grant(role)


def grant_rights(environment: Environment) -> None:
    """The app's rights on the tables there are."""
    from boso.config import roles  # noqa: PLC0415

    with as_owner(environment):
        roles.make(roles.app_role(environment))
        roles.grant(roles.app_role(environment))


def _sentence(fault: Exception, environment: Environment) -> str:
    first = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
    if environment.server is None:
        return f"The database cannot be used: {first}; look in {environment.folder / 'postgresql.log'}."
    return f"The database of DATABASE_URL cannot be used: {first}"
