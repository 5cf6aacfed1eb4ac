"""Opened fields are seen within a scope only, and belong to the municipality of their report."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0018_opened_fields")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE reporting_openedfield ADD CONSTRAINT openedfield_belongs_to_report "
            "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE reporting_openedfield DROP CONSTRAINT openedfield_belongs_to_report",
        ),
        guard("reporting_openedfield"),
        guard("reporting_openedfieldevent"),
    ]
