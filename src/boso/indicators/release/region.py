"""The figures of a region on one page: each municipality's over the years, and their sums beside the year before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from boso.indicators.definitions import Definition
from boso.indicators.evaluating import alike
from boso.indicators.release.figures import computed, hidden, rate
from boso.indicators.release.masking import Cell, Sum, masked
from boso.indicators.release.sums import Added, OfYear, add, adds, followed, formula_sums, holds, shown
from boso.indicators.values import Compared, Told
from boso.kernel.figures import Kind

ToldBy = Mapping[str, Mapping[str, Mapping[int, Told]]]  # municipality, indicator, year
Key = tuple[str, str, str]  # whose: a slug or nobody's in particular; when: a year, or a sum's name; the code
NOW, BEFORE, AFTER = "now", "before", "after"
Sums = Mapping[str, Mapping[str, Added]]  # now, before and after; by code


def all_sums(wanted: Sequence[Definition], now: Sequence[OfYear], before: Sequence[OfYear], year: int) -> Sums:
    """Each indicator in the year, and in both years over those that count in both."""
    found: dict[str, dict[str, Added]] = {NOW: {}, BEFORE: {}, AFTER: {}}
    for each in wanted:
        first, second = alike(each, before, now)
        found[NOW][each.code] = add(each, now, year=year)
        found[BEFORE][each.code] = add(each, first, year=year - 1)
        found[AFTER][each.code] = add(each, second, year=year)
    return found


def released_region(
    wanted: Sequence[Definition], told: ToldBy, sums: Sums, *, year: int, public: bool
) -> tuple[ToldBy, dict[str, Compared]]:
    """Both as this audience may see them. For the public, nothing hidden is found from one sum of what is shown: down
    a column, along a row, or from those that count in both years."""
    away = _Region(wanted, told, sums, year).hidden() if public else frozenset()
    compared = {each.code: _compared(each.code, sums, year, away) for each in wanted}
    return (_masked(told, away) if public else told), compared


def _compared(code: str, sums: Sums, year: int, away: frozenset[Key]) -> Compared:
    before, after = (("", when, code) in away for when in (BEFORE, AFTER))
    return Compared(
        now=shown(code, year, sums[NOW][code], hidden=("", NOW, code) in away),
        before=None if before else sums[BEFORE][code].value,
        after=None if after else sums[AFTER][code].value,
        both=sums[AFTER][code].coverage.counted,
        hidden=before or after,
    )


def _masked(told: ToldBy, away: frozenset[Key]) -> ToldBy:
    return {
        slug: {
            code: {year: _gated(each, (slug, str(year), code) in away) for year, each in by_year.items()}
            for code, by_year in by_code.items()
        }
        for slug, by_code in told.items()
    }


def _gated(told: Told, away: bool) -> Told:
    figure = hidden(told.figure) if away else told.figure
    per_1000 = rate(told.per_1000, base=figure) if told.per_1000 else None
    return replace(told, figure=figure, per_1000=per_1000) if away or per_1000 is not told.per_1000 else told


class _Region:
    """The cells of the page and the sums among them."""

    def __init__(self, wanted: Sequence[Definition], told: ToldBy, sums: Sums, year: int) -> None:
        self.wanted = wanted
        self.by_code = {each.code: each for each in wanted}
        self.told = told
        self.sums = sums
        self.year = year
        self.small = frozenset(self._small())

    def hidden(self) -> frozenset[Key]:
        """All cells to hide: small ones, second ones, and what follows from both."""
        if not self.small:
            return frozenset()
        cells = {**dict(self._own_cells()), **dict(self._sum_cells())}
        found = self.small | masked(cells, self._relations(cells))
        by_page: dict[tuple[str, str], set[str]] = defaultdict(set)
        for whose, when, code in found:
            by_page[whose, when].add(code)
        return frozenset((*page, code) for page, codes in by_page.items() for code in followed(self.wanted, codes))

    def _small(self) -> Iterator[Key]:
        for slug, code, year, each in self._each():
            parts = {part.code: part.figure for part in each.parts}
            figure = computed(self.by_code[code], each.figure, parts, year=year)
            if figure is not each.figure:
                yield slug, str(year), code
        for when, by_code in self.sums.items():
            yield from (("", when, code) for code, added in by_code.items() if added.small)

    def _each(self) -> Iterator[tuple[str, str, int, Told]]:
        for slug, by_code in self.told.items():
            for code, by_year in by_code.items():
                for year, each in by_year.items():
                    yield slug, code, year, each

    def _own_cells(self) -> Iterator[tuple[Key, Cell]]:
        for slug, code, year, each in self._each():
            figure, key = each.figure, (slug, str(year), code)
            if figure.value is not None and year >= self.year - 1 and adds(code):
                yield (
                    key,
                    Cell(
                        value=figure.value,
                        hidden=key in self.small,
                        published=figure.as_published,
                        hideable=self.by_code[code].formula is not None,
                    ),
                )

    def _sum_cells(self) -> Iterator[tuple[Key, Cell]]:
        for when, by_code in self.sums.items():
            for code, added in by_code.items():
                if added.value is not None and adds(code):
                    yield ("", when, code), added.cell

    def _relations(self, cells: Mapping[Key, Cell]) -> Iterator[Sum[Key]]:
        pages = dict.fromkeys((whose, when) for whose, when, _code in cells)
        for whose, when in pages:
            yield from formula_sums(self.wanted, cells, partial(_key, whose, when))
        for code in dict.fromkeys(code for _whose, _when, code in cells):
            yield from (each for each in self._column(code) if each.parts and holds(each, cells))

    def _column(self, code: str) -> Iterable[Sum[Key]]:
        now = self._entering(code, self.year)
        before = self._entering(code, self.year - 1)
        both = [slug for slug in now if slug in before]
        newcomers = [slug for slug in now if slug not in before]
        year, last = str(self.year), str(self.year - 1)
        yield Sum(("", NOW, code), tuple((slug, year, code) for slug in now))
        yield Sum(("", AFTER, code), tuple((slug, year, code) for slug in both))
        yield Sum(("", BEFORE, code), tuple((slug, last, code) for slug in both))
        yield Sum(("", NOW, code), (("", AFTER, code), *((slug, year, code) for slug in newcomers)))

    def _entering(self, code: str, year: int) -> list[str]:
        return [slug for slug in self.told if _enters(self.told[slug].get(code, {}).get(year))]


def _key(whose: str, when: str, code: str) -> Key:
    return whose, when, code


def _enters(told: Told | None) -> bool:
    if told is None or told.figure.kind is Kind.SUPPRESSED:
        return False
    return told.figure.counts and all(part.figure.counts for part in told.parts)
