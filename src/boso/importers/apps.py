"""Files read and proposed as a Django app."""

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """Imported files, and what was proposed, applied and undone."""

    name = "boso.importers"
    label = "importers"
    default_auto_field = "django.db.models.BigAutoField"
