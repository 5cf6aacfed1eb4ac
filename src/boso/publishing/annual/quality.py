"""Reporting quality: who reported, how much of what their form asks was answered, and what was missing instead."""

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from boso.indicators.definitions import Definition, carried_by, catalogue
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_number
from boso.programme.values import ParticipantRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.factsheet.wording import print_kind
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph
from boso.publishing.words import word

TENTH = Decimal("0.1")


def quality(values: AnnualValues, language: str) -> Iterator[Block]:
    """One table by municipality, one by kind of what is missing. Money is asked for in rows, and is not counted."""
    yield Heading(word("quality_head", language))
    sentences = [
        word("reports_in_words", language, given=len(values.reporting), asked=len(values.members)),
        word("quality_late", language),
        word("quality_how", language),
    ]
    yield Paragraph(" ".join(sentences))
    asked = {m.municipality.slug: _asked(values, m) for m in values.reporting}
    yield _by_municipality(values, asked, language)
    yield _by_kind(values, asked, language)


def _asked(values: AnnualValues, member: ParticipantRow) -> list[Figure]:
    """The figures that the municipality's own form asks for: one that its form lacks is not unanswered."""
    slug = member.municipality.slug
    editions = {report.edition.address for report in values.reports_of(slug)}
    return [values.figures.figure(slug, d.code) for d in _reported() if editions & set(carried_by(d))]


def _reported() -> list[Definition]:
    return [d for d in catalogue().indicators.values() if d.formula is None and d.theme != "economy"]


def _by_municipality(values: AnnualValues, asked: dict[str, list[Figure]], language: str) -> Grid:
    heads = ("asked_head", "answered_head", "doubtful_head", "missing_kinds_head", "answered_share")
    columns = (
        Column(label=word("municipality", language)),
        *(Column(label=word(h, language), numeric=True) for h in heads),
    )
    rows = [_line(m.municipality.name, asked[m.municipality.slug], language) for m in values.reporting]
    everything = [figure for figures in asked.values() for figure in figures]
    together = _line(word("together", language), everything, language)
    caption = word("quality_caption", language, year=values.year)
    return Grid(caption=caption, columns=columns, rows=(*rows, *([together] if len(rows) > 1 else ())))


def _line(name: str, figures: list[Figure], language: str) -> tuple[Entry, ...]:
    answered = sum(f.certain and f.value is not None for f in figures)
    doubtful = sum(not f.certain for f in figures)
    missing = len(figures) - answered - doubtful
    share = Decimal(answered * 100) / len(figures) if figures else None
    printed = "–" if share is None else print_number(share.quantize(TENTH, ROUND_HALF_UP), language)
    counts = (len(figures), answered, doubtful, missing)
    return (Entry(shown=name), *(Entry(shown=print_number(count, language)) for count in counts), Entry(shown=printed))


def _kind(kind: Kind, language: str) -> str:
    return word("dash_kind", language) if kind is Kind.DASH else print_kind(kind, language)


def _by_kind(values: AnnualValues, asked: dict[str, list[Figure]], language: str) -> Grid:
    """Each kind of missing: how many figures, and in how many reports; doubtful ones first."""
    kinds: Counter[Kind] = Counter()
    reports: Counter[Kind] = Counter()
    for figures in asked.values():
        found = [f.kind for f in figures if f.certain and f.value is None]
        kinds.update(found)
        reports.update(set(found))
    open_ones = [sum(not f.certain for f in figures) for figures in asked.values()]
    lines = [(word("doubtful_open", language), sum(open_ones), sum(bool(count) for count in open_ones))]
    lines += [(_kind(kind, language), count, reports[kind]) for kind, count in kinds.most_common()]
    columns = (
        Column(label=word("kind_head", language)),
        Column(label=word("figures_head", language), numeric=True),
        Column(label=word("municipalities_head", language), numeric=True),
    )
    rows = tuple(
        (Entry(shown=name.capitalize()), Entry(shown=str(count)), Entry(shown=str(places)))
        for name, count, places in lines
    )
    return Grid(caption=word("kinds_caption", language, year=values.year), columns=columns, rows=rows)
