"""Questions of a review are seen within a scope only, and belong to the municipality of their report."""

from django.db import migrations

from boso.places.rls import guard

OF_REPORT = ("reviewquestion", "reviewremark")
GUARDED = (*OF_REPORT, "reviewquestionevent")


def _tied(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE reporting_{table} ADD CONSTRAINT {table}_belongs_to_report "
            "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
            "DEFERRABLE INITIALLY DEFERRED"
        ),
        reverse_sql=f"ALTER TABLE reporting_{table} DROP CONSTRAINT {table}_belongs_to_report",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0012_review")]

    operations = [
        *(_tied(table) for table in OF_REPORT),
        migrations.RunSQL(
            "ALTER TABLE reporting_reviewremark ADD CONSTRAINT reviewremark_belongs_to_question "
            "FOREIGN KEY (municipality_id, report_id, question) "
            "REFERENCES reporting_reviewquestion (municipality_id, report_id, number) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE reporting_reviewremark DROP CONSTRAINT reviewremark_belongs_to_question",
        ),
        *(guard(f"reporting_{table}") for table in GUARDED),
    ]
