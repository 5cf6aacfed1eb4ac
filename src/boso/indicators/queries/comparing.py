"""A municipality beside its peers, and figures of many municipalities together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from boso.indicators.definitions import POPULATION, Definition, catalogue, definition
from boso.indicators.evaluating import evaluate_together
from boso.indicators.queries.loading import Audience, Reported, load_reported
from boso.indicators.queries.series import tell
from boso.indicators.rules import band_label, band_of
from boso.indicators.values import PeerGroup, PeerRange, Peers, Together, Told
from boso.kernel.figures import Aggregate, Coverage, Figure, Kind, median, missing
from boso.places.queries import get_municipality, population_by_id
from boso.places.values import MunicipalityRow, PopulationRow
from boso.programme.queries import list_participants
from boso.programme.values import ParticipantRow

Population = Mapping[int, Mapping[int, PopulationRow]]  # by year, at its end, by municipality


def peers_of(
    municipality: str,
    *,
    years: Collection[int],
    group: PeerGroup = PeerGroup.REGION,
    within: Audience = None,
    codes: Collection[str] | None = None,
    per_1000: bool = False,
) -> Peers:
    """Median and range of the peers in each year, the municipality itself left out.

    Peers are those that take part in the programme in the last of the years: in the same region, of the same intake,
    of the same size by inhabitants, or all of them. Invented municipalities have invented peers only. A peer without
    a report counts in the coverage as `absent`. `per_1000` compares what is shown per 1,000 inhabitants.
    """
    last = max(years)
    own = get_municipality(municipality, year=last)
    everyone = list_participants(year=last, invented=own.invented)
    population = _population(sorted(set(years)), [p.municipality.id for p in everyone])
    members, label = _members(own, everyone, group, population[last])
    told = _told(members, population, codes, within, invented=own.invented)
    return Peers(
        group=group,
        label=label,
        members=members,
        ranges={
            code: {year: _range(code, year, group, figures, per_1000=per_1000) for year, figures in by_year.items()}
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
    ids = [p.municipality.id for p in list_participants(region=region, year=year, invented=invented)]
    reported = load_reported(within, municipality_ids=ids, years=[year], invented=invented)
    people = population_by_id(year + 1, ids)
    wanted = [d for c, d in catalogue().indicators.items() if codes is None or c in codes]
    figures = {i: of_year(reported.get((i, year), []), people[i].figure) for i in ids}
    return {d.code: _together(d, year, list(figures.values())) for d in wanted}


def _together(wanted: Definition, year: int, figures: Sequence[Mapping[str, Figure]]) -> Together:
    added: Aggregate = evaluate_together(wanted, figures)
    return Together(code=wanted.code, year=year, value=added.value, coverage=added.coverage)


def of_year(reports: Iterable[Reported], people: Figure) -> dict[str, Figure]:
    """All figures of a municipality in a year; what a later half-year says replaces what the first said."""
    figures: dict[str, Figure] = {}
    for report in reports:
        figures |= report.figures
    return {**figures, POPULATION: people}


def _population(years: Iterable[int], ids: Collection[int]) -> dict[int, dict[int, PopulationRow]]:
    return {year: population_by_id(year + 1, ids) for year in years}


def _members(
    own: MunicipalityRow, everyone: Sequence[ParticipantRow], group: PeerGroup, people: Mapping[int, PopulationRow]
) -> tuple[tuple[MunicipalityRow, ...], str]:
    mine = next((p for p in everyone if p.municipality.id == own.id), None)
    marks = {p.municipality.id: _mark(p, group, people) for p in everyone}
    label = marks[own.id] if mine else None
    if label is None:
        return (), ""
    others = (p.municipality for p in everyone if p.municipality.id != own.id and marks[p.municipality.id] == label)
    return tuple(others), label


def _mark(participant: ParticipantRow, group: PeerGroup, people: Mapping[int, PopulationRow]) -> str | None:
    """What a municipality shares with its peers; None where that is not known."""
    if group is PeerGroup.ALL:
        return ""
    if group is PeerGroup.REGION:
        return participant.region.code
    if group is PeerGroup.INTAKE:
        intake = participant.intake
        return f"{intake.region}/{intake.ordinal}" if intake else None
    row = people.get(participant.municipality.id)
    return band_label(band_of(row.persons)) if row and row.persons is not None else None


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
                tell(indicator, year, reported.get((i, year), []), people.get(i)) for i in ids
            ]
    return told


def _range(code: str, year: int, group: PeerGroup, told: Sequence[Told], *, per_1000: bool) -> PeerRange:
    figures = [(t.per_1000 or missing(Kind.ABSENT)) if per_1000 else t.figure for t in told]
    values = [f.number for f in figures if f.counts]
    return PeerRange(
        code=code,
        year=year,
        group=group,
        low=min(values, default=None),
        median=median(figures).value,
        high=max(values, default=None),
        coverage=Coverage.of(figures),
    )
