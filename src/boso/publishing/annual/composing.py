"""The programme's annual report from its values: numbered chapters, all of them assembled from data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from boso.publishing.annual.cells import cells, identify
from boso.publishing.annual.closing import gatherings, learning, method, money
from boso.publishing.annual.comparison import comparison
from boso.publishing.annual.participants import participants
from boso.publishing.annual.quality import quality
from boso.publishing.annual.results import in_short, key_figures, results
from boso.publishing.annual.values import AnnualValues
from boso.publishing.values import Block, Contents, Heading, Publication, Sheet
from boso.publishing.words import word

GAP = "\u2002"  # between the number of a heading and its words


def annual_report(values: AnnualValues, *, language: str, made: date) -> Publication:
    """The annual report of a region and year in nb, nn or en. What has no figure is said, not left out."""
    found = cells(values)
    identifier = identify(found)
    body = tuple(numbered(_chapters(values, identifier, language)))
    heads = (
        Heading(word("context_head", language)),
        *(block for block in body if isinstance(block, Heading) and block.level <= 2),
        Heading(word("sources", language)),
    )
    opening: tuple[Block, ...] = (
        key_figures(values, language),
        Heading(word("context_head", language)),
        in_short(values, language),
        Contents(title=word("contents", language), entries=heads),
        Sheet(),
    )
    return Publication(
        title=word("annual_title", language, name=values.region.name, year=values.year),
        subtitle=word("annual_subtitle", language, identifier=identifier),
        language=language,
        made=made,
        invented=values.region.invented,
        blocks=(*opening, *body),
        sources=tuple(dict.fromkeys(_sources(values, language))),
        attached={"identifier": identifier, **found},
        keywords=(values.region.name, str(values.year), word("programme_name", language)),
    )


def _chapters(values: AnnualValues, identifier: str, language: str) -> Iterator[Block]:
    yield from participants(values, language)
    yield from results(values, language)
    yield Sheet()
    yield from comparison(values, language)
    yield from learning(values, language)
    yield from gatherings(values, language)
    yield from money(values, language)
    yield from quality(values, language)
    yield from method(values, identifier, language)


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks with the number of each chapter and section before its heading, in every medium alike."""
    chapter = section = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter, section = chapter + 1, 0
            yield replace(block, text=f"{chapter}{GAP}{block.text}")
        elif isinstance(block, Heading) and block.level == 2:
            section += 1
            yield replace(block, text=f"{chapter}.{section}{GAP}{block.text}")
        else:
            yield block


def _sources(values: AnnualValues, language: str) -> Iterator[str]:
    """The reports first, then where it is known from who takes part, what was held, and how many live there."""
    names = {m.municipality.slug: m.municipality.name for m in values.members}
    by_title: dict[str, list[str]] = {}
    for report in values.reports:
        title = values.titles.get(report.edition.address, report.edition.address)
        by_title.setdefault(title, []).append(names[report.municipality])
    for title, places in by_title.items():
        listed = ", ".join(dict.fromkeys(places))
        yield word("source_reports", language, title=title, names=listed, year=values.year)
    told = [m.agreement.source for m in values.members]
    told += [goal.source for goal in values.goals] + [each.source for each in values.gatherings]
    yield from filter(None, told)
    yield word("source_population", language)
