"""What the contact keeps at the desk, and what districts say, changes nothing that the public sees, and is not noted."""

from django.db import migrations

UNSHOWN = ("contactnote", "followup", "followupmeeting", "meetingpaper")
KINDS = ("insert", "update", "delete", "truncate")


def _forgotten(table: str, trigger: str = "state_noted") -> migrations.RunSQL:
    return migrations.RunSQL(f"DROP TRIGGER IF EXISTS {trigger} ON reporting_{table}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0021_guarded_districts")]

    operations = [
        *(_forgotten(table) for table in UNSHOWN),
        *(_forgotten("districtanswer", f"state_noted_{kind}") for kind in KINDS),
    ]
