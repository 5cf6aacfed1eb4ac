"""What all tests share: one database server for the whole run, and passwords that are quick to hash."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from hypothesis import HealthCheck, settings

from boso.config import env, roles
from boso.config.postgres.cluster import APP, OWNER
from boso.config.postgres.joining import Joined, joined

# The same examples on every run, so that a run says something about what was changed. `--hypothesis-profile=roaming`
# draws new ones. How long drawing takes depends on what else the machine does, and is no fault.
settings.register_profile("fixed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("roaming", settings.get_profile("fixed"), derandomize=False)
settings.load_profile("fixed")

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def test_server() -> Iterator[Joined]:
    """One embedded database server for the run, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="boso-test-") as folder:
        Path(folder).chmod(0o711)
        server = joined(Path(folder) / "data")
        yield server
        server.leave()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Points the tests to their own server: the embedded one, or that of BOSO_TEST_DATABASE_URL."""
    settings: dict[str, Any] = connections["default"].settings_dict
    settings["OPTIONS"] = {"options": "-c boso.scope=*"}
    url = os.environ.get("BOSO_TEST_DATABASE_URL")
    if url:
        server = env.parse_url(url, variable="BOSO_TEST_DATABASE_URL")
        settings |= {"NAME": server.name, "USER": server.user, "PASSWORD": server.password}
        settings |= {"HOST": server.host, "PORT": server.port}
        settings["OPTIONS"] |= server.options
    else:
        home = request.getfixturevalue("test_server").home
        settings |= {"NAME": "boso", "USER": OWNER}
        settings["OPTIONS"] |= {"embedded": str(home)}
    connections["default"].settings_dict.update(settings)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, with the app's role and its rights beside the owner's."""
    with django_db_blocker.unblock():
        roles.make(APP)
        roles.grant(APP)


@pytest.fixture
def as_app_role(db: None) -> Iterator[None]:
    """Queries run as the app does: bound by row-level security, and without scope until one is set."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP}")
        cursor.execute("SET boso.scope = ''")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET boso.scope = '*'")


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the program keeps lies in a folder of the run, and not in that of who runs it."""
    django_settings.DATA_FOLDER = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; tests make many accounts."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS
