"""Figures of municipalities as bars and as a tile map: certain numbers are drawn, everything else is said in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from boso.kernel.figures import Figure, Kind
from boso.places.tiles import lay_out
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Bar, Bars, Grid, Tile, TileMap
from boso.publishing.words import word

NO_TABLE = Grid(caption="", columns=(), rows=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A municipality and its figure as it is to be printed; None where there is no report."""

    slug: str
    name: str
    figure: Figure | None


def tile_map(
    places: Sequence[Placed], *, title: str, measure: str, language: str, table: Grid | None = None
) -> TileMap:
    """A map of one figure of many municipalities. `measure` is the unit and year; how many have a number is added.

    With a table, paper prints it under the map; without one, the numbers stand in another table beside.
    """
    tiles = lay_out([place.slug for place in places])
    counted = sum(_value(place.figure) is not None for place in places)
    covered = word("tiles_subtitle", language, measure=measure, counted=counted, asked=len(places))
    told = "; ".join(f"{place.name}: {said(place.figure, language)}" for place in places)
    return TileMap(
        title=title,
        subtitle=covered,
        alternative=word("tiles_alternative", language, measure=measure, list=told),
        tiles=tuple(
            Tile(
                label=place.name,
                row=tiles[place.slug][0],
                column=tiles[place.slug][1],
                shown=said(place.figure, language),
                value=_value(place.figure),
            )
            for place in places
        ),
        table=table or NO_TABLE,
        missing=word("no_number", language),
        told=table is not None,
    )


def bars(
    rows: Sequence[tuple[str, Sequence[Figure | None]]],
    *,
    parts: Sequence[str] = ("",),
    title: str,
    measure: str,
    language: str,
    table: Grid | None = None,
) -> Bars:
    """Bars of one or several parts, a row for each name; `table` as for a map."""
    told = "; ".join(
        f"{name}: {', '.join(_of_part(part, figure, language) for part, figure in zip(parts, figures, strict=True))}"
        for name, figures in rows
    )
    return Bars(
        title=title,
        subtitle=measure,
        alternative=word("parts_alternative", language, measure=measure, list=told),
        parts=tuple(parts),
        bars=tuple(
            Bar(
                label=name,
                values=tuple(_value(figure) for figure in figures),
                said=tuple(said(figure, language) for figure in figures),
            )
            for name, figures in rows
        ),
        table=table or NO_TABLE,
        told=table is not None,
    )


def said(figure: Figure | None, language: str) -> str:
    """The figure in as few words as can be: it stands in a drawing."""
    if figure is not None and figure.kind is Kind.DASH and figure.certain:
        return word("not_given", language)
    return shown(figure, language)


def _of_part(part: str, figure: Figure | None, language: str) -> str:
    return f"{part} {said(figure, language)}".strip()


def _value(figure: Figure | None) -> float | None:
    """The number that is drawn: of certain figures that may enter a sum."""
    return float(figure.number) if figure is not None and figure.counts else None
