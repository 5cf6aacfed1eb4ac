"""Figures over years, drawn: small multiples with one finding each, never without their table beside them."""

import hashlib
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from boso.indicators.definitions import catalogue
from boso.indicators.values import Series
from boso.publishing.charts import draw
from boso.publishing.values import Chart, Grid, Line
from boso.web.words import UNITS, word

DRAWN = ("need_total_end", "housed_total", "C2.municipal_dwellings", "all_purchases")
KEPT = 24 * 60 * 60
WIDTH, HEIGHT = 236, 130  # four side by side at their own size
EMPTY = Grid(caption="", columns=(), rows=())  # the page has one table for all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as it stands on the page."""

    title: str
    subtitle: str
    svg: SafeString


def charts(series: Series, years: tuple[int, ...]) -> list[Drawing]:
    """One chart for each of the key figures that has a number in at least two years."""
    found = (_chart(series, code, years) for code in DRAWN)
    return [_drawn(chart) for chart in found if chart is not None]


def _chart(series: Series, code: str, years: tuple[int, ...]) -> Chart | None:
    figures = {year: series.told(code, year).figure for year in years}
    values = {year: float(f.number) if f.counts else None for year, f in figures.items()}
    known = [year for year, value in values.items() if value is not None]
    if len(known) < 2:
        return None
    definition = catalogue().indicators[code]
    language = get_language() or "nb"
    name = definition.name.in_language(language)
    said = ", ".join(f"{year}: {values[year]:.0f}" for year in known)
    every = tuple(range(years[0], years[-1] + 1))
    return Chart(
        title=name,
        subtitle=word(UNITS, definition.unit),
        alternative=gettext("Linjediagram. %(values)s.") % {"values": said},
        years=every,
        lines=(Line(label=series.municipality.name, values={year: values.get(year) for year in every}),),
        table=EMPTY,
    )


def _drawn(chart: Chart) -> Drawing:
    key = "chart:" + hashlib.sha256(repr(chart).encode()).hexdigest()
    svg = caches["local"].get(key)
    if svg is None:
        svg = draw(chart, ink="currentColor", width=WIDTH, height=HEIGHT)
        caches["local"].set(key, svg, KEPT)
    return Drawing(title=chart.title, subtitle=chart.subtitle, svg=mark_safe(svg))  # noqa: S308 -- drawn by us, escaped
