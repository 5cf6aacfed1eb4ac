"""The gate to the public, one figure at a time: shown, shown and marked as small, or hidden (docs/DISCLOSURE.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from boso.indicators.definitions import POPULATION, Definition
from boso.indicators.evaluating import LEAST_SURE, MOST_TELLING
from boso.indicators.formulas import Formula, codes_of, terms, value_of
from boso.indicators.release.thresholds import protects, rule_of, small
from boso.kernel.figures import Aggregate, Figure, Kind, median, total
from boso.kernel.sources import Origin, Source
from boso.reporting.values import MoneyRow


def hidden(figure: Figure) -> Figure:
    """The figure without its number."""
    return Figure(kind=Kind.SUPPRESSED, certain=figure.certain, source=figure.source, as_of=figure.as_of)


def own(figure: Figure, *, code: str, year: int) -> Figure:
    """A figure that a municipality gave in a report that was published, without the reporter's own words, which may
    tell about few people.

    A small count is shown as published, and marked. One that a machine read and nobody confirmed is hidden: it is not
    known that the municipality published it.
    """
    return marked(wordless(figure), code=code, year=year)


def marked(figure: Figure, *, code: str, year: int) -> Figure:
    """The same for a figure that has no words of the reporter with it."""
    if figure.value is None or not small(code, year, figure.value):
        return figure
    return replace(figure, as_published=True) if figure.certain else hidden(figure)


def money(rows: Iterable[MoneyRow]) -> tuple[MoneyRow, ...]:
    """Money rows as anyone may see them. A row is named by its activity; words where money was asked stay inside."""
    return tuple(
        replace(row, amounts={column: wordless(figure) for column, figure in row.amounts.items()}) for row in rows
    )


def wordless(figure: Figure) -> Figure:
    """The figure without comment, and without what stood where a number was asked."""
    return replace(figure, comment="", raw=figure.raw if figure.kind.has_value else "", as_published=False)


def computed(wanted: Definition, figure: Figure, parts: Mapping[str, Figure], *, year: int) -> Figure:
    """What a formula gave, hidden where it is small or made of a term that is: a small sum, a share of or among few,
    a rate of few, a difference to or from few.

    `parts` are the figures of its codes. A figure that is reported itself is not computed and passes as it is.
    """
    if figure.value is None or wanted.formula is None or not wanted.counts_people:
        return figure
    values = {code: part.number for code, part in parts.items() if part.value is not None}
    return hidden(figure) if has_small_term(wanted, values, year) else figure


def has_small_term(wanted: Definition, values: Mapping[str, Decimal], year: int) -> bool:
    """Whether a sum or a count that the indicator is made of is small. `values` are the numbers of its codes."""
    if wanted.formula is None:
        return wanted.code in values and small(wanted.code, year, values[wanted.code])
    rule = rule_of(year)
    found = (value_of(term, values) for term in guarded_terms(wanted.formula))
    return any(value is not None and rule.small(value) for value in found)


@cache
def guarded_terms(formula: Formula) -> tuple[Formula, ...]:
    """The terms of a formula that count people."""
    return tuple(
        term for term in terms(formula) if any(code != POPULATION and protects(code) for code in codes_of(term))
    )


def rate(per_1000: Figure, *, base: Figure) -> Figure:
    """A figure per 1,000 inhabitants, whose number is known: hidden with the figure it is made of, and for few."""
    withheld = base.as_published or base.kind is Kind.SUPPRESSED
    return hidden(per_1000) if withheld and per_1000.kind is not Kind.SUPPRESSED else per_1000


def bound(code: str, year: int, value: Decimal | None) -> Decimal | None:
    """A lowest, middle or highest value of several municipalities; None where it is itself a small count."""
    return None if value is None or small(code, year, value) else value


def change(now: Figure, before: Figure) -> Figure:
    """The difference of two figures that came through the gate: hidden where an end is hidden or a small count.

    What one end lacks, it lacks; a tentative or doubtful end gives a tentative or doubtful difference, which does not
    count. Figures of those inside carry no marks, and their differences are shown.
    """
    ends = (now, before)
    certain = now.certain and before.certain
    source = Source(origin=Origin.COMPUTED, label="now - before")
    kinds = [each.kind for each in ends if each.value is None]
    if kinds:
        return Figure(kind=next(kind for kind in MOST_TELLING if kind in kinds), certain=certain, source=source)
    kind = next(kind for kind in LEAST_SURE if any(each.kind is kind for each in ends))
    moved = Figure(kind=kind, value=now.number - before.number, certain=certain, source=source)
    return hidden(moved) if now.as_published or before.as_published else moved


def added(figures: Iterable[Figure], *, year: int) -> Aggregate:
    """The sum of figures that came through the gate, with its coverage; None where it is itself small."""
    asked = list(figures)
    found = total(asked)
    if found.value is None or not any(each.as_published for each in asked if each.counts):
        return found
    return Aggregate(None, found.coverage) if rule_of(year).small(found.value) else found


class Spread(NamedTuple):
    """Lowest, middle and highest of several municipalities; each None where it is withheld, all where too few count."""

    low: Decimal | None
    median: Decimal | None
    high: Decimal | None
    counted: int


def spread(figures: Iterable[Figure], *, code: str, year: int) -> Spread:
    """How figures that came through the gate lie, those that count: nothing of too few municipalities, no small end."""
    counting = [each for each in figures if each.counts]
    if len(counting) < rule_of(year).fewest:
        return Spread(None, None, None, len(counting))
    values = [each.number for each in counting]
    found = (min(values), median(counting).value, max(values))
    low, middle, high = (bound(code, year, value) for value in found)
    return Spread(low, middle, high, len(counting))
