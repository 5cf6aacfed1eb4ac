"""Reading places: what a municipality was called in a year, who lived there, and what is not known.

Real and invented municipalities never come in one list: each list is asked for one or the other.
"""

import difflib
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from boso.kernel.decisions import Decision
from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind
from boso.kernel.periods import Validity
from boso.kernel.sources import Origin, Source
from boso.kernel.text import folded, norwegian_order
from boso.places import rules
from boso.places.models import District, Municipality, MunicipalityChange, MunicipalityCode, Population, Region
from boso.places.reading import Ask, read
from boso.places.values import (
    SSB_CREDIT,
    Change,
    ChangeKind,
    Code,
    DistrictRow,
    Heir,
    LanguageDecision,
    MunicipalityRow,
    NamedMunicipality,
    NamedPlace,
    PopulationGap,
    PopulationRow,
    RegionRow,
)

LONGEST_NAME = 60


def list_regions(*, invented: bool = False) -> list[RegionRow]:
    """The real regions, or the invented ones, in Norwegian order."""
    return [region_row(region) for region in Region.objects.filter(invented=invented)]


def get_region(text: str) -> RegionRow:
    """The region with this code or name ("ost", "øst", "Region øst"). Raises `NotFound` naming those there are."""
    regions = [region_row(region) for region in Region.objects.all()]
    wanted = folded(text).removeprefix("region")
    for region in regions:
        if wanted in (folded(region.code), folded(region.name), folded(region.name).removeprefix("region")):
            return region
    raise NotFound(
        f"There is no region '{text}'. Write one of: {', '.join(r.code for r in regions) or 'none is loaded'}."
    )


def list_municipalities(
    *,
    region: str | None = None,
    year: int | None = None,
    invented: bool = False,
    ids: Collection[int] | None = None,
) -> list[MunicipalityRow]:
    """Municipalities in Norwegian order: with a year only those that existed then, under their names of that year.

    `region` is a region's code. Two queries, however many there are.
    """
    found = Municipality.objects.filter(invented=invented).select_related("region").prefetch_related("codes")
    if region is not None:
        found = found.filter(region__code=region)
    if ids is not None:
        found = found.filter(pk__in=ids)
    rows = [municipality_row(municipality, year) for municipality in found]
    return sorted((r for r in rows if r.existed), key=lambda row: (norwegian_order(row.name), row.slug))


def get_municipality(slug: str, *, year: int | None = None) -> MunicipalityRow:
    """One municipality, real or invented. Raises `NotFound` with near names."""
    found = Municipality.objects.filter(slug=slug).select_related("region").prefetch_related("codes").first()
    if found is None:
        near = difflib.get_close_matches(slug, Municipality.objects.values_list("slug", flat=True), n=3)
        raise NotFound(f"There is no municipality '{slug}'." + (f" Did you mean {', '.join(near)}?" if near else ""))
    return municipality_row(found, year)


def list_near(text: str, *, most: int = 3) -> list[NamedPlace]:
    """The municipalities whose name or address is most like a text, nearest first; none where nothing is like it.

    The text itself where it is one: whoever asked for something it does not have is led back to it. One query.
    """
    rows = [NamedPlace(slug, name) for slug, name in Municipality.objects.values_list("slug", "name")]
    by_words = {word: row for row in rows for word in (folded(row.name), row.slug)}
    asked = folded(text[:LONGEST_NAME])
    near = [asked] if asked in by_words else difflib.get_close_matches(asked, by_words, n=2 * most)
    return list(dict.fromkeys(by_words[word] for word in near))[:most]


def find_by_number(number: str, *, year: int) -> MunicipalityRow | None:
    """The municipality that had this number in the year."""
    holder = rules.holder_of(list_codes(), number, rules.first_of(year))
    return get_municipality(holder.slug, year=year) if holder else None


def recognise(text: str, *, year: int) -> NamedMunicipality:
    """The municipality a text names in a year: "Gjøvik", "0502 Gjøvik kommune", "0502". Several fits: ask."""
    return rules.named(list_codes(), text, rules.first_of(year))


def find_municipality(text: str, *, year: int | None = None) -> MunicipalityRow | None:
    """A municipality by slug, name or number, as a person writes it on a command line or in a search field.

    A number or name that several have had at different times gives None unless a year settles it.
    """
    municipality = Municipality.objects.filter(slug=text.strip().lower()).first()
    if municipality:
        return get_municipality(municipality.slug, year=year)
    codes = list_codes()
    days = [rules.first_of(year)] if year else sorted({c.validity.start or date.min for c in codes})
    slugs = {code.slug for day in days for code in rules.named(codes, text, day).fits}
    return get_municipality(slugs.pop(), year=year) if len(slugs) == 1 else None


def name_and_number(slug: str, year: int) -> Code | None:
    """The number and official name a municipality had in a year; None when it did not exist."""
    return rules.code_at(list_codes(slug), slug, rules.first_of(year))


def list_codes(slug: str | None = None) -> list[Code]:
    """The numbers and names over time, of one municipality or of all."""
    found = MunicipalityCode.objects.select_related("municipality")
    return [_code(row) for row in (found.filter(municipality__slug=slug) if slug else found)]


def list_changes(slug: str | None = None) -> list[Change]:
    """What happened, oldest first: all of it, or what touched one municipality."""
    found = MunicipalityChange.objects.select_related("municipality", "target")
    if slug:
        found = found.filter(municipality__slug=slug) | found.filter(target__slug=slug)
    return [
        Change(
            day=row.day,
            kind=ChangeKind(row.kind),
            origin=row.municipality.slug,
            target=row.target.slug,
            share=row.share,
        )
        for row in found
    ]


def list_heirs(slug: str, *, since: int, until: int) -> tuple[Heir, ...]:
    """Who holds in year `until` the ground the municipality held in year `since`; several after a split."""
    return rules.heirs(list_changes(), slug, since=rules.first_of(since), until=rules.first_of(until))


def can_add_years(slug: str, *, first: int, last: int) -> Decision:
    """May the figures of these two years stand in one sum or line? Never across a merger or a split."""
    return rules.can_add(list_changes(slug), slug, first=rules.first_of(first), last=rules.first_of(last))


def list_districts(slug: str = "") -> list[DistrictRow]:
    """The city districts of a municipality that boso knows, in Norwegian order; of all municipalities without one."""
    stored = District.objects.select_related("municipality")
    return [
        DistrictRow(
            id=row.pk,
            municipality=row.municipality.slug,
            slug=row.slug,
            number=row.number,
            name=row.name,
            checked=row.checked,
        )
        for row in (stored.filter(municipality__slug=slug) if slug else stored)
    ]


def get_population(slug: str, year: int, *, district: str = "") -> PopulationRow:
    """Inhabitants on 1 January of a municipality, or of one of its districts; or why that is not known."""
    return list_population(slug, first=year, last=year, district=district)[0]


def list_population(slug: str, *, first: int, last: int, district: str = "") -> list[PopulationRow]:
    """One row for every year from first to last, gaps included and explained. Two queries."""
    codes = list_codes(slug)
    stored = Population.objects.filter(municipality__slug=slug, year__gte=first, year__lte=last)
    stored = stored.filter(district__slug=district) if district else stored.filter(district=None)
    found = {row.year: row for row in stored}
    return [
        _population_row(slug, year, found.get(year), rules.code_at(codes, slug, rules.first_of(year)), district)
        for year in range(first, last + 1)
    ]


def population_by_id(year: int, municipality_ids: Collection[int]) -> dict[int, PopulationRow]:
    """Inhabitants of many municipalities on 1 January of a year, by id; every id asked for has a row. Three queries."""
    municipalities = Municipality.objects.filter(pk__in=municipality_ids)
    municipalities = municipalities.select_related("region").prefetch_related("codes")
    rows = {m.pk: municipality_row(m, year) for m in municipalities}
    found = {p.municipality_id: p for p in Population.objects.filter(municipality__in=rows, year=year, district=None)}
    return {
        pk: _population_row(row.slug, year, found.get(pk), Code(row.slug, row.number, row.name) if row.number else None)
        for pk, row in rows.items()
    }


def population_over_years(years: Collection[int], municipality_ids: Collection[int]) -> dict[tuple[int, int], Figure]:
    """Inhabitants on 1 January by municipality and year, those known alone. One query, however many there are."""
    where = "WHERE municipality_id = ANY(%s) AND year = ANY(%s) AND district_id IS NULL AND persons IS NOT NULL"
    (rows,) = read(Ask(Population, where, [list(municipality_ids), list(years)]))
    source = Source(origin=Origin.PUBLISHED, label=SSB_CREDIT)
    return {
        (p.municipality_id, p.year): Figure(
            kind=Kind.NUMBER, value=Decimal(p.persons), source=source, as_of=f"{p.year}-01-01"
        )
        for p in rows
        if p.persons is not None
    }


def _population_row(
    slug: str, year: int, stored: Population | None, code: Code | None, district: str = ""
) -> PopulationRow:
    if stored is None:
        gap = PopulationGap.NOT_LOADED if code else PopulationGap.NO_SUCH_MUNICIPALITY
        number = code.number if code else ""
        return PopulationRow(municipality=slug, year=year, number=number, persons=None, district=district, gap=gap)
    return PopulationRow(
        municipality=slug,
        year=year,
        number=stored.number,
        persons=stored.persons,
        district=district,
        gap=PopulationGap.NOT_FOUND if stored.persons is None else None,
        source=stored.source,
        cross_checked=stored.cross_checked,
        note=stored.note,
    )


def region_row(region: Region) -> RegionRow:
    """A region as others see it."""
    return RegionRow(id=region.pk, code=region.code, name=region.name, invented=region.invented)


def municipality_row(municipality: Municipality, year: int | None) -> MunicipalityRow:
    """A municipality as others see it; its codes must be at hand (`prefetch_related`)."""
    return row_with(municipality, municipality.codes.all(), year)


def row_with(municipality: Municipality, codes: Iterable[MunicipalityCode], year: int | None) -> MunicipalityRow:
    """The same with its codes given."""
    codes = sorted(codes, key=lambda code: code.valid_from or date.min)
    code = _in_year(codes, year) if year else (codes[-1] if codes else None)
    return MunicipalityRow(
        id=municipality.pk,
        slug=municipality.slug,
        name=code.name if code and year else municipality.name,
        number=code.number if code else "",
        region=region_row(municipality.region) if municipality.region else None,
        invented=municipality.invented,
        language=LanguageDecision(municipality.language_decision),
        year=year,
        ended=codes[-1].valid_to if codes else None,
        checked=code.checked if code else True,
        note=municipality.note,
    )


def _in_year(codes: Iterable[MunicipalityCode], year: int) -> MunicipalityCode | None:
    day = rules.first_of(year)
    return next((c for c in codes if Validity(c.valid_from, c.valid_to).holds(day)), None)


def _code(row: MunicipalityCode) -> Code:
    return Code(row.municipality.slug, row.number, row.name, Validity(row.valid_from, row.valid_to))
