"""A check at start: accounts with a known password stay in the demo."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from boso.access.queries import list_demo_accounts


@register(Tags.database)
def check_no_demo_accounts(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """An error where a database that is not a demo's holds demo accounts."""
    del options
    if settings.DEMO or not databases:
        return []
    try:
        found = list_demo_accounts()
    except DatabaseError:
        return []  # no tables yet
    names = ", ".join(account.username for account in found)
    return [_error(names)] if found else []


def _error(names: str) -> Error:
    return Error(
        f"The database holds demo accounts ({names}) with a password everyone knows.",
        hint="Use another database, or start it with BOSO_DEMO=1.",
        id="access.E001",
    )
