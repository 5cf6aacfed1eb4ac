"""A municipality beside its peers, and figures of many municipalities together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from boso.indicators.definitions import POPULATION, catalogue, definition
from boso.indicators.queries.loading import Audience, Reported, load_reported
from boso.indicators.queries.peer_groups import members_of
from boso.indicators.queries.series import tell
from boso.indicators.release.figures import bound
from boso.indicators.release.sums import added_up
from boso.indicators.release.thresholds import FEWEST
from boso.indicators.values import PeerGroup, PeerRange, Peers, Together, Told
from boso.kernel.figures import Coverage, Figure, Kind, median, missing
from boso.places.queries import get_municipality, population_by_id, population_over_years
from boso.places.values import MunicipalityRow, PopulationRow
from boso.programme.queries import list_participants, participants_by_year

Population = Mapping[int, Mapping[int, PopulationRow]]  # by year, at its end, by municipality
UNKNOWN = missing(Kind.ABSENT)


def peers_of(
    municipality: str,
    *,
    years: Collection[int],
    group: PeerGroup = PeerGroup.REGION,
    within: Audience = None,
    codes: Collection[str] | None = None,
    per_1000: bool = False,
    chosen: Collection[str] = (),
) -> Peers:
    """Median and range of the peers in each year, the municipality itself left out; none of fewer than three.

    Peers are those that take part in the programme in the last of the years: in the same region, of the same intake,
    of the same size by inhabitants, alike in the manner of KOSTRA, or all of them – or those `chosen`, by slug, for a
    group of one's own. Invented municipalities have invented peers only. A peer without a report counts in the
    coverage as `absent`. `per_1000` compares what is shown per 1,000 inhabitants.
    """
    last = max(years)
    own = get_municipality(municipality, year=last)
    everyone = list_participants(year=last, invented=own.invented)
    people = population_by_id(last + 1, [p.municipality.id for p in everyone])
    members, label = members_of(own, everyone, group, people, chosen=chosen)
    population = _population(sorted(set(years)), [m.id for m in members], known={last: people})
    told = _told(members, population, codes, within, invented=own.invented)
    return Peers(
        group=group,
        label=label,
        members=members,
        ranges={
            code: {
                year: _range(code, year, group, figures, per_1000=per_1000, public=within is None)
                for year, figures in by_year.items()
            }
            for code, by_year in told.items()
        },
    )


def together(
    *,
    year: int,
    codes: Collection[str] | None = None,
    region: str | None = None,
    within: Audience = None,
    invented: bool = False,
) -> dict[str, Together]:
    """Each indicator over all participants of a region, or of the programme, in a year – over those that can be added.

    A share is made anew from the sums. The coverage says over how many of how many. Never real and invented together.
    """
    return together_by_year([year], codes=codes, region=region, within=within, invented=invented)[year]


def together_by_year(
    years: Collection[int],
    *,
    codes: Collection[str] | None = None,
    region: str | None = None,
    within: Audience = None,
    invented: bool = False,
) -> dict[int, dict[str, Together]]:
    """The same for each of several years, each over those who took part in it. As many queries as for one."""
    members = {
        year: [p.municipality.id for p in participants]
        for year, participants in participants_by_year(years, region=region, invented=invented).items()
    }
    everyone = sorted({i for ids in members.values() for i in ids})
    reported = load_reported(within, municipality_ids=everyone, years=years, invented=invented)
    people = population_over_years([year + 1 for year in years], everyone)
    wanted = [d for c, d in catalogue().indicators.items() if codes is None or c in codes]
    found = {}
    for year, ids in members.items():
        figures = [of_year(reported.get((i, year), []), people.get((i, year + 1), UNKNOWN)) for i in ids]
        found[year] = added_up(wanted, figures, year=year, public=within is None)
    return found


def of_year(reports: Iterable[Reported], people: Figure) -> dict[str, Figure]:
    """All figures of a municipality in a year; what a later half-year says replaces what the first said."""
    figures: dict[str, Figure] = {}
    for report in reports:
        figures |= report.figures
    return {**figures, POPULATION: people}


def _population(
    years: Iterable[int], ids: Collection[int], *, known: Population
) -> dict[int, Mapping[int, PopulationRow]]:
    """Those of `known` are not asked for again; they may hold more municipalities than `ids`."""
    return {year: known[year] if year in known else population_by_id(year + 1, ids) for year in years}


def _told(
    members: Sequence[MunicipalityRow],
    population: Population,
    codes: Collection[str] | None,
    within: Audience,
    *,
    invented: bool,
) -> dict[str, dict[int, list[Told]]]:
    ids = [m.id for m in members]
    reported = load_reported(within, municipality_ids=ids, years=list(population), invented=invented)
    wanted = [definition(code) for code in (catalogue().indicators if codes is None else codes)]
    told: dict[str, dict[int, list[Told]]] = defaultdict(dict)
    for indicator in wanted:
        for year, people in population.items():
            told[indicator.code][year] = [
                tell(indicator, year, reported.get((i, year), []), people.get(i), public=within is None) for i in ids
            ]
    return told


def _range(code: str, year: int, group: PeerGroup, told: Sequence[Told], *, per_1000: bool, public: bool) -> PeerRange:
    figures = [(t.per_1000 or missing(Kind.ABSENT)) if per_1000 else t.figure for t in told]
    values = [f.number for f in figures if f.counts]
    found = (min(values), median(figures).value, max(values)) if len(values) >= FEWEST else (None, None, None)
    counts = public and not per_1000
    low, middle, high = (bound(code, year, value) if counts else value for value in found)
    return PeerRange(
        code=code,
        year=year,
        group=group,
        low=low,
        median=middle,
        high=high,
        coverage=Coverage.of(figures),
        hidden=bool(values) and None in (low, middle, high),
    )
