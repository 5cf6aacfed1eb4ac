"""Closes the tables that say who holds a role in a municipality, with one narrow way in for each that must be read
before it is known which rows are one's own; and the table in which attempts are counted for all processes."""

from django.db import migrations

from boso.places.rls import guard

# A function of its own, and no wider scope around the caller: it opens the table for one question and closes it again.
ASKED = """
CREATE FUNCTION {name}({argument}) RETURNS SETOF {table} LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    around text := coalesce(current_setting('boso.scope', true), '');
BEGIN
    PERFORM set_config('boso.scope', '*', true);
    RETURN QUERY SELECT * FROM {table} WHERE {condition};
    PERFORM set_config('boso.scope', around, true);
END $$
"""
ROLES_OF = ASKED.format(
    name="access_roles_of", argument="account bigint", table="access_membership", condition="user_id = account"
)
INVITATION_OF = ASKED.format(
    name="access_invitation_of", argument="wanted text", table="access_invitation", condition="digest = wanted"
)
COUNTED = """
CREATE TABLE boso_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_people_and_sessions"), ("places", "0001_initial")]

    operations = [
        guard("access_membership", also_without=True),
        guard("access_membershipevent", also_without=True),
        guard("access_invitation", also_without=True),
        migrations.RunSQL(ROLES_OF, "DROP FUNCTION access_roles_of(bigint)"),
        migrations.RunSQL(INVITATION_OF, "DROP FUNCTION access_invitation_of(text)"),
        migrations.RunSQL(
            [COUNTED, "CREATE INDEX boso_cache_expires ON boso_cache (expires)"], "DROP TABLE boso_cache"
        ),
    ]
