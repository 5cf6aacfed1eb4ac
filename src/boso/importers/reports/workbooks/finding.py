"""Where things stand in a workbook that people have worked in: by its keys, and by its visible words where they are
gone. Sheets may be renamed and moved, columns and rows added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from boso.importers.reports.workbooks.opening import RawSheet
from boso.kernel.text import folded
from boso.reporting.workbooks.values import HEAD, KEY, SHEET, Sheet
from boso.reporting.workbooks.words import COLUMNS, meant

TOP = 12  # rows in which the title of a sheet stands, whatever was put above it
HEADS = 40  # rows in which its column heads stand
LEAST_HEADS = 2  # known words that make a row the column heads


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    """A sheet of the form found in a file: the row of its heads, its columns, the keys of its rows."""

    page: Sheet
    raw: RawSheet
    head: int
    columns: Mapping[str, int]
    keys: Mapping[int, str] = field(default_factory=dict)  # row -> key without its mark
    added: tuple[str, ...] = ()  # heads of columns that are not ours

    @property
    def rows(self) -> Iterator[int]:
        """The rows below the heads in which anything stands."""
        yield from sorted({row for row, _column in self.raw.cells if row > self.head})


def found_sheets(raws: Sequence[RawSheet], pages: Sequence[Sheet]) -> list[FoundSheet]:
    """The sheets of the form, in its order; a sheet that was copied is there twice."""
    titles = {folded(page.title): page for page in pages}
    codes = {page.code: page for page in pages}
    found = []
    for raw in raws:
        keys = dict(_keys(raw))
        page = _page(raw, keys, codes, titles)
        located = _located(raw, page, keys) if page else None
        if located is not None:
            found.append(located)
    return sorted(found, key=lambda each: pages.index(each.page))


def _keys(raw: RawSheet) -> Iterator[tuple[int, str]]:
    """The keys in whatever column they stand now."""
    for (row, _column), value in raw.cells.items():
        if isinstance(value, str) and value.startswith(KEY):
            yield row, value.removeprefix(KEY)


def _page(
    raw: RawSheet, keys: Mapping[int, str], codes: Mapping[str, Sheet], titles: Mapping[str, Sheet]
) -> Sheet | None:
    told = next((key.partition(":")[2] for key in keys.values() if key.startswith(f"{SHEET}:")), "")
    if told in codes:
        return codes[told]
    for (row, _column), value in sorted(raw.cells.items()):
        if row < TOP and isinstance(value, str) and folded(value) in titles:
            return titles[folded(value)]
    return None


def _located(raw: RawSheet, page: Sheet, keys: Mapping[int, str]) -> FoundSheet | None:
    told = next((row for row, key in keys.items() if key == HEAD), None)
    for head in [told] if told is not None else range(HEADS):
        columns, added = _columns(raw, page, head)
        if told is not None or len(columns) > LEAST_HEADS:
            rows = {row: key for row, key in keys.items() if row > head}
            return FoundSheet(page=page, raw=raw, head=head, columns=columns, keys=rows, added=added)
    return None


def _columns(raw: RawSheet, page: Sheet, head: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which of our columns stands where, by its head; and the heads of others."""
    own = {folded(c.label): c.code for c in page.grid.columns} if page.grid else {}
    columns: dict[str, int] = {}
    added = []
    for column in sorted(c for row, c in raw.cells if row == head):
        text = raw.text(head, column)
        if text.startswith(KEY):
            continue
        name = own.get(folded(text)) or meant(COLUMNS, text)
        if name and name not in columns:
            columns[name] = column
        elif text.strip():
            added.append(text)
    return columns, tuple(added)
