"""Names of office-holders are seen only by a query that said which municipalities it is about."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [guard("programme_roleholder")]
