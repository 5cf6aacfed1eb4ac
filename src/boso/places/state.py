"""The state of what the public is shown: a few characters that differ whenever a row behind any public page does.

Triggers note each transaction that writes to a watched table, by its number. The state is read from those notes alone,
in one query of a handful of rows, and is never the same before and after a change is seen: all transactions below the
oldest running one are finished for good, so the highest noted of them tells which have been seen, and the few above it
are named one by one.
"""

from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations import RunSQL

TABLE: Final = "places_statechange"
_NOTE: Final = "boso_note_change"
_TRIGGER: Final = "state_noted"

_MAKE: Final = f"""
CREATE TABLE {TABLE} (tx bigint PRIMARY KEY);
CREATE FUNCTION {_NOTE}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  oldest_running bigint;
BEGIN
  INSERT INTO {TABLE} (tx) VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  IF FOUND AND random() < 0.02 THEN
    oldest_running := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    DELETE FROM {TABLE} WHERE tx IN (
      SELECT tx FROM {TABLE}
      WHERE tx < (SELECT max(tx) FROM {TABLE} WHERE tx < oldest_running)
      FOR UPDATE SKIP LOCKED
    );
  END IF;
  RETURN NULL;
END
$$;
"""  # noqa: S608 -- names of our own
_UNMAKE: Final = f"DROP FUNCTION {_NOTE}() CASCADE; DROP TABLE {TABLE};"

_READ: Final = f"""
SELECT (SELECT max(applied)::text FROM django_migrations),
       (SELECT max(tx) FROM {TABLE} WHERE tx < oldest_running),
       (SELECT string_agg(tx::text, '.' ORDER BY tx) FROM {TABLE} WHERE tx >= oldest_running)
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_running) AS moment
"""  # noqa: S608

_UNWATCHED: Final = """
SELECT c.relname FROM pg_class c
WHERE c.relname = ANY(%s) AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = %s)
"""


def notes() -> RunSQL:
    """A migration's operation that makes the place where changes are noted."""
    return RunSQL(sql=_MAKE, reverse_sql=_UNMAKE)


def state() -> str:
    """What the data looks like now; one query. When the tables were made tells one database from another."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return " ".join("" if part is None else str(part) for part in cursor.fetchone())


def watch(sender: object, *, using: str, **_: object) -> None:
    """After migrations: changes are noted on every table of the apps in `WATCHED_APPS` that lacks it."""
    models = getattr(sender, "get_models", list)(include_auto_created=True)
    if getattr(sender, "label", "") not in settings.WATCHED_APPS or using != connection.alias or not models:
        return
    names = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s)", [_NOTE])
        if cursor.fetchone()[0] is None:
            return
        cursor.execute(_UNWATCHED, [names, _TRIGGER])
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'CREATE TRIGGER {_TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {_NOTE}()"
            )
