"""The audit log as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only log of who did what to which thing."""

    name = "boso.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
