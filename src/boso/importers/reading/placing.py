"""Where each stop of the form stands in a report: the best run of places in the form's own order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.anchors import Hit, find_label, find_prompt
from boso.importers.reading.pages import Flow
from boso.importers.reading.stops import Form, Stop, StopKind, prompts_at
from boso.kernel.text import folded

SHORT = 14  # letters; a shorter label must stand exactly as the form prints it
STRONG = 20  # letters of a label that is taken for itself even out of its order
PROMPT_NEAR = 160  # letters within which a heading's own prompt begins
CONTENTS = re.compile(r"\bInnhold(?:sfortegnelse)?\b", re.IGNORECASE)
CONTENTS_ENTRY = 90  # letters between two entries of a list of contents at most
LEAST_ENTRIES = 3
REFERS = re.compile(r"\b(?:se|sjå|jfr?|også|punkt|pkt)\.?\s+\Z", re.IGNORECASE)
UNFINISHED = re.compile(r"[a-zæøå,]\s+\Z")
GOES_ON = re.compile(r"\s*[a-zæøå]{2}")
NUMBERED = re.compile(r"[A-Z\d]\.")
NUMBER_BEFORE = re.compile(r"[A-Z]\.(?:\d\.?)?|\d\.\d?\.?")
ENUMERATION = re.compile(r"[A-Z\d](?:\.?\d)?[.)]?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop with the place of its words and the end of what belongs to it. `doubt` is why its border is unsure."""

    stop: Stop
    hit: Hit
    end: int
    doubt: str = ""

    @property
    def start(self) -> int:
        """Where what belongs to the stop begins: after its words."""
        return self.hit.end


def placed_stops(flow: Flow, form: Form) -> tuple[Placed, ...]:
    """The stops that were found, by where they stand; those out of the form's order are doubted."""
    stops = form.stops
    barred = _contents(flow, stops)
    hits = [
        [h for h in _hits(flow, stop, form) if not barred or not barred[0] <= h.start < barred[1]] for stop in stops
    ]
    chosen = _best_run(flow, stops, hits)
    found = {i: (hit, "") for i, hit in chosen.items()}
    for i, options in enumerate(hits):
        strays = [h for h in options if h.strength >= STRONG and not h.broken and _clear_of(h, found)]
        if i not in found and strays:
            found[i] = (max(strays, key=lambda h: h.strength), "out of order")
    return _with_ends(flow, stops, found)


def _clear_of(hit: Hit, found: dict[int, tuple[Hit, str]]) -> bool:
    return all(hit.end <= other.start or hit.start >= other.end for other, _ in found.values())


def _with_ends(flow: Flow, stops: Sequence[Stop], found: dict[int, tuple[Hit, str]]) -> tuple[Placed, ...]:
    order = sorted(found.items(), key=lambda item: item[1][0].start)
    ends = [item[1][0].start for item in order[1:]] + [len(flow.text)]  # one, too, where nothing was found
    return tuple(Placed(stops[i], hit, end, doubt) for (i, (hit, doubt)), end in zip(order, ends, strict=False))


def _hits(flow: Flow, stop: Stop, form: Form) -> list[Hit]:
    labels = [h for h in find_label(flow, stop.anchors) if _written_as_label(flow, h, stop)]
    hits = [h for h in (_with_number(flow, hit, stop) for hit in labels) if h]
    if hits or stop.text is None:
        return hits
    lost = [h for p in form.own_prompts[stop.code] for h in find_prompt(flow, p, 0, len(flow.text)) if not h.broken]
    return [Hit(h.start, h.start, h.strength // 4, broken=True) for h in lost]


def _with_number(flow: Flow, hit: Hit, stop: Stop) -> Hit | None:
    """A heading found by its words alone, with its number where that stands right before them.

    None where another letter or number stands there: two headings may begin with the same words.
    """
    first = stop.label.split()[0]
    if flow.text[hit.start : hit.end].startswith(first.rstrip(".")):
        return hit
    number = re.search(r"(?:\A|\s)(\S+)\s*\Z", flow.text[max(0, hit.start - 12) : hit.start])
    if number is None or not ENUMERATION.fullmatch(first) or not NUMBER_BEFORE.fullmatch(number[1]):
        return hit
    if folded(number[1]) == folded(first):
        return replace(hit, start=hit.start - len(number.group().lstrip()))
    return None if folded(number[1]).isalpha() == folded(first).isalpha() else hit


def _mentioned(flow: Flow, hit: Hit, stop: Stop) -> bool:
    """Somebody's own mention of a heading: "Se også C.1. Økonomiske virkemidler"."""
    if stop.kind is StopKind.ROW or hit.gaps:
        return False
    if REFERS.search(flow.text, max(0, hit.start - 20), hit.start):
        return True
    numbered = NUMBERED.match(flow.text, hit.start)
    before = UNFINISHED.search(flow.text, max(0, hit.start - 20), hit.start)
    return bool(before and GOES_ON.match(flow.text, hit.end)) and numbered is None


def _written_as_label(flow: Flow, hit: Hit, stop: Stop) -> bool:
    """Not a few words of running text that happen to be the label's: it begins as a label does."""
    if _mentioned(flow, hit, stop):
        return False
    written = " ".join(flow.text[hit.start : hit.end].split())
    if hit.strength < SHORT and not hit.gaps:
        return any(written.startswith((a, a.upper())) for a in stop.anchors if len(folded(a)) == hit.strength)
    return not written[0].islower()


def _best_run(flow: Flow, stops: Sequence[Stop], hits: Sequence[Sequence[Hit]]) -> dict[int, Hit]:
    """The heaviest choice of at most one place for each stop in which places follow the form's order."""
    nodes = [(i, h, _weight(flow, stops[i], h)) for i, options in enumerate(hits) for h in options]
    best: list[tuple[float, int]] = []
    for n, (i, hit, weight) in enumerate(nodes):
        before = [(best[m][0], m) for m in range(n) if nodes[m][0] < i and nodes[m][1].end <= hit.start]
        total, previous = max(before, default=(0.0, -1))
        best.append((total + weight, previous))
    chosen: dict[int, Hit] = {}
    at = max(range(len(nodes)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        chosen[nodes[at][0]] = nodes[at][1]
        at = best[at][1]
    return chosen


def _weight(flow: Flow, stop: Stop, hit: Hit) -> float:
    """How much speaks for a place: its letters, and the stop's printed text right after it."""
    near = hit.end + PROMPT_NEAR
    prompted = any(next(find_prompt(flow, p, hit.end, near), None) for p in prompts_at(stop)[:3])
    return 4 + min(hit.strength, 60) / 2 + (15 if prompted and stop.kind is not StopKind.ROW else 0)


def _contents(flow: Flow, stops: Sequence[Stop]) -> tuple[int, int] | None:
    """The stretch of a list of contents, where headings follow each other closely."""
    mark = CONTENTS.search(flow.text)
    if not mark:
        return None
    headings = sorted(
        (h.start, s.code) for s in stops if s.kind is StopKind.HEADING for h in find_label(flow, s.anchors)
    )
    last, listed = mark.end(), set[str]()
    for start, code in (h for h in headings if h[0] >= mark.end()):
        if start - last > CONTENTS_ENTRY or code in listed:
            break
        last = start
        listed.add(code)
    return (mark.start(), last + 1) if len(listed) >= LEAST_ENTRIES else None
