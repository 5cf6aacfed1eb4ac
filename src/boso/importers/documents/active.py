"""What a workbook may not bring along: macros, and links by which it fetches from elsewhere."""

import zipfile
from pathlib import Path

MACROS = ("xl/vbaproject.bin", "xl/macrosheets/", "xl/dialogsheets/")
LINKS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/webextensions/", "xl/datamodel")
TYPES = "[Content_Types].xml"


def active_in(path: Path) -> str:
    """`macros` or `links` for a workbook that holds such; empty for a harmless one, and for what is no package."""
    if not zipfile.is_zipfile(path):
        return ""
    with zipfile.ZipFile(path) as archive:
        names = [name.lower() for name in archive.namelist()]
        types = archive.read(TYPES) if TYPES in archive.namelist() else b""
    if any(name.startswith(MACROS) for name in names) or b"macroEnabled" in types:
        return "macros"
    return "links" if any(name.startswith(LINKS) for name in names) else ""
