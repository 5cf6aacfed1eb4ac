"""What is typed into a version that is not published changes nothing the public sees, and is not noted as such.

Sets of changed rows have names only in triggers of one kind of change each, so there is a trigger a kind. Whoever
publishes a version and whoever writes in one lock the report first, so that neither misses the other.
"""

from django.db import migrations

VERSIONED = (
    *("answer", "textanswer", "fieldanswer", "economyrow", "owntable", "formrow", "partnertick", "districtanswer"),
)
UNSHOWN = ("savedfield", "presence", "comment", "assignment", "reminder", "findinganswer")
BEFORE, AFTER = "OLD TABLE AS rows_before", "NEW TABLE AS rows_after"
KINDS = {"INSERT": AFTER, "UPDATE": f"{BEFORE} {AFTER}", "DELETE": BEFORE}

NOTE_PUBLISHED = """
CREATE FUNCTION boso_note_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
  shown boolean := false;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    shown := EXISTS (
      SELECT FROM rows_before r JOIN reporting_report p ON p.id = r.report_id AND p.published_version = r.version
    );
  END IF;
  IF TG_OP <> 'DELETE' AND NOT shown THEN
    shown := EXISTS (
      SELECT FROM rows_after r JOIN reporting_report p ON p.id = r.report_id AND p.published_version = r.version
    );
  END IF;
  IF shown THEN
    INSERT INTO places_statechange (tx) VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$
"""

FORGET_HISTORY = """
DO $$
DECLARE
  history regclass;
BEGIN
  FOR history IN SELECT t.tgrelid::regclass FROM pg_trigger t WHERE t.tgname = 'state_noted' AND EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = t.tgrelid AND a.attname = 'pgh_id'
  )
  LOOP
    EXECUTE format('DROP TRIGGER state_noted ON %s', history);
  END LOOP;
END
$$
"""


def _noted(table: str) -> migrations.RunSQL:
    made = [
        f"CREATE TRIGGER state_noted_{kind.lower()} AFTER {kind} ON reporting_{table} REFERENCING {rows} "
        "FOR EACH STATEMENT EXECUTE FUNCTION boso_note_published()"
        for kind, rows in KINDS.items()
    ]
    emptied = (
        f"CREATE TRIGGER state_noted_truncate AFTER TRUNCATE ON reporting_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION boso_note_change()"
    )
    names = (*KINDS, "TRUNCATE")
    return migrations.RunSQL(
        sql=[f"DROP TRIGGER IF EXISTS state_noted ON reporting_{table}", *made, emptied],
        reverse_sql=[f"DROP TRIGGER state_noted_{name.lower()} ON reporting_{table}" for name in names],
    )


def _forgotten(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"DROP TRIGGER IF EXISTS state_noted ON reporting_{table}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0010_guarded_released_texts"), ("places", "0002_state")]

    operations = [
        migrations.RunSQL(NOTE_PUBLISHED, "DROP FUNCTION boso_note_published()"),
        *(_noted(table) for table in VERSIONED),
        *(_forgotten(table) for table in UNSHOWN),
        migrations.RunSQL(FORGET_HISTORY, migrations.RunSQL.noop),
    ]
