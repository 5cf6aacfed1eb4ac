"""How the report was made, what its figures mean, and what data release it is, with the cells that changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from boso.indicators.definitions import catalogue
from boso.indicators.release.thresholds import FEWEST
from boso.kernel.figures import Figure, Kind
from boso.publishing.annual.rows import CellChange, State
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import cell, name_of
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Points
from boso.publishing.words import word

HOW = (
    "method_assembled",
    "method_sums",
    "method_changes",
    "method_kinds",
    "method_spread",
    "method_small",
    "method_apart",
)


def method(values: AnnualValues, language: str) -> Iterator[Block]:
    """How everything was made, and what each figure means."""
    yield Heading(word("method_head", language))
    yield Heading(word("how_made", language), 2)
    yield Points(tuple(word(key, language, fewest=FEWEST, before=values.year - 1) for key in HOW))
    yield Heading(word("definitions_head", language), 2)
    columns = (Column(label=word("indicator", language)), Column(label=word("meaning_head", language), wide=True))
    by_meaning: dict[str, list[str]] = {}
    for code, d in catalogue().indicators.items():
        by_meaning.setdefault(d.meaning.in_language(language), []).append(name_of(code, language))
    rows = tuple((Entry(shown="; ".join(names)), Entry(shown=meaning)) for meaning, names in by_meaning.items())
    yield Grid(caption=word("definitions_caption", language), columns=columns, rows=rows)


def about_release(
    release: tuple[int, str] | None, identifier: str, reason: str, changes: Sequence[CellChange], language: str
) -> Iterator[Block]:
    """Which data release it is (number and day; None for a draft), its identifier, and what changed in it and why."""
    yield Heading(word("release_head", language), 2)
    if release is None:
        yield Paragraph(word("release_not", language))
    else:
        yield Paragraph(word("release_frozen", language, number=release[0], day=release[1]))
    yield Paragraph(word("identifier", language, identifier=identifier))
    if release is None or release[0] == 1:
        return
    yield Heading(word("release_changes_head", language, number=release[0] - 1), 2)
    yield Paragraph(word("release_changes_why", language, reason=reason))
    if changes:
        yield changes_grid(changes, release[0] - 1, language)
    else:
        yield Paragraph(word("release_changes_none", language))


def changes_grid(changes: Sequence[CellChange], since: int, language: str) -> Grid:
    """The changed cells: whose, which, when, what stood there and what stands there now, each with its kind."""
    heads = [word(key, language) for key in ("municipality", "indicator", "year", "before_head", "after_head")]
    columns = tuple(Column(label=h, numeric=place > 1, wide=place == 1) for place, h in enumerate(heads))
    rows = tuple(
        (
            Entry(shown=change.name or word("whole_region", language)),
            Entry(shown=_name(change.code, language)),
            Entry(shown=str(change.year)),
            _stood(change.before, change.code, "no_cell", language),
            _stood(change.after, change.code, "no_cell_now", language),
        )
        for change in changes
    )
    return Grid(caption=word("release_changes_caption", language, number=since), columns=columns, rows=rows)


def _stood(state: State | None, code: str, absent: str, language: str) -> Entry:
    if state is None:
        return Entry(shown=word(absent, language))
    if not state.certain:
        return Entry(shown=word("doubtful", language))
    value = None if state.value is None else Decimal(state.value)
    figure = Figure(kind=Kind(state.kind), value=value, certain=state.certain)
    return cell(figure, code, language) if code in catalogue().indicators else Entry(shown=state.value or "")


def _name(code: str, language: str) -> str:
    return name_of(code, language) if code in catalogue().indicators else code
