"""The two roles: the owner makes the tables, the app reads and writes rows and cannot see past row-level security."""

from typing import LiteralString

from django.db import connection
from psycopg import sql

from boso.config.env import BadEnvironment, Environment
from boso.config.postgres.cluster import APP

GRANTS: tuple[LiteralString, ...] = (
    "GRANT USAGE ON SCHEMA public TO {}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
)


def app_role(environment: Environment) -> str:
    """The role the app works as: its own log-in where there are two, else one the owner lends it."""
    if environment.server and environment.owner_server:
        return environment.server.user
    return APP


def make(role: str) -> None:
    """Makes the app's role on a server where it is missing; one sentence where that is not allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:
                raise BadEnvironment(
                    f"The role {role} is missing on the database server and the user of DATABASE_URL may not make it; "
                    f"run CREATE ROLE {role} NOLOGIN and GRANT {role} TO that user, or give DATABASE_OWNER_URL too."
                )
            cursor.execute(sql.SQL("CREATE ROLE {} NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(role)))
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [role])
        if not cursor.fetchone()[0]:
            cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def grant(role: str) -> None:
    """Rows of all tables to the app, but neither the tables themselves nor the list of migrations."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(sql.SQL(statement).format(name))
        cursor.execute("SELECT to_regclass('django_migrations')")
        if cursor.fetchone()[0]:
            cursor.execute(sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(name))
