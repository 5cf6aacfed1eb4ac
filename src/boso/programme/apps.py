"""The programme as a Django app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Agreements with municipalities, phases, goals, who holds which role, gatherings, meetings and documents."""

    name = "boso.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
