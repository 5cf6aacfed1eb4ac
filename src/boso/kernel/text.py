"""Small rules for Norwegian text: folding for comparison, alphabetical order, masking of contact details."""

import re
import unicodedata

SORT_TABLE = str.maketrans("æäøöåéüñ", "{{||}eyn")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)47[ ]?)?(?:\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}|\d{3}[ ]?\d{2}[ ]?\d{3})(?!\d)")


def folded(text: str) -> str:
    """Letters and digits only, without case: two texts that fold alike are the same to a reader."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def joined(text: str) -> str:
    """Words joined by one space."""
    return " ".join(text.split())


def norwegian_order(name: str) -> str:
    """A key that sorts as Norwegian does: æ, ø, å last, and aa as å. The database has the same rule."""
    return name.lower().replace("aa", "å").translate(SORT_TABLE)
