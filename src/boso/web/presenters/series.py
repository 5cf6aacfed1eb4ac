"""Figures of a municipality over years: by theme, with the unit once, gaps as gaps, and every figure a way down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.indicators.definitions import Definition, catalogue
from boso.indicators.release.figures import change
from boso.indicators.values import Series, Told
from boso.kernel.figures import Kind, rounded
from boso.kernel.number_printing import print_number
from boso.web.presenters.figures import FigureView, marks, view
from boso.web.words import UNITS, word

KEY_FIGURES = ("need_total_end", "housed_total", "C2.municipal_dwellings", "all_purchases")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator over the years; None in a year without a report."""

    code: str
    name: str
    unit: str
    meaning: str
    cells: tuple[FigureView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """The indicators of one theme."""

    name: str
    rows: tuple[IndicatorRow, ...]


def themes(series: Series, years: tuple[int, ...]) -> list[ThemeView]:
    """Every theme that has any figure in these years."""
    language = get_language() or "nb"
    found = []
    for code, words in catalogue().themes.items():
        definitions = [d for d in catalogue().indicators.values() if d.theme == code]
        rows = tuple(_row(d, series, years) for d in definitions if _says_anything(d, series, years))
        if rows:
            found.append(ThemeView(name=words.in_language(language), rows=rows))
    return found


def marks_of(found: Iterable[ThemeView]) -> tuple[tuple[str, str], ...]:
    """The signs of hidden and of small figures in the table, with their words."""
    return marks(cell for theme in found for row in theme.rows for cell in row.cells)


def reported_years(series: Series) -> tuple[int, ...]:
    """The years with a report, oldest first."""
    by_year = series.figures.values()
    return tuple(y for y in series.years if any(told[y].report for told in by_year if y in told))


def key_figures(series: Series, years: tuple[int, ...]) -> list[FigureView]:
    """The figures a reader asks for first, of the latest year with a report."""
    return [_key_figure(catalogue().indicators[code], series, years) for code in KEY_FIGURES] if years else []


def report_href(told: Told) -> str:
    """The way down from a figure: its row in the report it comes from."""
    if told.report is None:
        return ""
    page = reverse("report", kwargs={"slug": told.report.municipality, "period": str(told.report.period)})
    return f"{page}#tall-{told.parts[0].code}" if len(told.parts) == 1 else page


def _key_figure(definition: Definition, series: Series, years: tuple[int, ...]) -> FigureView:
    last = years[-1]
    told = series.told(definition.code, last)
    return view(
        rounded(told.figure, definition.decimals),
        name=_name(definition),
        unit=word(UNITS, definition.unit),
        when=", ".join(part for part in (_coverage(told) or str(last), _change(definition, series, years)) if part),
        definition=definition.meaning.in_language(get_language() or "nb"),
        href=report_href(told),
    )


def _coverage(told: Told) -> str:
    """A sum that not all parts stand behind says over how many it is."""
    if told.coverage is None or told.coverage.complete or told.figure.value is None:
        return ""
    parts = {"year": told.year, "counted": told.coverage.counted, "asked": told.coverage.asked}
    return gettext("%(year)s, av %(counted)s av %(asked)s tall") % parts


def _change(definition: Definition, series: Series, years: tuple[int, ...]) -> str:
    """From the year before to the last, where both are plain and nothing on the ground changed between."""
    if len(years) < 2 or any(b.day.year in (years[-1], years[-2] + 1) for b in series.breaks):
        return ""
    before, after = (series.told(definition.code, year).figure for year in years[-2:])
    moved = change(after, before)
    if not moved.counts:
        return ""
    if moved.number == 0:
        return gettext("som i %(year)s") % {"year": years[-2]}
    sign = "+" if moved.number > 0 else ""
    return gettext("%(change)s fra %(year)s") % {"change": f"{sign}{print_number(moved.number)}", "year": years[-2]}


def _says_anything(definition: Definition, series: Series, years: tuple[int, ...]) -> bool:
    told: Mapping[int, Told] = series.figures.get(definition.code, {})
    return any(told[y].figure.kind is not Kind.ABSENT for y in years if y in told)


def _row(definition: Definition, series: Series, years: tuple[int, ...]) -> IndicatorRow:
    return IndicatorRow(
        code=definition.code,
        name=_name(definition),
        unit=word(UNITS, definition.unit),
        meaning=definition.meaning.in_language(get_language() or "nb"),
        cells=tuple(_cell(series.told(definition.code, year), definition.decimals) for year in years),
    )


def _cell(told: Told, decimals: int) -> FigureView | None:
    if told.figure.kind is Kind.ABSENT and not told.parts:
        return None
    return view(rounded(told.figure, decimals), when=str(told.year), href=report_href(told))


def _name(definition: Definition) -> str:
    return definition.name.in_language(get_language() or "nb")
