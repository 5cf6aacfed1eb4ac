"""Learning and barriers by theme: what municipalities wrote, where a person has released it."""

from collections.abc import Iterator

from boso.publishing.annual.values import AnnualValues
from boso.publishing.values import Block, Heading, Paragraph
from boso.publishing.words import word


def learning(values: AnnualValues, language: str) -> Iterator[Block]:
    """Texts leave the house only when a person has released them; none is as yet, and that is said."""
    yield Heading(word("learning_head", language))
    yield Paragraph(word("learning_none", language, year=values.year))
