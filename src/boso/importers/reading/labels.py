"""Names of activities in a flattened table: words between amounts, parted where a new name begins, paired by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from boso.importers.reading.covering import Stretch
from boso.importers.reading.pages import Flow
from boso.kernel.text import joined

WORD = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?][)»\"]?$")
NUMBERED = re.compile(r"(?:[A-ZÆØÅ]\s?\.?\s?\d{1,2}|\d{1,2}(?:\.\d{1,2})+|\d{1,2}[.)])(?=[\s.:)]|\Z)")
NAME_WORD = re.compile(r"[A-ZÆØÅ][a-zæøåé]+")
COMMON_ENDING = re.compile(
    r"(?:ing|else|ning|sjon|het|ere|plan|møter?|arbeid|skole|kurs|tiltak|prosjekt)(?:er|en|ene|s)?$"
)
GOES_ON = frozenset(
    [
        "og",
        "av",
        "i",
        "til",
        "for",
        "med",
        "fra",
        "på",
        "ved",
        "om",
        "den",
        "det",
        "de",
        "en",
        "et",
        "mellom",
        "innen",
        "som",
        "eller",
        "samt",
        "/",
        "-",
        "–",
    ]
)


@dataclass(slots=True)
class Labelled:
    """An entry of a table, numbers or not, with the name found for it. `sure` is false where the pairing is a guess."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    sure: bool = False

    @property
    def label(self) -> str:
        """The name, its pieces joined."""
        return joined(" ".join(self.words))


def name_entries(flow: Flow, entries: Sequence[Labelled], words: Sequence[Stretch]) -> list[str]:
    """Gives each entry its name; returns names that no entry took."""
    common = set(re.findall(r"\b[a-zæøå]{4,}\b", flow.text))
    things: list[Labelled | Stretch] = sorted([*entries, *words], key=lambda t: t.start)
    left_over: list[str] = []
    last: Labelled | None = None
    for _, page in groupby(things, key=lambda t: flow.page(t.start)):
        group = list(page)
        if _in_blocks(group):
            left_over += _pair_block(flow, group, common, last)
        else:
            left_over += _pair_between(flow, group, common, last)
        last = next((t for t in reversed(group) if isinstance(t, Labelled)), last)
    return left_over


def _in_blocks(group: Sequence[Labelled | Stretch]) -> bool:
    """All names of the page stand together, and so do all its numbers."""
    kinds = [isinstance(t, Labelled) for t in group]
    changes = sum(a != b for a, b in pairwise(kinds))
    return changes <= 1 and sum(kinds) > 1


def _pair_block(flow: Flow, group: Sequence[Labelled | Stretch], common: set[str], last: Labelled | None) -> list[str]:
    text = " ".join(flow.text[t.start : t.end] for t in group if isinstance(t, Stretch))
    names = _names(text, common)
    if names and last and names[0][0].islower():
        last.words.append(names.pop(0))
    entries = [t for t in group if isinstance(t, Labelled)]
    equal = len(names) == len(entries)
    for entry, name in zip(entries, names, strict=False):
        entry.words.append(name)
        entry.sure = equal
    return names[len(entries) :]


def _pair_between(
    flow: Flow, group: Sequence[Labelled | Stretch], common: set[str], last: Labelled | None
) -> list[str]:
    """Each name stands before its numbers; what goes on in small letters after them belongs to it too."""
    waiting: list[str] = []
    left_over: list[str] = []
    for thing in group:
        if isinstance(thing, Stretch):
            names = _names(flow.text[thing.start : thing.end], common)
            if names and last and not waiting and _continues(names[0], last):
                last.words.append(names.pop(0))
            waiting += names
            continue
        thing.words += waiting[-1:]
        thing.sure = len(waiting) == 1
        if last and (not waiting or len(waiting) > 1):
            last.sure = False
        left_over += waiting[:-1]
        waiting, last = [], thing
    return left_over + waiting


def _continues(name: str, last: Labelled) -> bool:
    return name[0].islower() or (bool(last.words) and last.words[-1].endswith("-"))


def _names(text: str, common: set[str]) -> list[str]:
    names: list[list[str]] = []
    words = [w.group() for w in WORD.finditer(text)]
    for i, word in enumerate(words):
        if not names or _begins(words, i, common):
            names.append([])
        names[-1].append(word)
    return [" ".join(n) for n in names if any(c.isalnum() for w in n for c in w)]


def _begins(words: Sequence[str], at: int, common: set[str]) -> bool:
    """A new name begins here: after a full stop, at a number of an activity, or at a common word with a capital."""
    word, before = words[at], words[at - 1]
    if before.casefold() in GOES_ON or before.endswith(("-", "/", ",", "(")):
        return False
    if NUMBERED.match(" ".join(words[at : at + 2])) and word[0].isupper():
        return before.casefold() != "aktivitet"
    if word == "Aktivitet":
        return True
    if not NAME_WORD.match(word):
        return False
    if SENTENCE_END.search(before):
        return True
    plain = word.strip(".,;:()").lower()
    return plain in common or COMMON_ENDING.search(plain) is not None
