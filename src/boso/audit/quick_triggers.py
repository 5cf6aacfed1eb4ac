"""Two functions that every tracked row calls, without their subtransactions.

pgtrigger and pghistory ask for a setting that mostly is not there, and catch the error. An error caught rolls a
subtransaction back, for which PostgreSQL goes through all checks that wait for the end of the transaction: one
workbook costs little, 70,000 rows in one transaction took minutes, and twice the rows four times as long. The same
answers without an error make each row cost the same. Set after each migration, as migrations of triggers put the
library's own back.
"""

from typing import Final

from django.db import connection

_IGNORED: Final = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(trigger_name = ANY (NULLIF(current_setting('pgtrigger.ignore', true), '')::text[]), false);
END
$$
"""
_CONTEXT: Final = """
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  context uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
  told jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
  IF context IS NULL OR told IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (context, told, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
    WHERE pghistory_context.metadata <> EXCLUDED.metadata;
  RETURN context;
END
$$
"""
_THERE: Final = "SELECT to_regproc('public._pgtrigger_should_ignore'), to_regproc('public._pgh_attach_context')"


def make_quick(sender: object, *, using: str, **_: object) -> None:
    """After migrations: the functions as they are here, where the libraries have made theirs."""
    if getattr(sender, "label", "") != "audit" or using != connection.alias:
        return
    with connection.cursor() as cursor:
        cursor.execute(_THERE)
        if None not in cursor.fetchone():
            cursor.execute(_IGNORED)
            cursor.execute(_CONTEXT)
