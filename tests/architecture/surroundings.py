"""Where things are, for tests about the house itself."""

from pathlib import Path

import boso
from boso.config.installing import CHECKOUT

PACKAGE = Path(boso.__path__[0])
SOURCES = sorted(PACKAGE.rglob("*.py"))

__all__ = ["CHECKOUT", "PACKAGE", "SOURCES"]
