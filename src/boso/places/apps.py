"""Places as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Regions, municipalities, their numbers and names over time, and their inhabitants."""

    name = "boso.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
