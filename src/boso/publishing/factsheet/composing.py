"""A fact sheet from its values: one A4 page that stands alone, then the tables."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from boso.kernel.figures import Figure, total
from boso.kernel.number_printing import print_number
from boso.publishing.factsheet.money import money_blocks, money_in_short
from boso.publishing.factsheet.values import HOUSED, Peers, SheetValues
from boso.publishing.factsheet.wording import NEED, change, in_short, missing, shown
from boso.publishing.values import (
    Band,
    Block,
    Chart,
    Column,
    Entry,
    Grid,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    Points,
    Publication,
    Sheet,
)
from boso.publishing.words import word

STATES = ("status_start", "status_end", "housed")
GROUPS = (*NEED, "P_child_families")
LONG_LIST = 8


def fact_sheet(values: SheetValues, *, language: str, made: date) -> Publication:
    """The fact sheet of one municipality and year in nb, nn or en. What has no figure is said, not left out."""
    return Publication(
        title=word("fact_sheet", language, year=values.year, name=values.name),
        subtitle=_who(values, language),
        language=language,
        made=made,
        invented=values.invented,
        blocks=tuple(_blocks(values, language)),
        sources=tuple(_sources(values, language)),
        attached=_attached(values),
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
    yield KeyFigures(tuple(_key_figures(values, language)))
    yield Heading(word("context_head", language))
    yield Paragraph(" ".join(in_short(values, language)))
    several = len(values.years()) > 1
    if several:
        yield from _charts(values, language)
    yield _need_table(values, language)
    yield _instruments(values, _instrument_codes(values)[:LONG_LIST], language)
    yield from money_in_short(values, language)
    yield Heading(word("missing_head", language))
    yield Points(tuple(missing(values, _asked(values), language)))
    yield Sheet()
    yield from money_blocks(values, language)
    yield _all_figures(values, language)
    yield Paragraph(word("method_note", language))


def _asked(values: SheetValues) -> list[str]:
    """The codes the fact sheet asks for, in the order of the form."""
    need = [f"{group}.{state}" for group in GROUPS for state in STATES]
    return need + _instrument_codes(values)


def _instrument_codes(values: SheetValues) -> list[str]:
    """Figures of instruments and dwellings, in the order of the names handed in."""
    return [code for code in values.names if code.startswith(("C1.", "C2."))]


def _key_figures(values: SheetValues, language: str) -> Iterator[KeyFigure]:
    households = word("households", language)
    no_dwelling = values.figure("A_no_dwelling.status_end")
    start = values.figure("A_no_dwelling.status_start")
    note = word("in_year", language, first=shown(start, language)) if start and start.counts else ""
    moved = change(values, "A_no_dwelling.status_end", language)
    yield KeyFigure(
        label=word("key_need", language),
        shown=shown(no_dwelling, language),
        unit=households,
        year=values.year,
        change=moved or note,
    )
    housed = [f"{need}.housed" for need in NEED]
    yield _sum_figure(values, housed, word("key_housed", language), households, language)
    purchases = ["C1.full_financed", "C1.co_financed"]
    yield _sum_figure(values, purchases, word("all_purchases", language), word("purchases_unit", language), language)
    yield KeyFigure(
        label=word("key_dwellings", language),
        shown=shown(values.figure("C2.municipal_dwellings"), language),
        unit=word("dwellings_unit", language),
        year=values.year,
        change=change(values, "C2.municipal_dwellings", language) or _per_1000(values, language),
    )


def _sum_figure(values: SheetValues, codes: list[str], label: str, unit: str, language: str) -> KeyFigure:
    """A sum with its coverage said; doubtful and missing parts stay out and are counted as such."""
    asked = [values.figure(code) for code in codes]
    result = total([f for f in asked if f])
    note = ""
    if result.value is not None and result.coverage.counted < len(codes):
        note = word("part_sum", language, counted=result.coverage.counted, asked=len(codes))
    first = next((f for f in asked if f), None)
    printed = shown(first, language) if result.value is None else print_number(result.value, language)
    return KeyFigure(label=label, shown=printed, unit=unit, year=values.year, note=note)


def _per_1000(values: SheetValues, language: str) -> str:
    figure, people = values.figure("C2.municipal_dwellings"), values.population.get(values.year + 1)
    if not (figure and figure.counts and people):
        return ""
    rate = (figure.number * 1000 / people).quantize(Decimal("0.1"))
    return word("rate_1000", language, rate=print_number(rate, language))


def _charts(values: SheetValues, language: str) -> Iterator[Chart]:
    """Need by group at the end of each year; households housed, all groups, beside the peers."""
    groups = [(need, word(f"{need[0]}_short", language), f"{need}.status_end") for need in NEED]
    lines = [Line(label=label, values=_numbers(values, code)) for _, label, code in groups]
    heading = _finding(values, "A_no_dwelling.status_end", word("key_need", language).lower(), language)
    yield _chart(values, heading, word("need_over_time", language), lines, {}, language)
    code = HOUSED
    peers = {year: _band(p) for year, p in values.peers.get(code, {}).items() if year in values.years()}
    line = Line(label=values.name, values=_numbers(values, code))
    heading = _finding(values, code, word("key_housed", language).lower(), language)
    yield _chart(values, heading, word("results_over_time", language), [line], peers, language)


def _numbers(values: SheetValues, code: str) -> dict[int, float | None]:
    """The certain numbers of a code by year; anything else is a gap."""
    found = {year: values.figure(code, year) for year in values.years()}
    return {year: float(f.number) if f and f.counts else None for year, f in found.items()}


def _band(peers: Peers) -> Band:
    return Band(low=peers.low, median=peers.median, high=peers.high)


def _finding(values: SheetValues, code: str, label: str, language: str) -> str:
    """The chart's title says what happened between the first and the last certain number."""
    known = [(year, number) for year, number in _numbers(values, code).items() if number is not None]
    if len(known) < 2:
        return f"{values.name}: {label}"
    first, last = known[0][1], known[-1][1]
    key = "finding_flat" if first == last else "finding_fell" if last < first else "finding_rose"
    printed = {"first": print_number(Decimal(first), language), "last": print_number(Decimal(last), language)}
    return word(key, language, name=values.name, label=label, **printed)


def _chart(
    values: SheetValues, title: str, measure: str, lines: list[Line], peers: Mapping[int, Band], language: str
) -> Chart:
    years = values.years()
    coverage = ", ".join(
        f"{year}: {p.counted}/{p.asked}" for year, p in sorted(values.peers.get(HOUSED, {}).items()) if year in peers
    )
    said = [f"{line.label}: " + ", ".join(_said(line.values.get(year), language) for year in years) for line in lines]
    return Chart(
        title=title,
        subtitle=measure,
        alternative=word("chart_alternative", language, years=", ".join(map(str, years)), series=". ".join(said)),
        years=years,
        lines=tuple(lines),
        peers=peers,
        peers_label=word("peers_band", language, group=values.group, coverage=coverage) if peers else "",
        table=_chart_table(measure, lines, years, language),
        told=False,  # the numbers stand in the table of all figures
    )


def _said(number: float | None, language: str) -> str:
    return "–" if number is None else print_number(Decimal(number), language)


def _chart_table(caption: str, lines: list[Line], years: tuple[int, ...], language: str) -> Grid:
    columns = (Column(label=word("year", language)), *(Column(label=line.label, numeric=True) for line in lines))
    rows = tuple(
        (Entry(shown=str(year)), *(Entry(shown=_said(line.values.get(year), language)) for line in lines))
        for year in years
    )
    return Grid(caption=caption, columns=columns, rows=rows)


def _need_table(values: SheetValues, language: str) -> Grid:
    """The need table of the form for the year, a dash and a blank each in their own words."""
    heads = [word("start", language), word("end", language), word("housed", language)]
    columns = (Column(label=word("situation", language)), *(Column(label=h, numeric=True) for h in heads))
    rows = tuple(
        (Entry(shown=word(group, language)), *(_cell(values.figure(f"{group}.{state}"), language) for state in STATES))
        for group in GROUPS
    )
    return Grid(
        caption=f"{word('need', language)} {values.year}, {word('households', language)}", columns=columns, rows=rows
    )


def _cell(figure: Figure | None, language: str) -> Entry:
    return Entry(shown=shown(figure, language), figure=figure)


def _instruments(values: SheetValues, codes: list[str], language: str) -> Grid:
    """The year's figures, beside the median and range of the peers where enough of them answered."""
    has_peers = any(values.peers.get(code, {}).get(values.year) for code in codes)
    peer_heads = [word(k, language) for k in ("peer_median", "peer_range", "peer_coverage")] if has_peers else []
    heads = [str(values.year), *peer_heads]
    columns = (Column(label=word("indicator", language)), *(Column(label=h, numeric=True) for h in heads))
    rows = tuple(
        (
            Entry(shown=values.names[code]),
            _cell(values.figure(code), language),
            *(_peer_cells(values, code, language) if has_peers else ()),
        )
        for code in codes
    )
    note = word("peers_are" if has_peers else "no_peers", language, asked=values.group_size, group=values.group)
    return Grid(caption=word("instruments", language), columns=columns, rows=rows, notes=(note,))


def _peer_cells(values: SheetValues, code: str, language: str) -> tuple[Entry, Entry, Entry]:
    peers = values.peers.get(code, {}).get(values.year)
    if peers is None:
        few = word("few", language)
        return Entry(shown="–"), Entry(shown="–"), Entry(shown=few)
    low, middle, high = (_said(number, language) for number in (peers.low, peers.median, peers.high))
    return Entry(shown=middle), Entry(shown=f"{low}–{high}"), Entry(shown=f"{peers.counted}/{peers.asked}")


def _all_figures(values: SheetValues, language: str) -> Grid:
    """Every figure of every year, as answered."""
    years = values.years()
    columns = (Column(label=word("indicator", language)), *(Column(label=str(year), numeric=True) for year in years))
    rows = tuple(
        (Entry(shown=values.names[code]), *(_cell(values.figure(code, year), language) for year in years))
        for code in values.names
    )
    return Grid(caption=word("all_figures", language), columns=columns, rows=rows)


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
            {"code": code, "year": year, "kind": str(figure.kind), "value": figure.value, "certain": figure.certain}
            for code, by_year in values.series.items()
            for year, figure in sorted(by_year.items())
        ],
    }
