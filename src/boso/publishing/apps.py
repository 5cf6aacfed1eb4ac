"""The programme's annual reports as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Annual reports: editors' texts, data releases, and what is published."""

    name = "boso.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
