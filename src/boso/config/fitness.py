"""What must be true of a database before a row is written to it."""

from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from boso.config.postgres.installation import OLDEST
from boso.kernel.errors import BosoError


class Unfit(BosoError):
    """The database lacks something the program relies on; the message says what and the remedy."""


def assert_fit() -> None:
    """Version, encoding, letters beyond a to z, and settings that make "acknowledged" mean "stored"."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),"
            " lower('ÆØÅ'), current_setting('fsync'), current_setting('full_page_writes'),"
            " current_setting('synchronous_commit')"
        )
        version, encoding, lower, fsync, full_pages, commit = cursor.fetchone()
    if version < OLDEST:
        raise Unfit(f"The database is PostgreSQL {version}; use {OLDEST} or newer.")
    if encoding != "UTF8" or lower != "æøå":
        raise Unfit(
            "The database does not know letters beyond a to z; make it with ENCODING UTF8 and LC_CTYPE C.UTF-8."
        )
    loose = {"fsync": fsync, "full_page_writes": full_pages, "synchronous_commit": commit}
    for name, value in loose.items():
        if value == "off":
            raise Unfit(f"The database has {name} = off and could lose what it has acknowledged; set it to on.")


def assert_not_newer() -> None:
    """A database that a newer program has changed is left alone."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return
    known = MigrationExecutor(connection).loader
    replaced = {key for migration in known.disk_migrations.values() for key in migration.replaces}
    unknown = sorted(set(recorder.applied_migrations()) - set(known.disk_migrations) - replaced)
    if unknown:
        app, name = unknown[-1]
        raise Unfit(
            f"The database is newer than this program (it holds {app} {name}); "
            "use the newer program, or set BOSO_DATA to another folder."
        )


def has_pending_migrations() -> bool:
    """Are there tables to make or change?"""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def assert_app_is_guarded() -> None:
    """The app's own role must be bound by row-level security, or a forgotten filter would show everything."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        name, is_super, bypasses, owns = cursor.fetchone()
    if is_super or bypasses or owns:
        raise Unfit(
            f"The app would work as {name}, which may see past row-level security; "
            "give the app's own role in DATABASE_URL and the owner's in DATABASE_OWNER_URL."
        )


def assert_in_order() -> None:
    """What the apps themselves demand of the database, such as: no demo accounts outside a demo."""
    for fault in run_checks(tags=[Tags.database], databases=["default"]):
        raise Unfit(f"{fault.msg} {fault.hint or ''}".strip())
