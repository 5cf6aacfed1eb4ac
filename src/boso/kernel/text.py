"""Small rules for Norwegian text: folding for comparison, alphabetical order, masking of contact details."""

import re
import unicodedata
from functools import lru_cache

SORT_TABLE = str.maketrans("æäøöåéüñ", "{{||}eyn")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)47[ ]?)?(?:\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}|\d{3}[ ]?\d{2}[ ]?\d{3})(?!\d)")
NO_LETTER = re.compile(r"[\W_]+")
SHORT = 400  # longer texts are folded once or twice, and not worth keeping


def folded(text: str) -> str:
    """Letters and digits only, without case: two texts that fold alike are the same to a reader."""
    return _folded_before(text) if len(text) <= SHORT else _folded(text)


def _folded(text: str) -> str:
    return NO_LETTER.sub("", unicodedata.normalize("NFC", text).casefold())


_folded_before = lru_cache(maxsize=20_000)(_folded)  # a reader holds the same labels against the same cells many times


def joined(text: str) -> str:
    """Words joined by one space."""
    return " ".join(text.split())


def norwegian_order(name: str) -> str:
    """A key that sorts as Norwegian does: æ, ø, å last, and aa as å. The database has the same rule."""
    return name.lower().replace("aa", "å").translate(SORT_TABLE)
