"""A publication as a page of its own, with everything it needs inside, and as a part of a page of the site."""

from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from boso.publishing.charts import draw_on_page, draw_small, is_wide
from boso.publishing.drawing.house import AROUND
from boso.publishing.values import Bars, Chart, Multiples, Publication, TileMap
from boso.publishing.words import word
from boso.publishing.writers.plain import anchor, grouped, plain_block
from boso.publishing.writers.printable import printable

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], autoescape=True)


def write_html(publication: Publication) -> bytes:
    """A complete HTML file that can be mailed or printed; UTF-8."""
    values = _values(printable(publication)) | {"style": mark_safe((TEMPLATES / "publication.css").read_text("utf-8"))}  # noqa: S308 - our own file
    return _engine().get_template("publication.html").render(Context(values, use_l10n=False)).encode()


def body(publication: Publication) -> str:
    """Only the content, without title and style, for a page of the site."""
    return (
        _engine().get_template("publication_body.html").render(Context(_values(printable(publication)), use_l10n=False))
    )


def _values(publication: Publication) -> dict[str, Any]:
    language = publication.language
    return {
        "publication": publication,
        "language": language,
        "mark": word("invented", language) if publication.invented else "",
        "sources_head": word("sources", language),
        "sources_anchor": anchor(word("sources", language)),
        "show_table": word("show_table", language),
        "footer": word("footer", language).format(date=publication.made.strftime("%d.%m.%Y")),
        "blocks": grouped([_drawn(block) for block in publication.blocks]),
    }


def _drawn(block: Any) -> dict[str, Any]:
    shown = plain_block(block)
    # The drawing library escapes all words itself; charts.draw adds title and description escaped.
    if isinstance(block, Chart | Bars | TileMap):
        drawing = draw_on_page(block)
        shown |= {"drawing": mark_safe(drawing), "wide": is_wide(block)}  # noqa: S308
    elif isinstance(block, Multiples):
        for item, chart in zip(shown["items"], block.charts, strict=True):
            item["drawing"] = mark_safe(draw_small(chart, ink=AROUND))  # noqa: S308
    return shown
