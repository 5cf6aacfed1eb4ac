"""Inter for documents: static weights made once from the installed web font, kept in the data folder."""

import tempfile
from functools import cache
from pathlib import Path

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
    sources = [WEB_FONT / f"inter-{part}-wght-normal.woff2" for part in ("latin",)]
    if not all(source.is_file() for source in sources):
        return None
    target = Path(tempfile.mkdtemp(prefix="boso-fonts-"))
    for weight in WEIGHTS:
        font = TTFont(sources[0])
        font.flavor = None
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=weight in (400, 700))
        font.save(target / f"Inter-{weight}.ttf")
    return target


@cache
def signs() -> frozenset[str]:
    """Every sign that the type of documents is sure to show."""
    where = folder()
    if where is None:
        return frozenset(map(chr, LETTERS_OF_FALLBACK))
    drawn = [set(TTFont(where / f"Inter-{weight}.ttf").getBestCmap()) for weight in WEIGHTS]
    return frozenset(map(chr, set.intersection(*drawn)))
