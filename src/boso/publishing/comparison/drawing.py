"""The one small drawing of an indicator: the middle half over years, lines of a few, or a map of one year."""

from collections.abc import Mapping
from decimal import Decimal

from boso.indicators.comparison import Matrix
from boso.indicators.definitions import definition
from boso.indicators.release.thresholds import FEWEST
from boso.kernel.figures import rounded
from boso.kernel.number_printing import print_number
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.comparison.wording import decimals_of, printed, unit_of
from boso.publishing.pictured import NO_TABLE, Placed, tile_map
from boso.publishing.values import Band, Chart, Line, TileMap
from boso.publishing.words import word

MOST_LINES = 4  # municipalities whose lines are told apart by name and colour
MOST_TILES = 60


def picture(matrix: Matrix, values: ComparisonValues, language: str) -> Chart | TileMap | None:
    """What can be drawn of an indicator; None where the table says it better."""
    unit = unit_of(definition(matrix.code), values, language)
    if len(matrix.years) == 1:
        return _map(matrix, values, unit, language)
    if len(values.members) <= MOST_LINES:
        return _lines(matrix, values, unit, language)
    return _band(matrix, unit, language)


def _band(matrix: Matrix, unit: str, language: str) -> Chart | None:
    """Median and the middle half, of two years at least."""
    bands = _bands(matrix)
    if len(bands) < 2:
        return None
    wanted = definition(matrix.code)
    name = wanted.name.in_language(language)
    medians = {year: matrix.spreads[year].median for year in bands}
    (from_year, first), (to_year, last) = min(medians.items()), max(medians.items())
    said = [printed(value, wanted, language) for value in (first, last) if value is not None]
    key = "compare_chart_middle_same" if said[0] == said[1] else "compare_chart_middle"
    told = "; ".join(
        f"{year}: {printed(spread.median, wanted, language)}"
        for year in bands
        if (spread := matrix.spreads[year]).median is not None
    )
    return Chart(
        title=word(key, language, first=said[0], last=said[1], from_year=from_year, to_year=to_year),
        subtitle=word("compare_chart_measure", language, name=name, unit=unit),
        alternative=word("compare_chart_band_alternative", language, name=name, list=told),
        years=matrix.years,
        lines=(),
        table=NO_TABLE,
        peers=bands,
        peers_label=word("compare_chart_band", language),
        told=False,
    )


def _bands(matrix: Matrix) -> dict[int, Band]:
    found = {}
    for year, spread in matrix.spreads.items():
        if spread.median is not None and spread.third is not None:
            low = float(spread.first) if spread.first is not None else 0.0  # hidden: it lies near zero
            found[year] = Band(low=low, median=float(spread.median), high=float(spread.third))
    return found


def _lines(matrix: Matrix, values: ComparisonValues, unit: str, language: str) -> Chart | None:
    """A line a municipality, of those with a certain number in two years at least."""
    series = {member.name: _numbers(matrix, member.id) for member in values.members}
    told = {name: found for name, found in series.items() if sum(v is not None for v in found.values()) > 1}
    if not told:
        return None
    name = definition(matrix.code).name.in_language(language)
    said = "; ".join(f"{place}: {_series_said(found, language)}" for place, found in told.items())
    return Chart(
        title=name,
        subtitle=unit,
        alternative=word("compare_chart_lines_alternative", language, name=name, list=said),
        years=matrix.years,
        lines=tuple(Line(label=place, values=found) for place, found in told.items()),
        table=NO_TABLE,
        told=False,
    )


def _numbers(matrix: Matrix, municipality_id: int) -> dict[int, float | None]:
    figures = {year: matrix.cell(municipality_id, year).figure for year in matrix.years}
    return {year: float(figure.number) if figure.counts else None for year, figure in figures.items()}


def _series_said(found: Mapping[int, float | None], language: str) -> str:
    known = ((year, value) for year, value in found.items() if value is not None)
    return ", ".join(f"{year}: {print_number(Decimal(str(value)), language)}" for year, value in known)


def _map(matrix: Matrix, values: ComparisonValues, unit: str, language: str) -> TileMap | None:
    """A square a municipality, where enough of not too many have a number."""
    (year,) = matrix.years
    if matrix.spreads[year].coverage.counted < FEWEST or len(values.members) > MOST_TILES:
        return None
    wanted = definition(matrix.code)
    places = []
    for member in values.members:
        cell = matrix.cell(member.id, year)
        figure = cell.figure if cell.period else None
        shown = rounded(figure, decimals_of(wanted, values)) if figure else None
        places.append(Placed(slug=member.slug, name=member.name, figure=shown))
    return tile_map(places, title=wanted.name.in_language(language), measure=f"{unit}, {year}", language=language)
