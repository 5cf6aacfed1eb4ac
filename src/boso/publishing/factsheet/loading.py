"""Loads what a fact sheet is made of, through the doors that lead to the public."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from boso.indicators.definitions import Definition, carried_by, catalogue, comparability, definition
from boso.indicators.queries.comparing import peers_of
from boso.indicators.queries.loading import Audience
from boso.indicators.queries.reports import get_report, list_reports
from boso.indicators.queries.series import figures_of
from boso.indicators.values import PeerRange, ReportRef, Series, ShownReport, Told
from boso.indicators.values import Peers as Group
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind
from boso.places.queries import get_municipality, list_population
from boso.places.values import MunicipalityRow, PopulationRow
from boso.programme.queries import get_participant
from boso.programme.values import Certainty, ParticipantRow
from boso.publishing.factsheet.peers import beside
from boso.publishing.factsheet.values import COMPUTED, MoneyLine, NoSheet, PeerChoice, Peers, ReportSource, SheetValues
from boso.publishing.factsheet.wording import listed
from boso.publishing.words import word
from boso.questionnaires.loading import load as load_edition
from boso.reporting.values import MONEY_COLUMNS, Block, MoneyRow

YEARS_BACK = 4  # the sheet's year and the four before it
FIRST_YEAR, LAST_YEAR = 1990, 2100  # outside these nobody reports, and calendars end
REGION_PEERS = PeerChoice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read for one sheet. `series` reaches over the sheet's years, `reports` over all there are."""

    place: MunicipalityRow
    year: int
    reports: Sequence[ReportRef]
    series: Series
    group: Group
    peers: Mapping[str, Mapping[int, Peers]]
    taking_part: ParticipantRow | None
    money: Sequence[MoneyRow]
    population: Mapping[int, int]


def load_sheet(
    municipality: str,
    year: int,
    *,
    language: str,
    within: Audience = None,
    peers: PeerChoice = REGION_PEERS,
) -> SheetValues:
    """Everything about a municipality (slug) for a year that this audience may see.

    Raises NotFound for an unknown municipality, and NoSheet for a year in which nothing about it can be shown.
    """
    check_year(year, language)
    place = get_municipality(municipality, year=year)
    reports = list_reports(within=within, municipality=municipality, invented=place.invented)
    if not any(r.period.year == year for r in reports):
        raise NoSheet(_nothing(place, year, reports, language))
    series = figures_of(municipality, within=within, first=year - YEARS_BACK, last=year, codes=codes_of_a_sheet())
    group = peers_of(
        municipality,
        years=series.years,
        group=peers.group,
        chosen=peers.chosen,
        within=within,
        codes=codes_of_a_sheet(),
    )
    return sheet_from(
        Gathered(
            place=place,
            year=year,
            reports=reports,
            series=series,
            group=group,
            peers=_peers(group),
            taking_part=_participant(municipality, year),
            money=_shown(reports, year, municipality, within),
            population=_population(list_population(municipality, first=year - YEARS_BACK, last=year + 1)),
        ),
        language,
    )


def sheet_from(found: Gathered, language: str) -> SheetValues:
    """A sheet out of what was read for it, alone or with many others."""
    place, year, reports, series, taking_part = found.place, found.year, found.reports, found.series, found.taking_part
    return SheetValues(
        name=place.name,
        number=place.number,
        region=_region(place, language),
        year=year,
        intake=str(taking_part.intake.ordinal) if taking_part and taking_part.intake else "",
        phases=_phases(taking_part, language),
        population=found.population,
        invented=place.invented,
        series=_series(series, reports),
        names={d.code: d.name.in_language(language) for d in _reported()},
        peers=found.peers,
        beside=beside(found.group, place, language),
        reported=frozenset(r.period.year for r in reports if year - YEARS_BACK <= r.period.year <= year),
        asked=_asked([r for r in reports if r.period.year == year]),
        alike=alike_with_year_before(series, year),
        broken=any(date(year - 1, 1, 1) < each.day <= date(year, 12, 31) for each in series.breaks),
        money=tuple(_lines(found.money, (Block.ACTIVITIES, Block.SUM))),
        money_years=tuple(_lines(found.money, (Block.YEARS,))),
        reports=tuple(_source(r, language) for r in reports if year - YEARS_BACK <= r.period.year <= year),
    )


def check_year(year: int, language: str) -> None:
    """Raises NoSheet for a year that nobody reports on, before a calendar is asked about it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSheet(word("no_such_year", language, year=year, first=FIRST_YEAR, last=LAST_YEAR))


def _reported() -> list[Definition]:
    """The indicators that reports carry themselves, money apart, in the order of the catalogue by form."""
    found = [d for d in catalogue().indicators.values() if d.formula is None and d.theme != "economy"]
    return sorted(found, key=lambda d: d.code[:3] if d.code[0] == "C" and d.code[1].isdigit() else "")


def codes_of_a_sheet() -> list[str]:
    """The indicators a sheet shows."""
    return [*(definition.code for definition in _reported()), *COMPUTED]


def _nothing(place: MunicipalityRow, year: int, reports: Sequence[ReportRef], language: str) -> str:
    years = sorted({r.period.year for r in reports})
    if not years:
        return word("nothing_at_all", language, name=place.name)
    return word("nothing_year", language, name=place.name, year=year, list=listed([str(y) for y in years], language))


def _asked(reports: Sequence[ReportRef]) -> frozenset[str]:
    """The codes that the forms of these reports carry."""
    editions = {r.edition.address for r in reports}
    return frozenset(d.code for d in _reported() if editions & set(carried_by(d)))


def alike_with_year_before(series: Series, year: int) -> frozenset[str]:
    """The indicators that the reports of the year and of the one before ask for in one way, over equal periods."""
    return frozenset(
        code for code in series.figures if _alike(code, series.told(code, year), series.told(code, year - 1))
    )


def _alike(code: str, now: Told, before: Told) -> bool:
    if now.report is None or before.report is None or now.report.period.half != before.report.period.half:
        return False
    return _same_question(code, before.report.edition.address, now.report.edition.address)


@cache
def _same_question(code: str, older: str, newer: str) -> bool:
    """Whether two editions ask for an indicator alike, without a remark on how they differ."""
    try:
        return comparability(definition(code), older, newer) == ()
    except NotFound:
        return False


def _participant(municipality: str, year: int) -> ParticipantRow | None:
    try:
        return get_participant(municipality, on=date(year, 12, 31))
    except NotFound:
        return None


def _region(place: MunicipalityRow, language: str) -> str:
    return word("region", language, name=place.region.name) if place.region else ""


def _phases(taking_part: ParticipantRow | None, language: str) -> tuple[str, ...]:
    """The phases open at the end of the year; those that only may be are marked, as on the municipality's page."""
    found = taking_part.open_phases if taking_part else ()
    names: dict[str, str] = {}
    for each in sorted(found, key=lambda each: each.certainty is not Certainty.CERTAIN):
        name = word(f"phase_{each.phase.kind}", language)
        names.setdefault(
            name, name if each.certainty is Certainty.CERTAIN else word("phase_perhaps", language, phase=name)
        )
    return tuple(names.values())


def _population(rows: Iterable[PopulationRow]) -> dict[int, int]:
    return {row.year: row.persons for row in rows if row.persons is not None}


def _series(series: Series, reports: Sequence[ReportRef]) -> dict[str, dict[int, Figure]]:
    """The figures of years with a report; a year without one is no column of the sheet."""
    years = {r.period.year for r in reports}
    return {
        code: {year: told.figure for year, told in by_year.items() if year in years}
        for code, by_year in series.figures.items()
    }


def _peers(group: Group) -> dict[str, dict[int, Peers]]:
    return {
        code: {year: peer_values(spread) for year, spread in by_year.items() if spread.coverage.asked}
        for code, by_year in group.ranges.items()
    }


def peer_values(spread: PeerRange) -> Peers:
    """What the peers gave, as a drawing needs it."""
    low, middle, high = (None if n is None else float(n) for n in (spread.low, spread.median, spread.high))
    coverage = spread.coverage
    return Peers(low=low, median=middle, high=high, counted=coverage.counted, asked=coverage.asked)


def _shown(reports: Sequence[ReportRef], year: int, municipality: str, within: Audience) -> tuple[MoneyRow, ...]:
    """The money of the year's last report."""
    ref = max((r for r in reports if r.period.year == year), key=lambda r: r.period.half or 0)
    shown: ShownReport = get_report(municipality, ref.edition.template, ref.period, within=within)
    return shown.money


def _lines(rows: Iterable[MoneyRow], blocks: Sequence[Block]) -> Iterable[MoneyLine]:
    for row in rows:
        if row.block in blocks and any(f.kind is not Kind.BLANK for f in row.amounts.values()):
            yield MoneyLine(
                label=row.label,
                amounts=_in_order(row.amounts),
                is_sum=row.block is Block.SUM,
                planned=row.planned,
            )


def _in_order(amounts: Mapping[str, Figure]) -> dict[str, Figure]:
    return {column: amounts[column] for column in MONEY_COLUMNS if column in amounts}


def _source(report: ReportRef, language: str) -> ReportSource:
    title = load_edition(report.edition.address).title.in_language(language)
    return ReportSource(title=title, year=report.period.year)
