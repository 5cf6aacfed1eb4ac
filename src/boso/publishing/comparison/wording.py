"""The sentences and numbers of a comparison, the same on a page and in a file."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from boso.indicators.comparison import Matrix, Member, Spread
from boso.indicators.definitions import Definition, comparability, definition
from boso.indicators.release.thresholds import FEWEST
from boso.indicators.values import SIZE_BANDS
from boso.kernel.errors import NotFound
from boso.kernel.number_printing import print_number
from boso.publishing.comparison.values import ComparisonValues, Group, Remark, years_said
from boso.publishing.words import word
from boso.questionnaires.values import Words

PARTS = ("high", "third", "median", "first", "low")
RATE_DECIMALS = 2  # of what is shown per 1,000 inhabitants
QUARTERS = 2  # decimals that a quartile of whole numbers may have
NOTHING = "–"


def is_rate(wanted: Definition, values: ComparisonValues) -> bool:
    """The indicator is shown per 1,000 inhabitants."""
    return values.choice.per_1000 and wanted.per_1000


def decimals_of(wanted: Definition, values: ComparisonValues) -> int:
    """With how many decimals its figures are shown."""
    return RATE_DECIMALS if is_rate(wanted, values) else wanted.decimals


def unit_of(wanted: Definition, values: ComparisonValues, language: str) -> str:
    """What its figures count, in words, said once for a table."""
    unit = word(f"compare_unit_{wanted.unit}", language)
    return word("compare_per_thousand", language, unit=unit) if is_rate(wanted, values) else unit


def spread_said(spread: Spread, part: str, wanted: Definition, language: str) -> str:
    """A middle or outer value as it is printed; ":" where it would tell of few, a dash where too few have a number."""
    value: Decimal | None = getattr(spread, part)
    if value is not None:
        return printed(value, wanted, language)
    return ":" if spread.coverage.counted >= FEWEST else NOTHING


def printed(value: Decimal, wanted: Definition, language: str) -> str:
    """A middle or outer value: exact for whole numbers, whose quarters have two decimals; kroner without øre."""
    places = 0 if wanted.unit == "kroner" else QUARTERS
    return print_number(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), language)


def covered_said(spread: Spread, language: str) -> str:
    """How many of how many stand behind it."""
    return word("compare_covered_short", language, counted=spread.coverage.counted, asked=spread.coverage.asked)


def summary(matrix: Matrix, language: str) -> str:
    """How many have a number in the latest year with any, and where the middle half of them lies."""
    year = next((y for y in reversed(matrix.years) if matrix.spreads[y].coverage.counted), None)
    if year is None:
        return word("compare_nothing", language)
    spread, wanted = matrix.spreads[year], definition(matrix.code)
    coverage = spread.coverage
    said = word("compare_covered", language, counted=coverage.counted, asked=coverage.asked, year=year)
    if coverage.counted < FEWEST:
        return f"{said} {word('compare_too_few', language, fewest=FEWEST)}"
    first, third = (spread_said(spread, part, wanted, language) for part in ("first", "third"))
    return f"{said} {word('compare_middle_half', language, first=first, third=third)}"


def parted(matrix: Matrix, members: Sequence[Member]) -> tuple[list[Member], list[Member]]:
    """Those with a report in any of the years, and those without: they have no line of their own, and are named."""
    given = {place[0] for place, cell in matrix.cells.items() if cell.period}
    return [m for m in members if m.id in given], [m for m in members if m.id not in given]


def parts_told(matrix: Matrix) -> tuple[str, ...]:
    """What is told of the spread: nothing where no year has numbers enough."""
    return PARTS if any(spread.coverage.counted >= FEWEST for spread in matrix.spreads.values()) else ()


def without_report(members: Sequence[Member], language: str) -> str:
    """How many have no published report in these years."""
    return word("compare_without_report", language, count=len(members))


def notes_of(matrix: Matrix, values: ComparisonValues, language: str) -> tuple[str, ...]:
    """What to know before comparing: forms that do not ask, halves beside whole years, questions that changed."""
    return tuple(_notes(matrix, values, language))


def _notes(matrix: Matrix, values: ComparisonValues, language: str) -> Iterator[str]:
    if matrix.silent:
        yield word("compare_note_silent", language, forms=", ".join(values.titles[a] for a in matrix.silent))
    if matrix.halves:
        yield word("compare_note_halves", language)
    wanted = definition(matrix.code)
    for older, newer in pairwise(matrix.editions):
        names = {"older": values.titles[older], "newer": values.titles[newer]}
        for note in _changes(wanted, older, newer):
            yield word("compare_note_between", language, note=note.in_language(language), **names)
    if any(not spread.coverage.complete for spread in matrix.spreads.values()):
        yield word("compare_note_coverage", language)


def _changes(wanted: Definition, older: str, newer: str) -> tuple[Words, ...]:
    """Notes on questions that changed, where a crosswalk leads from one form to the other."""
    try:
        return comparability(wanted, older, newer) or ()
    except NotFound:
        return ()


def group_said(group: Group, count: int, language: str) -> str:
    """Who is compared, in words; `count` is how many they are."""
    if group.kind == "size" and group.band is not None:
        return _size_said(group.band, language)
    return word(f"among_{group.kind}", language, name=group.name, intake=group.intake, count=count)


def _size_said(band: int, language: str) -> str:
    if band == 0:
        return word("among_smallest", language, next=print_number(SIZE_BANDS[0], language))
    first = print_number(SIZE_BANDS[band - 1], language)
    if band == len(SIZE_BANDS):
        return word("among_largest", language, first=first)
    return word("among_size", language, first=first, last=print_number(SIZE_BANDS[band] - 1, language))


def remark_said(remark: Remark, language: str) -> str:
    """What could not be understood, as a sentence."""
    return word(f"compare_remark_{remark.key}", language, text=remark.text)


def years_in_words(years: tuple[int, ...], language: str) -> str:
    """The years, runs of them with a dash."""
    if not years:
        return word("compare_no_years", language)
    return years_said(years).replace("-", "–").replace(",", ", ")
