"""Accounts, roles and scopes as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, their roles in municipalities and regions, and the answer to "may I?"."""

    name = "boso.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the check of accounts."""
        from boso.access import checks  # noqa: F401, PLC0415 -- models must be loaded first
