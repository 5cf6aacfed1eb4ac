"""The catalogues of translations: kept as readable .po files, compiled here for gettext, without system tools."""

import logging
import os
import tempfile
from pathlib import Path

import polib
from django.conf import settings

log = logging.getLogger("boso.web")


def compile_stale() -> None:
    """Compile each catalogue newer than what was compiled of it. Where that cannot be written, say so and go on:

    pages are then in the language they were written in.
    """
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    """Two processes may start at once, so the file takes its place in one step."""
    try:
        handle, temporary = tempfile.mkstemp(dir=compiled.parent, suffix=".mo")
        os.close(handle)
        polib.pofile(str(source)).save_as_mofile(temporary)
        os.chmod(temporary, 0o644)
        os.replace(temporary, compiled)
    except OSError as fault:
        log.warning("cannot compile %s: %s", source, fault)
