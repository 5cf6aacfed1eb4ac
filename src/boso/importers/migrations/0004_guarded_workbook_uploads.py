"""Workbooks that came back are seen within a scope only, and belong to the municipality of their report."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("importers", "0003_workbook_uploads")]

    operations = [
        migrations.RunSQL(
            sql=(
                "ALTER TABLE importers_workbookupload ADD CONSTRAINT workbook_upload_belongs_to_report "
                "FOREIGN KEY (municipality_id, report_id) REFERENCES reporting_report (municipality_id, id) "
                "DEFERRABLE INITIALLY DEFERRED"
            ),
            reverse_sql="ALTER TABLE importers_workbookupload DROP CONSTRAINT workbook_upload_belongs_to_report",
        ),
        guard("importers_workbookupload"),
    ]
