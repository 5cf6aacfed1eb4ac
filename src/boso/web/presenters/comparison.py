"""A comparison as a page: a table an indicator, how its figures spread, what must be known, and the small drawing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from boso.indicators.comparison import Cell, Matrix, Member
from boso.indicators.definitions import definition
from boso.kernel.figures import Kind
from boso.kernel.number_printing import explain, print_figure, print_number
from boso.publishing.charts import draw_on_page
from boso.publishing.comparison.drawing import picture
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.comparison.wording import (
    covered_said,
    decimals_of,
    notes_of,
    parted,
    parts_told,
    spread_said,
    summary,
    unit_of,
    without_report,
)
from boso.publishing.values import Chart
from boso.publishing.words import word
from boso.web.presenters.cells import cell_writer
from boso.web.presenters.figures import KIND_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class YearHead:
    """A column of a year, and the address that sorts by it."""

    year: int
    href: str
    sorted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FootRow:
    """A line under the table: what it is, and what it is in each year."""

    name: str
    part: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing as it stands on the page; `key` says what its marks are, `wide` that it is no small one."""

    title: str
    subtitle: str
    key: str
    svg: SafeString
    wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """One indicator. `marks` are what stands in cells instead of a plain number, each with what it means."""

    address: str
    name: str
    unit: str
    meaning: str
    summary: str
    heads: tuple[YearHead, ...]
    rows: SafeString
    foot: tuple[FootRow, ...]
    marks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    drawing: Drawing | None
    silent: str
    silent_names: str
    empty: bool


def indicator(matrix: Matrix, values: ComparisonValues, address: str, href: Mapping[int, str]) -> IndicatorView:
    """One indicator of a comparison. `href` gives the address of the page sorted by each year."""
    language = get_language() or "nb"
    wanted, order = definition(matrix.code), values.choice.order
    given, silent = parted(matrix, values.members)
    members = ordered(given, matrix, order)
    return IndicatorView(
        address=address,
        name=wanted.name.in_language(language),
        unit=unit_of(wanted, values, language),
        meaning=wanted.meaning.in_language(language),
        summary=summary(matrix, language),
        heads=tuple(YearHead(year=year, href=href[year], sorted=year == order) for year in matrix.years),
        rows=_rows(members, matrix, decimals_of(wanted, values), language, _marked(values)),
        foot=tuple(_foot(matrix, language)),
        marks=tuple(_marks(members, matrix, language)),
        notes=notes_of(matrix, values, language),
        drawing=_drawing(matrix, values, language),
        silent=without_report(silent, language) if silent else "",
        silent_names=", ".join(member.name for member in silent),
        empty=not given,
    )


def ordered(members: Sequence[Member], matrix: Matrix, order: int | None) -> list[Member]:
    """By name, or by the figures of a year: the highest first, those without a number last, and each by name."""
    if order is None:
        return list(members)

    def place(member: Member) -> tuple[int, Decimal]:
        figure = matrix.cell(member.id, order).figure
        return (0, -figure.number) if figure.counts else (1, Decimal(0))

    return sorted(members, key=place)


def _marked(values: ComparisonValues) -> frozenset[str]:
    """Those to be found at once among the others; in a list of one's own that is nobody."""
    return frozenset() if values.group.kind == "own" else frozenset(values.choice.own)


def _rows(
    members: Sequence[Member], matrix: Matrix, decimals: int, language: str, marked: frozenset[str]
) -> SafeString:
    """The body of the table, written here because there may be thousands of cells."""
    write = cell_writer(decimals)
    unasked = f'<td class="num"><span class="kind">{escape(word("compare_not_in_form", language))}</span></td>'
    parts: list[str] = []
    for member in members:
        home = reverse("municipality", args=[member.slug])
        mark = " data-own" if member.slug in marked else ""
        parts.append(f'<tr{mark}><th scope="row"><a class="ds-link" href="{home}">{escape(member.name)}</a></th>')
        for year in matrix.years:
            cell = matrix.cell(member.id, year)
            if cell.asked or cell.figure.kind is not Kind.ABSENT:
                written = write(cell.figure, _way_down(home, cell))
                parts.append(f'<td class="num">{written}{_half(cell, language)}</td>')
            else:
                parts.append(unasked)
        parts.append("</tr>\n")
    return mark_safe("".join(parts))  # noqa: S308 -- names and words are escaped, the rest is written here


def _way_down(home: str, cell: Cell) -> str:
    if not cell.period or cell.figure.kind is Kind.ABSENT:
        return ""
    return f"{home}rapport/{cell.period}/#tall-{cell.code}" if cell.code else f"{home}rapport/{cell.period}/"


def _half(cell: Cell, language: str) -> str:
    """Which half of the year a figure speaks of, where its form is for one."""
    if "-" not in cell.period or cell.figure.kind is Kind.ABSENT:
        return ""
    words = word("compare_half_of", language, half=cell.period[-1])
    return f' <span class="kind half">{escape(words)}</span>'


def _foot(matrix: Matrix, language: str) -> Iterator[FootRow]:
    wanted = definition(matrix.code)
    spreads = [matrix.spreads[year] for year in matrix.years]
    for part in parts_told(matrix):
        cells = tuple(spread_said(spread, part, wanted, language) for spread in spreads)
        yield FootRow(name=word(f"compare_spread_{part}", language), part=part, cells=cells)
    covered = tuple(covered_said(spread, language) for spread in spreads)
    yield FootRow(name=word("compare_spread_coverage", language), part="coverage", cells=covered)


def _marks(members: Sequence[Member], matrix: Matrix, language: str) -> Iterator[tuple[str, str]]:
    cells = [matrix.cell(member.id, year) for member in members for year in matrix.years]
    kinds = {cell.figure.kind: cell.figure for cell in cells if cell.asked and cell.figure.certain}
    for kind in (each for each in Kind if each in kinds):
        if kind is Kind.ABSENT:
            yield print_figure(kinds[kind], language), word("compare_no_report_means", language)
        elif kind in KIND_WORDS:
            shown = "( )" if kind is Kind.TENTATIVE else print_figure(kinds[kind], language)
            yield shown, str(KIND_WORDS[kind])
    if any(cell.asked and not cell.figure.certain for cell in cells):
        yield gettext("uavklart"), gettext("uavklart i kilden, venter på bekreftelse")
    if any(not cell.asked for cell in cells):
        yield word("compare_not_in_form", language), word("compare_not_in_form_means", language)
    published = next((cell.figure for cell in cells if cell.figure.as_published), None)
    if published:
        yield print_number(published.number), explain(published, language)


def _drawing(matrix: Matrix, values: ComparisonValues, language: str) -> Drawing | None:
    drawn = picture(matrix, values, language)
    if drawn is None:
        return None
    return Drawing(
        title=drawn.title,
        subtitle=drawn.subtitle,
        key=drawn.peers_label if isinstance(drawn, Chart) else "",
        svg=mark_safe(draw_on_page(drawn)),  # noqa: S308 -- drawn by us, escaped
        wide=not isinstance(drawn, Chart),
    )
