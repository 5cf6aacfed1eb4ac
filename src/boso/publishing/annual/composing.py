"""The programme's annual report from its values and its editors' texts: numbered chapters, in every medium alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from boso.indicators.definitions import catalogue
from boso.kernel.dates import print_date
from boso.publishing.annual.cells import cells, identify, printed
from boso.publishing.annual.chapters import AFTER, BEFORE, Chapter, chapters
from boso.publishing.annual.closing import gatherings, money
from boso.publishing.annual.comparison import comparison
from boso.publishing.annual.learning import learning
from boso.publishing.annual.linked import print_link
from boso.publishing.annual.method import about_release, method
from boso.publishing.annual.participants import participants
from boso.publishing.annual.prose import blocks_of
from boso.publishing.annual.quality import quality
from boso.publishing.annual.results import in_short, key_figures, results
from boso.publishing.annual.rows import CellChange
from boso.publishing.annual.values import AnnualValues
from boso.publishing.defined import definitions_of
from boso.publishing.marks import with_marks
from boso.publishing.values import Block, Contents, Heading, Note, Publication, Sheet
from boso.publishing.words import word

GAP = "\u2002"  # between the number of a heading and its words
PARTS: Mapping[str, Callable[[AnnualValues, str], Iterable[Block]]] = MappingProxyType(
    {
        "participants": participants,
        "results": results,
        "comparison": comparison,
        "learning": learning,
        "gatherings": gatherings,
        "money": money,
        "quality": quality,
        "method": method,
    }
)
ON_A_NEW_PAGE: frozenset[str] = frozenset()
NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """That a report is frozen as a data release: its number, since when, and what changed since the one before."""

    number: int
    day: date
    reason: str = ""
    changes: tuple[CellChange, ...] = ()


def annual_report(
    values: AnnualValues,
    *,
    language: str,
    made: date,
    texts: Mapping[str, str] = NO_TEXTS,
    stamp: Stamp | None = None,
) -> Publication:
    """The annual report of a region and year in nb, nn or en. What has no figure is said, not left out.

    `texts` are the editors' texts by their place. Without a stamp it is a draft, and says so.
    """
    found = cells(values)
    identifier = identify(found)
    body = tuple(numbered(_chapters(values, texts, language, stamp, identifier)))
    heads = (
        Heading(word("context_head", language)),
        *(block for block in body if isinstance(block, Heading) and block.level <= 2),
        Heading(word("sources", language)),
    )
    opening: tuple[Block, ...] = (
        *_standing(stamp, language),
        key_figures(values, language),
        Heading(word("context_head", language)),
        in_short(values, language),
        Contents(title=word("contents", language), entries=heads),
        Sheet(),
    )
    return Publication(
        title=word("annual_title", language, name=values.region.name, year=values.year),
        subtitle=_subtitle(stamp, identifier, language),
        language=language,
        made=made,
        invented=values.region.invented,
        blocks=with_marks((*opening, *body), language),
        sources=tuple(dict.fromkeys(_sources(values, language))),
        kind="annual_report",
        about={"region": {"code": values.region.code, "name": values.region.name}, "year": values.year},
        attached={"identifier": identifier, "release": stamp.number if stamp else None, **found},
        definitions=definitions_of(catalogue().indicators, language),
        keywords=(values.region.name, str(values.year), word("programme_name", language)),
    )


def chapter_blocks(chapter: Chapter, values: AnnualValues, language: str) -> tuple[Block, ...]:
    """What is assembled in a chapter, without its heading; nothing where there is an editor's text alone."""
    if not chapter.part:
        return ()
    return tuple(PARTS[chapter.part](values, language))[1:]


def text_blocks(text: str, values: AnnualValues, language: str) -> tuple[Block, ...]:
    """An editor's text as it prints, its figures as they are now."""
    return blocks_of(text, lambda said: print_link(said, values, language))


def _standing(stamp: Stamp | None, language: str) -> Iterator[Block]:
    if stamp is None:
        yield Note(word("draft_note", language))
    elif stamp.number > 1:
        key = "release_replaces" if stamp.changes else "release_replaces_text"
        count = len(stamp.changes)
        yield Note(word(key, language, number=stamp.number - 1, count=count, reason=stamp.reason))


def _subtitle(stamp: Stamp | None, identifier: str, language: str) -> str:
    short = printed(identifier)
    if stamp is None:
        return word("draft_subtitle", language, identifier=short)
    day = print_date(stamp.day, language)
    return word("release_subtitle", language, number=stamp.number, day=day, identifier=short)


def _chapters(
    values: AnnualValues, texts: Mapping[str, str], language: str, stamp: Stamp | None, identifier: str
) -> Iterator[Block]:
    waiting: list[Block] = []  # a heading that is printed only when something comes under it
    for chapter in chapters():
        if chapter.level == 1:
            waiting.clear()
        if chapter.code in ON_A_NEW_PAGE:
            yield Sheet()
        content = list(_chapter(chapter, values, texts, language))
        if chapter.code == "method":
            content += _about_release(stamp, identifier, language)
        waiting.append(Heading(chapter.title(language), chapter.level))
        if content:
            yield from waiting
            yield from content
            waiting.clear()
        elif chapter.level > 1:
            waiting.pop()


def _chapter(chapter: Chapter, values: AnnualValues, texts: Mapping[str, str], language: str) -> Iterator[Block]:
    def written(slot: str) -> tuple[Block, ...]:
        return text_blocks(texts.get(slot, ""), values, language)

    if not chapter.part:
        yield from written(chapter.code)
        return
    yield from written(f"{chapter.code}.{BEFORE}")
    yield from chapter_blocks(chapter, values, language)
    yield from written(f"{chapter.code}.{AFTER}")


def _about_release(stamp: Stamp | None, identifier: str, language: str) -> list[Block]:
    if stamp is None:
        return list(about_release(None, identifier, "", (), language))
    day = print_date(stamp.day, language)
    number = stamp.number
    return list(about_release((number, day), identifier, stamp.reason, stamp.changes, language))


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
