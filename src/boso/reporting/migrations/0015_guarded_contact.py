"""What a region keeps about its municipalities asks for the region's key too; papers and follow-ups until shared.

What was written in papers before they were shared stays with the region; of a follow-up the municipality writes too,
so its history follows the row.
"""

from django.db import migrations

from boso.places.rls import guard

OF_MEETING = ("meetingpaper", "followup")
NEVER_SHARED = ("contactnote", "contactnoteevent", "meetingpaperevent")
UNTIL_SHARED = (*OF_MEETING, "followupevent")


def _tied(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=(
            f"ALTER TABLE reporting_{table} ADD CONSTRAINT {table}_belongs_to_meeting "
            "FOREIGN KEY (municipality_id, meeting_id) REFERENCES reporting_followupmeeting (municipality_id, id) "
            "DEFERRABLE INITIALLY DEFERRED"
        ),
        reverse_sql=f"ALTER TABLE reporting_{table} DROP CONSTRAINT {table}_belongs_to_meeting",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0014_contact")]

    operations = [
        *(_tied(table) for table in OF_MEETING),
        guard("reporting_followupmeeting"),
        *(guard(f"reporting_{table}", region="region_id") for table in NEVER_SHARED),
        *(guard(f"reporting_{table}", region="region_id", shared="shared_at") for table in UNTIL_SHARED),
    ]
