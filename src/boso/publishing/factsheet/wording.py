"""Sentences that follow from the figures by stated rules: changes, what is missing, the sheet in short."""

from collections.abc import Iterable, Sequence

from boso.kernel.figures import Figure, Kind, total
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


def change(values: SheetValues, code: str, language: str) -> str:
    """How a figure moved since the year before: only between two certain numbers."""
    now, before = values.figure(code), values.figure(code, values.year - 1)
    if not (now and before and now.counts and before.counts):
        return ""
    difference = now.number - before.number
    if difference == 0:
        return word("change_none", language, year=values.year - 1)
    sign = "+" if difference > 0 else "−"
    return word(
        "change_since", language, change=f"{sign}{print_number(abs(difference), language)}", year=values.year - 1
    )


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
    housed = total(figures)
    if housed.value is None:
        return
    complete = housed.coverage.complete and len(figures) == len(NEED)
    yield word(
        "context_housed" if complete else "context_housed_part", language, count=print_number(housed.value, language)
    )


def missing(values: SheetValues, codes: Sequence[str], language: str) -> list[str]:
    """What has no certain number this year, by kind of missing, doubtful readings first."""
    doubtful: list[str] = []
    by_kind: dict[Kind, list[str]] = {}
    for code in codes:
        figure, name = values.figure(code), values.names.get(code, code)
        if figure is None:
            by_kind.setdefault(Kind.ABSENT, []).append(name)
        elif not figure.certain:
            doubtful.append(name)
        elif not figure.kind.in_sums:
            by_kind.setdefault(figure.kind, []).append(name)
    lines = [word("missing_doubtful", language, list=_listed(doubtful))] if doubtful else []
    for kind, names in by_kind.items():
        lines.append(word("missing_kind", language, kind=print_kind(kind, language).capitalize(), list=_listed(names)))
    return lines or [word("missing_none", language)]


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)
