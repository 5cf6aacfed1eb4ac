"""The moment of a page or a job. The demo may believe it is another day; only the edge of the program asks the time."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def current_moment() -> datetime:
    """Now in Norway, on the demo's day where it has one."""
    real = timezone.localtime()
    return datetime.combine(settings.TODAY, real.timetz()) if settings.TODAY else real
