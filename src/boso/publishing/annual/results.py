"""Goals and results: the region's sums with their coverage, and how they moved over the same municipalities."""

from collections.abc import Iterator

from boso.indicators.definitions import catalogue
from boso.indicators.values import Compared
from boso.kernel.number_printing import print_number
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import of_all, signed, sum_entry, sums
from boso.publishing.values import Block, Heading, KeyFigure, KeyFigures, Paragraph, Points
from boso.publishing.words import word

HOUSED, WITHOUT = "housed_total", "A_no_dwelling.status_end"
THEMES = ("need", "results", "purchases", "allowance", "dwellings")


def key_figures(values: AnnualValues, language: str) -> KeyFigures:
    """Four figures: who takes part, who reported, households without a dwelling, and households housed."""
    reported = word("of_members", language, asked=len(values.members))
    return KeyFigures(
        (
            KeyFigure(
                label=word("key_members", language),
                shown=str(len(values.members)),
                unit=word("municipalities_unit", language),
                year=values.year,
            ),
            KeyFigure(
                label=word("key_reports", language),
                shown=str(len(values.reporting)),
                unit=word("municipalities_unit", language),
                year=values.year,
                note=reported,
            ),
            _key(values, WITHOUT, "key_need", language),
            _key(values, HOUSED, "key_housed", language),
        )
    )


def _key(values: AnnualValues, code: str, label: str, language: str) -> KeyFigure:
    compared = values.figures.sums[code]
    return KeyFigure(
        label=word(label, language),
        shown=sum_entry(compared, language).shown,
        unit=word("households", language),
        year=values.year,
        note=word("sum_over", language, counted=of_all(compared.now.coverage, language)),
        change=_moved(compared, values.year, language),
    )


def _moved(compared: Compared, year: int, language: str) -> str:
    if compared.change is None:
        return ""
    said = signed(compared.change, compared.now.code, language)
    return word(
        "moved_one" if compared.both == 1 else "moved", language, change=said, year=year - 1, both=compared.both
    )


def in_short(values: AnnualValues, language: str) -> Points:
    """What the figures say, by rule: households housed by group, need through the year, purchases and dwellings."""
    return Points(
        tuple(
            word(
                key,
                language,
                value=print_number(compared.now.value, language),
                counted=of_all(compared.now.coverage, language),
                year=values.year,
            )
            for key, code in (
                ("short_without", WITHOUT),
                ("short_housed", "A_no_dwelling.housed"),
                ("short_purchases", "all_purchases"),
                ("short_dwellings", "C2.municipal_dwellings"),
                ("short_allocations", "C2.new_allocations"),
            )
            if (compared := values.figures.sums[code]).now.value is not None
        )
        or (word("short_none", language, year=values.year),)
    )


def results(values: AnnualValues, language: str) -> Iterator[Block]:
    """A table of sums for each theme, with how to read them before the first."""
    yield Heading(word("results_head", language))
    yield Paragraph(word("results_how", language, year=values.year, before=values.year - 1))
    if not any(compared.both for compared in values.figures.sums.values()):
        yield Paragraph(word("results_no_change", language, year=values.year, before=values.year - 1))
    found = catalogue()
    for theme in THEMES:
        codes = [d.code for d in found.indicators.values() if d.theme == theme]
        title = found.themes[theme].in_language(language)
        yield Heading(title, 2)
        caption = word("sums_caption", language, theme=title, name=values.region.name, year=values.year)
        yield sums(codes, caption, dict(values.figures.sums), values.year, language)
