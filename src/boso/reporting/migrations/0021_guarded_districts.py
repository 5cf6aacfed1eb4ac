"""What districts say is seen within a scope only, and belongs to the municipality of its report."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0020_districts_stand")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE reporting_districtstanding ADD CONSTRAINT districtstanding_belongs_to_report "
            "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE reporting_districtstanding DROP CONSTRAINT districtstanding_belongs_to_report",
        ),
        guard("reporting_districtstanding"),
        guard("reporting_districtstandingevent"),
    ]
