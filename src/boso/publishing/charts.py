"""Drawings for every medium: drawn once as SVG in the house style, a picture where a medium takes no SVG."""

import vl_convert

from boso.publishing import fonts
from boso.publishing.drawing import bars, lines, tiles
from boso.publishing.drawing.house import AROUND, INK, rendered, size
from boso.publishing.values import Bars, Chart, TileMap

WIDTH, HEIGHT = 360, 176
SMALL_WIDTH, SMALL_HEIGHT = 240, 130
SHARPNESS = 2.0  # pixels of a picture for each unit of the drawing

Drawn = Chart | Bars | TileMap


def draw(block: Drawn, *, ink: str = INK, width: int = WIDTH, height: int = HEIGHT, heading: bool = False) -> str:
    """A chart, bars or a tile map as an SVG with its own title and description.

    `ink` is the colour of its letters; `AROUND` ("currentColor") on pages lets them follow the text, light or dark.
    `width` and `height` are for time series; bars and tile maps have the size their content asks for. `heading`
    prints the title in a time series, where the medium has no place for it beside.
    """
    match block:
        case Chart():
            spec = lines.specified(block, width=width, height=height, heading=heading)
        case Bars():
            spec = bars.specified(block)
        case TileMap():
            spec = tiles.specified(block)
    return rendered(spec, title=block.title, about=block.alternative, ink=ink)


def draw_small(chart: Chart, *, ink: str = INK, heading: bool = False) -> str:
    """The chart as one of several that stand side by side."""
    return draw(chart, ink=ink, width=SMALL_WIDTH, height=SMALL_HEIGHT, heading=heading)


def draw_on_page(block: Drawn) -> str:
    """The drawing for a page of the site: escaped, its letters in the colour of the page, light or dark."""
    return draw(block, ink=AROUND)


def picture(svg: str) -> bytes:
    """A drawing as PNG."""
    folder = fonts.folder()
    if folder:
        vl_convert.register_font_directory(str(folder))
    drawn: bytes = vl_convert.svg_to_png(svg, scale=SHARPNESS)
    return drawn


def is_wide(block: Drawn) -> bool:
    """The drawing wants the width of the page for itself."""
    return not isinstance(block, Chart) and len(block.parts if isinstance(block, Bars) else "wide") > 1


def width_of(svg: str) -> float:
    """The width a drawing asks for, in pixels of a page at its own size."""
    return size(svg)[0]
