"""One row of a table of figures: its cells, its comment, and how sure it is which is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from boso.importers.reading.cells import PLAUSIBLE, CellValue, Run, has_number, run_at
from boso.importers.reading.covering import Cover, Stretch, words_of
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.kernel.figures import Kind
from boso.kernel.number_words import NOT_FINAL, expected_in
from boso.kernel.numbers import read_count
from boso.kernel.text import folded, joined

ROW_DOUBTS = frozenset({"a number inside the print", "print without its end"})
SAID_INSTEAD = frozenset({Kind.NOT_REGISTERED, Kind.UNCLEAR_QUESTION, Kind.PENDING, Kind.NOT_APPLICABLE, Kind.DASH})
FEW_WORDS = 4
FIRST_SENTENCE = re.compile(r".*?[.!?](?=\s|\Z)|.+", re.DOTALL)
MONTH_LABEL = re.compile(
    r"\b(?P<month>januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
    r"\s*(?P<year>20\d\d)?[\s.:]*\Z",
    re.IGNORECASE,
)
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
YEAR_LIKE = re.compile(r"20[0-2]\d")
OBJECT_NEEDED = re.compile(r"avventer", re.IGNORECASE)  # what is waited for follows: the word begins the comment
TRAILING = re.compile(r"[.!?)]\s+(?P<cells>[-–\d(][\d\s().,-]*)\Z")
MONTH_AFTER = re.compile(r"\s*\(?(?:pr\.? )?(?P<month>januar|jan\.)\s*(?P<year>20\d\d)\)?", re.IGNORECASE)
YEAR_AFTER = re.compile(
    r"\s*(?P<month>januar\s+)?(?P<year>\d{4})(?!\d)(?:\s*[:=])?", re.IGNORECASE
)  # the month may stand twice


@dataclass(slots=True)
class RowReading:
    """What stands in a row. `cells` fill its columns if there are as many; `spare` cells stand in it besides."""

    placed: Placed
    columns: int
    cells: list[CellValue] = field(default_factory=list)
    trailing: list[CellValue] = field(default_factory=list)  # numbers after its comment: perhaps another row's
    words: list[Stretch] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
    comment_doubts: set[str] = field(default_factory=set)
    may_part: tuple[CellValue, ...] = ()  # the cells its one number may be instead
    as_of: str | None = None
    kind: Kind = Kind.BLANK
    expected: str | None = None

    @property
    def says_why(self) -> bool:
        """The row has no number and says why."""
        return self.kind is not Kind.BLANK

    @property
    def pending(self) -> bool:
        """The row has no number and says that it comes later."""
        return self.kind is Kind.PENDING or (bool(self.cells) and all(c.kind is Kind.PENDING for c in self.cells))

    @property
    def code(self) -> str:
        """The row's code in the form."""
        return self.placed.stop.code


def read_row(flow: Flow, placed: Placed, cover: Cover, columns: int, year: int | None) -> RowReading:
    """A row by its free stretches: the run of cells that comes first is its values, words are its comment."""
    odd_print = cover.doubts - {"no print"}
    own = placed.stop.row.prompts if placed.stop.row else ()
    if own and not any(folded(flow.text[h.start : h.end]).startswith(folded(p.start)) for h in cover.hits for p in own):
        odd_print |= {"its definition was not found"}
    row = RowReading(placed, columns, doubts=set(odd_print & ROW_DOUBTS), comment_doubts=set(odd_print))
    if placed.doubt:
        row.doubts.add(placed.doubt)
    free = _without_label_year(flow, placed, cover, row, year)
    pieces = [s for s in (_trimmed(flow, f) for f in free) if s]
    for piece in pieces:
        _take(flow, row, piece)
    _judge(flow, row)
    return row


def _trimmed(flow: Flow, stretch: Stretch) -> Stretch | None:
    """Without spaces at the edges; a lone dash is kept, other lone signs are not."""
    text = flow.text[stretch.start : stretch.end]
    if re.fullmatch(r"[\s.,:;*()]*", text):
        return None
    left = len(text) - len(text.lstrip(" \t\r\n\f.,:;*"))
    return Stretch(stretch.start + left, stretch.start + len(text.rstrip()))


def _without_label_year(flow: Flow, placed: Placed, cover: Cover, row: RowReading, year: int | None) -> list[Stretch]:
    """A label that ends with a month may print the year too: "Januar 2014 953" is 953, "Januar 2044" a count."""
    free = list(cover.free)
    label = MONTH_LABEL.search(flow.text[placed.hit.start : placed.hit.end])
    if not label:
        return free
    month = MONTHS.index(label["month"].lower()) + 1
    printed = int(label["year"]) if label["year"] else None
    after = YEAR_AFTER.match(flow.text, placed.hit.end, placed.end)
    if after and (printed is None or after["month"]):
        number = int(after["year"])
        may_be_year = year is not None and abs(number - year) <= 1
        followed = run_at(flow, Stretch(after.end(), placed.end), words_too=True)
        if may_be_year and followed:
            printed = number
            free = [Stretch(max(f.start, after.end()), f.end) for f in free if f.end > after.end()]
        elif 1900 <= number <= 2100:
            row.doubts.add("may be a year")
    row.as_of = f"{printed}-{month:02}" if printed else None
    return _without_month_after(flow, row, free)


def _without_month_after(flow: Flow, row: RowReading, free: list[Stretch]) -> list[Stretch]:
    """The month a count speaks of may stand after it: "953 (januar 2014)"."""
    kept = []
    for stretch in free:
        run = run_at(flow, stretch)
        said = MONTH_AFTER.match(flow.text, run.cells[-1].end, stretch.end) if run else None
        if said:
            row.as_of = f"{said['year']}-01"
            kept += [
                Stretch(stretch.start, run.cells[-1].end if run else stretch.end),
                Stretch(said.end(), stretch.end),
            ]
        else:
            kept.append(stretch)
    return [s for s in kept if s.start < s.end]


def _take(flow: Flow, row: RowReading, piece: Stretch) -> None:
    """Sort a free piece into cells and words. Later pieces are words, unless they hold nothing but cells."""
    run = run_at(flow, piece, words_too=True)
    rest = _trimmed(flow, Stretch(run.end, piece.end)) if run else piece
    if run and _begins_words(flow, row, run, rest):
        run, rest = None, piece
    if run is None or (row.words and rest) or (row.cells and rest):
        row.words.append(_without_trailing(flow, row, piece))
        return
    if rest and _is_comment(row, run):
        row.doubts.add("the number may begin the comment")
        row.may_part = run.cells
        row.words.append(_without_trailing(flow, row, piece))
        return
    if row.cells or row.words:
        row.doubts.add("cells in several places")
    row.cells += _fitting(row, run, rest)
    comment = _comment_from(row, run, rest, piece)
    if comment and comment.start < run.end and rest:
        row.comment_doubts.add("its first words may be a cell")
    if comment:
        row.words.append(_without_trailing(flow, row, comment))


def _is_comment(row: RowReading, run: Run) -> bool:
    """A lone number in a row of several columns that goes on as a sentence: "6 utkastelser" is no figure of the row."""
    return row.columns > 1 and len(run.cells) == 1 and run.cells[0].value is not None and run.begins_sentence


def _comment_from(row: RowReading, run: Run, rest: Stretch | None, piece: Stretch) -> Stretch | None:
    """Where the comment begins: after the cells, or with the number or the word that is the beginning of a sentence."""
    last = run.cells[-1]
    more = run.of_length(row.columns + 1)
    if rest and more and run.begins_sentence:
        return Stretch(more[-1].start, piece.end)
    alone = len(run.cells) == 1 and last.kind in SAID_INSTEAD - {Kind.DASH}
    if alone and (OBJECT_NEEDED.match(last.raw) or run.begins_sentence or last.raw.endswith(".")) and rest:
        return Stretch(last.start, piece.end)
    return Stretch(last.start, piece.end) if alone and row.columns > 1 and " " in last.raw else rest


def _begins_words(flow: Flow, row: RowReading, run: Run, rest: Stretch | None) -> bool:
    """What looks like a cell begins a sentence: "Avventer KOSTRA", or a comment that goes on after some print."""
    if rest is None:
        return False
    if row.columns == 1 and run.ways[0][0].kind in SAID_INSTEAD - {Kind.DASH}:
        follows = flow.text[rest.start : rest.end].split()
        return run.begins_sentence or (len(follows) < FEW_WORDS and not run.ways[0][0].raw.endswith("."))
    return "words inside the print" in row.comment_doubts and (run.begins_sentence or run.leads_into[:1] in ",.;:")


def _without_trailing(flow: Flow, row: RowReading, words: Stretch) -> Stretch:
    """Numbers after the last sentence of a comment are not part of it: cells of this row or of another."""
    last = TRAILING.search(flow.text, words.start, words.end)
    run = run_at(flow, Stretch(last.start("cells"), words.end)) if last else None
    if last is None or run is None:
        return words
    row.trailing += run.cells
    row.comment_doubts.add("numbers after the comment")
    return Stretch(words.start, last.start("cells"))


def _fitting(row: RowReading, run: Run, rest: Stretch | None) -> Sequence[CellValue]:
    """The run parted as the row has columns; one number more may begin the comment."""
    one_more = run.of_length(row.columns + 1) if rest and run.begins_sentence and row.columns > 1 else None
    if one_more:
        return one_more[:-1]
    exact = run.of_length(row.columns)
    if (exact and len(exact) > 1) or (len(run.ways) == 1 and exact):
        if rest and run.begins_sentence:
            row.doubts.add("the last number may begin the comment")
        return exact
    if row.columns == 1 and len(run.ways[0]) == 1:
        row.may_part = run.cells if len(run.ways) > 1 else ()
        if row.may_part and (run.ways[0][0].value or 0) >= PLAUSIBLE:
            row.doubts.add("digits may be parted in several ways")
        return run.ways[0]
    if len(run.ways) > 1:
        row.doubts.add("digits may be parted in several ways")
    return run.cells


def _judge(flow: Flow, row: RowReading) -> None:
    """What the row says where it has no number, and what its words make of its numbers."""
    said = words_in(flow, row)
    _spread_words(row)
    if row.cells:
        if any(not c.sure for c in row.cells):
            row.doubts.add("an odd number")
        if any(YEAR_LIKE.fullmatch(c.raw) for c in row.cells) and not row.as_of:
            row.doubts.add("may be a year")
        if len(row.cells) != row.columns:
            row.doubts.add("not as many cells as columns")
        if said and NOT_FINAL.search(said):
            row.kind, row.expected = Kind.PROVISIONAL, expected_in(said)
        return
    if row.trailing:
        row.doubts.add("numbers after the comment")
    if not said:
        return
    first = FIRST_SENTENCE.match(said)
    figure = read_count(first.group() if first else said)
    row.kind = figure.kind if figure.kind in SAID_INSTEAD else Kind.BLANK
    row.expected = figure.expected
    numbers = any(has_number(flow, w) for w in row.words)
    if (numbers and row.kind is not Kind.PENDING) or (row.kind in SAID_INSTEAD and not figure.certain):
        row.doubts.add("numbers in the comment of an empty row")


def _spread_words(row: RowReading) -> None:
    """One "ettersendes" in a row of several columns speaks of them all."""
    kinds = {c.kind for c in row.cells}
    if len(row.cells) < row.columns and len(kinds) == 1 and kinds <= SAID_INSTEAD - {Kind.DASH}:
        row.cells *= row.columns
        del row.cells[row.columns :]


def words_in(flow: Flow, row: RowReading) -> str:
    """The row's comment, its pieces joined."""
    pieces = [w for w in (words_of(flow, s) for s in row.words) if w]
    return joined(" ".join(flow.text[w.start : w.end] for w in pieces))
