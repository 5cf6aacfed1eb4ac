"""Imports are seen within a scope only, and an import belongs to the municipality of its file."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("importers", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=(
                "ALTER TABLE importers_import ADD CONSTRAINT import_belongs_to_file "
                "FOREIGN KEY (municipality_id, file_id) REFERENCES importers_importedfile (municipality_id, id) "
                "DEFERRABLE INITIALLY DEFERRED"
            ),
            reverse_sql="ALTER TABLE importers_import DROP CONSTRAINT import_belongs_to_file",
        ),
        guard("importers_importedfile"),
        guard("importers_import"),
    ]
