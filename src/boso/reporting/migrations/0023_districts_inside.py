"""What one city district gives is closed to the people of another by the database too, not by the pages alone."""

from django.db import migrations

from boso.places.rls import guard_inside


class Migration(migrations.Migration):
    dependencies = [("reporting", "0022_contact_unnoted")]

    operations = [
        guard_inside("reporting_districtanswer"),
        guard_inside("reporting_districtanswerevent"),
        guard_inside("reporting_districtstanding"),
        guard_inside("reporting_districtstandingevent"),
    ]
