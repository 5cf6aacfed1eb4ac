"""The app's role is bound by row-level security whatever it tries."""

import pytest
from django.db import connection


@pytest.mark.usefixtures("as_app_role")
def test_the_app_cannot_see_past_row_level_security() -> None:
    """The role is no superuser, cannot bypass the policies and owns no table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls, current_user FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, "boso_app")
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind = 'r'")
        assert cursor.fetchone() == (0,)
