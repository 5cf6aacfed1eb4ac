"""Tells Django of this app."""

from django.apps import AppConfig


class SeedConfig(AppConfig):
    """Known to Django as `seed`."""

    name = "boso.seed"
