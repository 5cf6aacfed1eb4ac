"""The four key figures of a fact sheet, each with what changed, its coverage or its rate."""

from collections.abc import Iterator
from decimal import Decimal

from boso.indicators.release.figures import added
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_number
from boso.publishing.factsheet.changes import change_in_short
from boso.publishing.factsheet.values import HOUSED, SheetValues
from boso.publishing.factsheet.wording import NEED, shown, unit
from boso.publishing.values import KeyFigure
from boso.publishing.words import word

NO_DWELLING, NO_DWELLING_BEFORE = "A_no_dwelling.status_end", "A_no_dwelling.status_start"
DWELLINGS, PURCHASES = "C2.municipal_dwellings", "all_purchases"


def key_figures(values: SheetValues, language: str) -> Iterator[KeyFigure]:
    """Households without a dwelling, households housed, homes bought, municipal dwellings."""
    start = values.figure(NO_DWELLING_BEFORE)
    in_year = word("in_year", language, first=shown(start, language)) if start and start.counts else ""
    yield _key(values, NO_DWELLING, word("key_need", language), "households", in_year, language)
    housed = [f"{need}.housed" for need in NEED]
    yield _sum(values, housed, HOUSED, word("key_housed", language), "households", language)
    purchases = ["C1.full_financed", "C1.co_financed"]
    yield _sum(values, purchases, PURCHASES, word("all_purchases", language), "bought", language)
    rate = _per_1000(values, language)
    yield _key(values, DWELLINGS, word("key_dwellings", language), "dwellings", rate, language)


def _key(values: SheetValues, code: str, label: str, counts: str, otherwise: str, language: str) -> KeyFigure:
    """A figure of the form, with its change since the year before, or what else can be said of it."""
    figure = values.figure(code)
    return KeyFigure(
        label=label,
        shown=shown(figure, language),
        unit=unit(counts, figure.settled if figure else None, language),
        year=values.year,
        change=change_in_short(values, code, language) or otherwise,
    )


def _sum(values: SheetValues, codes: list[str], whole: str, label: str, counts: str, language: str) -> KeyFigure:
    """A sum with its coverage said; doubtful and missing parts stay out and are counted as such."""
    asked = [values.figure(code) for code in codes]
    result = added([f for f in asked if f], year=values.year)
    note = ""
    if result.value is not None and result.coverage.counted < len(codes):
        note = word("key_part", language, counted=result.coverage.counted, asked=len(codes))
    return KeyFigure(
        label=label,
        shown=_printed(result.value, values.figure(whole), asked, language),
        unit=unit(counts, result.value, language),
        year=values.year,
        note=note,
        change="" if note else change_in_short(values, whole, language),
    )


def _printed(value: Decimal | None, whole: Figure | None, parts: list[Figure | None], language: str) -> str:
    """The sum; hidden where it is hidden; else why the first of its parts is no number."""
    if value is not None:
        return print_number(value, language)
    if whole is not None and whole.kind is Kind.SUPPRESSED:
        return shown(whole, language)
    lacking = next((part for part in parts if part is not None and not part.counts), None)
    return shown(lacking or whole, language)


def _per_1000(values: SheetValues, language: str) -> str:
    """Municipal dwellings by inhabitants at the end of the year (D3)."""
    figure, people = values.figure(DWELLINGS), values.population.get(values.year + 1)
    if not (figure and figure.counts and people):
        return ""
    rate = (figure.number * 1000 / people).quantize(Decimal("0.1"))
    return word("rate_1000", language, rate=print_number(rate, language))
