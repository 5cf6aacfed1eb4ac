"""Bars from zero on one scale, a panel for each part, the number at the end of each bar."""

from typing import Any

from boso.publishing.drawing.house import GREY, PALETTE, frame
from boso.publishing.values import Bars

STEP = 22  # from one bar to the next
WHOLE = 700  # the width of a page, shared by the panels
NARROW = 430  # of a lone panel
LABELS = 150  # for the names of the rows
BEYOND = 1.3  # of the longest bar: room for its number
BETWEEN = 18


def specified(block: Bars) -> dict[str, Any]:
    """The bars as a specification."""
    count = len(block.parts)
    panel = NARROW - LABELS if count == 1 else (WHOLE - LABELS - BETWEEN * (count - 1)) // count
    spec = frame(width=0, height=0)
    del spec["width"], spec["height"]
    spec["data"] = {"values": _rows(block)}
    spec["spacing"] = BETWEEN
    heads = None if block.parts == ("",) else {"labelAnchor": "start", "labelPadding": 6}
    header = heads or {"labels": False}
    spec["facet"] = {"column": {"field": "part", "type": "ordinal", "sort": list(block.parts), "header": header}}
    spec["spec"] = {"width": panel, "height": {"step": STEP}, "layer": _layers(block)}
    return spec


def _rows(block: Bars) -> list[dict[str, object]]:
    return [
        {"row": f"{number:04} {bar.label}", "part": part, "value": value, "said": said}
        for number, bar in enumerate(block.bars)
        for part, value, said in zip(block.parts, bar.values, bar.said, strict=True)
    ]


def _layers(block: Bars) -> list[dict[str, Any]]:
    """The bar; its number at its end; and where there is none, why, from the axis on."""
    longest = max((v for bar in block.bars for v in bar.values if v is not None), default=0.0)
    scale = {"domain": [0, (longest or 1) * BEYOND], "nice": False}
    x = {"field": "value", "type": "quantitative", "scale": scale, "axis": None}
    # The rows are told apart by number, so that two of the same name stay two; the number is cut off again here.
    axis = {"title": None, "labelExpr": "substring(datum.value, 5)", "labelLimit": LABELS, "labelPadding": 8}
    y = {"field": "row", "type": "ordinal", "sort": None, "axis": axis | {"grid": False}}
    text = {"field": "said", "type": "nominal"}
    number = {"type": "text", "align": "left", "dx": 5}
    zero = {"datum": 0, "type": "quantitative", "scale": scale}
    return [
        {"mark": {"type": "bar", "color": PALETTE[0], "height": {"band": 0.68}}, "encoding": {"x": x, "y": y}},
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": number,
            "encoding": {"x": x, "y": y, "text": text},
        },
        {
            "transform": [{"filter": "!isValid(datum.value)"}],
            "mark": number | {"fontStyle": "italic"},
            "encoding": {"x": zero | {"axis": None}, "y": y, "text": text},
        },
        {"mark": {"type": "rule", "color": GREY}, "encoding": {"x": zero | {"axis": None}}},
    ]
