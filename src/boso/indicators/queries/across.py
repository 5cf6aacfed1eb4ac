"""Indicators of many municipalities over many years: a fixed number of queries, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import NamedTuple

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from boso.indicators.comparison import Cell, Matrix, spread_of
from boso.indicators.definitions import POPULATION, Definition, carried_by, definition
from boso.indicators.evaluating import figure_from, per_thousand
from boso.indicators.queries.loading import MONEY_INDICATORS, Audience, money_parts, visible
from boso.indicators.release.figures import computed, marked, own, rate, wordless
from boso.indicators.release.thresholds import small
from boso.kernel.figures import Figure, Kind, missing
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import population_over_years
from boso.reporting.models import Answer, EconomyRow
from boso.reporting.rows import figure_of, money_row, plain

AFTER_THE_HALVES = 3  # a report of the whole year comes after those of its halves
NOBODY = missing(Kind.ABSENT)
Place = tuple[int, int]  # municipality and year
Given = dict[int, dict[str, Figure]]  # figures by report and code


class Line(NamedTuple):
    """A report, as far as a comparison needs it."""

    id: int
    municipality_id: int
    year: int
    half: int | None
    template: str
    edition: str
    revision: int

    @property
    def address(self) -> str:
        """The edition it is written in, as editions are named."""
        return f"{self.template}/{self.edition[:4]}"


def figures_across(
    municipality_ids: Collection[int],
    *,
    years: Collection[int],
    codes: Sequence[str],
    invented: bool,
    within: Audience = None,
    per_1000: bool = False,
    sources: bool = False,
) -> dict[str, Matrix]:
    """Each indicator over these municipalities and years, with how they spread in each year.

    `per_1000` gives those that may be so shown per 1,000 inhabitants. With `sources` every figure says where it was
    read; without, figures carry what a table needs. Real and invented municipalities cannot meet: the database is
    asked for one or the other. Four queries at most, besides those that set the scope.
    """
    wanted = [definition(code) for code in codes]
    public = within is None
    needed = {code for each in wanted for code in each.inputs}
    with rls.scope(rls.ALL if within is None else within):
        lines = _lines(within, municipality_ids, years, invented=invented)
        given = _answers(within, municipality_ids, years, needed, sources=sources)
        if needed & set(MONEY_INDICATORS):
            _add_money(given, lines, within)
    people: Mapping[Place, Figure] = {}
    if POPULATION in needed or (per_1000 and any(each.per_1000 for each in wanted)):
        people = population_over_years([year + 1 for year in years], municipality_ids)
    by_place: dict[Place, list[Line]] = defaultdict(list)
    for line in lines:
        by_place[line.municipality_id, line.year].append(line)
    order = tuple(sorted(set(years)))
    return {
        each.code: _matrix(
            each, municipality_ids, order, by_place, given, people, per_1000=per_1000 and each.per_1000, public=public
        )
        for each in wanted
    }


def years_reported(*, invented: bool, within: Audience = None) -> tuple[int, ...]:
    """The years that any report this audience may see is about, oldest first. One query."""
    with rls.scope(rls.ALL if within is None else within):
        found = visible(within, invented=invented).order_by("year").values_list("year", flat=True)
        return tuple(found.distinct())


def _lines(
    within: Audience, municipality_ids: Collection[int], years: Collection[int], *, invented: bool
) -> list[Line]:
    wanted = visible(within, invented=invented).filter(municipality__in=municipality_ids, year__in=years)
    ordered = wanted.order_by("municipality", "year", Coalesce("half", Value(AFTER_THE_HALVES)), "template")
    return [Line._make(row) for row in ordered.values_list(*Line._fields)]


def _answers(
    within: Audience, municipality_ids: Collection[int], years: Collection[int], codes: set[str], *, sources: bool
) -> Given:
    """The answers by report and code. For a public table, no more of each is read than is shown."""
    version = F("report__published_version") if within is None else F("report__current_version")
    asked = Answer.objects.filter(municipality__in=municipality_ids, code__in=codes, version=version)
    asked = asked.filter(report__year__in=years).order_by()
    given: Given = defaultdict(dict)
    if within is None and not sources:
        for report, year, code, kind, value, certain, expected in _bare(asked):
            given[report][code] = marked(_shown(kind, value, certain, expected), code=code, year=year)
        return given
    for row in asked.select_related("report"):
        figure = figure_of(row)
        given[row.report_id][row.code] = own(figure, code=row.code, year=row.report.year) if within is None else figure
    return given


def _bare(asked: "QuerySet[Answer]") -> "QuerySet[Answer, tuple[int, int, str, str, Decimal | None, bool, str]]":
    return asked.values_list("report_id", "report__year", "code", "kind", "value", "certain", "expected")


@lru_cache(maxsize=20_000)
def _shown(kind: str, value: Decimal | None, certain: bool, expected: str) -> Figure:
    """A figure as a public table shows it. Most numbers come many times, so each is made once."""
    return wordless(Figure(kind=Kind(kind), value=plain(value), certain=certain, expected=expected or None))


def _add_money(given: Given, lines: Sequence[Line], within: Audience) -> None:
    version = F("report__published_version") if within is None else F("report__current_version")
    rows = defaultdict(list)
    for row in EconomyRow.objects.filter(report__in=[line.id for line in lines], version=version):
        rows[row.report_id].append(money_row(row))
    for line in lines:
        for code, part in money_parts(line.template, line.year, rows[line.id]).items():
            given[line.id][code] = wordless(part.figure) if within is None else part.figure


def _matrix(
    wanted: Definition,
    municipality_ids: Collection[int],
    years: tuple[int, ...],
    by_place: Mapping[Place, Sequence[Line]],
    given: Given,
    people: Mapping[Place, Figure],
    *,
    per_1000: bool,
    public: bool,
) -> Matrix:
    needed = frozenset(wanted.inputs) - {POPULATION}
    carriers = _carriers(wanted.code)
    cells: dict[Place, Cell] = {}
    for place, lines in by_place.items():
        inhabitants = people.get((place[0], place[1] + 1), NOBODY)
        cells[place] = _cell(wanted, needed, carriers, lines, given, inhabitants, per_1000=per_1000, public=public)
    used = [line for lines in by_place.values() for line in lines]
    addresses = {line.address for line in used}
    return Matrix(
        code=wanted.code,
        years=years,
        cells=cells,
        spreads={
            year: spread_of(
                [cells.get((i, year), Cell(NOBODY)) for i in municipality_ids],
                small=partial(small, wanted.code, year) if public and not per_1000 else None,
            )
            for year in years
        },
        editions=tuple(sorted(addresses & carriers)),
        silent=tuple(sorted(addresses - carriers)),
        halves=any(line.half and line.address in carriers for line in used),
    )


def _cell(
    wanted: Definition,
    needed: frozenset[str],
    carriers: frozenset[str],
    lines: Sequence[Line],
    given: Given,
    people: Figure,
    *,
    per_1000: bool,
    public: bool,
) -> Cell:
    """What the last of the year's reports that says anything about it gives; else that nobody asked, or nobody said."""
    line = next((each for each in reversed(lines) if needed & given.get(each.id, {}).keys()), None)
    asked = any(each.address in carriers for each in lines)
    if line is None:
        return Cell(NOBODY, asked, str(_period(lines[-1])))
    figures: Mapping[str, Figure] = given[line.id]
    if wanted.formula is not None:
        figures = {**figures, POPULATION: people}
    number = figure_from(wanted, figures)
    figure = computed(wanted, number, figures, year=line.year) if public else number
    if per_1000:
        rated = per_thousand(number, people)
        figure = rate(rated, base=figure) if public else rated
    code = wanted.code if wanted.formula is None else ""
    return Cell(figure, asked or figure.kind is not Kind.ABSENT, str(_period(line)), code)


def _period(line: Line) -> ReportPeriod:
    return ReportPeriod(line.year, line.half)


@cache
def _carriers(code: str) -> frozenset[str]:
    """The editions whose reports can give an indicator; both are files that do not change while boso runs."""
    return frozenset(carried_by(definition(code)))
