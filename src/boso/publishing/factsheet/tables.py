"""The tables of a fact sheet: need, instruments beside the peers, and every figure of every year."""

from collections.abc import Iterator, Sequence

from boso.indicators.release.thresholds import FEWEST
from boso.kernel.figures import Figure, Kind
from boso.kernel.figures import missing as without_value
from boso.publishing.factsheet.gaps import GROUPS, STATES
from boso.publishing.factsheet.values import SheetValues
from boso.publishing.factsheet.wording import counted, said, shown
from boso.publishing.values import Column, Entry, Grid
from boso.publishing.words import word


def need_table(values: SheetValues, language: str) -> Grid:
    """The need table of the form for the year, a dash and a blank each in their own words."""
    heads = [word("start", language), word("end", language), word("housed", language)]
    columns = (Column(label=word("situation", language)), *(Column(label=h, numeric=True) for h in heads))
    rows = tuple(
        (Entry(shown=word(group, language)), *(_cell(values.figure(f"{group}.{state}"), language) for state in STATES))
        for group in GROUPS
    )
    caption = f"{word('need', language)} {values.year}, {word('households', language)}"
    return Grid(caption=caption, columns=columns, rows=rows)


def beside_peers(values: SheetValues, rows: int, language: str) -> Grid:
    """The instruments with a figure this year, beside the peers, as many as the first page has room for."""
    return _compared(values, word("instruments", language), instrument_codes(values)[:rows], language)


def instruments(values: SheetValues, language: str) -> Grid:
    """Everything of the year beside the peers."""
    return _compared(values, word("beside_all_head", language, year=values.year), list(values.names), language)


def all_figures(values: SheetValues, language: str) -> Grid:
    """Every figure of every year, as answered."""
    years = values.years()
    columns = (Column(label=word("indicator", language)), *(Column(label=str(year), numeric=True) for year in years))
    rows = tuple(
        (Entry(shown=values.names[code]), *(_cell(values.figure(code, year), language) for year in years))
        for code in values.names
    )
    return Grid(caption=word("all_figures", language), columns=columns, rows=rows)


def has_peers(values: SheetValues) -> bool:
    """There is any number of the peers for the year."""
    return any(given.told for by_year in values.peers.values() if (given := by_year.get(values.year)))


def peers_in_words(values: SheetValues, language: str) -> Iterator[str]:
    """Who the peers are, what the numbers cover, and why there is no median where there is none."""
    beside, told = values.beside, has_peers(values)
    if not beside.group:
        yield word("beside_nobody", language)
        return
    if not beside.size:
        yield word("beside_none", language, group=beside.group)
    else:
        yield counted("beside", language, beside.size, group=beside.group)
        yield word("beside_rule", language) if told else word("beside_few", language, fewest=FEWEST)
    if beside.likeness:
        yield word("beside_likeness", language)


def instrument_codes(values: SheetValues) -> list[str]:
    """The codes of instruments and dwellings with a figure this year, in the order of the names handed in."""
    return [code for code in values.names if code.startswith(("C1.", "C2.")) and values.figure(code)]


def _compared(values: SheetValues, caption: str, codes: Sequence[str], language: str) -> Grid:
    """The year's figures, beside the median and range of the peers where enough of them answered."""
    given = {code: values.peers.get(code, {}).get(values.year) for code in codes}
    has_peers = any(peers is not None and peers.told for peers in given.values())
    peer_heads = [word(k, language) for k in ("peer_median", "peer_range", "peer_coverage")] if has_peers else []
    columns = (
        Column(label=word("indicator", language)),
        *(Column(label=head, numeric=True) for head in (str(values.year), *peer_heads)),
    )
    rows = tuple(
        (
            Entry(shown=values.names[code]),
            _cell(values.figure(code), language),
            *(_peer_cells(values, code, language) if has_peers else ()),
        )
        for code in codes
    )
    notes = [*peers_in_words(values, language)]
    if any(peers is not None and peers.partly_hidden for peers in given.values()):
        notes.append(word("beside_hidden", language))
    return Grid(caption=caption, columns=columns, rows=rows, notes=(" ".join(notes),))


def _peer_cells(values: SheetValues, code: str, language: str) -> tuple[Entry, Entry, Entry]:
    peers = values.peers.get(code, {}).get(values.year)
    if peers is None:
        return Entry(shown="–"), Entry(shown="–"), Entry(shown="–")
    coverage = Entry(shown=word("coverage_short", language, counted=peers.counted, asked=peers.asked))
    if peers.counted < FEWEST:
        return Entry(shown="–"), Entry(shown="–"), coverage
    low, middle, high = (_hidden_or(number, language) for number in (peers.low, peers.median, peers.high))
    return Entry(shown=middle), Entry(shown=f"{low}–{high}"), coverage


def _hidden_or(number: float | None, language: str) -> str:
    return shown(without_value(Kind.SUPPRESSED), language) if number is None else said(number, language)


def _cell(figure: Figure | None, language: str) -> Entry:
    return Entry(shown=shown(figure, language), figure=figure)
