"""The indicators of one municipality over years."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from boso.indicators.definitions import POPULATION, Definition, catalogue
from boso.indicators.evaluating import evaluate, per_thousand
from boso.indicators.queries.loading import Audience, Reported, load_reported, visible
from boso.indicators.release.figures import computed, rate
from boso.indicators.values import Part, Series, Told
from boso.kernel.figures import Kind, missing
from boso.places import rls
from boso.places.queries import get_municipality, list_changes, list_population
from boso.places.rules import first_of, series_breaks
from boso.places.values import PopulationRow


def figures_of(
    municipality: str,
    *,
    within: Audience = None,
    first: int | None = None,
    last: int | None = None,
    codes: Collection[str] | None = None,
) -> Series:
    """The indicators of a municipality (slug) over years; all of them, and from its first report to its last, unless
    told otherwise. Raises NotFound for an unknown municipality.

    Without a report in a year every indicator is `absent`. A municipality outside `within` has no reports to show.
    """
    place = get_municipality(municipality, year=last)
    years = _years(place.id, within, first, last)
    reported = load_reported(within, municipality_ids=[place.id], years=years, invented=place.invented)
    population = _population(municipality, years)
    definitions = [d for c, d in catalogue().indicators.items() if codes is None or c in codes]
    changes = list_changes(municipality)
    span = (first_of(years[0]), date(years[-1], 12, 31)) if years else None
    return Series(
        municipality=place,
        years=years,
        figures={
            d.code: {
                y: tell(d, y, reported.get((place.id, y), []), population.get(y), public=within is None) for y in years
            }
            for d in definitions
        },
        population=population,
        breaks=series_breaks(changes, municipality, first=span[0], last=span[1]) if span else (),
    )


def _years(municipality_id: int, within: Audience, first: int | None, last: int | None) -> tuple[int, ...]:
    if first is None or last is None:
        with rls.scope(rls.ALL if within is None else within):
            found = list(visible(within).filter(municipality=municipality_id).values_list("year", flat=True))
        first = first if first is not None else min(found, default=last)
        last = last if last is not None else max(found, default=first)
    return tuple(range(first, last + 1)) if first is not None and last is not None else ()


def _population(municipality: str, years: Sequence[int]) -> dict[int, PopulationRow]:
    """Inhabitants on the last day of each year, which Statistics Norway gives as 1 January of the next."""
    if not years:
        return {}
    rows = list_population(municipality, first=years[0] + 1, last=years[-1] + 1)
    return {row.year - 1: row for row in rows}


def tell(
    definition: Definition, year: int, reports: Sequence[Reported], population: PopulationRow | None, *, public: bool
) -> Told:
    """An indicator in a year out of its reports: the last of them that says anything about it. For the public, what
    is worked out passes the gate here; what the reports say has passed it when they were loaded."""
    people = population.figure if population else missing(Kind.ABSENT)
    chosen = _speaking(definition, reports)
    if chosen is None:
        return Told(code=definition.code, year=year, figure=missing(Kind.ABSENT))
    found = evaluate(definition, {**chosen.figures, POPULATION: people})
    figure = computed(definition, found.figure, found.parts, year=year) if public else found.figure
    per_1000 = per_thousand(found.figure, people) if definition.per_1000 else None
    return Told(
        code=definition.code,
        year=year,
        figure=figure,
        per_1000=rate(per_1000, base=figure) if public and per_1000 else per_1000,
        parts=_parts(found.parts, chosen),
        report=chosen.report,
        coverage=found.coverage,
    )


def _speaking(definition: Definition, reports: Sequence[Reported]) -> Reported | None:
    needed = set(definition.inputs) - {POPULATION}
    return next((r for r in reversed(reports) if needed & set(r.parts)), None)


def _parts(figures: Mapping[str, object], chosen: Reported) -> tuple[Part, ...]:
    return tuple(chosen.parts[code] for code in figures if code in chosen.parts)
