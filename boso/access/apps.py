"""Accounts, roles and scopes as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, their roles in municipalities and regions, and the answer to "may I?"."""

    name = "boso.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
