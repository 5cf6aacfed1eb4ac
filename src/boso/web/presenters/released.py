"""The released texts of a report as its public page shows them: beside their questions, in the form's order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language

from boso.questionnaires.values import Edition, Section
from boso.reporting.values.texts import ReleasedText
from boso.web.presenters.labels import labels_of

NUMBER = "{n}"  # stands for the number of a goal in the code of its results


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """What the municipality wrote, under its question; `question` is empty where the heading above asks it."""

    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChapter:
    """The released texts under one heading of the form."""

    heading: str
    texts: tuple[PublicText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A place for a text in the form; `code` has {n} where there are as many texts as the reporter has goals."""

    code: str
    chapter: str
    question: str

    def number_of(self, code: str) -> int | None:
        """Which text of this place the code is, from 0; None if it stands elsewhere."""
        head, many, tail = self.code.partition(NUMBER)
        if code == self.code:
            return 0
        number = code.removeprefix(head).removesuffix(tail)
        own = many and number.isdecimal() and code == f"{head}{number}{tail}"
        return int(number) if own else None


def chapters(texts: Iterable[ReleasedText], edition: Edition) -> tuple[TextChapter, ...]:
    """The texts in the form's order. One whose code the form does not have stands last, under its code."""
    spots = tuple(_spots(edition, get_language() or "nb"))
    placed = sorted((_placed(text, spots) for text in texts), key=lambda each: each[0])
    return tuple(
        TextChapter(heading=heading, texts=tuple(text for _place, _heading, text in found))
        for heading, found in groupby(placed, key=lambda each: each[1])
    )


def _placed(text: ReleasedText, spots: tuple[_Spot, ...]) -> tuple[tuple[int, int, str], str, PublicText]:
    """What to sort by, the heading, and the text under its question."""
    for index, spot in enumerate(spots):
        number = spot.number_of(text.code)
        if number is not None:
            question = f"{spot.question} {number}" if number else spot.question
            return (index, number, text.code), spot.chapter, PublicText(question=question, text=text.text)
    return (len(spots), 0, text.code), text.code, PublicText(question="", text=text.text)


def _spots(edition: Edition, language: str) -> Iterator[_Spot]:
    names = {code: label.name for code, label in labels_of(edition, language).items()}
    above: list[Section] = []
    for section in edition.sections:
        above = [each for each in above if each.level < section.level]
        heading = section.heading.in_language(language)
        chapter = above[-1].heading.in_language(language) if above else heading
        own = heading if above else ""
        for table in section.tables:
            for row in table.rows:
                comment = f"{row.code}.comment"
                yield _Spot(code=comment, chapter=chapter, question=names.get(comment, heading))
            if table.text_code:
                name = table.label.in_language(language) if table.label else heading
                yield _Spot(code=table.text_code, chapter=heading, question=name if NUMBER in table.text_code else "")
        if section.narrative:
            yield _Spot(code=section.narrative.code, chapter=chapter, question=own)
        above.append(section)
