"""Loads what an annual report is made of, through the doors that lead to the public."""

from collections.abc import Iterable
from dataclasses import replace

from boso.indicators.definitions import catalogue
from boso.indicators.queries.loading import Audience
from boso.indicators.queries.regional import figures_of_region
from boso.indicators.queries.reports import list_reports
from boso.indicators.values import ReportRef
from boso.kernel.errors import NotFound
from boso.places.queries import list_regions
from boso.places.values import RegionRow
from boso.programme.queries import list_gatherings, list_goals, list_participants
from boso.programme.values import ParticipantRow
from boso.publishing.annual.values import AnnualValues
from boso.questionnaires.loading import load as load_edition
from boso.reporting.released import themes_told

YEARS_BACK = 4  # the report's year and the four before it


def find_region(text: str) -> RegionRow:
    """The region with this code or name ("ost", "øst", "Region øst"), real or invented. Raises NotFound."""
    regions = [*list_regions(), *list_regions(invented=True)]
    wanted = text.casefold().removeprefix("region").strip()
    for region in regions:
        if wanted in (region.code.casefold(), region.name.casefold()):
            return region
    known = ", ".join(region.name for region in regions)
    raise NotFound(f"Det finnes ingen region «{text}»; skriv en av: {known or 'ingen er lest inn'}.")


def load_annual(
    region: RegionRow, year: int, *, language: str, within: Audience = None, begun: bool = False
) -> AnnualValues:
    """Everything about a region's programme in a year that this audience may see.

    Raises NotFound where nobody takes part in that year, and where no report of it can be shown – unless it has only
    `begun`, and editors write while the reports are under way.
    """
    members = tuple(list_participants(region=region.code, year=year, invented=region.invented))
    reports = list_reports(within=within, invented=region.invented)
    slugs = {m.municipality.slug for m in members}
    of_year = tuple(r for r in reports if r.period.year == year and r.municipality in slugs)
    if not (of_year or (begun and members)):
        raise NotFound(_nothing(region, year, members, reports))
    return AnnualValues(
        region=region,
        year=year,
        members=members,
        figures=figures_of_region(
            [m.municipality for m in members],
            year=year,
            years_back=YEARS_BACK,
            codes=tuple(catalogue().indicators),
            invented=region.invented,
            within=within,
        ),
        goals=list_goals(region.code, year=year),
        gatherings=tuple(list_gatherings(region=region.code, year=year)),
        reports=tuple(sorted(of_year, key=lambda r: (_place(r, members), r.period.half or 3))),
        titles=_titles(of_year, language),
        told=themes_told(region=region.code, year=year, invented=region.invented),
    )


def in_language(values: AnnualValues, language: str) -> AnnualValues:
    """The same, with what is told by name in another language."""
    return replace(values, titles=_titles(values.reports, language))


def _titles(reports: Iterable[ReportRef], language: str) -> dict[str, str]:
    return {r.edition.address: load_edition(r.edition.address).title.in_language(language) for r in reports}


def _place(report: ReportRef, members: tuple[ParticipantRow, ...]) -> int:
    return next(place for place, m in enumerate(members) if m.municipality.slug == report.municipality)


def _nothing(region: RegionRow, year: int, members: tuple[ParticipantRow, ...], reports: list[ReportRef]) -> str:
    """One sentence on what is missing, and the years there are."""
    if not members:
        return f"Ingen kommuner er kjent som deltakere i region {region.name} i {year}. Velg et annet år."
    slugs = {m.municipality.slug for m in members}
    years = sorted({r.period.year for r in reports if r.municipality in slugs})
    known = f"Det finnes for {', '.join(map(str, years))}." if years else "Importer en rapport først (boso import)."
    return f"Region {region.name} har ingen offentlige rapporter for {year}. {known}"
