"""Reports and their answers as a Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reports, versions, answers as rows, events and exemptions."""

    name = "boso.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
