"""What the web server calls."""

import multiprocessing
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils import translation

from boso.config.dying import die_with


def warm() -> None:
    """Load what a process would else load at its first pages, a second of work while people wait: all pages' code, and
    the texts of each language."""
    _ = get_resolver().url_patterns
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Lagre")


parent = multiprocessing.parent_process()
if parent and parent.pid:  # a worker of `boso serve`, which would else outlive a parent that was killed
    die_with(parent.pid)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "boso.config.settings")
application = get_wsgi_application()
warm()
