"""A notice is seen within the scope of its municipality only, and belongs to the municipality of its report."""

from django.db import migrations

from boso.places.rls import guard

TIED = migrations.RunSQL(
    sql=(
        "ALTER TABLE reporting_notice ADD CONSTRAINT notice_belongs_to_report "
        "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
        "DEFERRABLE INITIALLY DEFERRED"
    ),
    reverse_sql="ALTER TABLE reporting_notice DROP CONSTRAINT notice_belongs_to_report",
)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0016_notices")]

    operations = [TIED, guard("reporting_notice")]
