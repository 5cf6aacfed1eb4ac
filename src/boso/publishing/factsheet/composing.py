"""A fact sheet from its values: one A4 page that stands alone, then the tables."""

from collections.abc import Iterator
from datetime import date

from boso.kernel.number_printing import print_number
from boso.publishing.defined import definitions_of
from boso.publishing.factsheet.changes import since_last_year
from boso.publishing.factsheet.gaps import GROUPS, STATES, what_is_missing
from boso.publishing.factsheet.keys import key_figures
from boso.publishing.factsheet.money import money_blocks, money_in_short
from boso.publishing.factsheet.pictures import charts, year_in_bars
from boso.publishing.factsheet.tables import (
    all_figures,
    beside_peers,
    has_peers,
    instrument_codes,
    instruments,
    need_table,
)
from boso.publishing.factsheet.values import SheetValues
from boso.publishing.factsheet.wording import in_short
from boso.publishing.marks import with_marks
from boso.publishing.values import Block, Heading, KeyFigures, Paragraph, Points, Publication, Sheet
from boso.publishing.words import word

ROOM_BESIDE_CHARTS, ROOM_BESIDE_BARS = 11, 19  # lines of the first page for changes, instruments and what is missing
MOST_ROWS, FEWEST_ROWS = 8, 3  # of instruments
MOST_NAMED = (5, 3, 2, 1)  # figures named of one kind of missing, the first number that fits
LETTERS = 118  # on a line of A4


def fact_sheet(values: SheetValues, *, language: str, made: date) -> Publication:
    """The fact sheet of one municipality and year in nb, nn or en. What has no figure is said, not left out."""
    return Publication(
        title=word("fact_sheet", language, year=values.year, name=values.name),
        subtitle=_who(values, language),
        language=language,
        made=made,
        invented=values.invented,
        blocks=with_marks(tuple(_blocks(values, language)), language),
        sources=tuple(_sources(values, language)),
        attached=_attached(values),
        kind="fact_sheet",
        about={"municipality": {"number": values.number, "name": values.name}, "year": values.year},
        definitions=definitions_of(values.series, language),
        keywords=(values.name, str(values.year), word("programme_name", language)),
    )


def _who(values: SheetValues, language: str) -> str:
    """Who and where in the programme, in one line."""
    people = values.population.get(values.year + 1)
    parts = [
        f"{values.number} {values.name}",
        values.region,
        word("intake", language, number=values.intake) if values.intake else "",
        ", ".join(values.phases) or word("phase_unknown", language),
        word("population", language, count=print_number(people, language), year=values.year + 1)
        if people
        else word("population_unknown", language),
    ]
    return " · ".join(part for part in parts if part)


def _blocks(values: SheetValues, language: str) -> Iterator[Block]:
    """The first page, and behind it what it has no room for."""
    changes = since_last_year(values, language) if values.counted and _several(values) else []
    lacking, rows = _fitted(values, changes, language)
    yield from _first_page(values, changes, lacking, rows, language)
    yield from _tables(values, rows, language)
    yield Paragraph(word("method_note", language))


def _first_page(
    values: SheetValues, changes: list[str], lacking: list[str], rows: int, language: str
) -> Iterator[Block]:
    """What a reader needs who reads no more. A report without any number gets no empty tables here."""
    if values.counted:
        yield KeyFigures(tuple(key_figures(values, language)))
        yield Paragraph(" ".join(in_short(values, language)))
        yield from _development(values, changes, language)
        yield need_table(values, language)
        yield beside_peers(values, rows, language)
    else:
        yield Paragraph(word("no_numbers_given" if values.asked else "no_numbers", language, year=values.year))
    yield from money_in_short(values, language)
    yield Heading(word("missing_head", language))
    yield Points(tuple(lacking))


def _development(values: SheetValues, changes: list[str], language: str) -> Iterator[Block]:
    """The years before, in sentences and drawn; a municipality with one year gets that year drawn."""
    if _several(values):
        yield Heading(word("since", language, before=values.year - 1))
        yield Points(tuple(changes))
        yield from charts(values, language)
    else:
        yield from year_in_bars(values, language)


def _several(values: SheetValues) -> bool:
    return len(values.years()) > 1


def _fitted(values: SheetValues, changes: list[str], language: str) -> tuple[list[str], int]:
    """What is missing, and how many rows of instruments, so that the first page is one A4 page."""
    room, wanted = (ROOM_BESIDE_CHARTS, MOST_ROWS) if _several(values) else (ROOM_BESIDE_BARS, len(values.names))
    lacking: list[str] = []
    left = 0
    for named in MOST_NAMED:
        lacking = what_is_missing(values, _asked_for(values), language, most=named)
        left = room - _lines(changes) - _lines(lacking)
        if left >= FEWEST_ROWS:
            break
    return lacking, max(FEWEST_ROWS, min(wanted, left))


def _lines(texts: list[str]) -> int:
    """The lines that these take on A4, each beginning its own."""
    return sum(-(-len(text) // LETTERS) for text in texts)


def _tables(values: SheetValues, rows: int, language: str) -> Iterator[Block]:
    """All figures and the money. What the first page tells in full is not told again."""
    whole = not values.counted or _told_in_full(values, rows)
    if whole and not (values.money or values.money_years):
        return
    yield Sheet()
    if not whole:
        yield Heading(word("tables", language))
        told = has_peers(values)
        if told:
            yield instruments(values, language)
        if _several(values) or not told:  # one year stands in the table above
            yield all_figures(values, language)
    yield from money_blocks(values, language)


def _told_in_full(values: SheetValues, rows: int) -> bool:
    """There is one year and nobody to stand beside, and the first page has room for all its figures."""
    if _several(values) or has_peers(values):
        return False
    given = {code for code in values.names if values.figure(code)}
    return given <= {*_need_codes(), *instrument_codes(values)[:rows]}


def _asked_for(values: SheetValues) -> list[str]:
    """The codes the fact sheet asks for, in the order of the form."""
    need = _need_codes()
    return need + [code for code in values.names if code not in need]


def _need_codes() -> list[str]:
    return [f"{group}.{state}" for group in GROUPS for state in STATES]


def _sources(values: SheetValues, language: str) -> Iterator[str]:
    for report in values.reports:
        yield word("source_report", language, title=report.title, name=values.name, year=report.year)
    if values.population:
        yield word("source_population", language)


def _attached(values: SheetValues) -> dict[str, object]:
    """The figures as data, for a reader that is a machine."""
    return {
        "municipality": {"number": values.number, "name": values.name, "invented": values.invented},
        "year": values.year,
        "figures": [
            {"code": code, "year": year, "kind": str(figure.kind), "value": figure.settled, "certain": figure.certain}
            for code, by_year in values.series.items()
            for year, figure in sorted(by_year.items())
        ],
    }
