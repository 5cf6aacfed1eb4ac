"""How the annual report prints: sums with their coverage, changes, and figures of one municipality."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from boso.indicators.definitions import definition
from boso.indicators.values import Compared
from boso.kernel.figures import Coverage, Figure, Kind
from boso.kernel.number_printing import print_number
from boso.kernel.sources import Origin, Source
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Column, Entry, Grid
from boso.publishing.words import word

NOTHING = "–"


def name_of(code: str, language: str) -> str:
    """The indicator's name, with its unit where the name does not tell it."""
    found = definition(code)
    name = found.name.in_language(language)
    return f"{name} ({word('percent', language)})" if found.unit == "percent" else name


def rounded(value: Decimal, code: str) -> Decimal:
    """With as many decimals as the indicator is given, halves up."""
    return value.quantize(Decimal(1).scaleb(-definition(code).decimals), rounding=ROUND_HALF_UP)


def printed(value: Decimal | None, code: str, language: str) -> str:
    """A number of an indicator, or a dash where there is none."""
    return NOTHING if value is None else print_number(rounded(value, code), language)


def sum_entry(compared: Compared, language: str) -> Entry:
    """The sum of a region as a cell; without anything that counts, a dash and no number."""
    value, code = compared.now.value, compared.now.code
    if value is None:
        return _hidden(compared.now.code, language) if compared.now.hidden else Entry(shown=NOTHING)
    return Entry(shown=printed(value, code, language), figure=_computed(value, f"{code}, {covered(compared)}"))


def change_entry(compared: Compared, language: str) -> Entry:
    """How it moved over the same municipalities, signed; a dash where none can be compared."""
    change, code = compared.change, compared.now.code
    if change is None:
        return _hidden(code, language) if compared.hidden else Entry(shown=NOTHING)
    return Entry(shown=signed(change, code, language), figure=_computed(change, f"{code}, {compared.both}"))


def _hidden(code: str, language: str) -> Entry:
    figure = Figure(kind=Kind.SUPPRESSED, source=Source(origin=Origin.COMPUTED, label=code))
    return Entry(shown=shown(figure, language), figure=figure)


def _computed(value: Decimal, label: str) -> Figure:
    return Figure(kind=Kind.NUMBER, value=value, source=Source(origin=Origin.COMPUTED, label=label))


def signed(change: Decimal, code: str, language: str) -> str:
    """A change with its sign; nothing changed is 0 without one."""
    moved = rounded(change, code)
    return f"+{print_number(moved, language)}" if moved > 0 else print_number(moved, language)


def covered(compared: Compared) -> str:
    """ "9/14"."""
    return f"{compared.now.coverage.counted}/{compared.now.coverage.asked}"


def of_all(coverage: Coverage, language: str) -> str:
    """ "9 av 14"."""
    return word("of_all", language, counted=coverage.counted, asked=coverage.asked)


def cell(figure: Figure, code: str, language: str) -> Entry:
    """One municipality's figure: the number, or in words why there is none."""
    if figure.kind is Kind.DASH and figure.certain:
        return Entry(shown=word("not_given", language), figure=figure)
    if figure.value is None or not figure.certain:
        return Entry(shown=shown(figure, language), figure=figure)
    return Entry(shown=shown(replace(figure, value=rounded(figure.value, code)), language), figure=figure)


def sums(codes: list[str], caption: str, by_code: dict[str, Compared], year: int, language: str) -> Grid:
    """A table of a region's sums: each with how many municipalities stand behind it and behind its change.

    Where nothing in the region can be compared with the year before, there are no columns for it.
    """
    heads = [word("sum_of_year", language, year=year), word("municipalities_counted", language)]
    compared = any(each.both for each in by_code.values())
    if compared:
        heads += [word("change_from", language, year=year - 1), word("both_years", language)]
    columns = (
        Column(label=word("indicator", language), wide=True),
        *(Column(label=head, numeric=True) for head in heads),
    )
    rows = tuple(
        (
            Entry(shown=name_of(code, language)),
            sum_entry(by_code[code], language),
            Entry(shown=of_all(by_code[code].now.coverage, language)),
            *(_compared(by_code[code], language) if compared else ()),
        )
        for code in codes
    )
    return Grid(caption=caption, columns=columns, rows=rows)


def _compared(compared: Compared, language: str) -> tuple[Entry, Entry]:
    return change_entry(compared, language), Entry(shown=str(compared.both) if compared.both else NOTHING)
