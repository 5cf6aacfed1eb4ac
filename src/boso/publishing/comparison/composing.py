"""A comparison as a document: a table an indicator with how its figures spread, definitions, and what it stands on."""

from collections.abc import Iterator
from datetime import date

from boso.indicators.comparison import Cell, Matrix, Member
from boso.indicators.definitions import POPULATION, Definition, definition
from boso.kernel.figures import Kind, rounded
from boso.kernel.number_printing import explain
from boso.publishing.comparison.drawing import picture
from boso.publishing.comparison.rows import rows_of
from boso.publishing.comparison.values import ComparisonValues
from boso.publishing.comparison.wording import (
    covered_said,
    decimals_of,
    group_said,
    is_rate,
    notes_of,
    parted,
    parts_told,
    spread_said,
    summary,
    unit_of,
    without_report,
    years_in_words,
)
from boso.publishing.defined import definitions_of
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Publication
from boso.publishing.words import word


def comparison(values: ComparisonValues, *, language: str, made: date) -> Publication:
    """The document of exactly what was chosen."""
    group = group_said(values.group, len(values.members), language)
    names = [definition(code).name.in_language(language) for code in values.choice.codes]
    said = names[0] if len(names) == 1 else word("compare_several", language, count=len(names))
    years = years_in_words(values.choice.years, language)
    return Publication(
        title=word("compare_title", language, group=group),
        subtitle=word("compare_subtitle", language, indicators=said, years=years),
        language=language,
        made=made,
        invented=values.group.invented,
        blocks=tuple(_blocks(values, language)),
        sources=tuple(_sources(values, language)),
        kind="comparison",
        about=_about(values, group),
        definitions=definitions_of(values.matrices, language, units=_units(values, language)),
        attached={"choice": _chosen(values), "rows": list(rows_of(values, language))},
        keywords=tuple(names),
    )


def _blocks(values: ComparisonValues, language: str) -> Iterator[Block]:
    yield Paragraph(word("compare_note_rank", language))
    for code, matrix in values.matrices.items():
        wanted = definition(code)
        yield Heading(wanted.name.in_language(language))
        yield Paragraph(f"{wanted.meaning.in_language(language)} {summary(matrix, language)}")
        drawn = picture(matrix, values, language)
        if drawn is not None:
            yield drawn
        yield _table(wanted, matrix, values, language)
    yield Paragraph(word("compare_note_quartiles", language))
    yield _definitions(values, language)


def _table(wanted: Definition, matrix: Matrix, values: ComparisonValues, language: str) -> Grid:
    """A line a municipality, by name, and under them how the figures of each year spread."""
    name, unit = wanted.name.in_language(language), unit_of(wanted, values, language)
    heads = (Column(label=word("compare_head", language)), *(_year(year) for year in matrix.years))
    places = decimals_of(wanted, values)
    given, silent = parted(matrix, values.members)
    rows = [
        (Entry(shown=member.name), *(_entry(cell, places, language) for cell in _cells(matrix, member)))
        for member in given
    ]
    notes = notes_of(matrix, values, language)
    if silent:
        names = ", ".join(member.name for member in silent)
        notes = (*notes, f"{without_report(silent, language)} ({names}).")
    return Grid(
        caption=f"{name} ({unit})",
        columns=heads,
        rows=(*rows, *_spread(wanted, matrix, language)),
        notes=notes,
    )


def _year(year: int) -> Column:
    return Column(label=str(year), numeric=True)


def _cells(matrix: Matrix, member: Member) -> Iterator[Cell]:
    return (matrix.cell(member.id, year) for year in matrix.years)


def _entry(cell: Cell, places: int, language: str) -> Entry:
    if not cell.asked and cell.figure.kind is Kind.ABSENT:
        return Entry(shown=word("compare_not_in_form", language))
    _, _, half = cell.period.partition("-")
    told = word("compare_half_of", language, half=half) if half and cell.figure.kind is not Kind.ABSENT else ""
    note = ", ".join(part for part in (told, explain(cell.figure, language)) if part)
    figure = rounded(cell.figure, places)
    return Entry(shown=shown(figure, language), figure=figure, note=note)


def _spread(wanted: Definition, matrix: Matrix, language: str) -> Iterator[tuple[Entry, ...]]:
    spreads = [matrix.spreads[year] for year in matrix.years]
    for part in parts_told(matrix):
        told = (Entry(shown=spread_said(spread, part, wanted, language)) for spread in spreads)
        yield (Entry(shown=word(f"compare_spread_{part}", language)), *told)
    covered = (Entry(shown=covered_said(spread, language)) for spread in spreads)
    yield (Entry(shown=word("compare_spread_coverage", language)), *covered)


def _definitions(values: ComparisonValues, language: str) -> Grid:
    keys = ("csv_indicator", "compare_definition_unit", "compare_definition_meaning", "compare_definition_made")
    rows = []
    for wanted in map(definition, values.matrices):
        made = wanted.written or word("compare_definition_reported", language)
        texts = (unit_of(wanted, values, language), wanted.meaning.in_language(language), made)
        rows.append((Entry(shown=wanted.name.in_language(language)), *(Entry(shown=text) for text in texts)))
    return Grid(
        caption=word("compare_definitions_head", language),
        columns=tuple(Column(label=_capital(word(key, language)), wide=True) for key in keys),
        rows=tuple(rows),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sources(values: ComparisonValues, language: str) -> Iterator[str]:
    used = {address for matrix in values.matrices.values() for address in matrix.editions}
    for address in sorted(used):
        yield word("compare_source", language, title=values.titles[address])
    wanted = [definition(code) for code in values.matrices]
    if any(is_rate(each, values) or POPULATION in each.inputs for each in wanted):
        yield word("compare_source_people", language)


def _about(values: ComparisonValues, group: str) -> dict[str, object]:
    """Who is compared and in which years; the region too where they are those of one."""
    about: dict[str, object] = {"group": {"code": values.choice.group, "name": group}, "years": [*values.choice.years]}
    if values.group.kind == "region":
        about["region"] = {"code": values.group.region, "name": values.group.name}
    return about if len(values.choice.years) != 1 else about | {"year": values.choice.years[0]}


def _units(values: ComparisonValues, language: str) -> dict[str, str]:
    return {code: unit_of(definition(code), values, language) for code in values.matrices}


def _chosen(values: ComparisonValues) -> dict[str, object]:
    choice = values.choice
    return {
        "indicators": list(choice.codes),
        "years": list(choice.years),
        "group": choice.group,
        "municipalities": [member.slug for member in values.members],
        "per_1000": choice.per_1000,
    }
