"""The state of what the public is shown: a few characters that differ whenever a row behind any public page does.

Triggers note each transaction that writes to a watched table, by its number. The state is read from those notes alone,
in one query of a handful of rows, and is never the same before and after a change is seen: all transactions below the
oldest running one are finished for good, so the highest noted of them tells which have been seen, and the few above it
are named one by one.

Each transaction writes a row of its own, so that nobody waits for anybody. Nothing is noted of what the public never
sees: the history of rows, what `NEVER_SHOWN` in the settings names, and the rows of a version of a report that is not
published (triggers of `reporting`'s own); that it is published is noted by the report itself.
"""

from typing import Final

from django.apps import AppConfig
from django.conf import settings
from django.db import connection
from django.db.migrations import RunSQL

TABLE: Final = "places_statechange"
TRIGGER: Final = "state_noted"
_NOTE: Final = "boso_note_change"

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
  AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND starts_with(t.tgname, %s))
"""


def notes() -> RunSQL:
    """A migration's operation that makes the place where changes are noted."""
    return RunSQL(sql=_MAKE, reverse_sql=_UNMAKE)


def state() -> str:
    """What the data looks like now; one query. When the tables were made tells one database from another."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return " ".join("" if part is None else str(part) for part in cursor.fetchone())


def watch(sender: AppConfig, *, using: str, **_: object) -> None:
    """After migrations: changes are noted on every table that public pages may read and that has no such trigger."""
    if sender.label not in settings.WATCHED_APPS or using != connection.alias:
        return
    names = watched(sender)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s)", [_NOTE])
        if not names or cursor.fetchone()[0] is None:
            return
        cursor.execute(_UNWATCHED, [names, TRIGGER])
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'CREATE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {_NOTE}()"
            )


def watched(app: AppConfig) -> list[str]:
    """The tables of an app that public pages may read: all but the history of rows, and what is never shown."""
    shown = (model for model in app.get_models(include_auto_created=True) if not hasattr(model, "pgh_tracked_model"))
    return sorted({model._meta.db_table for model in shown} - set(settings.NEVER_SHOWN))
