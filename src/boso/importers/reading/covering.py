"""What of a stretch of text is the form's own print, and what is left: the reporter's words and numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from boso.importers.reading.anchors import Hit, find_exact, find_label, find_prompt, with_head_year
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, Stop, heads_of, prompts_at
from boso.kernel.text import folded
from boso.questionnaires.values import Prompt

MOST_EXTRA = 2  # words by which a prompt may be longer than known before an answer is thought to stand in it
FOREIGN = 18  # letters of a prompt of another question that is recognised wherever it stands
LONG_HEADING = 6  # words
LONG_PIECE = 12  # letters of a piece of print that is recognised by itself
PIECES = "print in pieces"
GOES_ON = re.compile(r"\s*[a-zæøå]{2}")
REFERS = re.compile(r"\b(?:se|sjå|jfr?|også|punkt|pkt|under|i|av|til|fra|frå|om|med|og)\.?\s+\Z", re.IGNORECASE)
UNFINISHED = re.compile(r"[a-zæøå0-9,]\s+\Z")
NO_WORDS = re.compile(r"^[\W_]*$")
EDGES = " \t\r\n\f*•·:;,."


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the flow, by its offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The form's print in a zone and the stretches it leaves free. `doubts` say what was odd about the print."""

    hits: tuple[Hit, ...]
    free: tuple[Stretch, ...]
    doubts: frozenset[str] = frozenset()


def cover_text(flow: Flow, form: Form, placed: Placed) -> Cover:
    """The zone of a narrative without the form's print. Print of another question found here is removed and doubted."""
    own = prompts_at(placed.stop)
    hits = [h for p in own for h in islice(find_prompt(flow, p, placed.start, placed.end), 1)]
    foreign = [p for p in form.prompts if p not in own and len(folded(p.start + p.end)) >= FOREIGN]
    strays = [h for p in foreign for h in find_prompt(flow, p, placed.start, placed.end) if not h.broken]
    rest, whole = _rest_of_label(flow, placed)
    hits += rest
    headings = [h for s in form.stops for h in find_exact(flow, s.label, placed.start, placed.end)]
    kept = _without_overlap(flow, hits)
    titles = [h for h in headings if h.strength >= FOREIGN and not _in_a_sentence(flow, h) and _clear(h, kept)]
    strange = [h for h in _without_overlap(flow, strays) if _clear(h, [*kept, *titles])]
    doubts = _doubts(flow, kept, own) | ({"print of another question"} if strange else set())
    if _half_headings(flow, form, placed, [*kept, *titles, *strange]):
        doubts |= {"half of another heading"}
    if _in_pieces(flow, own, placed, kept) or rest or not whole:
        doubts |= {PIECES}
    if any(UNFINISHED.search(flow.text, placed.start, h.start) for h in titles):
        doubts |= {"a heading after an unfinished sentence"}
    cover = _cover(placed.start, placed.end, [*kept, *strange, *titles], doubts)
    inside = _inside_heading(flow, placed)
    if inside:
        cover = replace(cover, free=(*inside, *cover.free), doubts=cover.doubts | {"answer inside the heading"})
    return replace(cover, hits=tuple(sorted([*kept, *strange], key=lambda h: h.start)))


def _in_a_sentence(flow: Flow, hit: Hit) -> bool:
    """Somebody's own mention of a heading: "Se punkt C.1. Økonomiske virkemidler", "Rapportering på delmål er ..."."""
    goes_on = GOES_ON.match(flow.text, hit.end) and not flow.text[hit.start : hit.end].endswith((".", ":", "?", "*"))
    return (
        flow.text[hit.start].islower()
        or bool(goes_on)
        or bool(REFERS.search(flow.text, max(0, hit.start - 20), hit.start))
    )


def _half_headings(flow: Flow, form: Form, placed: Placed, kept: Sequence[Hit]) -> bool:
    """The last words of another long heading stand here: an answer was read in the middle of it."""
    longs = (s.label.split() for s in form.stops if s is not placed.stop and s.text)
    tails = {" ".join(words[-3:]) for words in longs if len(words) > LONG_HEADING}
    hits = (h for tail in tails for h in find_exact(flow, tail, placed.start, placed.end) if h.strength >= LONG_PIECE)
    return any(_clear(h, kept) for h in hits)


def _inside_heading(flow: Flow, placed: Placed) -> list[Stretch]:
    """Words that interrupt a heading, those that follow each other together."""
    found: list[Stretch] = []
    for start, end in placed.hit.gaps:
        if found and not flow.text[found[-1].end : start].strip():
            found[-1] = Stretch(found[-1].start, end)
        else:
            found.append(Stretch(start, end))
    return found


def _rest_of_label(flow: Flow, placed: Placed) -> tuple[list[Hit], bool]:
    """What follows of a heading of which only the beginning was found: an answer may stand inside it.

    False where words of it are missing.
    """
    label = _begun_label(flow, placed)
    if placed.hit.broken or placed.hit.gaps or label is None:
        return [], True
    left = _after_letters(label.split(), placed.hit.strength)
    hits, at = [], placed.start
    for word in re.finditer(r"\S+", flow.text[placed.start : placed.end]):
        if not left or folded(word.group()) != folded(left[0]):
            break
        at = placed.start + word.end()
        left.pop(0)
    if at > placed.start:
        hits.append(Hit(placed.start, at, at - placed.start))
    tail = next(find_exact(flow, " ".join(left), at, placed.end), None) if len(left) > 1 else None
    return [*hits, *([tail] if tail else [])], not left or tail is not None


def _begun_label(flow: Flow, placed: Placed) -> str | None:
    """The label, in the form's language, of which the words found are only the beginning."""
    found = folded(flow.text[placed.hit.start : placed.hit.end])
    labels = (label for label in placed.stop.in_full if len(folded(label)) > len(found))
    return next((label for label in labels if folded(label).startswith(found)), None)


def _after_letters(words: list[str], count: int) -> list[str]:
    """The words after so many letters."""
    for at, word in enumerate(words):
        if count <= 0:
            return words[at:]
        count -= len(folded(word))
    return []


def _in_pieces(flow: Flow, prompts: Sequence[Prompt], placed: Placed, kept: Sequence[Hit]) -> bool:
    """A prompt was not found whole, but its last words, or the first of its words, stand in what is left."""
    whole = [folded(flow.text[h.start : h.end]) for h in kept]
    lost = [p for p in prompts if not any(w.startswith(b) for w in whole for b in _writings(flow, p.start))]
    pieces = [
        piece for p in lost for piece in ([p.end] if p.end else _ends(p.start)) if len(folded(piece)) >= LONG_PIECE
    ]
    stray = (h for piece in pieces for h in find_exact(flow, piece, placed.start, placed.end))
    return any(_clear(h, kept) for h in stray)


def _writings(flow: Flow, words: str) -> list[str]:
    """Words folded, and as they stand in a file that lost a word."""
    return [folded(words)] + ([folded(words).replace(flow.lost, "")] if flow.lost else [])


def _ends(words: str) -> list[str]:
    each = words.split()
    return [" ".join(each[:3]), " ".join(each[-3:])]


def cover_rows(flow: Flow, form: Form, rows: Sequence[Placed]) -> list[Cover]:
    """The zones of a table's rows without labels, heads and definitions."""
    table = rows[0].stop.table
    prompts = _prompts_around(form, rows[0].stop)
    covers = []
    for row in rows:
        found = [h for p in prompts for h in islice(find_prompt(flow, p, row.start, row.end), 1)]
        heads = [h for ways in heads_of(table) for h in find_label(flow, ways, row.start, row.end)] if table else []
        kept = _without_overlap(flow, [*found, *(with_head_year(flow, h) for h in heads if not h.gaps)])
        own = row.stop.row.prompts if row.stop.row else ()
        doubts = _doubts(flow, kept, prompts) | ({PIECES} if _in_pieces(flow, own, row, kept) else set())
        covers.append(_cover(row.start, row.end, kept, doubts, row.hit))
    return covers


def _prompts_around(form: Form, stop: Stop) -> tuple[Prompt, ...]:
    """All print of the section a row stands in, and of the stops beside it: cells wander across rows."""
    near = [s for s in form.stops if s.section is stop.section or s.table is stop.table]
    return tuple(dict.fromkeys(p for s in near for p in prompts_at(s)))


def _without_overlap(flow: Flow, hits: Iterable[Hit]) -> list[Hit]:
    """Whole prompts before interrupted and broken ones, long before short; what overlaps a kept one is dropped."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.broken, interrupted(flow, h), h.start - h.end)):
        if _clear(hit, kept):
            kept.append(hit)
    return kept


def _clear(hit: Hit, others: Iterable[Hit]) -> bool:
    return all(hit.end <= o.start or o.end <= hit.start for o in others)


def interrupted(flow: Flow, hit: Hit) -> bool:
    """Words or a number that are not the form's stand inside the prompt."""
    return hit.extra > MOST_EXTRA or (hit.extra > 0 and re.search(r"\d", flow.text[hit.start : hit.end]) is not None)


def _doubts(flow: Flow, hits: Iterable[Hit], prompts: Sequence[Prompt]) -> frozenset[str]:
    found = set()
    for hit in hits:
        if hit.broken:
            found.add("print without its end")
        if interrupted(flow, hit):
            found.add("words inside the print")
            if re.search(r"\d", flow.text[hit.start : hit.end]):
                found.add("a number inside the print")
    if prompts and not hits:
        found.add("no print")
    return frozenset(found)


def _cover(start: int, end: int, hits: Iterable[Hit], doubts: Iterable[str], label: Hit | None = None) -> Cover:
    ordered = sorted(hits, key=lambda h: h.start)
    free = [Stretch(*gap) for gap in label.gaps] if label else []
    at = start
    for hit in ordered:
        free.append(Stretch(at, hit.start))
        at = max(at, hit.end)
    free.append(Stretch(at, end))
    return Cover(tuple(ordered), tuple(s for s in free if s.start < s.end), frozenset(doubts))


def words_of(flow: Flow, stretch: Stretch) -> Stretch | None:
    """The stretch without spaces and stray signs at its edges; None where no word or number stands."""
    text = flow.text[stretch.start : stretch.end]
    if NO_WORDS.match(text):
        return None
    left = len(text) - len(text.lstrip(EDGES))
    return Stretch(stretch.start + left, stretch.start + len(text.rstrip()))
