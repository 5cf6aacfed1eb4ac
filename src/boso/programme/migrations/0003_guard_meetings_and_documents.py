"""Meetings are for those inside; which documents are known may be read by anyone, and is written within a scope."""

from django.db import migrations

from boso.places.rls import guard


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_guard_role_holders")]

    operations = [guard("programme_meeting"), guard("programme_municipalitydocument", read_by_all=True)]
