"""The house style of drawings, and the one way from a specification to an SVG that says what it shows."""

import hashlib
import json
import re
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Okabe–Ito, safe for the colour-blind; the first is the accent of the house.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
GREY, MUTED = "#7a7f87", "#737a84"
LINES_OPACITY = 0.28  # of grey lines behind the marks: seen on a light ground and on a dark one
INK = "#1e2b3c"
# What is drawn takes the colour of the text around it; paper has none, and gets ink.
AROUND = "currentColor"
ON_PAPER = {AROUND: INK, "#0072b3": "#005a8d", "#d55e01": "#a84900", "#009e74": "#00694d", "#cc79a8": "#95406f"}
# The palette for letters: a shade of its own, so that it can be darkened on paper and follow the text on a page.
LETTERS = ("#0072b3", "#d55e01", "#009e74", "#cc79a8")
NUMBERS = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}
# Signs that the drawing library keeps as two halves, and parts where it shortens a text; told by their numbers.
HALVED = re.compile("[\U00010000-\U0010ffff]")
KEPT = 512  # drawings; the same one is asked for by every medium of a publication


def frame(*, width: object, height: object, padding: object = 2) -> dict[str, Any]:
    """What every drawing begins with: size, no ground of its own, type and lines of the house."""
    axis = {"labelColor": AROUND, "labelFontSize": 11, "domainColor": GREY, "tickColor": GREY}
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": "transparent",
        "padding": padding,
        "config": {
            "font": "Inter",
            "view": {"stroke": None},
            "axis": axis | {"gridColor": GREY, "gridOpacity": LINES_OPACITY},
            "axisX": {"grid": False, "labelPadding": 4},
            "axisY": {"domain": False, "ticks": False, "tickCount": 4, "format": ",.0f", "title": None},
            "text": {"fontSize": 11, "color": AROUND},
            "header": {"labelColor": AROUND, "labelFontSize": 11, "labelFontWeight": 600, "title": None},
        },
    }


def rendered(spec: dict[str, Any], *, title: str, about: str, ink: str) -> str:
    """The SVG of a specification as one image to a screen reader; `ink` is the colour of its letters."""
    drawing = _drawn(HALVED.sub(_numbered, json.dumps(spec, sort_keys=True, ensure_ascii=False)))
    for shade, on_paper in ON_PAPER.items():
        drawing = drawing.replace(shade, on_paper if ink == INK else ink)
    return _described(drawing, title, about)


def _numbered(sign: re.Match[str]) -> str:
    return f"[U+{ord(sign[0]):X}]"


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    svg: str = vl_convert.vegalite_to_svg(spec, format_locale=NUMBERS)
    # Each mark speaks for itself to a screen reader; the drawing as a whole does that better.
    silent = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    return silent.replace('font-family="Inter"', 'font-family="Inter, sans-serif"')


def _described(svg: str, title: str, about: str) -> str:
    """The name of the parts follows from the words, so that the same publication gives the same bytes."""
    name = f"c{hashlib.sha256(f'{title}|{about}'.encode()).hexdigest()[:8]}"
    head = f'<title id="{name}t">{escape(title)}</title><desc id="{name}d">{escape(about)}</desc>'
    opened = svg.replace("<svg ", f'<svg role="img" aria-labelledby="{name}t {name}d" ', 1)
    return opened.replace(">", f">{head}", 1)


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in its own units."""
    found = re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', svg)
    if found is None:
        raise ValueError("a drawing without a size")
    return float(found[1]), float(found[2])
