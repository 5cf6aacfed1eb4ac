"""A publication as plain values: what the JSON file holds and what templates are given."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify

from boso.kernel.carried import PUBLICATION, sign
from boso.kernel.figures import Figure
from boso.publishing.values import (
    Bars,
    Block,
    Chart,
    Column,
    Contents,
    Entry,
    Grid,
    Heading,
    KeyFigures,
    Multiples,
    Note,
    Paragraph,
    Points,
    Publication,
    Run,
    Sheet,
    TileMap,
    Written,
)
from boso.publishing.writers.identity import as_number, identifier
from boso.publishing.writers.lines import line_groups
from boso.publishing.writers.printable import printable
from boso.publishing.writers.widths import shares

LONG = 1_500  # letters of a table, from which it is parted between pages like running text
SHAPES = {Chart: "lines", Bars: "bars", TileMap: "tiles"}


def plain(publication: Publication) -> dict[str, Any]:
    """The whole publication as dicts, lists, strings and numbers; figures with value, kind, source and date.

    What it is stands first: the mark of `boso.kernel.carried`, kind, identifier, and what it is about.
    """
    return {
        **sign(PUBLICATION),
        "kind": publication.kind,
        "identifier": identifier(publication),
        "about": dict(publication.about),
        "title": publication.title,
        "subtitle": publication.subtitle,
        "language": publication.language,
        "made": publication.made.isoformat(),
        "invented": publication.invented,
        "blocks": [plain_block(block) for block in publication.blocks],
        "definitions": [{"name": name, "meaning": meaning} for name, meaning in publication.definitions],
        "sources": list(publication.sources),
        "data": publication.attached,
    }


def write_json(publication: Publication) -> bytes:
    """The publication as a JSON file, UTF-8, numbers as numbers."""
    return json.dumps(plain(printable(publication)), ensure_ascii=False, indent=1, default=as_number).encode()


def plain_block(block: Block) -> dict[str, Any]:
    """One block with its type first."""
    match block:
        case Heading(text, level):
            return {"type": "heading", "text": text, "level": level, "anchor": anchor(text)}
        case Paragraph() | Points() | Note() | Written():
            return _text(block)
        case KeyFigures(items):
            keys = ("label", "shown", "unit", "year", "note", "change")
            return {"type": "key_figures", "items": [{k: getattr(i, k) for k in keys} for i in items]}
        case Grid():
            return {"type": "grid", **_grid(block)}
        case Chart() | Bars() | TileMap():
            return {"type": "chart", **_chart(block)}
        case Multiples() | Contents():
            return _several(block)
        case Sheet():
            return {"type": "sheet"}


def _text(block: Paragraph | Points | Note | Written) -> dict[str, Any]:
    """Running text; `pieces` only where some are bold or print a figure."""
    if isinstance(block, Written):
        groups = [{"points": points, "lines": list(lines)} for points, lines in line_groups(block.text)]
        return {"type": "written", "groups": groups}
    if isinstance(block, Note):
        return {"type": "note", "text": block.text} | ({"quiet": True} if block.quiet else {})
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": block.text, "pieces": [_piece(run) for run in block.runs]}
    pieces = [[_piece(run) for run in runs] for runs in block.runs]
    return {"type": "points", "items": list(block.items), "ordered": block.ordered, "pieces": pieces}


def _piece(run: Run) -> dict[str, Any]:
    piece: dict[str, Any] = {"text": run.text, "bold": run.bold}
    return piece | ({"code": run.code, "figure": _figure(run.figure)} if run.figure else {})


def anchor(text: str) -> str:
    """The address of a heading within its page."""
    return f"del-{slugify(text)}"


def _several(block: Multiples | Contents) -> dict[str, Any]:
    if isinstance(block, Contents):
        entries = [{"text": e.text, "level": e.level, "anchor": anchor(e.text)} for e in block.entries]
        return {"type": "contents", "title": block.title, "entries": entries}
    items = [_chart(chart) for chart in block.charts]
    heads = {"title": block.title, "subtitle": block.subtitle}
    return {"type": "multiples", **heads, "items": items, "table": _grid(block.table)}


def grouped(blocks: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same blocks with charts that follow each other gathered, so that a medium can set them side by side.

    A wide one stands alone.
    """
    result: list[dict[str, Any]] = []
    for block in blocks:
        if block["type"] != "chart":
            result.append(block)
        elif (
            result
            and result[-1]["type"] == "charts"
            and not any(c.get("wide") for c in (block, result[-1]["items"][-1]))
        ):
            result[-1]["items"].append(block)
        else:
            result.append({"type": "charts", "items": [block]})
    return result


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "columns": [{"label": c.label, "numeric": c.numeric, "wide": c.wide} for c in grid.columns],
        "shares": shares(grid),
        "rows": [[_entry(e, c) for e, c in zip(row, grid.columns, strict=True)] for row in grid.rows],
        "notes": list(grid.notes),
        "long": sum(len(entry.shown) for row in grid.rows for entry in row) > LONG,
    }


def _entry(entry: Entry, column: Column) -> dict[str, Any]:
    shown: dict[str, Any] = {"shown": entry.shown, "note": entry.note}
    return shown | ({"figure": _figure(entry.figure)} if entry.figure else {"numeric": column.numeric})


def _figure(figure: Figure) -> dict[str, Any]:
    """A doubtful figure goes without its number, which no page shows."""
    source = figure.source
    return {
        "value": figure.settled,
        "kind": str(figure.kind),
        "certain": figure.certain,
        "as_published": figure.as_published,
        "as_of": figure.as_of,
        "source": source.label if source else None,
        "place": source.place.as_json() if source and source.place else None,
    }


def _chart(block: Chart | Bars | TileMap) -> dict[str, Any]:
    """`shape` tells how it is drawn; the numbers are those of the table. `told`: paper prints the table with it."""
    return {
        "shape": SHAPES[type(block)],
        "title": block.title,
        "subtitle": block.subtitle,
        "alternative": block.alternative,
        "peers_label": block.peers_label if isinstance(block, Chart) else "",
        "table": _grid(block.table),
        "told": block.told,
    }
