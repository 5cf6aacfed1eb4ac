"""A tile map: one tile a municipality, classes by colour, the number in every tile, the key under it."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from boso.kernel.number_printing import print_number
from boso.publishing.drawing.house import AROUND, GREY, INK, frame
from boso.publishing.values import Tile, TileMap

WIDE, HIGH, APART = 84, 58, 4  # a tile and the room to the next
KEY_WIDTH, KEY_HEIGHT, KEY_ABOVE = 118, 20, 14
LETTERS_A_LINE, MOST_LINES, LINE, BETWEEN = 14, 2, 13, 5
# One hue from light to dark: told apart without colour, in grey print too; letters dark on the light ones.
SHADES = ("#dcebf5", "#a9cfe8", "#5fa3d1", "#1b669c")
ON_SHADES = (INK, INK, "#000000", "#ffffff")


@dataclass(frozen=True, slots=True)
class Class:
    """Numbers that share a shade: from the lowest to the highest that is there."""

    low: float
    high: float


def classes(values: Sequence[float]) -> tuple[Class, ...]:
    """At most four classes with as nearly as may be equally many different numbers in each, ends as they are seen."""
    known = sorted(set(values))
    count = min(len(SHADES), len(known))
    ends = [len(known) * place // count for place in range(count + 1)] if count else []
    return tuple(Class(known[first], known[last - 1]) for first, last in pairwise(ends))


def specified(block: TileMap) -> dict[str, Any]:
    """The map as a specification; tiles are placed by hand, in units of the drawing."""
    found = classes([tile.value for tile in block.tiles if tile.value is not None])
    tiles = [_tile(tile, found) for tile in block.tiles]
    wide = max((tile.column + 1 for tile in block.tiles), default=1) * (WIDE + APART)
    below = max((tile.row + 1 for tile in block.tiles), default=0) * (HIGH + APART) + KEY_ABOVE
    key = _key(block, found, wide, below)
    wide = max([wide, *(item["x2"] for item in key)])
    high = max([below, *(item["y2"] for item in key)])
    spec = frame(width=wide, height=high)
    spec["layer"] = [layer for layer in _layers([*tiles, *key], wide, high) if layer["data"]["values"]]
    return spec


def _layers(boxes: list[dict[str, Any]], wide: int, high: int) -> Iterator[dict[str, Any]]:
    """Coloured squares, those without a number with a broken edge, names, and numbers or words."""
    yield _squares([box for box in boxes if box["fill"]], wide, high, {})
    yield _squares([box for box in boxes if not box["fill"]], wide, high, {"fill": None, "strokeDash": [4, 3]})
    yield _letters(boxes, "label", wide, high, {"fontSize": 10.5, "fontWeight": 600})
    numbers, words = [b for b in boxes if b["fill"]], [b for b in boxes if not b["fill"]]
    yield _letters(numbers, "shown", wide, high, {"fontSize": 13})
    yield _letters(words, "shown", wide, high, {"fontSize": 10.5})


def _tile(tile: Tile, found: Sequence[Class]) -> dict[str, Any]:
    """The name, and under it its number or words, together in the middle of the tile."""
    x, y = tile.column * (WIDE + APART), tile.row * (HIGH + APART)
    label, shown = _wrapped(tile.label), _wrapped(tile.shown)
    number = next((n for n, c in enumerate(found) if tile.value is not None and c.low <= tile.value <= c.high), None)
    name_lines, lines = label.count("\n") + 1, label.count("\n") + shown.count("\n") + 2
    first = y + (HIGH - lines * LINE - BETWEEN + LINE) / 2
    return {
        **_box(x, y, WIDE, HIGH),
        **_shade(number),
        "label": label,
        "shown": shown,
        "label_at": first,
        "shown_at": first + name_lines * LINE + BETWEEN,
    }


def _shade(number: int | None) -> dict[str, Any]:
    if number is None:
        return {"fill": None, "ink": AROUND}
    return {"fill": SHADES[number], "ink": ON_SHADES[number]}


def _box(x: int, y: int, width: int, height: int) -> dict[str, Any]:
    return {"x": x, "y": y, "x2": x + width, "y2": y + height, "cx": x + width / 2}


def _wrapped(text: str) -> str:
    """At most two lines that fit a tile; what is longer ends in a sign that there is more."""
    return "\n".join(textwrap.wrap(text, LETTERS_A_LINE, max_lines=MOST_LINES, placeholder=" …", break_on_hyphens=True))


def _key(block: TileMap, found: Sequence[Class], wide: int, below: int) -> list[dict[str, Any]]:
    """A box for each class with its ends, and one for what has no number, if any; as many to a line as fit."""
    entries: list[tuple[int | None, str]] = [(number, _ends(c)) for number, c in enumerate(found)]
    if any(tile.value is None for tile in block.tiles):
        entries.append((None, block.missing))
    a_line = max(1, wide // (KEY_WIDTH + APART))
    return [
        _key_box(number, text, place % a_line, place // a_line, below) for place, (number, text) in enumerate(entries)
    ]


def _key_box(number: int | None, text: str, column: int, row: int, below: int) -> dict[str, Any]:
    y = below + row * (KEY_HEIGHT + APART)
    box = _box(column * (KEY_WIDTH + APART), y, KEY_WIDTH, KEY_HEIGHT)
    return {**box, **_shade(number), "label": text, "label_at": y + KEY_HEIGHT / 2, "shown": "", "shown_at": y}


def _ends(found: Class) -> str:
    low, high = (print_number(Decimal(str(number))) for number in (found.low, found.high))
    return low if low == high else f"{low}–{high}"


def _squares(rows: list[dict[str, Any]], wide: int, high: int, how: dict[str, Any]) -> dict[str, Any]:
    x, y = _scales(wide, high)
    place = {"x": {"field": "x"} | x, "x2": {"field": "x2"}, "y": {"field": "y"} | y, "y2": {"field": "y2"}}
    fill = {} if how else {"fill": {"field": "fill", "type": "nominal", "scale": None}}
    mark = {"type": "rect", "stroke": GREY, "strokeWidth": 1, "cornerRadius": 3} | how
    return {"data": {"values": rows}, "mark": mark, "encoding": place | fill}


def _letters(rows: list[dict[str, Any]], name: str, wide: int, high: int, how: dict[str, Any]) -> dict[str, Any]:
    """One text of each box, in the middle of it."""
    x, y = _scales(wide, high)
    return {
        "data": {"values": [row for row in rows if row[name]]},
        "mark": {"type": "text", "lineBreak": "\n", "lineHeight": LINE, "baseline": "middle", **how},
        "encoding": {
            "x": {"field": "cx"} | x,
            "y": {"field": f"{name}_at"} | y,
            "text": {"field": name, "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _scales(wide: int, high: int) -> tuple[dict[str, Any], dict[str, Any]]:
    def one(length: int, *, downwards: bool) -> dict[str, Any]:
        domain = [length, 0] if downwards else [0, length]
        return {"type": "quantitative", "axis": None, "scale": {"domain": domain, "nice": False, "zero": False}}

    return one(wide, downwards=False), one(high, downwards=True)
