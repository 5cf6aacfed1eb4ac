"""The demo, for tests of what it shows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.test import override_settings

from boso.seed import demo
from tests.conftest import QUICK_HASHERS

NOW = datetime(2014, 2, 10, 9, tzinfo=ZoneInfo("Europe/Oslo"))
PASSWORD = "abcde-fghij-klmno"


def load_demo() -> None:
    """The demo as it is on its own day."""
    with override_settings(DEMO=True, TODAY=NOW.date(), PASSWORD_HASHERS=QUICK_HASHERS):
        demo.load(now=NOW, password=PASSWORD)
