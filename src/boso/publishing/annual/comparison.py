"""The municipalities side by side, in Norwegian order, never ranked; each figure with its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from boso.indicators.definitions import definition
from boso.indicators.release.figures import Spread, spread
from boso.indicators.release.thresholds import FEWEST
from boso.kernel.figures import Kind
from boso.kernel.number_printing import print_number
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import NOTHING, cell, name_of, printed, rounded
from boso.publishing.factsheet.wording import print_kind
from boso.publishing.pictured import Placed, bars, tile_map
from boso.publishing.values import Block, Chart, Column, Entry, Grid, Heading, Line, Multiples, Paragraph
from boso.publishing.words import word

TABLES = (
    (
        "compare_need",
        ("A_no_dwelling.status_end", "B_at_risk.status_end", "C_unsuitable.status_end", "P_child_families.status_end"),
    ),
    ("compare_housed", ("A_no_dwelling.housed", "B_at_risk.housed", "C_unsuitable.housed", "P_child_families.housed")),
    ("compare_purchases", ("C1.full_financed", "C1.co_financed", "C1.loan_and_grant", "C1.rent_to_own")),
    (
        "compare_dwellings",
        ("C2.municipal_dwellings", "dwellings_per_1000", "C2.new_applications", "C2.new_allocations"),
    ),
)
OVER_TIME = ("A_no_dwelling.status_end", "housed_total", "C2.new_allocations")
GROUPS = ("A_no_dwelling.status_end", "B_at_risk.status_end", "C_unsuitable.status_end")
ON_MAP = "dwellings_per_1000"
HALF = Decimal("0.5")


def comparison(values: AnnualValues, language: str) -> Iterator[Block]:
    """Tables of the year, then small charts over the years where there are several."""
    yield Heading(word("comparison_head", language))
    yield Paragraph(word("comparison_how", language))
    if values.silent:
        names = ", ".join(m.municipality.name for m in values.silent)
        yield Paragraph(word("comparison_silent", language, year=values.year, list=names))
    for key, codes in TABLES:
        yield _table(values, word(key, language, year=values.year), codes, language)
        yield from _pictured(values, key, codes, language)
    yield Heading(word("over_time", language), 2)
    found: list[Block] = [block for code in OVER_TIME if (block := _multiples(values, code, language))]
    yield from found or [Paragraph(word("over_time_none", language, year=values.year))]


def _pictured(values: AnnualValues, key: str, codes: Sequence[str], language: str) -> Iterator[Block]:
    """The need by group as bars; dwellings per inhabitant on a map: counts alone would show who is largest."""
    title = word(key, language, year=values.year)
    if key == "compare_need" and values.reporting:
        rows = [
            (m.municipality.name, [values.figures.figure(m.municipality.slug, code) for code in GROUPS])
            for m in values.reporting
        ]
        parts = [word(f"{code[0]}_short", language) for code in GROUPS]
        measure = word("parts_subtitle", language, measure=f"{word('households', language)}, 31.12.{values.year}")
        yield bars(rows, parts=parts, title=title, measure=measure, language=language)
    if ON_MAP in codes:
        places = [_placed(values, m.municipality.slug, m.municipality.name) for m in values.members]
        name = name_of(ON_MAP, language)
        if any(p.figure and p.figure.counts for p in places):
            yield tile_map(places, title=name, measure=str(values.year), language=language)


def _placed(values: AnnualValues, slug: str, name: str) -> Placed:
    figure = values.figures.figure(slug, ON_MAP)
    rounding = replace(figure, value=rounded(figure.value, ON_MAP)) if figure.value is not None else figure
    return Placed(slug=slug, name=name, figure=rounding)


def _table(values: AnnualValues, caption: str, codes: Sequence[str], language: str) -> Grid:
    columns = (
        Column(label=word("municipality", language)),
        *(Column(label=name_of(code, language), numeric=True) for code in codes),
    )
    rows = [
        (
            Entry(shown=m.municipality.name),
            *(cell(values.figures.figure(m.municipality.slug, code), code, language) for code in codes),
        )
        for m in values.reporting
    ]
    spreading = _spread(values, codes, language)
    notes = () if spreading else (word("too_few", language, fewest=FEWEST),)
    return Grid(caption=caption, columns=columns, rows=(*rows, *spreading), notes=notes)


def _spread(values: AnnualValues, codes: Sequence[str], language: str) -> list[tuple[Entry, ...]]:
    """Median and range of those with a certain number; neither of fewer than three, which would tell one answer."""
    middle, ends = [], []
    for code in codes:
        figures = [values.figures.figure(m.municipality.slug, code) for m in values.reporting]
        found = spread(figures, code=code, year=values.year)
        told = found.counted >= FEWEST
        middle.append(_half(found.median, code, language) if told else NOTHING)
        ends.append(_range(found, code, language) if told else NOTHING)
    if all(text == NOTHING for text in middle):
        return []
    heads = (word("peer_median", language), word("peer_range", language))
    lines = zip(heads, (middle, ends), strict=True)
    return [(Entry(shown=head), *(Entry(shown=text) for text in texts)) for head, texts in lines]


def _half(value: Decimal | None, code: str, language: str) -> str:
    """A median of counts may lie between two whole numbers; one that is withheld prints as hidden."""
    if value is None:
        return print_kind(Kind.SUPPRESSED, language)
    return printed(value, code, language) if definition(code).decimals else print_number(value.quantize(HALF), language)


def _range(found: Spread, code: str, language: str) -> str:
    ends = (found.low, found.high)
    hidden = print_kind(Kind.SUPPRESSED, language)
    return "–".join(hidden if end is None else printed(end, code, language) for end in ends)


def _multiples(values: AnnualValues, code: str, language: str) -> Multiples | None:
    """A small chart for each municipality with two certain years or more, all on one scale; None without any."""
    years = values.figures.years
    series = {m.municipality.name: _numbers(values, m.municipality.slug, code) for m in values.members}
    told = {name: found for name, found in series.items() if sum(n is not None for n in found.values()) > 1}
    if not told:
        return None
    used = tuple(y for y in years if any(found[y] is not None for found in told.values()))
    top = max(number for found in told.values() for number in found.values() if number is not None)
    name = name_of(code, language)
    subtitle = word("multiples_subtitle", language, first=used[0], last=used[-1], unit=word("households", language))
    return Multiples(
        title=name,
        subtitle=subtitle,
        charts=tuple(_chart(place, found, used, top, name, language) for place, found in told.items()),
        table=_years_table(values, code, tuple(told), used, name, language),
    )


def _numbers(values: AnnualValues, slug: str, code: str) -> dict[int, float | None]:
    found = {year: values.figures.figure(slug, code, year) for year in values.figures.years}
    return {year: float(f.number) if f.counts else None for year, f in found.items()}


def _chart(
    place: str, found: dict[int, float | None], years: tuple[int, ...], top: float, measure: str, language: str
) -> Chart:
    said = ", ".join(f"{year}: {_said(found[year], language)}" for year in years)
    rows = tuple((Entry(shown=str(year)), Entry(shown=_said(found[year], language))) for year in years)
    columns = (Column(label=word("year", language)), Column(label=measure, numeric=True))
    return Chart(
        title=place,
        subtitle=measure,
        alternative=word("multiple_alternative", language, name=place, measure=measure, series=said),
        years=years,
        lines=(Line(label=place, values=found),),
        table=Grid(caption=f"{place}: {measure}", columns=columns, rows=rows),
        top=top,
    )


def _said(number: float | None, language: str) -> str:
    return NOTHING if number is None else print_number(Decimal(number), language)


def _years_table(
    values: AnnualValues, code: str, names: tuple[str, ...], years: tuple[int, ...], measure: str, language: str
) -> Grid:
    """The figures behind the charts, with the kind of what is missing."""
    columns = (
        Column(label=word("municipality", language)),
        *(Column(label=str(year), numeric=True) for year in years),
    )
    rows = tuple(
        (
            Entry(shown=m.municipality.name),
            *(cell(values.figures.figure(m.municipality.slug, code, year), code, language) for year in years),
        )
        for m in values.members
        if m.municipality.name in names
    )
    return Grid(caption=f"{measure} {years[0]}–{years[-1]}", columns=columns, rows=rows)
