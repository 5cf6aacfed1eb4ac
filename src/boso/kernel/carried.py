"""What a document that boso wrote carries with it: the names by which writers put data in and readers find it.

A PDF has it as an attached file, DOCX and XLSX as a custom XML part whose root holds the JSON as text. The JSON says
first what it is: `{"boso": {"shape": …, "edition": …}, "kind": …, "identifier": …, "about": {…}, …}`. A reader that
does not know shape or edition leaves the data alone and reads what is visible.
"""

import json
from collections.abc import Mapping
from typing import Any

MARK = "boso"
PUBLICATION = "publication"  # a fact sheet, an annual report, a comparison: blocks with tables
EDITION = 1
ATTACHMENT = "boso.json"
NAMESPACE = "urn:boso:carried:1"
ROOT = "carried"
LARGEST = 64 * 1024 * 1024  # letters of JSON; no document of the programme comes near


def sign(shape: str) -> dict[str, object]:
    """The mark that carried data begins with."""
    return {MARK: {"shape": shape, "edition": EDITION}}


def carried(text: str | bytes) -> Mapping[str, Any] | None:
    """The data of a document that boso wrote; None for anything else, be it damaged or of another edition."""
    if len(text) > LARGEST:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    mark = found.get(MARK) if isinstance(found, dict) else None
    known = isinstance(mark, dict) and mark.get("edition") == EDITION and isinstance(mark.get("shape"), str)
    return found if known else None
