"""Population files as Statistics Norway gives them, and as boso writes them, read into figures.

Three shapes are understood, with `;`, `,` or tab between cells, in UTF-8 or Windows-1252:

- boso's own: `number,year,persons` and perhaps `source,cross_checked,note`;
- the statistics bank's long form: a column `region`, a column `år` (or `year`), the figure in the last column;
- its wide form: a column `region` and one column a year ("2013", or "Personer 2013").

A region is "0101 Halden", "K-0101 Halden" or "0101". Lines before the head and after the table are passed over.
"""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from boso.kernel.errors import Invalid
from boso.places.csv_files import text_of
from boso.places.values import SSB_CREDIT, PopulationFigure

REGION = re.compile(r"^(?:K[-_ ]?)?(\d{6}|\d{4})(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:1[89]|20|21)\d\d)$")
NO_FIGURE = frozenset({"", ".", "..", "...", ":", "-", "0"})  # the bank prints 0 for years without the municipality
REGION_HEADS = frozenset({"region", "number", "municipality_number", "kommunenummer", "kommune"})
YEAR_HEADS = frozenset({"år", "year", "tid", "time"})
FIGURE_HEADS = frozenset({"persons", "population", "personer", "folkemengde", "value"})
IGNORED_HEADS = frozenset({"source", "cross_checked", "note", "name", "navn"})


def read_population(path: Path, *, source: str = "") -> list[PopulationFigure]:
    """The figures of a file. `source` says where it was fetched; the file's name stands there otherwise.

    Raises `Invalid` with the line of the first mistake, and for a file that splits people by sex or age.
    """
    lines = _lines(path)
    position = next((i for i, (_, cells) in enumerate(lines) if REGION_HEADS & {c.lower() for c in cells}), None)
    if position is None:
        raise Invalid(f"{path.name}: no line has a column 'region' or 'number'; fetch the table as CSV with a head.")
    head = [c.lower() for c in lines[position][1]]
    rows = [(n, cells) for n, cells in lines[position + 1 :] if len(cells) == len(head)]
    label = source or f"{SSB_CREDIT} ({path.name})"
    long = bool(YEAR_HEADS & set(head))
    year_columns = [(i, int(y.group(1))) for i, name in enumerate(head) if not long and (y := YEAR.search(name))]
    reading = _Wide(path.name, head, year_columns, label) if year_columns else _Long(path.name, head, label)
    _refuse_parts(path.name, head, rows, reading.known)
    return [figure for number, cells in rows for figure in reading.figures(number, cells)]


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    text = text_of(path, "cp1252")
    if not text.strip():
        raise Invalid(f"{path.name} is empty.")
    counts = {mark: max(line.count(mark) for line in text.splitlines()) for mark in ";\t,"}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(counts, key=lambda mark: counts[mark]))
    return [(reader.line_num, [c.strip() for c in cells]) for cells in reader]


def _refuse_parts(file: str, head: Sequence[str], rows: Sequence[tuple[int, list[str]]], known: set[int]) -> None:
    for column, name in enumerate(head):
        found = sorted({cells[column] for _, cells in rows})
        if column not in known and name not in IGNORED_HEADS and len(found) > 1:
            raise Invalid(
                f"{file}: the column '{name}' splits people ({', '.join(found[:3])} …); "
                "fetch the table with one total for everyone."
            )


class _Shape:
    """What the two shapes of table share: the region's column and the reading of one figure."""

    def __init__(self, file: str, head: Sequence[str], label: str) -> None:
        self.file = file
        self.label = label
        self.region = next(i for i, name in enumerate(head) if name in REGION_HEADS)
        self.known = {self.region}

    def figure(self, line: int, cells: Sequence[str], year: int, cell: str) -> list[PopulationFigure]:
        place = REGION.match(cells[self.region])
        if place is None:
            return []  # the country, a county, or a note under the table
        plain = re.sub(r"[\s\u00a0\u202f]", "", cell)
        if plain not in NO_FIGURE and not (plain.isascii() and plain.isdigit()):
            raise Invalid(f"{self.file}, line {line}: '{cell}' is no number of people; a whole number stands there.")
        return [
            PopulationFigure(
                number=place.group(1),
                year=year,
                persons=None if plain in NO_FIGURE else int(plain),
                source=self.label,
                place=f"{self.file}, line {line}",
            )
        ]


class _Wide(_Shape):
    """One column a year."""

    def __init__(self, file: str, head: Sequence[str], years: Sequence[tuple[int, int]], label: str) -> None:
        super().__init__(file, head, label)
        self.years = years
        self.known |= {column for column, _ in years}
        if len({year for _, year in years}) != len(years):
            raise Invalid(f"{file}: a year has two columns; fetch the table with population alone.")

    def figures(self, line: int, cells: Sequence[str]) -> list[PopulationFigure]:
        return [f for column, year in self.years for f in self.figure(line, cells, year, cells[column])]


class _Long(_Shape):
    """One line a year."""

    def __init__(self, file: str, head: Sequence[str], label: str) -> None:
        super().__init__(file, head, label)
        year = next((i for i, name in enumerate(head) if name in YEAR_HEADS), None)
        if year is None:
            raise Invalid(f"{file}: no column holds the year; fetch the table with the years as columns or as 'år'.")
        self.year = year
        self.value = next((i for i, name in enumerate(head) if name in FIGURE_HEADS), len(head) - 1)
        self.known |= {year, self.value}

    def figures(self, line: int, cells: Sequence[str]) -> list[PopulationFigure]:
        if not REGION.match(cells[self.region]):
            return []
        year = YEAR.search(cells[self.year])
        if year is None:
            raise Invalid(f"{self.file}, line {line}: '{cells[self.year]}' is no year; figures are of 1 January.")
        return self.figure(line, cells, int(year.group(1)), cells[self.value])
