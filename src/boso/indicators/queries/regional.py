"""The participants of a region over years, each alone and all together, like with like from year to year."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from boso.indicators.definitions import Definition, definition
from boso.indicators.queries.comparing import of_year
from boso.indicators.queries.loading import Audience, Reported, load_reported
from boso.indicators.queries.series import tell
from boso.indicators.release.region import all_sums, released_region
from boso.indicators.values import Regional, Told
from boso.kernel.figures import Figure, Kind, missing
from boso.places.queries import population_by_id
from boso.places.values import MunicipalityRow, PopulationRow

OfYear = Mapping[str, Figure]  # all figures of a municipality in a year
People = Mapping[int, Mapping[int, PopulationRow]]  # by year, at its end, by municipality
Given = Mapping[tuple[int, int], Sequence[Reported]]  # by municipality and year


def figures_of_region(
    members: Sequence[MunicipalityRow],
    *,
    year: int,
    years_back: int,
    codes: Collection[str],
    invented: bool,
    within: Audience = None,
) -> Regional:
    """The indicators of these municipalities in a year and `years_back` years before it, and their sums.

    A sum is over those that count in the year; a change is over those that count in the year before as well, so that
    a municipality more or less is never read as a change. Three queries and one a year, however many they are.
    """
    ids = [m.id for m in members]
    years = tuple(range(year - years_back, year + 1))
    reported = load_reported(within, municipality_ids=ids, years=years, invented=invented)
    people = {each: population_by_id(each + 1, ids) for each in years}
    wanted = [definition(code) for code in codes]
    now, before = (_of_all(ids, reported, people, each) for each in (year, year - 1))
    told, sums = released_region(
        wanted,
        {m.slug: _told(m.id, wanted, reported, people) for m in members},
        all_sums(wanted, now, before, year),
        year=year,
        public=within is None,
    )
    return Regional(year=year, years=years, told=told, sums=sums)


def _of_all(ids: Sequence[int], reported: Given, people: People, year: int) -> list[OfYear]:
    rows = people.get(year, {})
    return [of_year(reported.get((i, year), []), _persons(rows.get(i))) for i in ids]


def _persons(row: PopulationRow | None) -> Figure:
    return row.figure if row else missing(Kind.ABSENT)


def _told(
    municipality_id: int, wanted: Sequence[Definition], reported: Given, people: People
) -> dict[str, dict[int, Told]]:
    """Before the gate, which all figures of a region pass together."""
    told: dict[str, dict[int, Told]] = defaultdict(dict)
    for indicator in wanted:
        for year, rows in people.items():
            of = reported.get((municipality_id, year), [])
            told[indicator.code][year] = tell(indicator, year, of, rows.get(municipality_id), public=False)
    return told
