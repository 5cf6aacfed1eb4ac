"""Rows of rounds and deliveries are seen within a scope only, and a closed version of a report stays as it is."""

from django.db import migrations

from boso.places.rls import guard

OF_REPORT = ("delivery", "findinganswer", "districtanswer")
GUARDED = ("invitation", "extension", "reminder", *OF_REPORT, "findinganswerevent", "districtanswerevent")
VERSIONED = (
    *("answer", "textanswer", "fieldanswer", "economyrow", "owntable", "formrow", "partnertick", "districtanswer"),
)

REFUSE_CLOSED = """
CREATE FUNCTION reporting_refuse_closed_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM reporting_reportversion
        WHERE municipality_id = OLD.municipality_id AND report_id = OLD.report_id AND number = OLD.version
          AND closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'version % of report % is closed', OLD.version, OLD.report_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM reporting_reportversion
        WHERE municipality_id = NEW.municipality_id AND report_id = NEW.report_id AND number = NEW.version
          AND closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'version % of report % is closed', NEW.version, NEW.report_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
REFUSE_REOPENED = """
CREATE FUNCTION reporting_closed_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % of report % is closed', OLD.number, OLD.report_id USING ERRCODE = 'check_violation';
END $$
"""


def _tied(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE reporting_{table} ADD CONSTRAINT {table}_belongs_to_report "
            "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
            "DEFERRABLE INITIALLY DEFERRED"
        ),
        reverse_sql=f"ALTER TABLE reporting_{table} DROP CONSTRAINT {table}_belongs_to_report",
    )


def _frozen(table: str, events: str = "INSERT OR UPDATE OR DELETE") -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=(
            f"CREATE TRIGGER closed_version BEFORE {events} ON reporting_{table} "
            "FOR EACH ROW EXECUTE FUNCTION reporting_refuse_closed_version()"
        ),
        reverse_sql=f"DROP TRIGGER closed_version ON reporting_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_rounds_and_deliveries")]

    operations = [
        *(_tied(table) for table in OF_REPORT),
        *(guard(f"reporting_{table}") for table in GUARDED),
        migrations.RunSQL(REFUSE_CLOSED, "DROP FUNCTION reporting_refuse_closed_version()"),
        migrations.RunSQL(REFUSE_REOPENED, "DROP FUNCTION reporting_closed_version_stays()"),
        *(_frozen(table) for table in VERSIONED),
        _frozen("reportfile", "INSERT OR DELETE"),
        migrations.RunSQL(
            "CREATE TRIGGER closed_version BEFORE UPDATE OR DELETE ON reporting_reportversion FOR EACH ROW "
            "WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION reporting_closed_version_stays()",
            "DROP TRIGGER closed_version ON reporting_reportversion",
        ),
    ]
