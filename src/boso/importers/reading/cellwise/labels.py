"""Telling by its words which question of the form a cell is the label or the head of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from boso.kernel.text import folded
from boso.questionnaires.values import Question

ENUMERATION = re.compile(r"^\W*(?:[A-Za-z]|\d{1,2})(?:\.\d)?[.)]\s*")
LEAST_CONTAINED = 10  # letters of a way that is recognised inside other words
LEAST_BEGUN = 15  # letters of a label of which only the beginning stands
LEAST_SIMILAR = 14
SIMILAR = 0.88
MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """A question that a text names. `strength` counts letters; `begun` when only the label's beginning stands there.

    `rest` is what follows the label in the same cell.
    """

    question: Question
    strength: float
    begun: bool = False
    rest: str = ""


def ways(question: Question) -> tuple[str, ...]:
    """All ways a label may stand: its anchors, and the printed label in bokmål and nynorsk."""
    return tuple(dict.fromkeys((*question.anchors, question.label.nb, question.label.nn)))


def match_label(text: str, questions: Iterable[Question]) -> Match | None:
    """The question whose label the text begins with; a whole label before one of which only the beginning stands."""
    found = [m for q in questions for m in _begins(text, q)]
    return max(found, key=lambda m: (not m.begun, m.strength), default=None)


def nearest_label(text: str, questions: Iterable[Question]) -> Match | None:
    """Like `match_label`, and else the one question whose label differs from the text by a slip of the pen."""
    questions = list(questions)
    return match_label(text, questions) or _similar(text, questions)


def match_head(text: str, questions: Sequence[Question]) -> Match | None:
    """The column whose head stands in the text, perhaps among other words; the longest way wins."""
    found = [Match(q, strength) for q in questions for way in ways(q) if (strength := _head_strength(text, way))]
    return max(found, key=lambda m: m.strength, default=None) or _similar(text, questions)


def _head_strength(text: str, way: str) -> float:
    """Letters of the head that stand in the text; a little more where the text begins with them."""
    wanted, letters = folded(way), folded(text)
    if letters == wanted or starts_with(text, way):
        return len(wanted) + 0.5
    if len(wanted) >= LEAST_CONTAINED and wanted in letters:
        return len(wanted)
    return len(wanted) - 0.5 if stands_as_words(text, way) else 0


def starts_with(text: str, way: str) -> bool:
    """The text begins with these words; a short way must end where a word does."""
    wanted = folded(way)
    if not wanted or not folded(text).startswith(wanted):
        return False
    return len(wanted) >= LEAST_CONTAINED or _ends_with_word(text, len(wanted))


def stands_as_words(text: str, way: str) -> bool:
    """The text has these words, whole."""
    return re.search(rf"(?<!\w){re.escape(way)}(?!\w)", text, re.IGNORECASE) is not None


def after_letters(text: str, count: int) -> str:
    """What follows the first so many letters and digits of a text."""
    for offset, sign in enumerate(text):
        if sign.isalnum():
            count -= len(sign.casefold())
        if count <= 0:
            return text[offset + 1 :].lstrip(" \n.:;,)?")
    return ""


def _ends_with_word(text: str, length: int) -> bool:
    counted = 0
    for word in re.findall(r"[^\W_]+", text):
        counted += len(word)
        if counted >= length:
            return counted == length
    return False


def _begins(text: str, question: Question) -> Iterable[Match]:
    bare = ENUMERATION.sub("", text)
    for way in ways(question):
        wanted = folded(way)
        for shown in dict.fromkeys((text, bare)):
            letters = folded(shown)
            if starts_with(shown, way):
                yield Match(question, len(wanted), rest=after_letters(shown, len(wanted)))
            elif LEAST_BEGUN <= len(letters) < len(wanted) and wanted.startswith(letters):
                yield Match(question, len(letters), begun=True)


def _similar(text: str, questions: Sequence[Question]) -> Match | None:
    """The one question whose label is almost what the text begins with, no other being near."""
    letters = folded(ENUMERATION.sub("", text))
    scored = sorted(
        ((max(_likeness(letters, folded(ENUMERATION.sub("", way))) for way in ways(q)), q) for q in questions),
        key=lambda item: -item[0],
    )
    if not scored or scored[0][0] < SIMILAR:
        return None
    if len(scored) > 1 and scored[1][0] > scored[0][0] - MARGIN:
        return None
    return Match(scored[0][1], len(letters) * scored[0][0])


def _likeness(letters: str, wanted: str) -> float:
    if min(len(wanted), len(letters)) < LEAST_SIMILAR or not set(letters[:3]) & set(wanted[:3]):
        return 0.0
    matcher = _matcher(wanted)
    best = 0.0
    for length in {min(len(letters), len(wanted) + more) for more in (-2, 0, 2)}:
        matcher.set_seq1(letters[:length])
        if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR:
            best = max(best, matcher.ratio())
    return best


@lru_cache(maxsize=512)
def _matcher(wanted: str) -> SequenceMatcher[str]:
    """A matcher prepared for one label; preparing is what takes time."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    return matcher


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return folded(text)
