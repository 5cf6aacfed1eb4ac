"""Gatherings and money: what data tells of them, and what it does not."""

from collections.abc import Iterator

from boso.indicators.definitions import catalogue
from boso.kernel.number_printing import print_number
from boso.programme.values import GatheringKind, GatheringRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import cell, name_of, sums
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph
from boso.publishing.words import word

MONEY = ("economy.grant_used", "economy.own", "economy.other", "economy.total", "economy.own_share")


def gatherings(values: AnnualValues, language: str) -> Iterator[Block]:
    """How many gatherings of each kind are known, when, and who took part where that is known."""
    yield Heading(word("gatherings_head", language))
    if not values.gatherings:
        yield Paragraph(word("gatherings_none", language, year=values.year))
        return
    yield Paragraph(word("gatherings_how", language))
    names = {m.municipality.slug: m.municipality.name for m in values.members}
    columns = (
        Column(label=word("gathering_kind", language)),
        Column(label=word("count_head", language), numeric=True),
        Column(label=word("when_head", language), wide=True),
        Column(label=word("took_part", language), wide=True),
    )
    rows = []
    for kind in GatheringKind:
        held = [g for g in values.gatherings if g.kind is kind]
        if held:
            rows.append(_gathering_row(kind, held, names, language))
    caption = word("gatherings_caption", language, year=values.year)
    yield Grid(caption=caption, columns=columns, rows=tuple(rows))


def _gathering_row(
    kind: GatheringKind, held: list[GatheringRow], names: dict[str, str], language: str
) -> tuple[Entry, ...]:
    days = [_when(g, language) for g in held if g.held.month]
    places = sorted({names.get(slug, slug) for g in held for slug in g.participants})
    return (
        Entry(shown=word(f"gathering_{kind}", language)),
        Entry(shown=print_number(len(held), language)),
        Entry(shown=", ".join(days) or word("not_stated", language)),
        Entry(shown=", ".join(places) or word("not_stated", language)),
    )


def _when(gathering: GatheringRow, language: str) -> str:
    month = word(f"month_{gathering.held.month}", language)
    return f"{gathering.held.day}. {month}" if gathering.held.day else month


def money(values: AnnualValues, language: str) -> Iterator[Block]:
    """Sums of the region and each municipality's lines. Read only: grants are kept elsewhere."""
    yield Heading(word("money_head", language))
    yield Paragraph(word("money_how", language))
    codes = [
        code
        for code, d in catalogue().indicators.items()
        if d.theme == "economy" and values.figures.sums[code].now.value is not None
    ]
    if not codes:
        yield Paragraph(word("annual_money_none", language, year=values.year))
        return
    caption = word("money_sums", language, name=values.region.name, year=values.year)
    yield sums(codes, caption, dict(values.figures.sums), values.year, language)
    columns = (
        Column(label=word("municipality", language)),
        *(Column(label=name_of(code, language), numeric=True) for code in MONEY),
    )
    rows = tuple(
        (
            Entry(shown=m.municipality.name),
            *(cell(values.figures.figure(m.municipality.slug, code), code, language) for code in MONEY),
        )
        for m in values.reporting
    )
    yield Grid(caption=word("money_by_place", language, year=values.year), columns=columns, rows=rows)
