"""A publication as a tagged PDF (PDF/UA-1 and PDF/A-3a), with its data attached."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any, Literal

import typst

from boso.kernel.carried import ATTACHMENT
from boso.publishing import fonts
from boso.publishing.charts import draw, draw_small, is_wide, width_of
from boso.publishing.values import Bars, Chart, Multiples, Publication, TileMap
from boso.publishing.words import word
from boso.publishing.writers.identity import as_number, foot
from boso.publishing.writers.plain import grouped, plain_block, write_json
from boso.publishing.writers.printable import breakable, printable, showable

TEMPLATE = Path(__file__).parents[1] / "templates/publication.typ"
POINTS = 0.68  # of a unit of a drawing on paper: its letters are then as large as those of a table
TEXT_WIDTH = 493.0  # points between the margins of the template
SIGN_REFUSED = re.compile("could not be displayed|codepoint")
STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]


def write_pdf(publication: Publication) -> bytes:
    """The PDF as bytes. A chart without a text alternative is a fault and stops the compilation.

    The standards allow no sign that the fonts cannot draw: where there are such, they are told by their numbers.
    """
    publication = printable(publication)
    try:
        return _compiled(breakable(publication), publication)
    except typst.TypstError as fault:
        if not SIGN_REFUSED.search(str(fault)):
            raise
        return _compiled(breakable(showable(publication, fonts.signs())), publication)


def _compiled(shown: Publication, carried: Publication) -> bytes:
    with tempfile.TemporaryDirectory(prefix="boso-pdf-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        (folder / ATTACHMENT).write_bytes(write_json(carried))
        (folder / "data.json").write_text(
            json.dumps(_words(shown, folder), ensure_ascii=False, default=as_number), "utf-8"
        )
        font_folder = fonts.folder()
        compiled: bytes = typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=[str(font_folder)] if font_folder else [],
            ignore_system_fonts=True,
            pdf_standards=[*STANDARDS],
        )
        return compiled


def _words(publication: Publication, folder: Path) -> dict[str, Any]:
    """What the template places; charts are drawn into the folder beside it."""
    language = publication.language
    made = publication.made
    return {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "language": language,
        "made": [made.year, made.month, made.day],
        "keywords": list(publication.keywords),
        "fonts": [fonts.FAMILY if fonts.folder() else fonts.FALLBACK],
        "mark": word("invented", language) if publication.invented else "",
        "footer": foot(publication),
        "page": word("page", language),
        "sources": list(publication.sources),
        "sources_head": word("sources", language),
        "attached": ATTACHMENT,
        "attached_about": word("attached", language),
        "blocks": grouped([_drawn(block, number, folder) for number, block in enumerate(publication.blocks)]),
    }


def _drawn(block: Any, number: int, folder: Path) -> dict[str, Any]:
    shown = plain_block(block)
    if isinstance(block, Chart | Bars | TileMap):
        drawing, file = draw(block), f"chart-{number}.svg"
        (folder / file).write_text(drawing, "utf-8")
        shown |= {"file": file, "wide": is_wide(block), "width": min(width_of(drawing) * POINTS, TEXT_WIDTH)}
    elif isinstance(block, Multiples):
        for place, (item, chart) in enumerate(zip(shown["items"], block.charts, strict=True)):
            item["file"] = f"chart-{number}-{place}.svg"
            (folder / item["file"]).write_text(draw_small(chart), "utf-8")
    return shown
