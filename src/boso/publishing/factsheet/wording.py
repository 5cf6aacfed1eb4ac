"""What all of a fact sheet is told with: a figure in words, singular and plural, the sheet in short."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from boso.indicators.release.figures import added
from boso.kernel.figures import Figure, Kind
from boso.kernel.figures import missing as without_value
from boso.kernel.number_printing import print_figure, print_number
from boso.publishing.factsheet.values import SheetValues
from boso.publishing.words import word

NEED = ("A_no_dwelling", "B_at_risk", "C_unsuitable")


def shown(figure: Figure | None, language: str) -> str:
    """A figure as printed in a cell; what is doubtful is said in words instead of a number nobody confirmed."""
    if figure is None:
        return print_kind(Kind.ABSENT, language)
    if not figure.certain:
        return word("doubtful", language)
    return print_figure(figure, language)


def print_kind(kind: Kind, language: str) -> str:
    """The kind of missing in words."""
    return print_figure(without_value(kind), language)


def in_short(values: SheetValues, language: str) -> list[str]:
    """At most two sentences: how the largest need moved in the year, and how many households were housed."""
    sentences = [*_need_sentence(values, language), *_housed_sentence(values, language)]
    return sentences or [word("context_none", language, year=values.year)]


def _need_sentence(values: SheetValues, language: str) -> Iterable[str]:
    """The need with the most households at the end of the year, when both ends of the year are certain."""
    moved = []
    for need in NEED:
        first, last = values.figure(f"{need}.status_start"), values.figure(f"{need}.status_end")
        if first and last and first.counts and last.counts:
            moved.append((max(first.number, last.number), need, first.number, last.number))
    if not moved:
        return
    _, need, start, end = max(moved)
    key = "context_same" if start == end else "context_change"
    label = word(f"group_{need[0]}", language)
    yield word(
        key,
        language,
        label=label,
        first=print_number(start, language),
        last=print_number(end, language),
        year=values.year,
    )


def _housed_sentence(values: SheetValues, language: str) -> Iterable[str]:
    figures = [f for need in NEED if (f := values.figure(f"{need}.housed"))]
    housed = added(figures, year=values.year)
    if housed.value is None:
        return
    complete = housed.coverage.complete and len(figures) == len(NEED)
    yield counted("context_housed" if complete else "context_housed_part", language, housed.value)


def counted(key: str, language: str, count: Decimal | int, **given: object) -> str:
    """The singular or plural of a text, as the count asks."""
    return word(f"{key}_{'one' if count == 1 else 'other'}", language, count=print_number(count, language), **given)


def listed(names: Sequence[str], language: str, last: str = "and") -> str:
    """Names as a sentence has them: "a, b og c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word(last, language)} {names[-1]}"


def said(number: float | None, language: str) -> str:
    """A number of a series, a dash where there is a gap."""
    return "–" if number is None else print_number(Decimal(number), language)


def unit(counts: str, count: Decimal | None, language: str) -> str:
    """What is counted, as many as there are."""
    return word(f"{counts}_{'one' if count == 1 else 'other'}", language)
