"""Learning and barriers by theme: what municipalities wrote, where a person has released it, with where it stands."""

from collections.abc import Iterator, Mapping

from boso.publishing.annual.values import AnnualValues
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Run
from boso.publishing.words import word
from boso.reporting.themes import About, themes
from boso.reporting.values.texts import ReleasedText, ThemesTold

COUNTED = (About.LEARNING, About.BARRIER)


def learning(values: AnnualValues, language: str) -> Iterator[Block]:
    """How often each theme comes up, then the answers theme by theme. What nobody has released or tagged is said."""
    yield Heading(word("learning_head", language))
    told = values.told
    if told is None or not (told.by_theme or told.untagged):
        yield Paragraph(word("learning_none", language, year=values.year))
        yield from _unreleased(told, language)
        return
    yield Paragraph(word("learning_how", language))
    if told.by_theme:
        yield _table(told, values.year, language)
    first: dict[int, str] = {}
    for code, theme in themes().items():
        if code in told.by_theme:
            name = theme.name.in_language(language)
            yield Heading(name, 2)
            for text in told.by_theme[code]:
                yield from _answer(text, first, language)
                first.setdefault(text.id, name)
    if told.untagged:
        yield Heading(word("learning_untagged", language), 2)
        yield Paragraph(word("learning_untagged_how", language, count=len(told.untagged)))
        for text in told.untagged:
            yield from _answer(text, {}, language)
    yield from _unreleased(told, language)


def _unreleased(told: ThemesTold | None, language: str) -> Iterator[Block]:
    if told and told.unreleased:
        key = "learning_unreleased_one" if told.unreleased == 1 else "learning_unreleased"
        yield Paragraph(word(key, language, count=told.unreleased))


def _table(told: ThemesTold, year: int, language: str) -> Grid:
    heads = [word(key, language) for key in ("theme_head", "about_learning", "about_barrier")]
    columns = tuple(
        Column(label=head[:1].upper() + head[1:], numeric=place > 0, wide=place == 0)
        for place, head in enumerate(heads)
    )
    rows = tuple(
        (
            Entry(shown=theme.name.in_language(language)),
            *(Entry(shown=str(_count(told.by_theme[code], about))) for about in COUNTED),
        )
        for code, theme in themes().items()
        if code in told.by_theme
    )
    return Grid(caption=word("learning_caption", language, year=year), columns=columns, rows=rows)


def _count(texts: tuple[ReleasedText, ...], about: About) -> int:
    return sum(text.about in (about, About.BOTH) for text in texts)


def _answer(text: ReleasedText, first: Mapping[int, str], language: str) -> Iterator[Block]:
    """The words in full where they come first; a reference to there under every further theme."""
    kind = word(f"about_{text.about}", language)
    reference = word("learning_reference", language, name=text.name, year=text.period.year, code=text.code, kind=kind)
    if text.id in first:
        seen = word("learning_seen", language, theme=first[text.id])
        yield _paragraph(f"{reference}: ", seen)
        return
    pieces = [piece.strip() for piece in text.text.split("\n\n") if piece.strip()]
    yield _paragraph(f"{reference}: ", pieces[0] if pieces else "")
    for piece in pieces[1:]:
        yield Paragraph(piece)


def _paragraph(bold: str, rest: str) -> Paragraph:
    return Paragraph(bold + rest, (Run(bold, bold=True), Run(rest)))
