"""The values of very many fact sheets, read together: each is the same as `load_sheet` gives one by one."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from boso.indicators.definitions import Definition, definition
from boso.indicators.queries.beside import Crowd
from boso.indicators.queries.loading import Reported, load_reported
from boso.indicators.queries.peer_groups import members_of
from boso.indicators.queries.reports import list_money, list_reports
from boso.indicators.queries.series import tell
from boso.indicators.values import PeerGroup, ReportRef, Series, Told
from boso.indicators.values import Peers as Group
from boso.places.queries import list_changes, list_municipalities, population_by_id
from boso.places.rules import first_of, series_breaks
from boso.places.values import Change, MunicipalityRow, PopulationRow
from boso.programme.queries import list_participants
from boso.programme.values import ParticipantRow
from boso.publishing.factsheet.loading import YEARS_BACK, Gathered, codes_of_a_sheet, peer_values, sheet_from
from boso.publishing.factsheet.values import Peers, SheetValues
from boso.reporting.values import MoneyRow

NOBODY: Mapping[int, PopulationRow] = {}


@dataclass(slots=True, kw_only=True)
class Everything:
    """What is read once for all sheets, and what has been worked out so far."""

    group: PeerGroup
    wanted: tuple[Definition, ...]
    reported: Mapping[tuple[int, int], list[Reported]]
    refs: Mapping[str, list[ReportRef]]
    money: Mapping[int, tuple[MoneyRow, ...]]
    population: Mapping[int, Mapping[int, PopulationRow]]  # by year, at its end, by municipality
    changes: Mapping[str, list[Change]]
    told: dict[tuple[int, str, int], Told] = field(default_factory=dict)
    crowds: dict[tuple[tuple[int, ...], str, int], Crowd] = field(default_factory=dict)
    ranges: dict[tuple[tuple[int, ...], int, str, int], Peers | None] = field(default_factory=dict)


def load_many(
    municipalities: Collection[str],
    years: Collection[int],
    *,
    language: str,
    group: PeerGroup = PeerGroup.REGION,
    invented: bool = False,
) -> Iterator[SheetValues]:
    """The sheets the public may see of these municipalities (slugs) and years, by year; those without a report of the
    year are left out. Real and invented ones are never asked for together, and a list of one's own is for one sheet.

    The number of queries grows with the years alone.
    """
    found = _everything(years, group, invented=invented)
    for year in sorted(set(years)):
        everyone = list_participants(year=year, invented=invented)
        taking_part = {p.municipality.slug: p for p in list_participants(on=date(year, 12, 31), invented=invented)}
        rows = {row.slug: row for row in list_municipalities(year=year, invented=invented)}
        for slug in municipalities:
            place = rows.get(slug)
            if place and any(ref.period.year == year for ref in found.refs.get(slug, ())):
                yield sheet_from(_gathered(found, place, year, everyone, taking_part.get(slug)), language)


def _everything(years: Collection[int], group: PeerGroup, *, invented: bool) -> Everything:
    span = range(min(years) - YEARS_BACK, max(years) + 1)
    ids = [row.id for row in list_municipalities(invented=invented)]
    refs: dict[str, list[ReportRef]] = defaultdict(list)
    for ref in list_reports(invented=invented):
        refs[ref.municipality].append(ref)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in list_changes():
        for slug in {change.origin, change.target}:
            changes[slug].append(change)
    return Everything(
        group=group,
        wanted=tuple(definition(code) for code in codes_of_a_sheet()),
        reported=load_reported(None, municipality_ids=ids, years=span, invented=invented),
        refs=refs,
        money=list_money(ids, years=list(years), invented=invented),
        population={year: population_by_id(year + 1, ids) for year in (span[0] - 2, span[0] - 1, *span, span[-1] + 1)},
        changes=changes,
    )


def _gathered(
    found: Everything,
    place: MunicipalityRow,
    year: int,
    everyone: list[ParticipantRow],
    taking_part: ParticipantRow | None,
) -> Gathered:
    years = tuple(range(year - YEARS_BACK, year + 1))
    people = found.population.get(year, NOBODY)
    members, label = members_of(place, everyone, found.group, people)
    series = Series(
        municipality=place,
        years=years,
        figures={d.code: {y: _told(found, place.id, d, y) for y in years} for d in found.wanted},
        population={y: row for y in years if (row := found.population[y].get(place.id))},
        breaks=series_breaks(
            found.changes.get(place.slug, ()), place.slug, first=first_of(years[0]), last=date(year, 12, 31)
        ),
    )
    latest = max(
        (ref for ref in found.refs[place.slug] if ref.period.year == year), key=lambda ref: ref.period.half or 0
    )
    return Gathered(
        place=place,
        year=year,
        reports=found.refs[place.slug],
        series=series,
        group=Group(group=found.group, label=label, members=members, ranges={}),
        peers=_peers(found, place, members, years),
        taking_part=taking_part,
        money=found.money.get(latest.id, ()),
        population=_persons(found, place, year),
    )


def _told(found: Everything, municipality_id: int, wanted: Definition, year: int) -> Told:
    key = (municipality_id, wanted.code, year)
    if key not in found.told:
        reports = found.reported.get((municipality_id, year), [])
        people = found.population[year].get(municipality_id)
        found.told[key] = tell(wanted, year, reports, people, public=True)
    return found.told[key]


def _peers(
    found: Everything, place: MunicipalityRow, members: tuple[MunicipalityRow, ...], years: tuple[int, ...]
) -> dict[str, dict[int, Peers]]:
    """What the others gave; the group is put in order once, with the municipality itself in it."""
    ids = tuple(sorted((place.id, *(member.id for member in members))))
    told: dict[str, dict[int, Peers]] = {}
    for wanted in found.wanted:
        of_code = ((year, _range(found, ids, place.id, wanted, year)) for year in years)
        told[wanted.code] = {year: given for year, given in of_code if given is not None}
    return told


def _range(found: Everything, ids: tuple[int, ...], own: int, wanted: Definition, year: int) -> Peers | None:
    key = (ids, own, wanted.code, year)
    if key not in found.ranges:
        crowd_key = (ids, wanted.code, year)
        if crowd_key not in found.crowds:
            figures = [_told(found, each, wanted, year).figure for each in ids]
            found.crowds[crowd_key] = Crowd(wanted.code, year, found.group, figures, public=True)
        spread = found.crowds[crowd_key].without(_told(found, own, wanted, year).figure)
        found.ranges[key] = peer_values(spread) if spread.coverage.asked else None
    return found.ranges[key]


def _persons(found: Everything, place: MunicipalityRow, year: int) -> dict[int, int]:
    """Inhabitants on 1 January of the sheet's years and of the year after."""
    known = ((y, found.population[y - 1].get(place.id)) for y in range(year - YEARS_BACK, year + 2))
    return {y: row.persons for y, row in known if row and row.persons is not None}
