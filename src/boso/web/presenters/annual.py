"""The annual report's workshop as pages show it: chapters with their texts, releases, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from boso.indicators.definitions import catalogue
from boso.publishing.annual.chapters import Chapter, chapters
from boso.publishing.annual.composing import chapter_blocks, text_blocks
from boso.publishing.annual.method import changes_grid
from boso.publishing.annual.rows import CellChange, ReleaseRow, TextRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import name_of
from boso.publishing.values import Block, Publication
from boso.publishing.writers.html import body
from boso.reporting.values.texts import TaggedText
from boso.web.presenters.word_marks import Marked, marked

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
WRITTEN, PARTLY, EMPTY = "written", "partly", "empty"
NO_DAY = date(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLine:
    """A chapter in the list: whether it is assembled, whether an editor has written, and who did so last."""

    code: str
    title: str
    level: int
    assembled: bool
    status: str
    status_word: str
    colour: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a text, with the text that stands there and where it will be printed."""

    name: str
    label: str
    text: TextRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a text, with its difference from the one before."""

    row: TextRow
    difference: tuple[Marked, ...]
    newest: bool


def chapter_lines(texts: Mapping[str, TextRow]) -> list[ChapterLine]:
    """All chapters with the state of their texts in a language."""
    return [_line(chapter, texts) for chapter in chapters()]


def _line(chapter: Chapter, texts: Mapping[str, TextRow]) -> ChapterLine:
    rows = [texts[slot] for slot in chapter.slots if slot in texts]
    written = [row for row in rows if row.text]
    last = max(rows, key=lambda row: row.at.timestamp() if row.at else 0, default=None)
    status = WRITTEN if written else EMPTY
    return ChapterLine(
        code=chapter.code,
        title=chapter.title(get_language() or "nb"),
        level=chapter.level,
        assembled=bool(chapter.part),
        status=status,
        status_word=gettext("skrevet") if written else gettext("ikke skrevet"),
        colour="success" if written else "neutral",
        by=last.actor_name if last else "",
        at=last.at if last else None,
    )


def slots(chapter: Chapter, texts: Mapping[str, TextRow], language: str) -> list[Slot]:
    """The places for text in a chapter."""
    labels = [gettext("Tekst før"), gettext("Tekst etter")] if chapter.part else [gettext("Tekst")]
    return [
        Slot(name=slot, label=label, text=texts.get(slot) or TextRow(slot=slot, language=language, number=0, text=""))
        for slot, label in zip(chapter.slots, labels, strict=True)
    ]


def assembled(chapter: Chapter, values: AnnualValues, language: str) -> SafeString:
    """What is assembled in a chapter, as it will be read."""
    return drawn(chapter_blocks(chapter, values, language), language)


def printed(text: str, values: AnnualValues, language: str) -> SafeString:
    """An editor's text as it will be read."""
    return drawn(text_blocks(text, values, language), language)


def drawn(blocks: Sequence[Block], language: str) -> SafeString:
    """Blocks of the content model as a part of a page."""
    part = Publication(title="", subtitle="", language=language, made=NO_DAY, invented=False, blocks=blocks)
    return mark_safe(body(part))  # noqa: S308 -- escaped where it was written


def document(publication: Publication) -> SafeString:
    """A whole document as a part of a page."""
    return mark_safe(body(publication))  # noqa: S308 -- escaped where it was written


def who(values: AnnualValues) -> list[tuple[str, str]]:
    """Whose figures can be inserted: what a mark says, and what the list shows."""
    names = [(m.municipality.name, m.municipality.name) for m in values.members]
    return [("region", gettext("Regionen samlet")), *names]


def which(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Which figures can be inserted, by theme: code and name."""
    found = catalogue()
    return [
        (
            theme.in_language(language),
            [(d.code, name_of(d.code, language)) for d in found.indicators.values() if d.theme == key],
        )
        for key, theme in found.themes.items()
    ]


def missing(
    values: AnnualValues,
    lines: Sequence[ChapterLine],
    releases: Sequence[ReleaseRow],
    answers: Sequence[TaggedText],
) -> list[str]:
    """What a reader would miss if the report came out today."""
    return [*_missing(values, lines, releases), *_open_answers(answers)]


def _open_answers(answers: Sequence[TaggedText]) -> Iterator[str]:
    untagged = sum(not answer.themes for answer in answers)
    if untagged:
        said = gettext("Uten tema: %(n)s av %(all)s svar om læring og hindringer.")
        yield said % {"n": untagged, "all": len(answers)}
    kept = sum(not answer.released for answer in answers)
    if kept:
        said = gettext("Ikke frigitt, og derfor ikke med: %(n)s av %(all)s svar om læring og hindringer.")
        yield said % {"n": kept, "all": len(answers)}


def _missing(values: AnnualValues, lines: Sequence[ChapterLine], releases: Sequence[ReleaseRow]) -> Iterator[str]:
    if values.silent:
        names = ", ".join(m.municipality.name for m in values.silent)
        count = len(values.silent)
        said = ngettext(
            "%(n)s kommune har ingen rapport som kan vises: %(names)s.",
            "%(n)s kommuner har ingen rapport som kan vises: %(names)s.",
            count,
        )
        yield said % {"n": count, "names": names}
    empty = [line.title for line in lines if line.status == EMPTY and not line.assembled]
    if empty:
        yield gettext("Uten tekst, og derfor ikke med på trykk: %s.") % ", ".join(empty)
    if not releases:
        yield gettext("Ingen datautgave er laget ennå. Tallene kan fortsatt endre seg.")


def changes(found: Sequence[CellChange], since: int) -> SafeString:
    """The changed cells as a table."""
    language = get_language() or "nb"
    return drawn([changes_grid(found, since, language)], language)


def versions(rows: Sequence[TextRow]) -> list[Version]:
    """The versions of a text, newest first, each with what it changed."""
    before = [*rows[1:], None]
    return [
        Version(row=row, difference=marked(old.text if old else row.text, row.text), newest=place == 0)
        for place, (row, old) in enumerate(zip(rows, before, strict=True))
    ]
