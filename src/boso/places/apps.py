"""Places as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlacesConfig(AppConfig):
    """Regions, municipalities, their numbers and names over time, and their inhabitants."""

    name = "boso.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tables that public pages read are watched from the moment they are made."""
        from boso.places.state import watch  # noqa: PLC0415 -- only when Django runs

        post_migrate.connect(watch, dispatch_uid="boso.places.state")
