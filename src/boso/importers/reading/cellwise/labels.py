"""Telling by its words which question of the form a cell is the label or the head of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from boso.kernel.text import folded
from boso.questionnaires.values import Question

ENUMERATION = re.compile(r"^\W*(?:[A-Za-z]|\d{1,2})(?:\.\d)?[.)]\s*")
WORD = re.compile(r"[^\W_]+")
LEAST_CONTAINED = 10  # letters of a way that is recognised inside other words
LEAST_BEGUN = 15  # letters of a label of which only the beginning stands
LEAST_SIMILAR = 14
SIMILAR = 0.88
MARGIN = 0.05
NEAR_LENGTHS = (-2, 0, 2)


@dataclass(frozen=True, slots=True)
class Match:
    """A question that a text names. `strength` counts letters; `begun` when only the label's beginning stands there.

    `rest` is what follows the label in the same cell.
    """

    question: Question
    strength: float
    begun: bool = False
    rest: str = ""


@dataclass(frozen=True)
class Way:
    """One way a label may stand, prepared for comparison: its letters, and those without a number before it."""

    question: Question
    text: str
    letters: str
    bare: str

    @cached_property
    def words(self) -> re.Pattern[str]:
        """The label as whole words inside other text."""
        return re.compile(rf"(?<!\w){re.escape(self.text)}(?!\w)", re.IGNORECASE)

    @cached_property
    def matcher(self) -> "SequenceMatcher[str]":
        """A matcher prepared for this way; preparing is what takes time."""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(self.bare)
        return matcher


@dataclass(frozen=True)
class Labels:
    """The labels of some questions, in every way they may stand: anchors, and the label in bokmål and nynorsk."""

    ways: tuple[Way, ...]

    @classmethod
    def of(cls, questions: Iterable[Question]) -> "Labels":
        """Prepare the labels of these questions."""
        found = []
        for question in questions:
            texts = dict.fromkeys((*question.anchors, question.label.nb, question.label.nn))
            found += [Way(question, t, folded(t), folded(ENUMERATION.sub("", t))) for t in texts if folded(t)]
        return cls(tuple(found))

    def label(self, text: str) -> Match | None:
        """The question whose label the text begins with; a whole label before one that is only begun there."""
        return max(self._begun_by(text), key=lambda m: (not m.begun, m.strength), default=None)

    def nearest(self, text: str) -> Match | None:
        """Like `label`, and else the one question whose label differs from the text by a slip of the pen."""
        return self.label(text) or self._similar(text)

    def head(self, text: str) -> Match | None:
        """The question whose head stands in the text, perhaps among other words; the longest way wins."""
        letters = folded(text)
        found = [Match(way.question, s) for way in self.ways if (s := _head_strength(text, letters, way))]
        return max(found, key=lambda m: m.strength, default=None) or self._similar(text)

    def _begun_by(self, text: str) -> Iterator[Match]:
        bare = ENUMERATION.sub("", text)
        shown = [(text, folded(text))] if bare == text else [(text, folded(text)), (bare, folded(bare))]
        for way in self.ways:
            for said, letters in shown:
                if letters.startswith(way.letters):
                    if len(way.letters) >= LEAST_CONTAINED or ends_with_word(said, len(way.letters)):
                        yield Match(way.question, len(way.letters), rest=after_letters(said, len(way.letters)))
                elif LEAST_BEGUN <= len(letters) < len(way.letters) and way.letters.startswith(letters):
                    yield Match(way.question, len(letters), begun=True)

    def _similar(self, text: str) -> Match | None:
        """The one question whose label is almost what the text begins with, no other being near."""
        letters = folded(ENUMERATION.sub("", text))
        if len(letters) < LEAST_SIMILAR:
            return None
        scores: dict[str, tuple[float, Question]] = {}
        for way in self.ways:
            likeness = _likeness(letters, way)
            if likeness > scores.get(way.question.code, (0.0, way.question))[0]:
                scores[way.question.code] = (likeness, way.question)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        if not ranked or ranked[0][0] < SIMILAR or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - MARGIN):
            return None
        return Match(ranked[0][1], len(letters) * ranked[0][0])


def starts_with(text: str, way: str) -> bool:
    """The text begins with these words; a short way must end where a word does."""
    wanted = folded(way)
    if not wanted or not folded(text).startswith(wanted):
        return False
    return len(wanted) >= LEAST_CONTAINED or ends_with_word(text, len(wanted))


def ends_with_word(text: str, length: int) -> bool:
    """A word ends after so many letters and digits of the text."""
    counted = 0
    for word in WORD.findall(text):
        counted += len(word)
        if counted >= length:
            return counted == length
    return False


def after_letters(text: str, count: int) -> str:
    """What follows the first so many letters and digits of a text."""
    for offset, sign in enumerate(text):
        if sign.isalnum():
            count -= len(sign.casefold())
        if count <= 0:
            return text[offset + 1 :].lstrip(" \n.:;,)?")
    return ""


def _head_strength(text: str, letters: str, way: Way) -> float:
    """Letters of the head that stand in the text; a little more where the text begins with them."""
    wanted = way.letters
    if letters.startswith(wanted) and (
        letters == wanted or len(wanted) >= LEAST_CONTAINED or ends_with_word(text, len(wanted))
    ):
        return len(wanted) + 0.5
    if len(wanted) >= LEAST_CONTAINED:
        return len(wanted) if wanted in letters else 0
    return len(wanted) - 0.5 if wanted in letters and way.words.search(text) else 0


def _likeness(letters: str, way: Way) -> float:
    if len(way.bare) < LEAST_SIMILAR or (letters[:2] != way.bare[:2] and letters[2:5] != way.bare[2:5]):
        return 0.0
    best = 0.0
    for length in {min(len(letters), len(way.bare) + more) for more in NEAR_LENGTHS}:
        way.matcher.set_seq1(letters[:length])
        if way.matcher.real_quick_ratio() >= SIMILAR and way.matcher.quick_ratio() >= SIMILAR:
            best = max(best, way.matcher.ratio())
    return best
