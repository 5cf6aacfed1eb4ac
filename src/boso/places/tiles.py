"""Where the square of a municipality lies on a tile map: by hand where a file says it, else by a stated rule."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import ceil, sqrt

from boso.places.csv_files import read_csv
from boso.places.loading import FILES

COLUMNS = ("slug", "row", "column")
Tile = tuple[int, int]  # row from the north, column from the west, both from 0


@cache
def by_hand() -> Mapping[str, Tile]:
    """The places of tiles.csv. Raises `Invalid` with file and line where two municipalities share one."""
    found: dict[str, Tile] = {}
    for line in read_csv(FILES / "tiles.csv", COLUMNS):
        tile = (line.whole("row") or 0, line.whole("column") or 0)
        if tile in found.values() or line.text("slug") in found:
            line.refuse("another line has this municipality or this place.")
        found[line.text("slug")] = tile
    return found


def lay_out(slugs: Sequence[str]) -> dict[str, Tile]:
    """A place for each of these municipalities, in their order.

    Those of tiles.csv lie as there, with rows and columns that nobody is in closed up. The others follow under them in
    the order given, in a block as wide as the map, or nearly a square where there is no map.
    """
    known = {slug: by_hand()[slug] for slug in slugs if slug in by_hand()}
    rows, columns = _closed(row for row, _ in known.values()), _closed(column for _, column in known.values())
    placed = {slug: (rows[row], columns[column]) for slug, (row, column) in known.items()}
    others = [slug for slug in dict.fromkeys(slugs) if slug not in known]
    wide = max(len(columns), ceil(sqrt(len(others))))
    below = len(rows)
    placed |= {slug: (below + place // wide, place % wide) for place, slug in enumerate(others)}
    return {slug: placed[slug] for slug in slugs}


def _closed(used: Iterable[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(sorted(set(used)))}
