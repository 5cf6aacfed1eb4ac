from django.db import migrations

from boso.places.state import notes


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [notes()]
