"""The drawings of a fact sheet: need and results over the years beside the peers, or one year in bars."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from boso.kernel.number_printing import print_number
from boso.publishing.factsheet.gaps import STATES
from boso.publishing.factsheet.values import HOUSED, Peers, SheetValues
from boso.publishing.factsheet.wording import NEED, said, shown
from boso.publishing.values import Band, Bar, Bars, Chart, Column, Entry, Grid, Line, Paragraph
from boso.publishing.words import word

FEWEST_POINTS = 2  # fewer are no development


def charts(values: SheetValues, language: str) -> Iterator[Chart]:
    """Need by group at the end of each year; households housed, all groups, beside the peers. A chart that would have
    one point is none."""
    lines = [
        Line(label=word(f"{need[0]}_short", language), values=_numbers(values, f"{need}.status_end")) for need in NEED
    ]
    title = _finding(values, "A_no_dwelling.status_end", word("key_need", language).lower(), language)
    yield from _chart(values, title, word("need_over_time", language), lines, {}, language)
    given = {year: band for year, p in values.peers.get(HOUSED, {}).items() if (band := _band(p))}
    line = Line(label=values.name, values=_numbers(values, HOUSED))
    title = _finding(values, HOUSED, word("key_housed", language).lower(), language)
    yield from _chart(values, title, word("results_over_time", language), [line], given, language)


def year_in_bars(values: SheetValues, language: str) -> Iterator[Bars | Paragraph]:
    """The one year: each group at its start, at its end, and how many of it were housed."""
    parts = tuple(word(key, language) for key in ("start", "end", "housed"))
    bars = tuple(_bar(values, need, language) for need in NEED)
    if any(number is not None for bar in bars for number in bar.values):
        spoken = ". ".join(
            f"{bar.label}: " + ", ".join(f"{part} {text}" for part, text in zip(parts, bar.said, strict=True))
            for bar in bars
        )
        yield Bars(
            title=word("one_year_need", language, name=values.name, year=values.year),
            subtitle=word("households", language),
            alternative=word("bars_alternative", language, series=spoken),
            bars=bars,
            table=Grid(caption="", columns=(), rows=()),
            parts=parts,
            told=False,  # the need table below has the same numbers
        )
    yield Paragraph(word("one_year_first", language, year=values.year))


def _bar(values: SheetValues, need: str, language: str) -> Bar:
    figures = [values.figure(f"{need}.{state}") for state in STATES]
    return Bar(
        label=word(f"{need[0]}_short", language),
        values=tuple(float(f.number) if f and f.counts else None for f in figures),
        said=tuple(shown(f, language) for f in figures),
    )


def _numbers(values: SheetValues, code: str) -> dict[int, float | None]:
    """The certain numbers of a code by year; anything else is a gap, and so is a year without a report."""
    found = {year: values.figure(code, year) for year in values.span()}
    return {year: float(f.number) if f and f.counts else None for year, f in found.items()}


def _band(peers: Peers) -> Band | None:
    """The peers of a year; a lowest number that is hidden is drawn from zero."""
    if peers.median is None or peers.high is None:
        return None
    return Band(low=peers.low or 0.0, median=peers.median, high=peers.high)


def _finding(values: SheetValues, code: str, label: str, language: str) -> str:
    """The chart's title says what happened between the first and the last certain number."""
    known = [(year, number) for year, number in _numbers(values, code).items() if number is not None]
    if len(known) < FEWEST_POINTS or values.broken:
        return f"{values.name}: {label}"
    first, last = known[0][1], known[-1][1]
    key = "finding_flat" if first == last else "finding_fell" if last < first else "finding_rose"
    printed = {"first": print_number(Decimal(first), language), "last": print_number(Decimal(last), language)}
    return word(key, language, name=values.name, label=label, **printed)


def _chart(
    values: SheetValues, title: str, measure: str, lines: list[Line], peers: Mapping[int, Band], language: str
) -> Iterator[Chart]:
    years = values.span()
    drawn = [line for line in lines if sum(number is not None for number in line.values.values()) >= FEWEST_POINTS]
    if not drawn:
        return
    peers = {year: band for year, band in peers.items() if year in years}
    spoken = [f"{line.label}: " + ", ".join(said(line.values.get(y), language) for y in years) for line in lines]
    yield Chart(
        title=title,
        subtitle=measure,
        alternative=word("chart_alternative", language, years=", ".join(map(str, years)), series=". ".join(spoken)),
        years=years,
        lines=tuple(lines),
        peers=peers,
        peers_label=_peers_label(values, peers, language) if peers else "",
        table=_chart_table(measure, lines, years, language),
        told=False,  # the table of all figures has the same numbers
    )


def _peers_label(values: SheetValues, peers: Mapping[int, Band], language: str) -> str:
    found = values.peers.get(HOUSED, {})
    coverage = ", ".join(
        f"{year}: {word('coverage_short', language, counted=found[year].counted, asked=found[year].asked)}"
        for year in sorted(peers)
    )
    return word("band_of", language, group=values.beside.group, coverage=coverage)


def _chart_table(caption: str, lines: list[Line], years: tuple[int, ...], language: str) -> Grid:
    columns = (Column(label=word("year", language)), *(Column(label=line.label, numeric=True) for line in lines))
    rows = tuple(
        (Entry(shown=str(year)), *(Entry(shown=said(line.values.get(year), language)) for line in lines))
        for year in years
    )
    return Grid(caption=caption, columns=columns, rows=rows)
