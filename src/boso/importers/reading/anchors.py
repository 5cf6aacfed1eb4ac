"""Finding the form's own words in flattened text, however they are spaced, split or interrupted."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from boso.importers.reading.pages import Flow
from boso.kernel.text import folded
from boso.questionnaires.values import Prompt

AFTER = re.compile(r"[.:;?!,*)]+(?:\s*[.:?!](?=\s|\Z))?")
OPENING = re.compile(r"[(*•][ \t]?\Z")
HEAD_YEAR = re.compile(r"\.?\s*(?:20\d\d)\b")
LONGEST_PROMPT = 420  # letters between the first and the last words of a prompt
MOST_GAP_WORDS = 6  # words that may interrupt a label: a value, perhaps with a word or two
FEWEST_LETTERS = 12  # a shorter label is looked for as it stands only


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words of the form stand. `gaps` are stretches inside it that are not the form's.

    `strength` is how many letters agree; `extra` how many words more than the form's own stand inside.
    """

    start: int
    end: int
    strength: int
    gaps: tuple[tuple[int, int], ...] = ()
    extra: int = 0
    broken: bool = False


def find_exact(flow: Flow, words: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
    """Every place where these words stand, spacing, signs and case aside."""
    wanted = folded(words)
    stop = len(flow.text) if end is None else end
    yield from _places(flow, wanted, start, stop)
    if flow.lost and flow.lost in wanted:
        yield from _places(flow, wanted.replace(flow.lost, ""), start, stop)


def _places(flow: Flow, wanted: str, start: int, stop: int) -> Iterator[Hit]:
    letters, offsets = flow.folding
    first_letter = bisect_left(offsets, start) if start else 0
    end = bisect_left(offsets, stop) if stop < len(flow.text) else len(letters)
    at = letters.find(wanted, first_letter, end) if wanted else -1
    while at >= 0:
        first, last = offsets[at], offsets[at + len(wanted) - 1]
        if _stands_free(flow.text, first, last):
            yield Hit(first, _with_signs(flow.text, last + 1), len(wanted))
        at = letters.find(wanted, at + 1, end)


def _stands_free(text: str, first: int, last: int) -> bool:
    return not _one_word(text[first - 1 : first], text[first]) and not _one_word(text[last], text[last + 1 : last + 2])


def _one_word(before: str, after: str) -> bool:
    """Both are letters, or both digits: they belong together."""
    return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())


def _with_signs(text: str, end: int) -> int:
    signs = AFTER.match(text, end)
    return signs.end() if signs else end


def find_label(flow: Flow, anchors: tuple[str, ...], start: int = 0, end: int | None = None) -> list[Hit]:
    """Places of a label, by its longest way of writing first; a label may be interrupted by its own value."""
    hits: list[Hit] = []
    for anchor in anchors:
        found = list(find_exact(flow, anchor, start, end)) or list(find_interrupted(flow, anchor, start, end))
        hits += [h for h in found if not any(_overlap(h, other) for other in hits)]
    return sorted(hits, key=lambda h: h.start)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def find_interrupted(flow: Flow, anchor: str, start: int, end: int | None) -> Iterator[Hit]:
    """Places where the label's words stand in order with a few other words among them."""
    wanted = folded(anchor)
    words = anchor.split()
    opening = " ".join(words[: max(1, min(3, len(words) // 2))])
    if len(wanted) < FEWEST_LETTERS or len(folded(opening)) < FEWEST_LETTERS // 2:
        return
    for begun in find_exact(flow, opening, start, end):
        hit = _walk(flow.text, begun.start, wanted, len(flow.text) if end is None else end)
        if hit:
            yield hit


def _walk(text: str, start: int, wanted: str, end: int) -> Hit | None:
    gaps: list[tuple[int, int]] = []
    rest, skipped, last = wanted, 0, start
    for word in re.finditer(r"\S+", text[start:end]):
        letters = folded(word.group())
        if letters and rest.startswith(letters):
            rest, last = rest[len(letters) :], start + word.end()
        else:
            skipped += 1
            gaps.append((start + word.start(), start + word.end()))
        if not rest or skipped > MOST_GAP_WORDS:
            break
    return Hit(start, last, len(wanted), tuple(gaps)) if not rest else None


def find_prompt(flow: Flow, prompt: Prompt, start: int, end: int) -> Iterator[Hit]:
    """Places of a prompt: from its first words to its last. One whose last words are missing is `broken`."""
    for words in find_exact(flow, prompt.start, start, end):
        if _capital_lost(flow.text[words.start], prompt.start):
            continue
        first = replace(words, start=_with_opening(flow.text, words.start, start))
        if not prompt.end:
            yield first
            continue
        reach = min(end, first.end + LONGEST_PROMPT)
        last = next(find_exact(flow, prompt.end, first.end, reach), None)
        if last is None:
            yield Hit(first.start, first.end, first.strength, broken=True)
            continue
        between = len(flow.text[first.end : last.start].split())
        extra = between - prompt.left_out if prompt.left_out is not None else 0
        yield Hit(first.start, last.end, first.strength + last.strength, extra=extra)


def _with_opening(text: str, first: int, least: int) -> int:
    """A bracket or bullet right before the words is the form's too."""
    opening = OPENING.search(text, max(least, first - 3), first)
    return opening.start() if opening else first


def _capital_lost(written: str, printed: str) -> bool:
    """The form begins with a capital and the text does not: the same words, inside somebody's sentence."""
    letter = next((c for c in printed if c.isalnum()), "")
    return letter.isupper() and written.islower()


def with_head_year(flow: Flow, hit: Hit) -> Hit:
    """A head that ends with a date, with the year printed after it."""
    if not flow.text[hit.start : hit.end].rstrip(". ")[-1:].isdigit():
        return hit
    year = HEAD_YEAR.match(flow.text, hit.end)
    return Hit(hit.start, year.end(), hit.strength, hit.gaps) if year else hit
