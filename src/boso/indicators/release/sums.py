"""Sums over several municipalities on their way to the public: small ones are hidden, and second cells with them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from boso.indicators.definitions import Definition, definition
from boso.indicators.evaluating import sums_of
from boso.indicators.formulas import Code, Formula, codes_of, is_sum, terms, value_of
from boso.indicators.release.figures import has_small_term
from boso.indicators.release.masking import Cell, K, Sum, masked
from boso.indicators.values import Together
from boso.kernel.figures import Coverage, Figure

OfYear = Mapping[str, Figure]  # all figures of a municipality in a year
WEIGHT = 1  # a sum over municipalities says more than a cell of one of them, and is hidden later


class Added(NamedTuple):
    """An indicator over several municipalities, and whether it is small or made of a sum that is."""

    value: Decimal | None
    coverage: Coverage
    small: bool

    @property
    def cell(self) -> Cell:
        """The same as a cell of a page; only for one that has a value."""
        return Cell(value=self.value or Decimal(0), hidden=self.small, weight=WEIGHT)


def add(wanted: Definition, figures: Sequence[OfYear], *, year: int) -> Added:
    """The indicator over these municipalities, not yet for anyone to see."""
    sums, coverage = sums_of(wanted, figures)
    value = value_of(wanted.formula or Code(wanted.code), sums) if coverage.counted else None
    small = value is not None and wanted.counts_people and has_small_term(wanted, sums, year)
    return Added(value, coverage, small)


def added_up(
    wanted: Sequence[Definition], figures: Sequence[OfYear], *, year: int, public: bool
) -> dict[str, Together]:
    """Each indicator over these municipalities in a year. For the public, small sums and what is made of them are
    hidden, and so is a second one wherever the others would give a hidden one away."""
    found = {d.code: add(d, figures, year=year) for d in wanted}
    away = _hidden(wanted, found) if public else frozenset()
    return {code: shown(code, year, each, hidden=code in away) for code, each in found.items()}


def shown(code: str, year: int, added: Added, *, hidden: bool) -> Together:
    """The sum as it leaves the house."""
    return Together(code=code, year=year, value=None if hidden else added.value, coverage=added.coverage, hidden=hidden)


def _hidden(wanted: Sequence[Definition], found: Mapping[str, Added]) -> frozenset[str]:
    cells = {code: each.cell for code, each in found.items() if each.value is not None}
    return followed(wanted, masked(cells, formula_sums(wanted, cells, lambda code: code)))


def formula_sums(wanted: Sequence[Definition], cells: Mapping[K, Cell], key: Callable[[str], K]) -> Iterator[Sum[K]]:
    """The sums among indicators that stand together, where they hold to the digit. `key` names the cell of a code."""
    for each in wanted:
        found = Sum(key(each.code), tuple(key(code) for code in _added_codes(each.code)))
        if found.parts and holds(found, cells):
            yield found


def holds(each: Sum[K], cells: Mapping[K, Cell]) -> bool:
    """Whether all members stand on the page and the total is the sum of the parts."""
    if not all(key in cells for key in each.members):
        return False
    return cells[each.total].value == sum(cells[key].value for key in each.parts)


def followed(wanted: Sequence[Definition], hidden: Collection[str]) -> frozenset[str]:
    """The hidden codes, and those that are shares of, rates of or differences between them."""
    if not hidden:
        return frozenset()
    gone = {_formula(code) for code in hidden}
    return frozenset(hidden) | {each.code for each in wanted if gone & _terms(each.code)}


def adds(code: str) -> bool:
    """Whether the indicator is reported or a plain sum, and so may be a member of a sum."""
    return is_sum(_formula(code))


@cache
def _formula(code: str) -> Formula:
    return definition(code).formula or Code(code)


@cache
def _terms(code: str) -> frozenset[Formula]:
    formula = definition(code).formula
    return frozenset(terms(formula)) if formula is not None else frozenset()


@cache
def _added_codes(code: str) -> tuple[str, ...]:
    """The codes a plain sum adds up; none for anything else."""
    formula = definition(code).formula
    return codes_of(formula) if formula is not None and is_sum(formula) else ()
