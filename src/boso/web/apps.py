"""The pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, their templates, look and words."""

    name = "boso.web"
    label = "web"

    def ready(self) -> None:
        """Translations are compiled from the readable catalogues where that has not been done."""
        from boso.web.catalogues import compile_stale  # noqa: PLC0415 -- only when Django runs

        compile_stale()
