"""What people write together is seen within a scope only, and belongs to its report's municipality."""

from django.db import migrations

from boso.places.rls import guard

OF_REPORT = ("formrow", "reportfile", "savedfield", "presence", "assignment", "comment")
GUARDED = (*OF_REPORT, "formrowevent", "partnertickevent")


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
    dependencies = [("reporting", "0004_filling_in")]

    operations = [
        *(_tied(table) for table in OF_REPORT),
        *(guard(f"reporting_{table}") for table in GUARDED),
    ]
