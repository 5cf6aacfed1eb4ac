"""Inter for documents: static weights made once from the installed web font, kept in the data folder.

Making them takes seconds, and every process that writes documents needs them: the first that comes makes them for all.
"""

import hashlib
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import fontTools
from django.conf import settings
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Inter"
FALLBACK = "Libertinus Serif"  # ships inside the PDF library, so that a document can always be made
WEIGHTS = (400, 600, 700)
LETTERS_OF_FALLBACK = range(0x20, 0x180)  # Latin with its supplements, which every text font has
WEB_FONT = Path(__file__).parents[3] / "node_modules/@fontsource-variable/inter/files"


@cache
def folder() -> Path | None:
    """A folder with Inter as TTF in the weights documents use, or None where the web font is not installed."""
    source = WEB_FONT / "inter-latin-wght-normal.woff2"
    if not source.is_file():
        return None
    with suppress(OSError):  # where the data folder cannot be written to, each process has its own
        return _kept(source)
    own = Path(tempfile.mkdtemp(prefix="boso-fonts-"))
    _make(source, own)
    return own


def _kept(source: Path) -> Path:
    """The folder for all processes: whole from the moment it has its name. Raises OSError where it cannot be kept."""
    home = Path(settings.DATA_FOLDER) if settings.configured else None
    if home is None or not home.is_dir():
        raise FileNotFoundError
    made_of = hashlib.sha256(source.read_bytes() + repr((WEIGHTS, fontTools.version)).encode()).hexdigest()
    target = home / f"fonts-{made_of[:12]}"
    if target.is_dir():
        return target
    making = Path(tempfile.mkdtemp(prefix="fonts-new-", dir=home))
    try:
        _make(source, making)
        with suppress(OSError):  # another process was there first
            making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return target


def _make(source: Path, target: Path) -> None:
    for weight in WEIGHTS:
        font = TTFont(source)
        font.flavor = None
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=weight in (400, 700))
        font.save(target / f"Inter-{weight}.ttf")


@cache
def signs() -> frozenset[str]:
    """Every sign that the type of documents is sure to show."""
    where = folder()
    if where is None:
        return frozenset(map(chr, LETTERS_OF_FALLBACK))
    drawn = [set(TTFont(where / f"Inter-{weight}.ttf").getBestCmap()) for weight in WEIGHTS]
    return frozenset(map(chr, set.intersection(*drawn)))
