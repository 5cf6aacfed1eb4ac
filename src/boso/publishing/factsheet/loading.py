"""Loads what a fact sheet is made of, through the doors that lead to the public."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from boso.indicators.definitions import Definition, catalogue
from boso.indicators.queries.comparing import peers_of
from boso.indicators.queries.loading import Audience
from boso.indicators.queries.reports import get_report, list_reports
from boso.indicators.queries.series import figures_of
from boso.indicators.values import PeerGroup, PeerRange, ReportRef, Series, ShownReport
from boso.indicators.values import Peers as Group
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind
from boso.places.queries import get_municipality, list_population
from boso.places.values import MunicipalityRow, PopulationRow
from boso.programme.queries import get_participant
from boso.programme.values import Certainty, ParticipantRow
from boso.publishing.factsheet.values import HOUSED, MoneyLine, Peers, ReportSource, SheetValues
from boso.publishing.words import word
from boso.questionnaires.loading import load as load_edition
from boso.reporting.values import MONEY_COLUMNS, Block, MoneyRow

YEARS_BACK = 4  # the sheet's year and the four before it
FEWEST_PEERS = 3  # a median or range of fewer would tell what a single one of them answered


def load_sheet(
    municipality: str,
    year: int,
    *,
    language: str,
    within: Audience = None,
    group: PeerGroup = PeerGroup.REGION,
) -> SheetValues:
    """Everything about a municipality (slug) for a year that this audience may see.

    Raises NotFound for an unknown municipality, and for a year in which nothing about it can be shown.
    """
    place = get_municipality(municipality, year=year)
    reports = list_reports(within=within, municipality=municipality, invented=place.invented)
    if not any(r.period.year == year for r in reports):
        raise NotFound(_nothing(place, year, reports))
    series = figures_of(municipality, within=within, first=year - YEARS_BACK, last=year, codes=_codes())
    peers = peers_of(municipality, years=series.years, group=group, within=within, codes=_codes())
    taking_part = _participant(municipality, year)
    shown = _shown(reports, year, municipality, within)
    return SheetValues(
        name=place.name,
        number=place.number,
        region=_region(place, language),
        year=year,
        intake=str(taking_part.intake.ordinal) if taking_part and taking_part.intake else "",
        phases=_phases(taking_part, language),
        population=_population(list_population(municipality, first=year - YEARS_BACK, last=year + 1)),
        invented=place.invented,
        series=_series(series, reports),
        names={d.code: d.name.in_language(language) for d in _reported()},
        peers=_peers(peers),
        group=_group_name(group, place, language),
        group_size=len(peers.members),
        money=tuple(_lines(shown, (Block.ACTIVITIES, Block.SUM))),
        money_years=tuple(_lines(shown, (Block.YEARS,))),
        reports=tuple(_source(r, language) for r in reports if year - YEARS_BACK <= r.period.year <= year),
    )


def _reported() -> list[Definition]:
    """The indicators that reports carry themselves, money apart, in the order of the catalogue by form."""
    found = [d for d in catalogue().indicators.values() if d.formula is None and d.theme != "economy"]
    return sorted(found, key=lambda d: d.code[:3] if d.code[0] == "C" and d.code[1].isdigit() else "")


def _codes() -> list[str]:
    return [*(definition.code for definition in _reported()), HOUSED]


def _nothing(place: MunicipalityRow, year: int, reports: Sequence[ReportRef]) -> str:
    years = sorted({r.period.year for r in reports})
    known = f"Det finnes for {', '.join(map(str, years))}." if years else "Importer en rapport først (boso import)."
    return f"{place.name} har ingen offentlige tall for {year}. {known}"


def _participant(municipality: str, year: int) -> ParticipantRow | None:
    try:
        return get_participant(municipality, on=date(year, 12, 31))
    except NotFound:
        return None


def _region(place: MunicipalityRow, language: str) -> str:
    return word("region", language, name=place.region.name) if place.region else ""


def _phases(taking_part: ParticipantRow | None, language: str) -> tuple[str, ...]:
    found = taking_part.open_phases if taking_part else ()
    sure = [each.phase.kind for each in found if each.certainty is Certainty.CERTAIN]
    return tuple(word(f"phase_{kind}", language) for kind in dict.fromkeys(sure))


def _group_name(group: PeerGroup, place: MunicipalityRow, language: str) -> str:
    return word(f"group_{group}", language, name=place.region.name if place.region else "")


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
        code: {year: found for year, spread in by_year.items() if (found := _peer(spread))}
        for code, by_year in group.ranges.items()
    }


def _peer(spread: PeerRange) -> Peers | None:
    coverage = spread.coverage
    if spread.low is None or spread.median is None or spread.high is None or coverage.counted < FEWEST_PEERS:
        return None
    return Peers(
        low=float(spread.low),
        median=float(spread.median),
        high=float(spread.high),
        counted=coverage.counted,
        asked=coverage.asked,
    )


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
