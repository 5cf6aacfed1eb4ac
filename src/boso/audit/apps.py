"""The audit log as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """Append-only log of who did what to which thing."""

    name = "boso.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The history of rows is kept by triggers, which cost each row the same."""
        from boso.audit.quick_triggers import make_quick  # noqa: PLC0415 -- only when Django runs

        post_migrate.connect(make_quick, dispatch_uid="boso.audit.quick_triggers")
